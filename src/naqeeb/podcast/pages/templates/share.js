// A link to this moment.
(() => {
  const button = document.querySelector("[data-do=share]");
  button.addEventListener("click", async () => {
    const canonical = document.querySelector("link[rel=canonical]")?.href;
    const page = (onTheWeb ? location.href : canonical ?? location.href).split("#")[0];
    const seconds = Math.floor(player.at());
    const url = seconds > 0 ? page + "#t=" + seconds : page;
    if (navigator.share) {
      try {
        await navigator.share({ title: document.querySelector("h1").textContent, url });
        return;
      } catch (error) {
        if (error.name === "AbortError") return;
      }
    }
    player.say((await copy(url)) ? "لنک کاپی ہو گیا۔" : url);
  });
})();
