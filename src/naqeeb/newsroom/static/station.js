// Station: its settings and its cover.

import { ask, at, doing, hear, leave, say, words } from "./page.js";

const station = document.getElementById("station");
const form = document.getElementById("settings");
const first = Object.fromEntries(new FormData(form));

form.addEventListener("submit", (event) => {
  event.preventDefault();
  doing(form.querySelector(".main"), async () => {
    // Only what was changed is written: the rest of the file stays as it is.
    const now = Object.fromEntries(new FormData(form));
    const table = Object.fromEntries(Object.entries(now).filter(([name, value]) => value !== first[name]));
    table.version = station.dataset.version;
    const answer = await (await ask("station", { method: "PUT", table })).json();
    station.dataset.version = answer.version;
    if (now.language !== first.language || now.title !== first.title) leave();
    Object.assign(first, now);
    say(words.saved);
  });
});

// Who goes elsewhere with a field changed is asked first.
addEventListener("beforeunload", (event) => {
  if ([...new FormData(form)].some(([name, value]) => value !== first[name])) event.preventDefault();
});

const sample = document.getElementById("sample");
sample.addEventListener("click", () =>
  doing(sample, () => hear("hear/sample", { voice: form.voice.value === "auto" ? "" : form.voice.value })));

async function covered(answer) {
  station.dataset.version = (await answer.json()).version;
  document.getElementById("cover").src = `${at}station/cover?${station.dataset.version.slice(0, 8)}${Date.now()}`;
  say(words.saved);
}

const file = document.getElementById("cover-file");
file.addEventListener("change", () => doing(file, async () => {
  if (!file.files.length) return;
  const path = `station/cover?version=${station.dataset.version}&name=${encodeURIComponent(file.files[0].name)}`;
  await covered(await ask(path, { method: "PUT", body: file.files[0] }));
}));

const draw = document.getElementById("draw");
draw.addEventListener("click", () => doing(draw, async () =>
  covered(await ask("station/cover/draw", { table: { version: station.dataset.version } }))));
