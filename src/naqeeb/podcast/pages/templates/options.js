// What a listener sets once: the next episode, an end for the night, the size of the text.
(() => {
  const SIZES = [87.5, 100, 112.5, 125, 137.5, 150];
  const options = document.querySelector(".options");
  const next = options.querySelector(".next");
  const sleep = options.querySelector(".sleep");
  let ending;

  next.checked = memory.get("next") !== "no";
  next.addEventListener("change", () => memory.set("next", next.checked ? "yes" : "no"));

  sleep.addEventListener("change", () => {
    clearTimeout(ending);
    const minutes = Number(sleep.value);
    if (!minutes) return;
    player.say("آواز " + minutes + " منٹ بعد بند ہو جائے گی۔");
    ending = setTimeout(() => {
      sleep.value = "";
      if (!player.paused()) player.toggle();
    }, minutes * 60000);
  });

  // What comes after this episode: told to the page, unless the listener wants an end here.
  document.addEventListener("naqeeb:ended", () => {
    if (sleep.value === "end") sleep.value = "";
    else if (next.checked) document.dispatchEvent(new Event("naqeeb:next"));
  });

  function resize(by) {
    const now = SIZES.indexOf(Number(memory.get("size") ?? 100));
    const at = Math.min(Math.max(0, (now < 0 ? 1 : now) + by), SIZES.length - 1);
    if (by) memory.set("size", SIZES[at]);
    document.documentElement.style.fontSize = SIZES[at] + "%";
  }
  options.querySelector(".smaller").addEventListener("click", () => resize(-1));
  options.querySelector(".larger").addEventListener("click", () => resize(1));
  if (memory.get("size")) resize(0);

  document.addEventListener("click", (event) => {
    if (!options.contains(event.target)) options.open = false;
  });
  options.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    options.open = false;
    options.querySelector("summary").focus();
  });
})();
