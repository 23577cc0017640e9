// What is pressed before the page's scripts are there is done once they are: forms and buttons
// do nothing by themselves, and a quick typist would lose the first press.

const pressed = [];

function keep(event) {
  const button = event.target.closest?.("button[type=button]");
  if (event.type === "click" && !button) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const { target, submitter } = event;
  pressed.push(button ? () => button.click() : () => target.requestSubmit(submitter));
}

for (const name of ["submit", "click"]) document.addEventListener(name, keep, true);
// Scripts of the kind module have run by then.
document.addEventListener("DOMContentLoaded", () => {
  for (const name of ["submit", "click"]) document.removeEventListener(name, keep, true);
  for (const press of pressed) press();
});
