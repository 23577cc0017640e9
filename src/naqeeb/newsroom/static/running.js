// The work that is running, as the newsroom tells of it. One tab listens for all of a browser: to
// one host it has six connections and no more, and the seventh tab would wait for ever.

/**
 * Be told of all work now and whenever it changes.
 *
 * @param at the newsroom's address.
 * @param show is given the list of all work.
 * @param refused is called where the newsroom is there no more.
 */
export function listen(at, show, refused) {
  const name = `naqeeb-running ${at}`;
  const others = new BroadcastChannel(name);
  let isTold = false;
  const tell = (list) => { isTold = true; show(list); };
  others.addEventListener("message", (event) => tell(event.data));

  /** Listens for all tabs; ends when this one is closed. */
  const forAll = () => new Promise((end) => {
    const stream = new EventSource(`${at}running`);
    stream.addEventListener("message", (event) => {
      const list = JSON.parse(event.data);
      tell(list);
      others.postMessage(list);
    });
    stream.addEventListener("error", () => {
      // It tries again by itself, but not where it was refused.
      if (stream.readyState !== EventSource.CLOSED) return;
      refused();
      end();
    });
    addEventListener("pagehide", () => { stream.close(); end(); });
  });

  // Who holds the lock listens; when its tab is closed, another takes its place.
  navigator.locks.request(name, forAll);
  fetch(`${at}running/now`)
    .then((answer) => answer.json())
    .then(({ works }) => { if (!isTold) tell(works); })
    .catch(() => undefined); // the stream tells it
}
