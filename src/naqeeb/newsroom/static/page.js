// What every page has: changes are asked for here, words are said here, work is shown here.

import { listen } from "./running.js";

export const at = document.body.dataset.at;
export const words = JSON.parse(document.getElementById("words").textContent);

const message = document.getElementById("said");
const SAID = "naqeeb-said";
const SHOWN = "naqeeb-works";
const works = document.getElementById("works");

/** The path of a draft. */
export const pathOf = (id) => `drafts/${encodeURIComponent(id)}`;

/** An element with a class and a text. */
export function element(name, className = "", text = "") {
  const node = document.createElement(name);
  if (className) node.className = className;
  node.textContent = text;
  return node;
}

/** Cards and messages stand over the page: its end can be brought above them. */
function makeRoom() {
  const said = message.classList.contains("shown") ? message.offsetHeight : 0;
  document.documentElement.style.setProperty("--said", `${said}px`);
  document.documentElement.style.setProperty("--foot", `${works.offsetHeight + said}px`);
}

/** What went well is said for so long: whoever reads slowly has read it. */
const SAID_MS = 8000;

/**
 * Say something at the foot of the page, a paragraph a line, with a button where something can be
 * done and a link where something can be seen.
 *
 * What failed, what was refused beside it, what can be undone and what stays are there until they
 * are closed.
 */
export function say(
  text,
  { failed = false, refused = [], action = null, link = null, stays = failed } = {},
) {
  const box = element("div");
  box.append(...text.split("\n").map((line) => element("p", failed ? "failed" : "", line)));
  box.append(...refused.map((line) => element("p", "failed", line)));
  message.replaceChildren(box);
  if (link) {
    const there = element("a", "", link.text);
    there.href = at + link.path;
    message.append(there);
  }
  if (action) {
    const button = element("button", "", action.text);
    button.type = "button";
    button.addEventListener("click", action.run);
    message.append(button);
  }
  const isKept = stays || action !== null;
  if (isKept) {
    const close = element("button", "", "×");
    close.type = "button";
    close.setAttribute("aria-label", words.close);
    close.addEventListener("click", hush);
    message.append(close);
  }
  message.classList.add("shown");
  message.classList.toggle("stays", isKept);
  makeRoom();
  clearTimeout(say.timer);
  if (!isKept) say.timer = setTimeout(hush, SAID_MS);
}

/** Say it below what stays until it is closed: nobody has read that yet. */
function sayBelow(text, failed) {
  if (message.matches(".shown.stays")) message.firstChild.append(element("p", failed ? "failed" : "", text));
  else say(text, { failed });
}

/** Say something on the page that comes next. */
export function sayThere(text, options = {}) {
  sessionStorage.setItem(SAID, JSON.stringify([text, options]));
}

/** Show finished work on the page that comes next, too. */
export function showThere(ids) { sessionStorage.setItem(SHOWN, JSON.stringify(ids)); }

let cameFrom = null;
message.addEventListener("focusin", (event) => {
  if (!message.contains(event.relatedTarget)) cameFrom = event.relatedTarget;
});

/** Take away what was said; who works by keys goes back to where they came from. */
export function hush() {
  if (message.contains(document.activeElement)) cameFrom?.focus();
  message.classList.remove("shown");
  makeRoom();
}

const before = sessionStorage.getItem(SAID);
sessionStorage.removeItem(SAID);
if (before) say(...JSON.parse(before));

/** A sentence with its stop. */
export function ended(text) {
  if (!text || /[.۔!?؟]\s*$/.test(text)) return text ?? "";
  return document.documentElement.lang === "ur" ? `${text}۔` : `${text}.`;
}

/** What could not be done, in words. */
export class Refused extends Error {
  constructor(status, table) {
    const cause = table.cause ? `${words.cause}: ${ended(table.cause)}` : "";
    super([table.word, ended(table.what), cause].filter(Boolean).join(" "));
    this.status = status;
    this.hint = table.hint || "";
  }
}

/** Whether the newsroom was started again: it has another address then. */
async function isElsewhere() {
  const home = await fetch(at, { method: "HEAD" }).catch(() => null);
  return home?.status === 404;
}

/** Ask for a change; gives the answer, or throws Refused. */
export async function ask(path, { method = "POST", table = null, body = null } = {}) {
  let answer;
  try {
    answer = await fetch(at + path, {
      method,
      headers: table ? { "content-type": "application/json" } : {},
      body: table ? JSON.stringify(table) : body,
    });
  } catch {
    throw new Refused(0, { word: words.offline });
  }
  if (answer.ok) return answer;
  if (answer.status === 404 && await isElsewhere()) throw new Refused(404, { word: words.elsewhere });
  const text = await answer.text();
  let refusal = { what: text };
  try { refusal = JSON.parse(text); } catch { /* a plain sentence */ }
  throw new Refused(answer.status, refusal);
}

let isLeaving = false;
let target = null;
let underWay = 0;

/**
 * Go to another page, or to this one as it is now; what is off stays so until then.
 *
 * What else was begun on this page ends first: a page that goes takes its requests along.
 */
export function leave(path = null) {
  isLeaving = true;
  target = path;
  if (!underWay) go();
}

function go() {
  if (target === null) location.reload();
  else location.assign(target);
}
// A page that the back button brings out of the browser's memory is of the past.
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

/** Turn a button off; gives what turns it on again, with the focus that it lost meanwhile. */
export function off(button) {
  const hadFocus = document.activeElement === button;
  button.disabled = true;
  return () => {
    if (isLeaving) return;
    button.disabled = false;
    if (hadFocus && document.activeElement === document.body) button.focus();
  };
}

/** Who sees nothing happen presses once more: a button is off for so long after a press. */
export const REST_MS = 800;

/** A refusal with its next step. */
export function inWords(error) {
  return error.message + (error.hint ? ` ${words.next_step}: ${error.hint}` : "");
}

/** Do something, with its button off meanwhile; a refusal is said. Gives undefined then. */
export async function doing(button, work) {
  const on = button ? off(button) : () => undefined;
  const begun = performance.now();
  underWay += 1;
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    // What somebody else saved opens beside what was written here.
    const again = { text: words.load_again, run: () => open(location.href, "_blank", "noopener") };
    say(inWords(error), { failed: true, action: error.status === 409 ? again : null });
    return undefined;
  } finally {
    underWay -= 1;
    if (isLeaving && !underWay) go();
    setTimeout(on, REST_MS - (performance.now() - begun));
  }
}

let player = null;

/** Play a WAV that is asked for; one at a time. */
export async function hear(path, table) {
  if (player) player.pause();
  const sound = await (await ask(path, { table })).blob();
  const url = URL.createObjectURL(sound);
  player = new Audio(url);
  const gone = () => URL.revokeObjectURL(url);
  player.addEventListener("ended", gone);
  player.addEventListener("error", gone);
  document.documentElement.dataset.heard = String(sound.size);
  await player.play().catch(() => undefined); // another sentence was pressed meanwhile
  return player;
}

// -- the work that is running ------------------------------------------------

const OVER = ["done", "failed", "cancelled"];
const dismissed = new Set();
let listeners = [];
let known = null;

/**
 * Be told of all work now and whenever it changes, and whether it is the first time.
 *
 * A page's own script may come later than the work: what it missed is no news, but its first.
 */
export function onWorks(listener) {
  listeners.push(listener);
  if (known) listener(known, true);
}

/** Work that went well goes away by itself; what failed, or has a word for the editor, stays. */
const DONE_MS = 12_000;
const goesAway = (work) =>
  work.phase === "cancelled" || (work.phase === "done" && !work.notes.some((note) => note.hint));
const goings = new Map();

function dismiss(id) {
  dismissed.add(id);
  works.querySelector(`[data-work="${id}"]`)?.remove();
  works.hidden = !works.children.length;
}

/** Dismiss it after a while, but not under the pointer or the keys. */
function goLater(id) {
  if (goings.has(id)) return;
  const go = () => {
    const item = works.querySelector(`[data-work="${id}"]`);
    if (item?.matches(":hover, :focus-within")) goings.set(id, setTimeout(go, DONE_MS));
    else dismiss(id);
  };
  goings.set(id, setTimeout(go, DONE_MS));
}

function progress(work) {
  if (!work.total) return element("progress");
  const bar = element("progress");
  bar.max = work.total;
  bar.value = work.done;
  return bar;
}

function shown(work) {
  const item = element("div", `work ${work.phase}`);
  item.dataset.work = work.id;
  item.append(element("strong", "", work.title), element("span", "phase", words[work.phase]));
  const over = OVER.includes(work.phase);
  if (!over) {
    const bar = progress(work);
    bar.setAttribute("aria-label", work.title);
    item.append(bar);
  }
  for (const note of work.notes) {
    const hint = note.failed && note.hint ? `${words.next_step}: ${note.hint}` : note.hint;
    const line = element("p", note.failed ? "problem" : "", hint ? `${ended(note.text)} ${hint}` : note.text);
    if (note.episode) {
      const there = element("a", "", words.listen_there);
      there.href = `${at}on-air#${note.episode}`;
      line.append(" ", there);
    }
    item.append(line);
  }
  if (goesAway(work)) goLater(work.id);
  const button = element("button", "quiet", over ? "×" : words.cancel);
  button.type = "button";
  button.setAttribute("aria-label", over ? words.remove : `${words.cancel}: ${work.title}`);
  button.addEventListener("click", () => {
    if (over) { dismiss(work.id); return; }
    doing(button, () => ask(`running/${work.id}/cancel`));
  });
  item.append(button);
  return item;
}

const shownBefore = JSON.parse(sessionStorage.getItem(SHOWN) ?? "[]");
sessionStorage.removeItem(SHOWN);
let first = true;
let phases = new Map();

function show(list) {
  if (first) {
    const over = list.filter((work) => OVER.includes(work.phase)).map((work) => work.id);
    for (const id of over) if (!shownBefore.includes(id)) dismissed.add(id);
  }
  for (const work of list) {
    if (!first && phases.get(work.id) !== work.phase && OVER.includes(work.phase)) {
      sayBelow(`${work.title}: ${words[work.phase]}`, work.phase === "failed");
    }
  }
  phases = new Map(list.map((work) => [work.id, work.phase]));
  const focused = document.activeElement?.closest?.(".work")?.dataset.work;
  const kept = list.filter((work) => !dismissed.has(work.id));
  works.replaceChildren(...kept.map(shown));
  if (focused) works.querySelector(`[data-work="${focused}"] button`)?.focus();
  works.hidden = !kept.length;
  for (const listener of listeners) listener(list, first);
  first = false;
  known = list;
}

new ResizeObserver(makeRoom).observe(works);
new ResizeObserver(makeRoom).observe(message);

listen(at, show, async () => {
  if (await isElsewhere()) say(words.elsewhere, { failed: true });
});
