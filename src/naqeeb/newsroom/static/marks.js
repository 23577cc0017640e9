// Marks in the text: a pause, a guest's voice, words said so; written where the editor chose.

import { words } from "./page.js";

const body = document.getElementById("body");
const box = document.getElementById("marks");
const pause = document.getElementById("mark-pause");
const voice = document.getElementById("mark-voice");
const spokenField = document.getElementById("mark-say");
const problem = document.getElementById("marks-problem");

/** The chosen words, without the blanks around them. */
function chosen() {
  const text = body.value.slice(body.selectionStart, body.selectionEnd);
  const start = body.selectionStart + text.length - text.trimStart().length;
  return { text: text.trim(), start, end: start + text.trim().length };
}

/** Put text in place of the choice, as if it were typed: it can be undone with Ctrl-Z. */
function put(text, start, end) {
  body.focus();
  body.setSelectionRange(start, end);
  // Deprecated, and without an heir: Ctrl-Z takes back nothing else that a script writes.
  if (!document.execCommand("insertText", false, text)) {
    body.setRangeText(text, start, end, "end");
    body.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function refuse(text) {
  problem.textContent = text;
  problem.hidden = !text;
}

const write = {
  pause() {
    // Behind the word in which the caret stands.
    const rest = body.value.slice(body.selectionEnd).match(/^[\p{L}\p{M}\p{N}]*/u)[0];
    const at = body.selectionEnd + rest.length;
    put(` {pause ${pause.value}s} `, at, at);
  },
  voice() {
    const { text, start, end } = chosen();
    if (!text) return refuse(words.choose_words);
    put(`{voice ${voice.value}} ${text} {voice}`, start, end);
  },
  say() {
    const { text, start, end } = chosen();
    if (!text) return refuse(words.choose_words);
    const spoken = spokenField.value.replace(/[{}:]/g, " ").trim();
    if (!spoken) {
      refuse(words.write_said);
      spokenField.focus();
      return;
    }
    put(`{say ${spoken}: ${text}}`, start, end);
    spokenField.value = "";
  },
};

// What is typed here changes nothing of the draft yet.
box.addEventListener("input", (event) => event.stopPropagation());
box.addEventListener("click", (event) => {
  const button = event.target.closest("[data-mark]");
  if (!button) return;
  refuse("");
  write[button.dataset.mark]();
});
spokenField.addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return;
  event.preventDefault();
  refuse("");
  write.say();
});
