// Brings the page in this window up to date in place, so that scroll position, focus, open parts and whatever
// scripts did to it stay. `update` compares the page as the server gave it last with the page as it gives it
// now, and makes just these changes in the window. Where that can't be done for certain, the page is loaded anew.
// Only a change leads to that: whatever goes wrong before must not load the page again and again.

/** The page as the server gave it last: its status, mark and document. */
let page = null;

/** Takes down what the page looks like on the server before anything changes. */
export async function begin() {
  page = await load().catch(() => null);
  if (!page) return;
  const mine = document.querySelector("script[data-page]")?.dataset.page;
  // It changed while the window was loading it. Once in a while is enough, should it change all the time.
  const key = "loggia-reloaded";
  if (page.mark !== mine && Date.now() - (Number(sessionStorage.getItem(key)) || 0) > 5000) {
    sessionStorage.setItem(key, String(Date.now()));
    location.reload();
  }
}

/** `files` are the addresses of files that changed; `null` where that isn't known. */
export function update(revision, files) {
  return attempt(revision, files).catch(() => location.reload());
}

async function attempt(revision, files) {
  const fresh = await load();
  // It can't be rendered: it stays as it is, and the reason is shown over it.
  if (fresh.status >= 500) return;
  if (fresh.status !== page.status) return location.reload();
  const waiting = [];
  if (fresh.mark !== page.mark) {
    if (scripts(fresh.document) !== scripts(page.document)) return location.reload();
    change(page.document, fresh.document, waiting);
  }
  page = fresh;
  if (refer(files, page.document)) return location.reload();
  restyle(revision, files, waiting);
  await Promise.all(waiting);
  document.dispatchEvent(new CustomEvent("loggia:update"));
}

/** Such a request gives a document even where the site's security policy allows none to be made from text. */
function load() {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const address = location.origin + location.pathname + location.search;
    request.open("GET", address);
    request.responseType = "document";
    request.onerror = reject;
    request.onload = () => {
      const { status, response, responseURL } = request;
      if (!response || responseURL !== address) return reject(new Error("the address leads elsewhere now"));
      const own = response.querySelector("script[data-page]");
      own?.remove();
      resolve({ status, mark: own?.dataset.page, document: response });
    };
    request.send();
  });
}

// ---- The document ----

const RUNS = "script:is(:not([type]), [type=''], [type=module], [type=importmap], [type='text/javascript'])";

/** The scripts that run, as text. */
function scripts(document) {
  return [...document.querySelectorAll(RUNS)].map((script) => script.outerHTML).join("\n");
}

function change(before, after, waiting) {
  attributes(document.documentElement, before.documentElement, after.documentElement);
  for (const part of ["head", "body"]) morph(document[part], before[part], after[part], waiting);
}

/** Does to `live` what turned `before` into `after`. */
function morph(live, before, after, waiting) {
  if (before.isEqualNode(after) && before.localName !== "template") return live;
  if (live.nodeType !== Node.ELEMENT_NODE) {
    live.data = after.data;
    return live;
  }
  if (live.localName === "template") return put(after, (fresh) => live.replaceWith(fresh));
  if (live.matches("link[rel~=stylesheet]") && before.getAttribute("href") !== after.getAttribute("href")) {
    return swap(live, after.getAttribute("href"), waiting);
  }
  attributes(live, before, after);
  children(live, before, after, waiting);
  return live;
}

function attributes(live, before, after) {
  for (const { name } of [...before.attributes]) {
    if (!after.hasAttribute(name)) live.removeAttribute(name);
  }
  for (const { name, namespaceURI, value } of [...after.attributes]) {
    if (before.getAttribute(name) !== value) live.setAttributeNS(namespaceURI, name, value);
  }
}

function children(live, before, after, waiting) {
  const old = [...before.childNodes];
  const fresh = [...after.childNodes];
  const standing = counterparts([...live.childNodes], old);
  if (!standing) {
    replace(live, fresh);
    return;
  }
  let at = 0;
  let cursor = null;
  const insert = (node) => put(node, (made) => (cursor ? cursor.after(made) : live.prepend(made)));
  const drop = (until) => {
    while (at < until) standing[at++].remove();
  };
  const same = unchanged(old, fresh);
  fresh.forEach((node, number) => {
    let match = same[number];
    if (match === undefined) {
      // Something of the same kind that the other side has no use for is made into this.
      const until = same.slice(number).find((index) => index !== undefined) ?? old.length;
      match = old.findIndex((other, index) => index >= at && index < until && alike(other, node));
      if (match < 0) {
        cursor = insert(node);
        return;
      }
    }
    drop(match);
    cursor = morph(standing[at], old[at], node, waiting);
    at += 1;
  });
  drop(old.length);
}

/** The nodes in the window that stand for those the server gave. Scripts may have added others between. */
function counterparts(live, before) {
  const found = [];
  let at = 0;
  for (const node of before) {
    while (at < live.length && !alike(live[at], node)) at += 1;
    if (at === live.length) return null;
    found.push(live[at]);
    at += 1;
  }
  return found;
}

function alike(one, other) {
  return one.nodeName === other.nodeName && (one.id ?? "") === (other.id ?? "");
}

/** For each new node the number of the same old one: the longest sequence that both have in common. */
function unchanged(old, fresh) {
  const text = (node) => node.outerHTML ?? `${node.nodeType} ${node.data}`;
  const a = old.map(text);
  const b = fresh.map(text);
  const same = new Array(b.length).fill(undefined);
  let from = 0;
  while (from < a.length && from < b.length && a[from] === b[from]) same[from] = from++;
  let [endA, endB] = [a.length, b.length];
  while (endA > from && endB > from && a[endA - 1] === b[endB - 1]) same[--endB] = --endA;
  const [rows, columns] = [endA - from, endB - from];
  // A list so long that changed so much is not worth the search.
  if (rows * columns > 1_000_000) return same;
  const length = Array.from({ length: rows + 1 }, () => new Uint32Array(columns + 1));
  for (let i = rows - 1; i >= 0; i--) {
    for (let j = columns - 1; j >= 0; j--) {
      const equal = a[from + i] === b[from + j];
      length[i][j] = equal ? length[i + 1][j + 1] + 1 : Math.max(length[i + 1][j], length[i][j + 1]);
    }
  }
  for (let i = 0, j = 0; i < rows && j < columns; ) {
    if (a[from + i] === b[from + j]) same[from + j++] = from + i++;
    else if (length[i + 1][j] >= length[i][j + 1]) i += 1;
    else j += 1;
  }
  return same;
}

/** A copy of a new node, put in its place. */
function put(node, place) {
  if (node.nodeType === Node.ELEMENT_NODE && (node.matches(RUNS) || node.querySelector(RUNS))) {
    throw new Error("a script would run twice");
  }
  const made = document.importNode(node, true);
  place(made);
  return made;
}

/** Scripts made something else of this part: it becomes what the server gives, with focus and open parts kept. */
function replace(live, fresh) {
  const open = new Map([...live.querySelectorAll("details")].map((details) => [title(details), details.open]));
  const focus = live.contains(document.activeElement) ? document.activeElement : null;
  const [x, y] = [scrollX, scrollY];
  live.replaceChildren();
  for (const node of fresh) put(node, (made) => live.append(made));
  for (const details of live.querySelectorAll("details")) details.open = open.get(title(details)) ?? details.open;
  if (focus) {
    const candidates = [...live.querySelectorAll(focus.localName)];
    const found = candidates.find((other) => (focus.id ? other.id === focus.id : title(other) === title(focus)));
    found?.focus({ preventScroll: true });
  }
  scrollTo({ left: x, top: y, behavior: "instant" });
}

function title(element) {
  const summary = element.localName === "details" ? element.querySelector("summary") : element;
  return element.id || `${element.getAttribute("name") ?? ""} ${element.getAttribute("href") ?? ""} ${summary?.textContent}`;
}

// ---- Files ----

/** Does the page need one of these files, other than as a style sheet? */
function refer(files, document) {
  const others = (files ?? []).filter((file) => !file.endsWith(".css"));
  if (others.length === 0) return false;
  const html = document.documentElement.outerHTML;
  return others.some((file) => /\.m?js$/.test(file) || html.includes(file));
}

/** Loads style sheets again that changed under the same address. */
function restyle(revision, files, waiting) {
  const links = [...document.querySelectorAll("link[rel~=stylesheet]")].filter(
    (link) => new URL(link.href).origin === location.origin && !waiting.some((wait) => wait.old === link),
  );
  const path = (link) => new URL(link.href).pathname;
  const sheets = files?.filter((file) => file.endsWith(".css"));
  // One that no link names is imported by another.
  const all = !sheets || sheets.some((file) => !links.some((link) => path(link) === file));
  for (const link of links) {
    const swapped = waiting.some((wait) => wait.fresh === link);
    if (swapped || !(all || sheets.includes(path(link)))) continue;
    const url = new URL(link.href);
    url.searchParams.set("loggia", revision);
    swap(link, url.pathname + url.search, waiting);
  }
}

/** Puts another style sheet in the place of one, which goes when the other is there. */
function swap(link, href, waiting) {
  const fresh = link.cloneNode();
  fresh.setAttribute("href", href);
  const done = new Promise((resolve) => {
    fresh.onload = fresh.onerror = resolve;
    setTimeout(resolve, 2000);
  }).then(() => link.remove());
  waiting.push(Object.assign(done, { old: link, fresh }));
  link.after(fresh);
  return fresh;
}
