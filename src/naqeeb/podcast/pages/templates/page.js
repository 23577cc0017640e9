"use strict";
// What the other scripts stand on.

document.documentElement.classList.add("js");

const calm = matchMedia("(prefers-reduced-motion: reduce)");
const onTheWeb = location.protocol.startsWith("http");

// Some browsers refuse storage: in private windows, or for files on a disk.
const memory = {
  get(key) {
    try { return localStorage.getItem("naqeeb:" + key); } catch { return null; }
  },
  set(key, value) {
    try { localStorage.setItem("naqeeb:" + key, value); } catch { /* it is not remembered */ }
  },
  drop(key) {
    try { localStorage.removeItem("naqeeb:" + key); } catch { /* it was not remembered */ }
  },
};

function clock(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (number) => String(number).padStart(2, "0");
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  return (hours ? hours + ":" + two(minutes) : minutes) + ":" + two(whole % 60);
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // The clipboard is not offered where a page came over plain http.
  }
  const before = document.activeElement;
  const area = document.createElement("textarea");
  area.className = "unseen";
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  before?.focus();
  return done;
}

// Words for listeners who read the page by ear; shown for a while to the others too.
function say(place, words) {
  clearTimeout(place.fading);
  place.textContent = words;
  place.fading = setTimeout(() => { place.textContent = ""; }, 6000);
}
