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
const list = document.getElementById("kept");
const TYPED = "naqeeb-lexicon";
let isLeaving = false;

const writtenOf = (form) => form.closest("li").dataset.written;
const isChanged = (form) => form.said.value !== form.said.defaultValue;
const changed = () => [...list.querySelectorAll("form")].filter(isChanged);

/** Only what was changed can be saved. */
function mark(form) { form.querySelector("button:not([type])").disabled = !isChanged(form); }

/** The file says it so now; what was typed since stays to be saved. */
function settled(form, asked, now) {
  if (form.said.value === asked) form.said.value = now;
  form.said.defaultValue = now;
  mark(form);
}

// The page is loaded again when a word was added: what was changed and is not saved yet stays.
const typed = new Map(JSON.parse(sessionStorage.getItem(TYPED) ?? "[]"));
sessionStorage.removeItem(TYPED);
for (const form of list.querySelectorAll("form")) {
  form.said.value = typed.get(writtenOf(form)) ?? form.said.value;
  mark(form);
}
addEventListener("beforeunload", (event) => {
  if (!isLeaving && (changed().length || add.written.value || add.said.value)) event.preventDefault();
});

add.addEventListener("submit", (event) => {
  event.preventDefault();
  doing(add.querySelector(".main"), async () => {
    const table = { written: add.written.value, said: add.said.value };
    const { written, spoken } = await keep(table);
    sayThere(`${words.kept}: ${written} ← ${spoken}`);
    sessionStorage.setItem(TYPED, JSON.stringify(changed().map((form) => [writtenOf(form), form.said.value])));
    isLeaving = true;
    leave();
  });
});
const hearNew = add.querySelector(".hear-new");
hearNew.addEventListener("click", () => listen(hearNew, add.said));

list.addEventListener("input", (event) => mark(event.target.form));

list.addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.target;
  const written = writtenOf(form);
  doing(null, async () => {
    const button = form.querySelector("button:not([type])");
    const hadFocus = document.activeElement === button;
    button.disabled = true;
    const was = form.said.defaultValue;
    const said = form.said.value;
    try {
      const { written: shown, spoken } = await keep({ written, said, was });
      settled(form, said, said);
      const undo = () => doing(null, async () => {
        await keep({ written, said: was, was: said });
        settled(form, said, was);
        hush();
        form.said.focus();
      });
      say(`${words.kept}: ${shown} ← ${spoken}`, { action: { text: words.undo, run: undo } });
    } finally {
      mark(form);
      // Who works by keys goes on where they were: the button is off now.
      if (hadFocus && document.activeElement === document.body) form.said.focus();
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
    const table = { written: item.dataset.written, was: item.querySelector("input").defaultValue };
    const before = await (await ask("lexicon/forget", { table })).json();
    const next = item.nextElementSibling;
    (item.nextElementSibling ?? item.previousElementSibling)?.querySelector("input")?.focus();
    item.remove();
    const undo = () => doing(null, async () => {
      await keep({ ...before, was: "" });
      if (next?.isConnected) next.before(item);
      else list.append(item);
      item.querySelector("input").focus();
      hush();
    });
    say(`${words.removed}: ${item.querySelector(".name").textContent}`, { action: { text: words.undo, run: undo } });
  });
});
