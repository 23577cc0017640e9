// The newer and the older episode: links to them, and the one that plays after this.
(() => {
  const article = document.querySelector("article");
  const nav = document.querySelector(".page > .turn");
  const arrived = new Map();
  globalThis.naqeebList = (name, list) => arrived.set(name, list);

  function list(name) {
    if (arrived.has(name)) return Promise.resolve(arrived.get(name));
    return new Promise((done) => {
      const script = document.createElement("script");
      script.src = "../../" + name;
      script.onload = () => done(arrived.get(name));
      script.onerror = () => done(undefined);
      document.head.append(script);
    });
  }

  async function neighbours() {
    const newest = await list("list.js");
    if (!newest) return [];
    // Blocks from the newest on, each with the time of its oldest episode.
    const published = Number(article.dataset.published);
    const block = newest.blocks.findIndex(([, oldest]) => oldest <= published);
    if (block < 0) return [];
    const rows = (await list(newest.blocks[block][0]))?.rows ?? [];
    const at = rows.findIndex(([id]) => id === article.dataset.id);
    if (at < 0) return [];
    const beside = async (number) => (newest.blocks[number] && (await list(newest.blocks[number][0]))?.rows) || [];
    return [
      rows[at - 1] ?? (block ? (await beside(block - 1)).at(-1) : undefined),
      rows[at + 1] ?? (await beside(block + 1))[0],
    ];
  }

  const page = ([id]) => "../" + id + "/index.html";

  const pair = neighbours();
  pair.then((rows) => {
    rows.forEach((row, index) => {
      if (!row) return;
      const link = nav.children[index];
      link.href = page(row);
      link.rel = index ? "next" : "prev";
      link.querySelector("strong").textContent = row[1];
      link.hidden = nav.hidden = false;
    });
  });
  document.addEventListener("naqeeb:next", async () => {
    const [, older] = await pair;
    if (!older) return;
    memory.set("go-on", older[2]);
    location.href = page(older);
  });

  // The page before this one was playing this episode, or ended with it as the next.
  if (memory.get("go-on") === player.key()) {
    memory.drop("go-on");
    player.play();
  }
})();
