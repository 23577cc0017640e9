// The player: its controls, its keys, and what it remembers.
const player = (() => {
  const STEP_S = 15;
  const SAVE_EVERY_S = 5;
  const NEAR_END_S = 5;

  const root = document.getElementById("player");
  const audio = root.querySelector("audio");
  const seek = root.querySelector(".seek");
  const speed = root.querySelector(".speed");
  const word = root.querySelector(".word");
  const watchers = [];
  const keys = {};
  let wanted = null; // where to begin once the sound is loaded, in seconds
  let saved = 0;
  let shown = "";

  const length = () =>
    (audio.duration > 0 && Number.isFinite(audio.duration)
      ? audio.duration : Number(root.dataset.ms) / 1000);
  const at = () => wanted ?? audio.currentTime;
  const loaded = () => audio.hasAttribute("src");

  function go(seconds) {
    const to = Math.min(Math.max(0, seconds), length());
    if (audio.readyState > 0) audio.currentTime = to;
    else wanted = to;
    show(true);
  }

  function play() {
    audio.play().catch((error) => {
      // A pause that comes before the sound is no failure.
      if (error.name !== "AbortError") say(word, "آواز نہیں چل سکی۔");
    });
  }

  function toggle() {
    if (!loaded()) return;
    if (audio.paused) play();
    else audio.pause();
  }

  function show(jumped) {
    const [now, whole] = [at(), length()];
    seek.max = whole;
    seek.value = now;
    seek.style.setProperty("--done", (whole ? (now / whole) * 100 : 0) + "%");
    const text = clock(now) + " / " + clock(whole);
    if (text !== shown) {
      shown = text;
      root.querySelector(".at").textContent = clock(now);
      root.querySelector(".total").textContent = clock(whole);
      seek.setAttribute("aria-valuetext", text);
    }
    for (const watcher of watchers) watcher(now * 1000, Boolean(jumped));
  }

  function frame() {
    show(false);
    if (Math.abs(at() - saved) >= SAVE_EVERY_S) remember();
    if (!audio.paused) requestAnimationFrame(frame);
  }

  function remember() {
    saved = at();
    const key = "at:" + root.dataset.key;
    if (saved < 1 || saved > length() - NEAR_END_S) memory.drop(key);
    else memory.set(key, saved.toFixed(1));
  }

  function recall() {
    const before = Number(memory.get("at:" + root.dataset.key));
    return before > 0 && before < length() - NEAR_END_S ? before : 0;
  }

  function state() {
    const playing = !audio.paused;
    document.documentElement.classList.toggle("playing", playing);
    for (const button of document.querySelectorAll("[data-do=toggle]")) {
      const words = playing ? "روکیں" : "چلائیں";
      if (button.hasAttribute("aria-label")) button.setAttribute("aria-label", words);
      else button.lastElementChild.textContent = playing ? "روکیں" : "خبر سنیں";
    }
    document.dispatchEvent(new Event("naqeeb:state"));
  }

  function setSpeed(value) {
    speed.value = value;
    audio.defaultPlaybackRate = audio.playbackRate = Number(value);
    memory.set("speed", value);
  }

  function nextSpeed(by) {
    const values = [...speed.options].map((option) => option.value);
    const next = values[values.indexOf(speed.value) + by];
    if (next) {
      setSpeed(next);
      say(word, "رفتار " + next);
    }
  }

  function announce() {
    if (!("mediaSession" in navigator)) return;
    const cover = document.querySelector("img");
    navigator.mediaSession.metadata = new MediaMetadata({
      title: root.dataset.title,
      artist: document.querySelector("meta[property='og:site_name']")?.content ?? "",
      artwork: cover ? [{ src: cover.src }] : [],
    });
  }

  // On a station's page: another episode into the same player.
  function load(track) {
    if (loaded()) remember();
    Object.assign(root.dataset, { ms: track.ms, key: track.key, title: track.title });
    const title = root.querySelector(".now a");
    title.textContent = track.title;
    title.href = track.href;
    audio.src = track.src;
    wanted = recall() || null;
    saved = 0;
    setSpeed(speed.value);
    root.hidden = false;
    show(true);
  }

  keys.Space = toggle;
  keys.ArrowLeft = () => go(at() - STEP_S);
  keys.ArrowRight = () => go(at() + STEP_S);
  keys["Shift+ArrowUp"] = () => nextSpeed(1);
  keys["Shift+ArrowDown"] = () => nextSpeed(-1);

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
    const name = (event.shiftKey ? "Shift+" : "") + (event.key === " " ? "Space" : event.key);
    const on = event.target;
    const action = keys[name];
    if (!action || !loaded()) return;
    if (on.matches("input:not(.seek), textarea, select") || on.closest(".options")) return;
    // There the space bar presses what has the focus.
    if (name === "Space" && on.closest("button, summary, a")) return;
    // There Shift and an arrow widen what is selected.
    if (event.shiftKey && !getSelection().isCollapsed) return;
    event.preventDefault();
    action();
  });

  const actions = {
    toggle,
    back: () => go(at() - STEP_S),
    on: () => go(at() + STEP_S),
  };
  for (const button of document.querySelectorAll("[data-do]")) {
    const action = actions[button.dataset.do];
    if (action) button.addEventListener("click", action);
  }
  seek.addEventListener("input", () => go(Number(seek.value)));
  speed.addEventListener("change", () => setSpeed(speed.value));
  audio.addEventListener("loadedmetadata", () => {
    if (wanted !== null) {
      audio.currentTime = wanted;
      wanted = null;
    }
    show(true);
  });
  // Of the pages that are open, one is heard.
  const others = "BroadcastChannel" in window ? new BroadcastChannel("naqeeb") : null;
  if (others) others.onmessage = () => audio.pause();
  audio.addEventListener("play", () => {
    others?.postMessage("play");
    state();
    announce();
    frame();
  });
  audio.addEventListener("pause", () => { state(); remember(); show(false); });
  audio.addEventListener("seeked", () => show(true));
  audio.addEventListener("ended", () => {
    memory.drop("at:" + root.dataset.key);
    memory.set("heard:" + root.dataset.key, "yes");
    document.dispatchEvent(new Event("naqeeb:ended"));
  });
  audio.addEventListener("error", () => {
    if (loaded()) say(word, "آواز کی فائل نہیں مل سکی۔");
  });
  addEventListener("pagehide", () => { if (loaded() && at() > 0) remember(); });
  if ("mediaSession" in navigator) {
    for (const [name, action] of [
      ["seekbackward", actions.back],
      ["seekforward", actions.on],
      ["seekto", (details) => go(details.seekTime)],
    ]) {
      try { navigator.mediaSession.setActionHandler(name, action); } catch { /* not offered */ }
    }
  }

  audio.controls = false;
  for (const part of document.querySelectorAll(".controls, .big")) part.hidden = false;
  const remembered = memory.get("speed");
  if ([...speed.options].some((option) => option.value === remembered)) setSpeed(remembered);

  return {
    at,
    go,
    keys,
    load,
    play,
    recall,
    show,
    toggle,
    key: () => root.dataset.key,
    paused: () => audio.paused,
    say: (words) => say(word, words),
    watch: (watcher) => watchers.push(watcher),
    height: () => root.getBoundingClientRect().height,
  };
})();
