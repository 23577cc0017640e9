// The feed's address as this reader reaches it, and the apps that take it.
(() => {
  const section = document.getElementById("subscribe");
  const feed = onTheWeb ? new URL(section.dataset.feed, location.href).href : section.dataset.site;
  const copier = section.querySelector(".copy");
  if (!feed) {
    section.querySelector(".local").hidden = false;
    // Hidden they would keep their place, and leave a gap.
    section.querySelector(".apps").remove();
    copier.remove();
    return;
  }
  const link = section.querySelector(".feed-url");
  link.href = feed;
  link.textContent = feed;
  // Without http(s) in it: browsers drop the colon of a second scheme.
  const bare = feed.replace(/^https?:\/\//, "");
  for (const app of section.querySelectorAll("[data-app]")) app.href = app.dataset.app + bare;
  section.querySelector(".apps").hidden = false;
  copier.hidden = false;
  copier.addEventListener("click", async () => {
    const done = await copy(feed);
    say(section.querySelector(".copied"), done ? "فیڈ کا پتہ کاپی ہو گیا۔" : "کاپی نہیں ہو سکا۔");
  });
})();
