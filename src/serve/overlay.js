// Shows the errors over the page. It stands in a shadow root, so that it and the page's styles don't touch.

const styles = new CSSStyleSheet();
const ready = fetch("/__loggia/overlay.css")
  .then((response) => response.text())
  .then((text) => styles.replaceSync(text));

let parts = null;
/** The errors for which the reader closed it. */
let closed = null;

export async function show({ errors, more, behind, site }) {
  if (errors.length === 0) {
    closed = null;
    if (parts) {
      // Closed first, so that focus goes back to where it was.
      parts.dialog.onclose = null;
      parts.dialog.close();
      parts.host.remove();
    }
    parts = null;
    return;
  }
  await ready;
  parts ??= build();
  const state = JSON.stringify(errors);
  const total = errors.length + more;
  const count = total === 1 ? "1 error" : `${total} errors`;
  parts.heading.textContent = count;
  parts.about.textContent = !site
    ? "The site appears here as soon as this is mended."
    : behind
      ? "The site is shown as it was before. It is brought up to date as soon as this is mended."
      : "The site is not built for publishing before this is mended.";
  if (parts.state !== state) parts.list.replaceChildren(...errors.map(item));
  parts.state = state;
  parts.more.textContent = more === 0 ? "" : `… and ${more} more, which the terminal lists.`;
  parts.again.textContent = `Show ${count}`;
  if (closed === state) return;
  closed = null;
  if (!parts.dialog.open) {
    parts.again.hidden = true;
    parts.dialog.showModal();
  }
}

function build() {
  const host = document.createElement("loggia-errors");
  const shadow = host.attachShadow({ mode: "open" });
  shadow.adoptedStyleSheets = [styles];
  const heading = make("h2", { id: "heading" });
  const about = make("p", { className: "about" });
  const close = make("button", { type: "button", className: "close" }, "Close");
  const list = make("ol");
  const more = make("p", { className: "more" });
  const again = make("button", { type: "button", className: "again", hidden: true });
  const words = make("div", { role: "status" }, heading, about);
  const dialog = make("dialog", {}, make("header", {}, words, close), list, more);
  dialog.setAttribute("aria-labelledby", "heading");
  const frame = make("div", { lang: "en", dir: "ltr" }, dialog, again);
  shadow.append(frame);
  const built = { host, dialog, heading, about, list, more, again, state: null };
  close.onclick = () => dialog.close();
  dialog.onclose = () => {
    closed = built.state;
    again.hidden = false;
  };
  again.onclick = () => {
    closed = null;
    again.hidden = true;
    dialog.showModal();
  };
  document.documentElement.append(host);
  return built;
}

function item({ message, place, hints, related }) {
  const parts = [make("h3", {}, message)];
  if (place) parts.push(...where(place));
  for (const { place: other, label } of related) parts.push(...where(other, label));
  if (hints.length > 0) parts.push(make("ul", { className: "hints" }, ...hints.map((hint) => make("li", {}, hint))));
  return make("li", {}, ...parts);
}

/** The file with line and column, and the line itself with the mistake marked. */
function where({ file, line, column, excerpt }, label) {
  const at = [make("code", {}, file)];
  if (line !== null) at.push(`, line ${line}, column ${column}`);
  if (label) at.push(` – ${label}`);
  const parts = [make("p", { className: "place" }, ...at)];
  if (excerpt) {
    const [before, marked, after] = excerpt;
    const number = make("span", { className: "number" }, `${line}`);
    number.setAttribute("aria-hidden", "true");
    parts.push(make("pre", {}, number, make("code", {}, before, make("mark", {}, marked || " "), after)));
  }
  return parts;
}

function make(name, properties = {}, ...content) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...content);
  return element;
}
