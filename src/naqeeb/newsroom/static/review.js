// Review: hear a sentence, say a word otherwise, edit text and facts.

import "./marks.js";
import { Refused, ask, doing, ended, hear, off, pathOf, say, words } from "./page.js";

const draft = document.getElementById("draft");
const beside = document.getElementById("beside");
const voice = document.getElementById("voice");
const edit = document.getElementById("edit");
const dialog = document.getElementById("say");
const word = document.getElementById("say-word");
const spokenField = document.getElementById("say-said");
const problem = document.getElementById("say-problem");
let edits = 0; // of text and facts, and how many of them the file has
let savedEdits = 0;
const isChanged = () => edits !== savedEdits;

async function readAgain() {
  const path = `${pathOf(draft.dataset.id)}/lines?voice=${encodeURIComponent(voice.value)}`;
  const answer = await ask(path, { method: "GET" });
  const text = await answer.text();
  // Who works by keys stays at the button of the line where they were.
  const focused = beside.contains(document.activeElement) ? document.activeElement : null;
  const again = focused?.closest("li") && `#${focused.closest("li").id} .${focused.classList[0]}`;
  beside.innerHTML = text; // the newsroom's own page, with all text escaped
  if (again) (beside.querySelector(again) ?? beside.querySelector("button"))?.focus();
}

// -- hearing -----------------------------------------------------------------

let playing = null;

async function hearLine(line) {
  playing?.classList.remove("playing");
  playing = line;
  line.classList.add("playing");
  const who = line.dataset.voice ?? voice.value; // a guest speaks in a voice of their own
  try {
    const player = await hear("hear", { voice: who, spoken: line.dataset.spoken });
    player.addEventListener("pause", () => line.classList.remove("playing"));
  } catch (error) {
    line.classList.remove("playing");
    throw error;
  }
}

voice.addEventListener("change", () => {
  const here = new URL(location.href);
  here.searchParams.set("voice", voice.value);
  history.replaceState(null, "", here);
  doing(null, readAgain);
});

// -- a word otherwise --------------------------------------------------------

const here = document.getElementById("say-here");
let place = null; // where the word stands: line, start and end in what is written

const choice = document.getElementById("say-choice");

/** The words of a line to choose from: who pressed its button has named none yet. */
function offer(line) {
  const text = line.querySelector(".written").textContent;
  const number = Number(line.dataset.number);
  const buttons = [...text.matchAll(/[^\s،۔؟؛!«»()[\]"“”‘’]*[\p{L}\p{N}][^\s،۔؟؛!«»()[\]"“”‘’]*/gu)].map((match) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = match[0];
    const start = [...text.slice(0, match.index)].length;
    button.addEventListener("click", () => {
      for (const each of buttons) each.setAttribute("aria-pressed", String(each === button));
      place = { line: number, start, end: start + [...match[0]].length };
      here.hidden = false;
      word.value = spokenField.value = match[0];
      spokenField.focus();
    });
    return button;
  });
  choice.querySelector(".words").replaceChildren(...buttons);
  choice.hidden = !buttons.length;
}

function open(written, spoken, seenAt = null) {
  place = seenAt;
  choice.hidden = true;
  here.hidden = !seenAt;
  word.value = written;
  spokenField.value = spoken;
  problem.hidden = true;
  dialog.showModal();
  (written ? spokenField : word).focus();
}

/** A range that holds the word at a place that was clicked; null where there is none. */
function wordAt(event) {
  const range = document.caretRangeFromPoint?.(event.clientX, event.clientY);
  if (!range || range.startContainer.nodeType !== Node.TEXT_NODE) return null;
  const text = range.startContainer.data;
  const before = text.slice(0, range.startOffset).match(/[\p{L}\p{M}\p{N}]*$/u)[0];
  const after = text.slice(range.startOffset).match(/^[\p{L}\p{M}\p{N}]*/u)[0];
  if (!before && !after) return null;
  range.setEnd(range.startContainer, range.startOffset + after.length);
  range.setStart(range.startContainer, range.startOffset - before.length);
  return range;
}

/** Where a range stands in its written line; null where it stands elsewhere. */
function placeOf(range) {
  const written = range.startContainer.parentElement?.closest(".written");
  if (!written?.contains(range.endContainer)) return null;
  const before = document.createRange();
  before.setStart(written, 0);
  before.setEnd(range.startContainer, range.startOffset);
  // Python counts characters, JavaScript the halves of those beyond U+FFFF.
  const start = [...before.toString()].length;
  return {
    line: Number(written.closest("li").dataset.number),
    start,
    end: start + [...range.toString()].length,
  };
}

/** The same place once something was done that may move its line; null where the line is gone. */
async function kept(before, work) {
  const textOf = (line) => line.querySelector(".written").textContent;
  const all = () => [...beside.querySelectorAll("li")];
  const line = all().find((each) => Number(each.dataset.number) === before.line);
  const text = textOf(line);
  const same = () => all().filter((each) => textOf(each) === text);
  const [count, rank] = [same().length, same().indexOf(line)];
  await work();
  const now = same();
  // Where one of several equal lines went, nobody knows which is meant.
  return now.length === count ? { ...before, line: Number(now[rank].dataset.number) } : null;
}

function rangeOf(element) {
  const range = document.createRange();
  range.setStart(element.firstChild, 0);
  range.setEnd(element.firstChild, element.firstChild.length);
  return range;
}

/** What is selected, without the blanks around it; null where nothing is. */
function selection() {
  const chosen = getSelection();
  if (!chosen.rangeCount || !chosen.toString().trim()) return null;
  return chosen.getRangeAt(0);
}

function openRange(range) {
  const text = range?.toString().trim() ?? "";
  if (text) open(text, text, placeOf(range));
}

beside.addEventListener("click", (event) => {
  const line = event.target.closest("li");
  if (!line) return;
  const button = event.target.closest("button");
  const marked = event.target.closest("[data-word]");
  if (button?.classList.contains("hear")) doing(null, () => hearLine(line));
  else if (button?.classList.contains("otherwise")) {
    const range = selection();
    if (range && line.contains(range.startContainer)) openRange(range);
    else {
      open("", "");
      offer(line);
      choice.querySelector("button")?.focus();
    }
  } else if (marked) open(marked.dataset.word, marked.dataset.said, placeOf(rangeOf(marked)));
  else if (event.target.closest(".written")) openRange(selection() ?? wordAt(event));
});

async function inDialog(button, work) {
  const needsWord = button !== hearWord && !word.value.trim();
  const missing = spokenField.value.trim() ? (needsWord ? words.write_word : "") : words.write_said;
  problem.textContent = missing;
  problem.hidden = !missing;
  if (missing) return;
  const on = off(button);
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    problem.textContent = [error.message, error.hint].filter(Boolean).join(" ");
    problem.hidden = false;
  } finally {
    on();
  }
}

const hearWord = document.getElementById("say-hear");
hearWord.addEventListener("click", () =>
  inDialog(hearWord, () => hear("hear/word", { voice: voice.value, said: spokenField.value })));

const keep = document.getElementById("say-keep");
keep.addEventListener("click", () => inDialog(keep, async () => {
  const table = { written: word.value, said: spokenField.value };
  const { written, spoken } = await (await ask("lexicon", { table })).json();
  dialog.close();
  say(`${words.kept}: ${written} ← ${spoken}`);
  await readAgain();
}));
here.addEventListener("click", () => inDialog(here, async () => {
  if (isChanged()) {
    place = await kept(place, save);
    here.hidden = !place;
    if (!place) throw new Refused(0, { word: words.place_gone });
  }
  const table = { ...place, said: spokenField.value, voice: voice.value, version: draft.dataset.version };
  const answer = await (await ask(`${pathOf(draft.dataset.id)}/say`, { table })).json();
  draft.dataset.version = answer.version;
  edit.body.value = answer.body;
  edit.title.value = answer.title;
  dialog.close();
  say(`${words.marked_here}: ${word.value}`);
  await readAgain();
}));
word.addEventListener("input", () => { here.hidden = true; }); // it is another word then
spokenField.addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return;
  event.preventDefault();
  hearWord.click();
});

// -- text and facts ----------------------------------------------------------

let saving = Promise.resolve();

/** Save, one after the other: each states the version that the one before it left. */
function save() {
  saving = saving.catch(() => undefined).then(saveNow);
  return saving;
}

async function saveNow() {
  const upTo = edits; // what is typed from now on is not in it
  const { body, ...facts } = Object.fromEntries(new FormData(edit));
  const table = { version: draft.dataset.version, facts, body };
  const path = pathOf(draft.dataset.id);
  const answer = await (await ask(path, { method: "PUT", table })).json();
  draft.dataset.version = answer.version;
  document.querySelector("h1 bdi").textContent = answer.title;
  savedEdits = upTo;
  say(words.saved);
  await readAgain();
  // What is wrong with it stands at the head of the page, where nobody looks who saves below.
  const wrong = [...beside.querySelectorAll(".problem")].map((each) =>
    (each.children.length ? [...each.children] : [each]).map((line) => ended(line.textContent)).join(" "));
  if (wrong.length) say(words.saved, { refused: wrong, stays: true });
}

edit.addEventListener("submit", (event) => {
  event.preventDefault();
  doing(edit.querySelector("button"), save);
});
edit.addEventListener("input", () => { edits += 1; });
document.addEventListener("keydown", (event) => {
  if (event.key !== "s" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  edit.requestSubmit();
});
addEventListener("beforeunload", (event) => { if (isChanged()) event.preventDefault(); });

const make = document.getElementById("make");
// Who states a time wants it to air then: the box to hold it is no more ticked of itself.
make.at.addEventListener("input", () => { if (make.at.value) make.hold.checked = false; });
make.addEventListener("submit", (event) => {
  event.preventDefault();
  doing(make.querySelector("button"), async () => {
    if (isChanged()) await save();
    const table = { hold: make.hold.checked, at: make.at.value, voice: voice.value };
    await ask(`${pathOf(draft.dataset.id)}/make`, { table });
    say(words.started);
  });
});
