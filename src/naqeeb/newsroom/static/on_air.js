// On air: an episode is moved to another state; the station is published.

import { ask, at, doing, element, onWorks, pathOf, say, words } from "./page.js";

document.getElementById("episodes").addEventListener("click", (event) => {
  const button = event.target.closest("[data-action]");
  if (!button) return;
  const item = button.closest("li");
  const { action } = button.dataset;
  doing(button, async () => {
    const time = item.querySelector(".at input")?.value ?? "";
    const answer = await ask(`episodes/${item.dataset.id}/${action}`, { table: { at: time } });
    if (action === "correct") location.assign(at + pathOf((await answer.json()).id));
    else location.reload();
  });
});

// The list shows what work has made.
let finished = new Set();
onWorks((works, isFirst) => {
  const over = works.filter((work) => work.phase === "done").map((work) => work.id);
  const isNew = over.some((id) => !finished.has(id));
  finished = new Set(over);
  const isPlaying = [...document.querySelectorAll("audio")].some((each) => !each.paused);
  if (isNew && !isFirst && !isPlaying) location.reload();
});

const plan = document.getElementById("plan");
const publish = document.getElementById("publish");
const steps = document.getElementById("steps");

plan?.addEventListener("click", () => doing(plan, async () => {
  const answer = await (await ask("on-air/plan")).json();
  steps.replaceChildren(...answer.steps.map((step) =>
    element("li", step.failed ? "problem" : "", [step.did, step.name, step.detail].filter(Boolean).join("  "))));
  steps.hidden = false;
  publish.disabled = false;
  if (!answer.steps.length) say(words.nothing_goes);
}));

publish?.addEventListener("click", () => doing(publish, async () => {
  await ask("on-air/publish");
  say(words.started);
}));
