// On air: an episode is moved to another state; the station is published.

import {
  REST_MS, ask, at, doing, element, leave, off, onWorks, pathOf, say, sayThere,
  showThere, words,
} from "./page.js";

const MOVED = "naqeeb-moved";

const TIMES = "naqeeb-times";
const episodes = document.getElementById("episodes");

/** Load the page again; the times that were typed for other episodes stay. */
function loadAgain(moved = "") {
  const times = [...episodes.querySelectorAll(".at input")].map((each) => [each.closest("li").id, each.value]);
  sessionStorage.setItem(TIMES, JSON.stringify(times.filter(([id, time]) => time && id !== moved)));
  return leave();
}

for (const [id, time] of JSON.parse(sessionStorage.getItem(TIMES) ?? "[]")) {
  const field = document.getElementById(id)?.querySelector(".at input");
  if (field) field.value = time;
}
sessionStorage.removeItem(TIMES);

episodes.addEventListener("click", (event) => {
  const button = event.target.closest("[data-action]");
  if (!button) return;
  const item = button.closest("li");
  const { action } = button.dataset;
  doing(button, async () => {
    const time = item.querySelector(".at input")?.value ?? "";
    const answer = await ask(`episodes/${item.dataset.id}/${action}`, { table: { at: time } });
    if (action === "correct") return leave(at + pathOf((await answer.json()).id));
    const { state } = await answer.json();
    sayThere(`${item.querySelector(".name").textContent}: ${state}`);
    sessionStorage.setItem(MOVED, item.dataset.id);
    return loadAgain(item.id);
  });
});

// Where "Hold" was pressed now stands "Release": a second press was not meant for it.
const moved = document.getElementById(sessionStorage.getItem(MOVED) ?? "");
sessionStorage.removeItem(MOVED);
if (moved) {
  const buttons = [...moved.querySelectorAll("button")];
  const ons = buttons.map(off);
  setTimeout(() => {
    for (const on of ons) on();
    // Who works by keys goes on where they were.
    const nowhere = [document.body, document.getElementById("main")];
    if (nowhere.includes(document.activeElement)) buttons[0]?.focus({ preventScroll: true });
  }, REST_MS);
}

// The list shows what work has made.
let finished = new Set();
onWorks((works, isFirst) => {
  const over = works.filter((work) => work.phase === "done").map((work) => work.id);
  const fresh = over.filter((id) => !finished.has(id));
  finished = new Set(over);
  const isPlaying = [...document.querySelectorAll("audio")].some((each) => !each.paused);
  const isTyping = document.activeElement.matches(".at input");
  if (!fresh.length || isFirst || isPlaying || isTyping) return;
  showThere(fresh);
  loadAgain();
});

const plan = document.getElementById("plan");
const publish = document.getElementById("publish");
const steps = document.getElementById("steps");

plan?.addEventListener("click", () => doing(plan, async () => {
  const answer = await (await ask("on-air/plan")).json();
  steps.replaceChildren(...answer.steps.map((step) =>
    element("li", step.failed ? "problem" : "", [step.text, step.detail].filter(Boolean).join("  "))));
  steps.hidden = false;
  publish.disabled = false;
  if (!answer.steps.length) say(words.nothing_goes);
}));

publish?.addEventListener("click", () => doing(publish, async () => {
  await ask("on-air/publish");
  say(words.started);
}));
