// Inbox: whatever comes in becomes a draft.

import {
  ask, at, doing, element, hush, inWords, leave, pathOf, Refused, say, sayThere, words,
} from "./page.js";

// The newest drafts stand on the first page of the list.
const toNewest = () => leave(location.search ? at : null);

/** What to say of a draft that was made, or was here already. */
function told(draft) {
  const many = draft.count > 1 ? ` (${draft.count} ${words.chapters})` : "";
  const first = `${draft.known ? words.here_already : words.drafted}: ${draft.title}${many}`;
  return [first, ...draft.remarks].join("\n");
}

/** Say it on the page that comes next; what was refused too. */
function came(drafts, refused = []) {
  // What stands in a draft's way is in the list, which on a phone is far below.
  refused = [...drafts.flatMap((draft) => draft.problems), ...refused];
  const known = drafts.filter((draft) => draft.known);
  sayThere(drafts.map(told).join("\n"), {
    refused,
    stays: refused.length > 0 || known.length > 0 || drafts.some((draft) => draft.remarks.length),
    link: known.length === 1 ? { text: words.open_it, path: pathOf(known[0].id) } : null,
  });
}

const takenAs = async (answer) => (await answer).json();

const nameOf = (field) => `naqeeb-typed-${field.id}`;
const keep = (field) => sessionStorage.setItem(nameOf(field), field.value);

/** What was taken of a field goes; what was typed in its place meanwhile stays. */
function emptied(field, taken) {
  if (field.value === taken) field.value = "";
  keep(field);
}

const paste = document.getElementById("paste");
paste.addEventListener("submit", (event) => {
  event.preventDefault();
  doing(paste.querySelector("button"), async () => {
    const text = paste.text.value;
    came([await takenAs(ask("drafts", { table: { text } }))]);
    emptied(paste.text, text);
    toNewest();
  });
});
paste.text.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) paste.requestSubmit();
});

const address = document.getElementById("address");
address.addEventListener("submit", (event) => {
  event.preventDefault();
  say(words.fetching);
  doing(address.querySelector("button"), async () => {
    const url = address.address.value;
    came([await takenAs(ask("drafts", { table: { address: url } }))]);
    emptied(address.address, url);
    toNewest();
  });
});

const files = document.getElementById("files");
const input = document.getElementById("files-input");

const take = (list) => doing(input, async () => {
  const drafts = [];
  const refused = [];
  for (const file of list) {
    try {
      const path = `drafts/file?name=${encodeURIComponent(file.name)}`;
      drafts.push(await takenAs(ask(path, { body: file })));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      refused.push(error);
    }
  }
  // Those that became drafts are shown, and what is wrong with the others is said beside them.
  if (drafts.length) {
    came(drafts, refused.map(inWords));
    toNewest();
  } else say(refused.map(inWords).join("\n"), { failed: true });
});

input.addEventListener("change", () => take([...input.files]));
for (const name of ["dragenter", "dragover"]) {
  document.addEventListener(name, (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    files.classList.add("over");
  });
}
document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) files.classList.remove("over");
});
document.addEventListener("drop", (event) => {
  if (!event.dataTransfer?.files.length) return;
  event.preventDefault();
  files.classList.remove("over");
  take([...event.dataTransfer.files]);
});

document.getElementById("drafts").addEventListener("click", (event) => {
  const button = event.target.closest(".remove");
  if (!button) return;
  const item = button.closest("li");
  const { id, version } = item.dataset;
  doing(button, async () => {
    await ask(`${pathOf(id)}?version=${version}`, { method: "DELETE" });
    const next = item.nextElementSibling ?? item.previousElementSibling;
    item.remove();
    (next?.querySelector("a") ?? document.getElementById("paste-text")).focus();
    say(words.removed, {
      action: { text: words.undo, run: () => doing(null, async () => {
        await ask(`${pathOf(id)}/restore`);
        leave();
      }) },
    });
  });
});

function itemOf(feed, item) {
  const line = element("li");
  const name = element("span", "name", item.title);
  name.dir = "auto";
  line.append(name);
  if (item.published) {
    const when = element("small", "", item.published);
    when.dir = "ltr";
    line.append(when);
  }
  if (item.known) {
    line.append(element("small", "hint", words.known));
    return line;
  }
  const button = element("button", "", words.take);
  button.type = "button";
  button.setAttribute("aria-label", `${words.take}: ${item.title}`);
  button.addEventListener("click", () => doing(button, async () => {
    came([await takenAs(ask("feeds/take", { table: { feed, item: item.id } }))]);
    toNewest();
  }));
  line.append(button);
  return line;
}

const follow = document.getElementById("follow");
follow.addEventListener("submit", (event) => {
  event.preventDefault();
  say(words.fetching);
  doing(follow.querySelector("button"), async () => {
    const url = follow.address.value;
    await ask("feeds/follow", { table: { address: url } });
    emptied(follow.address, url);
    sayThere(words.followed);
    leave();
  });
});

for (const box of document.querySelectorAll(".feed")) {
  const button = box.querySelector(".look");
  button.addEventListener("click", () => doing(button, async () => {
    say(words.fetching);
    const feed = Number(box.dataset.feed);
    const { items } = await (await ask("feeds/look", { table: { feed } })).json();
    box.querySelector(".items").replaceChildren(...items.map((item) => itemOf(feed, item)));
    if (items.length) hush();
    else say(words.nothing_new);
  }));
  const unfollow = box.querySelector(".unfollow");
  unfollow.addEventListener("click", () => doing(unfollow, async () => {
    const table = { feed: Number(box.dataset.feed), name: box.querySelector(".url").textContent };
    await ask("feeds/unfollow", { table });
    sayThere(words.removed);
    leave();
  }));
}

// The page is loaded again after a file, a feed or a page: what was not taken yet stays.
for (const field of [paste.text, address.address, follow.address]) {
  field.value ||= sessionStorage.getItem(nameOf(field)) ?? "";
  field.addEventListener("input", () => keep(field));
}
