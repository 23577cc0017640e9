// Search over all episodes, newest first, block by block, as far back as it takes.
(() => {
  const ENOUGH = 20;
  const AHEAD = 4;
  const SNIPPET_CHARS = 150;
  const PAUSE_MS = 200;

  const form = document.getElementById("search");
  const names = JSON.parse(document.getElementById("shards")?.textContent ?? "[]");
  if (!form || !names.length) return;
  const field = form.querySelector("input");
  const section = document.querySelector(".results");
  const rows = section.querySelector("ol");
  const tally = section.querySelector(".tally");
  const further = section.querySelector(".further");
  const list = document.querySelector(".list");

  const arrived = new Map();
  globalThis.naqeebShard = (name, episodes) => arrived.set(name, episodes);

  const requests = new Map();
  function shard(name) {
    if (!requests.has(name)) {
      requests.set(name, new Promise((done) => {
        const script = document.createElement("script");
        script.src = name;
        script.onload = () => done(arrived.get(name) ?? []);
        script.onerror = () => {
          requests.delete(name);
          done(null);
        };
        document.head.append(script);
      }));
    }
    return requests.get(name);
  }

  // An episode with its folded words, which are made once.
  const folded = new WeakMap();
  function words(episode) {
    let entry = folded.get(episode);
    if (!entry) {
      entry = { title: fold(episode[1]), sentences: episode[4].map(([, text]) => fold(text)) };
      entry.all = entry.title + " " + entry.sentences.join(" ");
      folded.set(episode, entry);
    }
    return entry;
  }

  // How many of the terms begin a word of the text, and how many are a whole word of it.
  const begun = (text, terms) => terms.filter((term) => text.includes(" " + term)).length;
  const whole = (text, terms) =>
    terms.filter((term) => (text + " ").includes(" " + term + " ")).length;

  // The best sentence (-1: none, the title alone) and the rank, lower is better: 0 whole words
  // in the title, 1 whole words, 2 beginnings of words. Null where a term is found nowhere.
  function match(episode, terms) {
    const text = words(episode);
    if (begun(text.all, terms) < terms.length) return null;
    const phrase = " " + terms.join(" ");
    let best = { index: -1, score: 0 };
    text.sentences.forEach((sentence, index) => {
      const score = 4 * whole(sentence, terms) + 2 * begun(sentence, terms) + sentence.includes(phrase);
      if (score > best.score) best = { index, score };
    });
    const all = terms.length;
    const rank = whole(text.title, terms) === all ? 0 : whole(text.all, terms) === all ? 1 : 2;
    return { index: best.index, rank };
  }

  // The stretches of the text that begin with one of the terms, to the end of the word.
  function stretches(text, terms) {
    const from = [];
    const plain = fold(text, from);
    const parts = [];
    for (const term of terms) {
      for (let at = plain.indexOf(" " + term); at >= 0; at = plain.indexOf(" " + term, at + 1)) {
        let end = plain.indexOf(" ", at + 1 + term.length);
        if (end < 0) end = plain.length;
        parts.push([from[at + 1], end < from.length ? from[end] : text.length]);
      }
    }
    return parts.sort((a, b) => a[0] - b[0]);
  }

  function mark(place, text, terms) {
    let at = 0;
    for (const [start, end] of stretches(text, terms)) {
      if (start < at) continue;
      const hit = document.createElement("mark");
      hit.textContent = text.slice(start, end);
      place.append(text.slice(at, start), hit);
      at = end;
    }
    place.append(text.slice(at));
  }

  // The part of a long sentence around its first hit, cut at words.
  function snippet(text, terms) {
    if (text.length <= SNIPPET_CHARS) return text;
    const first = stretches(text, terms)[0]?.[0] ?? 0;
    let start = Math.max(0, first - SNIPPET_CHARS / 3);
    if (start) start = text.indexOf(" ", start) + 1;
    let end = Math.min(text.length, start + SNIPPET_CHARS);
    if (end < text.length) end = text.lastIndexOf(" ", end);
    return (start ? "… " : "") + text.slice(start, end) + (end < text.length ? " …" : "");
  }

  function row(episode, index, terms) {
    const [id, title, date, length, sentences] = episode;
    const item = document.createElement("li");
    const link = document.createElement("a");
    const tenths = index < 0 ? 0 : sentences[index][0];
    link.href = "episodes/" + id + "/index.html" + (tenths ? "#t=" + tenths / 10 : "");
    const name = document.createElement("strong");
    mark(name, title, terms);
    const text = document.createElement("span");
    text.className = "snippet";
    const shown = sentences[Math.max(index, 0)]?.[1] ?? "";
    mark(text, snippet(shown, terms), terms);
    const meta = document.createElement("span");
    meta.className = "meta";
    for (const words of [date, tenths ? clock(tenths / 10) : length]) {
      const part = document.createElement("span");
      part.append(document.createElement("bdi"));
      part.firstChild.textContent = words;
      meta.append(part);
    }
    link.append(name, text, meta);
    item.append(link);
    return item;
  }

  let run = 0;
  let resume = null;

  async function search() {
    const mine = ++run;
    const query = field.value.trim();
    const terms = fold(query).trim().split(" ").filter(Boolean);
    if (query || location.hash) {
      history.replaceState(null, "", "#" + (query ? "q=" + encodeURIComponent(query) : ""));
    }
    rows.replaceChildren();
    further.hidden = true;
    section.hidden = !terms.length;
    list.hidden = Boolean(terms.length);
    if (!terms.length) return;
    let [found, sure, limit, missing, at, seenBefore] = [0, 0, ENOUGH, 0, 0, 0];
    const lastOf = [];
    // After those of the same rank or a better one, which are newer.
    const place = (item, rank) => {
      const before = lastOf.slice(0, rank + 1).findLast(Boolean);
      if (before) before.after(item);
      else rows.prepend(item);
      lastOf[rank] = item;
    };
    const go = async () => {
      further.hidden = true;
      // Beginnings of words are no reason to stop at once: the word itself may be further back.
      const enough = () => sure >= limit || (found >= limit && at >= seenBefore + AHEAD);
      for (; at < names.length && !enough(); at += 1) {
        // Said in tenths, so that a screen reader is not kept busy.
        const share = Math.floor((at / names.length) * 10) * 10;
        tally.textContent = "تلاش جاری ہے… " + (share ? share + "%" : "");
        // Who needs the second block may need many: the next ones come meanwhile.
        if (at) names.slice(at, at + AHEAD).forEach(shard);
        const episodes = await shard(names[at]);
        if (mine !== run) return;
        if (!episodes) {
          missing += 1;
          continue;
        }
        for (const episode of episodes) {
          const hit = match(episode, terms);
          if (hit === null) continue;
          place(row(episode, hit.index, terms), hit.rank);
          found += 1;
          if (hit.rank < 2) sure += 1;
        }
      }
      const more = at < names.length;
      further.hidden = !more;
      tally.textContent =
        (found ? "نتائج: " + found + (more ? "، اور پرانی خبریں باقی ہیں" : "") : "کچھ نہیں ملا۔") +
        (missing ? " (کچھ پرانی خبریں نہیں پڑھی جا سکیں۔)" : "");
    };
    resume = () => {
      limit = found + ENOUGH;
      seenBefore = at;
      go();
    };
    await go();
  }

  let waiting;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(search, PAUSE_MS);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    search();
  });
  further.addEventListener("click", () => resume?.());

  function fromAddress() {
    const query = /^#q=(.*)/.exec(location.hash);
    if (query) {
      try { field.value = decodeURIComponent(query[1]); } catch { field.value = ""; }
      search();
    } else if (location.hash === "#search") {
      field.focus();
    }
  }
  form.hidden = false;
  addEventListener("hashchange", fromAddress);
  fromAddress();
  // Once the page is there, the browser itself moves to what the address names.
  addEventListener("load", () => setTimeout(() => {
    if (location.hash === "#search") field.focus();
  }));
})();
