// The line by which another site shows this player.
(() => {
  const area = document.querySelector(".embed textarea");
  const button = document.querySelector(".embed button");
  if (onTheWeb) {
    const url = new URL("embed.html", location.href).href;
    area.value = area.value.replace(area.dataset.url, url);
  }
  button.hidden = false;
  button.addEventListener("click", async () => {
    const done = await copy(area.value);
    say(document.querySelector(".embed .copied"), done ? "کاپی ہو گیا۔" : "کاپی نہیں ہو سکا۔");
  });
})();
