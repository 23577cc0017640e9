// Review: hear a sentence, say a word otherwise, edit text and facts.

import { Refused, ask, at, doing, hear, say, words } from "./page.js";

const draft = document.getElementById("draft");
const beside = document.getElementById("beside");
const voice = document.getElementById("voice");
const edit = document.getElementById("edit");
const dialog = document.getElementById("say");
const word = document.getElementById("say-word");
const said = document.getElementById("say-said");
const problem = document.getElementById("say-problem");
let isChanged = false;

async function readAgain() {
  const path = `drafts/${draft.dataset.id}/lines?voice=${encodeURIComponent(voice.value)}`;
  const answer = await ask(path, { method: "GET" });
  beside.innerHTML = await answer.text(); // the newsroom's own page, with all text escaped
}

// -- hearing -----------------------------------------------------------------

let playing = null;

async function hearLine(line) {
  playing?.classList.remove("playing");
  playing = line;
  line.classList.add("playing");
  const player = await hear("hear", { voice: voice.value, spoken: line.dataset.spoken });
  player.addEventListener("pause", () => line.classList.remove("playing"));
}

voice.addEventListener("change", () => {
  const here = new URL(location.href);
  here.searchParams.set("voice", voice.value);
  history.replaceState(null, "", here);
  doing(null, readAgain);
});

// -- a word otherwise --------------------------------------------------------

function open(written, spoken) {
  word.value = written;
  said.value = spoken;
  problem.hidden = true;
  dialog.showModal();
  (written ? said : word).focus();
}

/** The word at a place that was clicked. */
function wordAt(event) {
  const range = document.caretRangeFromPoint?.(event.clientX, event.clientY);
  if (!range || range.startContainer.nodeType !== Node.TEXT_NODE) return "";
  const text = range.startContainer.data;
  const before = text.slice(0, range.startOffset).match(/[\p{L}\p{M}\p{N}]*$/u)[0];
  const after = text.slice(range.startOffset).match(/^[\p{L}\p{M}\p{N}]*/u)[0];
  return before + after;
}

beside.addEventListener("click", (event) => {
  const line = event.target.closest("li");
  if (!line) return;
  const button = event.target.closest("button");
  const marked = event.target.closest("[data-word]");
  const selected = getSelection().toString().trim();
  if (button?.classList.contains("hear")) doing(null, () => hearLine(line));
  else if (button?.classList.contains("otherwise")) open(selected, selected);
  else if (marked) open(marked.dataset.word, marked.dataset.said);
  else if (event.target.closest(".written")) {
    const chosen = selected || wordAt(event);
    if (chosen) open(chosen, chosen);
  }
});

async function inDialog(button, work) {
  problem.hidden = true;
  button.disabled = true;
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    problem.textContent = [error.message, error.hint].filter(Boolean).join(" ");
    problem.hidden = false;
  } finally {
    button.disabled = false;
  }
}

const hearWord = document.getElementById("say-hear");
hearWord.addEventListener("click", () =>
  inDialog(hearWord, () => hear("hear/word", { voice: voice.value, said: said.value })));

const keep = document.getElementById("say-keep");
keep.addEventListener("click", () => inDialog(keep, async () => {
  await ask("lexicon", { table: { written: word.value, said: said.value } });
  dialog.close();
  say(`${words.kept}: ${word.value}`);
  await readAgain();
}));
said.addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return;
  event.preventDefault();
  hearWord.click();
});

// -- text and facts ----------------------------------------------------------

async function save() {
  const { body, ...facts } = Object.fromEntries(new FormData(edit));
  const table = { version: draft.dataset.version, facts, body };
  const path = `drafts/${draft.dataset.id}`;
  const answer = await (await ask(path, { method: "PUT", table })).json();
  draft.dataset.version = answer.version;
  document.querySelector("h1").textContent = answer.title;
  isChanged = false;
  say(words.saved);
  await readAgain();
}

edit.addEventListener("submit", (event) => {
  event.preventDefault();
  doing(edit.querySelector("button"), save);
});
edit.addEventListener("input", () => { isChanged = true; });
document.addEventListener("keydown", (event) => {
  if (event.key !== "s" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  edit.requestSubmit();
});
addEventListener("beforeunload", (event) => { if (isChanged) event.preventDefault(); });

const make = document.getElementById("make");
make.addEventListener("submit", (event) => {
  event.preventDefault();
  doing(make.querySelector("button"), async () => {
    if (isChanged) await save();
    const table = { hold: make.hold.checked, at: make.at.value, voice: voice.value };
    await ask(`drafts/${draft.dataset.id}/make`, { table });
    say(words.started);
  });
});
