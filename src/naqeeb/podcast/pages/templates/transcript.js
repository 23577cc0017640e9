// The text and the voice together: what is spoken is marked, what is clicked is spoken.
(() => {
  const PROGRAM_SCROLL_MS = 1200;

  const cues = JSON.parse(document.getElementById("cues").textContent);
  const sentences = cues.map((_, index) => document.getElementById("s" + index));
  const chapters = [...document.querySelectorAll("[data-t]")];
  const back = document.querySelector(".return");
  // Marks a word without touching the text, so that Nastaliq is not set anew.
  const spoken = globalThis.CSS?.highlights && globalThis.Highlight ? new Highlight() : null;
  if (spoken) {
    CSS.highlights.set("word", spoken);
    // Not in the page's style: checkers of HTML do not know it yet.
    const style = new CSSStyleSheet();
    style.replaceSync(`
      @media not print {
        ::highlight(word) {
          color: var(--accent); text-decoration: underline 2px; text-underline-offset: .5em;
        }
      }`);
    document.adoptedStyleSheets.push(style);
  }

  let current = -1;
  let marked = null;
  let following = true;
  let scrollingUntil = 0;

  // The last of the rows that begins at or before this time; -1 before the first.
  function last(rows, start, ms) {
    let [low, high] = [0, rows.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (start(rows[middle]) <= ms) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  function inView(element) {
    const box = element.getBoundingClientRect();
    return box.bottom > 40 && box.top < innerHeight - player.height() - 20;
  }

  function reveal(element) {
    const box = element.getBoundingClientRect();
    const fits = box.top > 24 && box.bottom < innerHeight - player.height() - 24;
    if (fits) return;
    scrollingUntil = performance.now() + PROGRAM_SCROLL_MS;
    element.scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
  }

  function follow(yes) {
    following = yes;
    back.hidden = yes || player.paused();
  }

  function markWord(ms) {
    if (!spoken) return;
    const words = current < 0 ? undefined : cues[current][2];
    const at = words ? last(words, (word) => word[2], ms) : -1;
    const word = at >= 0 && ms < words[at][3] ? words[at] : null;
    if (word === marked) return;
    marked = word;
    spoken.clear();
    if (!word) return;
    const text = sentences[current].firstChild;
    if (!text || word[1] > text.length) return;
    const range = new Range();
    range.setStart(text, word[0]);
    range.setEnd(text, word[1]);
    spoken.add(range);
  }

  function markChapter(ms) {
    const at = last(chapters, (link) => Number(link.dataset.t), ms);
    chapters.forEach((link, index) => {
      if (index === at) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
  }

  player.watch((ms, jumped) => {
    const begun = ms > 0 || !player.paused();
    const next = begun ? last(cues, (cue) => cue[0], ms) : -1;
    if (next !== current) {
      sentences[current]?.classList.remove("spoken");
      current = next;
      sentences[current]?.classList.add("spoken");
      if (chapters.length) markChapter(begun ? ms : -1);
      if (current >= 0 && following && (jumped || !player.paused())) reveal(sentences[current]);
    }
    markWord(ms);
  });

  function speakFrom(seconds) {
    follow(true);
    player.go(seconds);
    player.play();
  }

  document.querySelector("article").addEventListener("click", (event) => {
    const sentence = event.target.closest(".s");
    // Who selects words wants to copy them.
    if (!sentence || !getSelection().isCollapsed) return;
    speakFrom(cues[Number(sentence.id.slice(1))][0] / 1000);
  });
  for (const link of chapters) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      speakFrom(Number(link.dataset.t) / 1000);
    });
  }

  const step = (by) => () => {
    const to = Math.min(Math.max(0, current + by), cues.length - 1);
    if (cues[to]) speakFrom(cues[to][0] / 1000);
  };
  player.keys["Shift+ArrowLeft"] = step(-1);
  player.keys["Shift+ArrowRight"] = step(1);

  // The page follows the voice until the reader scrolls away from it, and
  // again once the reader comes back to it.
  addEventListener("scroll", () => {
    if (current < 0 || performance.now() < scrollingUntil) return;
    follow(inView(sentences[current]));
  }, { passive: true });
  for (const name of ["wheel", "touchmove"]) {
    addEventListener(name, () => { scrollingUntil = 0; }, { passive: true });
  }
  back.addEventListener("click", () => {
    follow(true);
    reveal(sentences[current]);
  });
  document.addEventListener("naqeeb:state", () => follow(following));

  // #t=83, #t=1:23 and #t=1m23s.
  function stated() {
    const match = /(?:^#|&)t=([\d.:hms]+)/.exec(location.hash);
    if (!match) return null;
    const parts = match[1].split(/[:hms]/).filter(Boolean).map(Number);
    const seconds = parts.reduce((sum, part) => sum * 60 + part, 0);
    return Number.isFinite(seconds) ? seconds : null;
  }
  addEventListener("hashchange", () => {
    const seconds = stated();
    if (seconds !== null) {
      follow(true);
      player.go(seconds);
    }
  });

  // A link to a moment leads to its sentence; who comes back begins at the top of the page.
  following = stated() !== null;
  player.go(stated() ?? player.recall());
  following = true;
})();
