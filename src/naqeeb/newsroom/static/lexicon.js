// Lexicon: the kept words, how each is spoken.

import { ask, doing, hear, hush, leave, say, sayThere, words } from "./page.js";

const keep = (table) => ask("lexicon", { table }).then((answer) => answer.json());
const listen = (button, field) => doing(button, () => {
  if (!field.value.trim()) {
    say(words.write_said, { failed: true });
    return field.focus();
  }
  return hear("hear/word", { voice: "", said: field.value });
});

const add = document.getElementById("add");
add.addEventListener("submit", (event) => {
  event.preventDefault();
  doing(add.querySelector(".main"), async () => {
    const table = { written: add.written.value, said: add.said.value };
    const { spoken } = await keep(table);
    sayThere(`${words.kept}: ${table.written} ← ${spoken}`);
    leave();
  });
});
const hearNew = add.querySelector(".hear-new");
hearNew.addEventListener("click", () => listen(hearNew, add.said));

const list = document.getElementById("kept");

// Only what was changed can be saved.
list.addEventListener("input", (event) => {
  const button = event.target.form.querySelector("button:not([type])");
  button.disabled = event.target.value === event.target.defaultValue;
});

list.addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.target;
  const { written } = form.closest("li").dataset;
  const button = form.querySelector("button:not([type])");
  doing(null, async () => {
    button.disabled = true;
    const before = form.said.defaultValue;
    try {
      const { spoken } = await keep({ written, said: form.said.value });
      form.said.defaultValue = form.said.value;
      const undo = () => doing(null, async () => {
        await keep({ written, said: before });
        form.said.value = form.said.defaultValue = before;
        hush();
      });
      say(`${words.kept}: ${written} ← ${spoken}`, { action: { text: words.undo, run: undo } });
    } catch (error) {
      button.disabled = false;
      throw error;
    }
  });
});

list.addEventListener("click", (event) => {
  const button = event.target.closest("button[type=button]");
  if (!button) return;
  const item = button.closest("li");
  if (button.classList.contains("hear")) {
    listen(button, item.querySelector("input"));
    return;
  }
  doing(button, async () => {
    const before = await (await ask("lexicon/forget", { table: item.dataset })).json();
    (item.nextElementSibling ?? item.previousElementSibling)?.querySelector("input")?.focus();
    item.remove();
    const undo = () => doing(null, async () => {
      await keep(before);
      leave();
    });
    say(`${words.removed}: ${before.written}`, { action: { text: words.undo, run: undo } });
  });
});
