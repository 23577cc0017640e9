// Every episode of the list can be heard from here.
(() => {
  const buttons = [...document.querySelectorAll(".play")];
  for (const button of buttons) {
    button.hidden = false;
    button.addEventListener("click", () => {
      if (player.key() === button.dataset.key) {
        player.toggle();
        return;
      }
      player.load(button.dataset);
      player.play();
    });
  }
  // Episodes that were heard to their end.
  function markHeard() {
    for (const button of buttons) {
      const row = button.closest("li, .lead");
      if (!memory.get("heard:" + button.dataset.key) || row.querySelector(".heard")) continue;
      const mark = document.createElement("span");
      mark.className = "heard";
      mark.textContent = "سنی ہوئی";
      row.querySelector(".meta").append(mark);
    }
  }
  markHeard();
  document.addEventListener("naqeeb:ended", markHeard);
  // The next older one of the list that was not heard yet.
  document.addEventListener("naqeeb:next", () => {
    const at = buttons.findIndex((button) => button.dataset.key === player.key());
    const next = buttons.slice(at + 1).find((button) => !memory.get("heard:" + button.dataset.key));
    if (at < 0 || !next) return;
    player.load(next.dataset);
    player.play();
  });
  // A title that is opened while it plays goes on on its own page.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href*='episodes/']");
    if (!link || player.paused()) return;
    const button = buttons.find((each) => each.dataset.key === player.key());
    const here = button?.dataset.href ?? document.querySelector(".now a").getAttribute("href");
    if (link.getAttribute("href").split("#")[0] === here) memory.set("go-on", player.key());
    // Another title opens beside this page, whose player goes on.
    else link.target = "_blank";
  });
  document.addEventListener("naqeeb:state", () => {
    for (const button of buttons) {
      const playing = button.dataset.key === player.key() && !player.paused();
      button.classList.toggle("on", playing);
      const words = playing ? "روکیں: " : "سنیں: ";
      button.setAttribute("aria-label", words + button.dataset.title);
    }
  });
})();
