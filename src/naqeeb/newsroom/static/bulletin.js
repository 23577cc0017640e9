// Bulletin: stories in an order, moved by pointer or keys; how long it lasts; the script.

import { ask, at, doing, element, hush, onWorks, say, words } from "./page.js";

const ENDS = ["pointerup", "pointercancel"];
const KEPT = "naqeeb-bulletin";
const KEPT_FORM = "naqeeb-bulletin-form";
const KEPT_MADE = "naqeeb-bulletin-made";
const list = document.getElementById("order");
const form = document.getElementById("bulletin");
const known = new Map(
  [...document.querySelectorAll(".picks [data-name]")].map((each) => [each.dataset.name, each.dataset.title]),
);
const keptOf = (key) => JSON.parse(localStorage.getItem(key) ?? "null");

/** The names that are kept. Titles are kept too: a story may stand on another page of the lists. */
function keptNames() {
  const kept = new Map((keptOf(KEPT) ?? []).filter(Array.isArray));
  for (const [name, title] of kept) if (!known.has(name)) known.set(name, title);
  return [...kept.keys()];
}

let names = keptNames();

// -- the order ---------------------------------------------------------------

function control(label, text, run) {
  const button = element("button", "quiet", text);
  button.type = "button";
  button.setAttribute("aria-label", label);
  button.addEventListener("click", run);
  return button;
}

function move(name, to) {
  const from = names.indexOf(name);
  if (to < 0 || to >= names.length || to === from) return;
  names.splice(to, 0, ...names.splice(from, 1));
  changed();
  say(`${words.moved}: ${known.get(name)} (${words.position} ${to + 1})`);
}

function itemOf(name, number) {
  const title = known.get(name);
  const item = element("li");
  item.dataset.name = name;
  item.tabIndex = 0;
  item.setAttribute("aria-label", `${number + 1}. ${title}`);
  const handle = element("span", "handle", "⠿");
  handle.title = words.drag;
  handle.setAttribute("aria-hidden", "true");
  const text = element("span", "name", title);
  text.lang = "ur";
  text.dir = "auto";
  const length = element("span", "length");
  length.dir = "ltr";
  item.append(
    handle, text, length,
    control(`${words.up}: ${title}`, "↑", () => { move(name, number - 1); focus(name, ".up"); }),
    control(`${words.down}: ${title}`, "↓", () => { move(name, number + 1); focus(name, ".down"); }),
    control(`${words.remove}: ${title}`, "×", () => drop(name)),
  );
  const [up, down] = item.querySelectorAll("button");
  up.classList.add("up");
  down.classList.add("down");
  item.addEventListener("keydown", (event) => {
    if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
    event.preventDefault();
    move(name, names.indexOf(name) + (event.key === "ArrowUp" ? -1 : 1));
    focus(name);
  });
  handle.addEventListener("pointerdown", (event) => drag(event, item));
  return item;
}

function focus(name, selector = "") {
  const item = list.children[names.indexOf(name)];
  (selector ? item.querySelector(selector) : item).focus();
}

function drop(name) {
  const at = names.indexOf(name);
  names = names.filter((each) => each !== name);
  changed();
  const next = list.children[Math.min(at, names.length - 1)];
  (next ?? document.querySelector(".add")).focus();
}

/** Drag an item by its handle: the others make room as it passes their middles. */
function drag(event, item) {
  if (event.button !== 0) return;
  event.preventDefault();
  item.classList.add("dragged");
  const moved = (each) => {
    const others = [...list.children].filter((other) => other !== item);
    const next = others.find((other) => {
      const box = other.getBoundingClientRect();
      return each.clientY < box.top + box.height / 2;
    });
    if (next !== item.nextElementSibling) list.insertBefore(item, next ?? null);
  };
  const ended = () => {
    document.removeEventListener("pointermove", moved);
    for (const name of ENDS) document.removeEventListener(name, ended);
    item.classList.remove("dragged");
    names = [...list.children].map((each) => each.dataset.name);
    changed();
  };
  // On the document: an element that is moved within it loses the pointer.
  document.addEventListener("pointermove", moved);
  for (const name of ENDS) document.addEventListener(name, ended);
}

function show() {
  list.replaceChildren(...names.map(itemOf));
  document.getElementById("no-order").hidden = names.length > 0;
  for (const pick of document.querySelectorAll(".picks [data-name]")) {
    pick.querySelector(".add").disabled = names.includes(pick.dataset.name);
  }
}

function changed() {
  localStorage.setItem(KEPT, JSON.stringify(names.map((name) => [name, known.get(name)])));
  show();
  measure();
  tellMade();
}

for (const button of document.querySelectorAll(".add")) {
  button.addEventListener("click", () => {
    const { name, title } = button.closest("li").dataset;
    names.push(name);
    changed();
    // It is off now: who works by keys goes on with the next.
    const others = [...document.querySelectorAll(".add:enabled")];
    const isAfter = (other) => button.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING;
    (others.find(isAfter) ?? others.at(-1) ?? list.lastElementChild).focus();
    say(`${words.added}: ${title}`);
  });
}

// -- how long it lasts, and how it reads -------------------------------------

const clock = (ms) => {
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
};

function asked() {
  const { wanted, fit, ...table } = Object.fromEntries(new FormData(form));
  const length = fit && Number(wanted) ? `${Math.round(Number(wanted) * 60)}s` : "";
  return { ...table, length, hold: form.hold.checked, stories: names };
}

let length = 0;

function compare() {
  document.getElementById("length").textContent = clock(length);
  const wanted = Number(form.wanted.value) * 60_000;
  const against = document.getElementById("against");
  against.textContent = "";
  if (!wanted || !length) return;
  const over = length - wanted;
  if (clock(Math.abs(over)) === "0:00") return;
  against.textContent = `${clock(Math.abs(over))} ${over > 0 ? words.over : words.under}`;
  against.className = Math.abs(over) > wanted * 0.05 ? "off" : "";
}

function showCuts(cuts, remarks) {
  const box = document.getElementById("cuts");
  const texts = [...cuts.map((cut) => `${cut.title}: ${cut.how}`), ...remarks];
  box.replaceChildren(...texts.map((text) => element("li", "", text)));
  box.hidden = !texts.length;
}

let asks = 0;
let isRefused = false;

/** What was wrong before is so no more. */
function settled() {
  if (isRefused) hush();
  isRefused = false;
}

async function preview() {
  const mine = ++asks;
  if (!names.length) {
    settled();
    length = 0;
    compare();
    showCuts([], []);
    return null;
  }
  if (form.fit.checked && !form.wanted.reportValidity()) return null;
  const answer = await ask("bulletin/preview", { table: asked() })
    .then((response) => response.json())
    .catch((error) => { if (mine === asks) throw error; });
  if (mine !== asks) return null; // the order changed meanwhile
  settled();
  if (answer.missing.length) {
    const gone = answer.missing.map((name) => known.get(name)).join("، ");
    names = names.filter((name) => !answer.missing.includes(name));
    changed();
    say(`${words.gone}: ${gone}`, { failed: true });
    return null;
  }
  length = answer.length_ms;
  compare();
  showCuts(answer.cuts, answer.remarks);
  [...list.children].forEach((item, number) => {
    item.querySelector(".length").textContent = clock(answer.stories_ms[number] ?? 0);
  });
  return answer;
}

async function measure() {
  if ((await doing(null, preview)) !== undefined) return;
  isRefused = true;
  length = 0; // of a list that cannot be read nobody knows how long it lasts
  compare();
  showCuts([], []);
}

form.wanted.addEventListener("input", compare);
for (const name of ["voice", "date", "edition", "title", "fit"]) {
  form[name].addEventListener("change", measure);
}
form.addEventListener("input", () => {
  localStorage.setItem(KEPT_FORM, JSON.stringify(fields()));
  tellMade();
});

form.wanted.addEventListener("change", () => { if (form.fit.checked) measure(); });

const button = document.getElementById("preview");
button.addEventListener("click", () => doing(button, async () => {
  const answer = await preview();
  if (!answer) return;
  const box = document.getElementById("script");
  box.querySelector("ol").replaceChildren(...answer.lines.map((line) => {
    const item = element("li", line.role);
    const pair = element("div", "pair");
    for (const name of ["written", "spoken"]) {
      const text = element("p", name, line[name]);
      text.lang = "ur";
      text.dir = "rtl";
      pair.append(text);
    }
    item.append(pair);
    return item;
  }));
  box.hidden = false;
}));

// -- what was made, and the next one ------------------------------------------

/** What the form says, but for the voice: that is the station's. */
function fields() {
  const { voice, ...table } = Object.fromEntries(new FormData(form));
  return { ...table, fit: form.fit.checked, hold: form.hold.checked };
}

function fill(table) {
  for (const [name, value] of Object.entries(table)) {
    if (form[name]?.type === "checkbox") form[name].checked = value;
    else if (form[name]) form[name].value = value;
  }
}

/** What decides whether a bulletin is the one that was made. */
const ofNow = () => JSON.stringify([names, fields()]);
let lastMade = keptOf(KEPT_MADE);

function keepMade(table) {
  lastMade = table;
  if (lastMade) localStorage.setItem(KEPT_MADE, JSON.stringify(lastMade));
  else localStorage.removeItem(KEPT_MADE);
  tellMade();
}

/** Say that the list was made, and whether it is still as it was then. */
function tellMade() {
  const box = document.getElementById("made");
  box.hidden = !lastMade;
  if (!lastMade) return;
  const isSame = lastMade.of === ofNow();
  const text = lastMade.episode ? (isSame ? words.bulletin_made : words.changed_since) : words.being_made;
  const line = document.getElementById("made-words");
  const whole = [text, isSame && lastMade.text].filter(Boolean).join(": ");
  if (line.textContent !== whole) line.textContent = whole;
  const there = document.getElementById("made-there");
  there.hidden = !lastMade.episode;
  if (lastMade.episode) there.href = `${at}on-air#${lastMade.episode}`;
}

onWorks((works) => {
  if (!lastMade || lastMade.episode || lastMade.run !== at) return;
  const work = works.find((each) => each.id === lastMade.work);
  if (work?.phase === "done") {
    const [note] = work.notes;
    keepMade({ ...lastMade, episode: note?.episode || "?", text: note?.text ?? "" });
  } else if (["failed", "cancelled"].includes(work?.phase)) keepMade(null);
});

document.getElementById("begin").addEventListener("click", () => {
  const before = { names, form: fields(), lastMade };
  const empty = Object.fromEntries(["edition", "title", "date"].map((name) => [name, ""]));
  restart([], { ...before.form, ...empty }, null);
  document.querySelector(".add:enabled")?.focus();
  const undo = () => { restart(before.names, before.form, before.lastMade); hush(); };
  say(words.began_anew, { action: { text: words.undo, run: undo } });
});

function restart(order, table, whatWasMade) {
  names = order;
  fill(table);
  localStorage.setItem(KEPT_FORM, JSON.stringify(fields()));
  document.getElementById("script").hidden = true;
  changed();
  keepMade(whatWasMade);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  doing(form.querySelector(".main"), async () => {
    const of = ofNow();
    const { work } = await (await ask("bulletin/make", { table: asked() })).json();
    keepMade({ work, run: at, of });
    say(words.started);
  });
});

// Another window of this browser changed the list or the form: one bulletin, one list.
addEventListener("storage", (event) => {
  if (![KEPT, KEPT_FORM, KEPT_MADE].includes(event.key)) return;
  names = keptNames();
  fill(keptOf(KEPT_FORM) ?? {});
  lastMade = keptOf(KEPT_MADE);
  tellMade();
  show();
  measure();
});

fill(keptOf(KEPT_FORM) ?? {});
// Of a run of the newsroom that has ended nobody knows what became of it.
if (lastMade && !lastMade.episode && lastMade.run !== at) keepMade(null);
tellMade();
show();
measure();
