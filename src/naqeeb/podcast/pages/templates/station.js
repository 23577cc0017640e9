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
  document.addEventListener("naqeeb:state", () => {
    for (const button of buttons) {
      const playing = button.dataset.key === player.key() && !player.paused();
      button.classList.toggle("on", playing);
      const words = playing ? "روکیں: " : "سنیں: ";
      button.setAttribute("aria-label", words + button.dataset.title);
    }
  });
})();
