// Listens to the preview's server, and keeps the page and the errors over it as the server says they are.
// `page.js` changes the page, `overlay.js` shows the errors.

import { begin, update } from "./page.js";
import { show } from "./overlay.js";

/** A window that nobody sees lets go of its connection after this time: browsers allow a site only six. */
const UNSEEN = 10_000;
const AGAIN = 1_000;

let source = null;
let last = null;
let queue = Promise.resolve();

function listen() {
  source = new EventSource("/__loggia/events");
  source.onmessage = (event) => {
    const news = JSON.parse(event.data);
    // One after the other, in the order in which they came.
    queue = queue.then(() => receive(news)).catch(console.error);
  };
  source.onerror = () => {
    // The browser tries again by itself, unless it has given up.
    if (source?.readyState === EventSource.CLOSED) setTimeout(listen, AGAIN);
  };
}

function leave() {
  source?.close();
  source = null;
}

async function receive(news) {
  const before = last;
  last = news;
  if (before && before.session !== news.session) {
    location.reload();
    return;
  }
  if (!before) await begin();
  else if (before.revision !== news.revision) {
    // After a gap, any file may have changed.
    await update(news.revision, news.revision === before.revision + 1 ? news.files : null);
  }
  await show(news);
}

let unseen = 0;
document.addEventListener("visibilitychange", () => {
  clearTimeout(unseen);
  if (document.hidden) unseen = setTimeout(leave, UNSEEN);
  else if (!source) listen();
});
addEventListener("pagehide", leave);
addEventListener("pageshow", (event) => {
  if (event.persisted && !source) listen();
});

listen();
