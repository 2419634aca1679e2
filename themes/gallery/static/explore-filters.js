// The filters: a form for each facet with how many projects each term would show, and chips for what is on.

const FIRST = 8;
// A list hardly longer than that is shown whole.
const LONG = 10;
// No more are made at once: the box above the list finds the others.
const MOST = 200;

/** The forms. `totals` say how many projects each term has in all; `change(facet, term, on)` is told of a choice. */
export function filters(panel, index, kit, totals, change) {
  // The form just used and those above it keep their terms until the pointer has gone: nothing moves below it.
  let used = -1;
  const settle = () => forms.forEach((one) => one.settle());
  const forms = [...panel.querySelectorAll("[data-field]")].map((details, at) => {
    const facet = index.facets.findIndex((one) => one.field === details.dataset.field);
    const marks = "marks" in panel.dataset;
    // A finger leaves with each touch.
    details.addEventListener("pointerleave", ({ pointerType }) => pointerType === "mouse" && settle());
    return form(details, index.facets[facet], kit, { totals: totals[facet], marks }, (term, on) => {
      used = at;
      change(facet, term, on);
    }, facet);
  });
  return {
    settle,
    show(state, counts) {
      forms.forEach((one, at) => one.show(state.terms.get(one.facet) ?? new Set(), counts[one.facet], at <= used));
      used = -1;
    },
  };
}

function form(details, facet, { make, named, say, number, plain }, { totals, marks }, change, numberOfFacet) {
  const list = details.querySelector("ul");
  const find = details.querySelector(".explore-find");
  const box = find.querySelector("input");
  const all = details.querySelector(".explore-all");
  const on = details.querySelector(".explore-facet-on");
  const terms = facet.ids.map((_, term) => term);
  const long = terms.length > LONG;
  let first = new Set();
  let stale = false;
  const items = new Map();
  let open = !long;
  let chosen = new Set();
  let counts = totals;
  let listed = "";

  /** The terms of a short list: those that would show most. */
  function rank() {
    const by = counts.some(Boolean) ? counts : totals;
    first = new Set(terms.filter((term) => by[term]).sort((a, b) => by[b] - by[a] || totals[b] - totals[a] || a - b).slice(0, FIRST));
    stale = false;
  }

  const mark = (term) => (marks && facet.hues ? make("span", { class: `arch term-mark hue-${facet.hues[term]} form-${facet.forms?.[term] ?? 0}`, "aria-hidden": "true" }) : "");

  const item = (term) => {
    if (!items.has(term)) {
      const input = make("input", { type: "checkbox", value: facet.ids[term] });
      const shown = make("span", { class: "count" });
      input.addEventListener("change", () => change(term, input.checked));
      const element = make("li", {}, make("label", { class: "explore-check" }, input, make("span", {}, mark(term), named(facet, term)), shown));
      items.set(term, { element, input, shown, count: -1 });
    }
    return items.get(term);
  };

  const hasFocus = (term) => items.get(term)?.input === document.activeElement;

  /** Which terms stand in the list: the first and the chosen, or all that fit the text in the box. */
  const wanted = () => {
    if (!open) return terms.filter((term) => first.has(term) || chosen.has(term) || hasFocus(term));
    const text = plain(box.value.trim());
    const fitting = text ? terms.filter((term) => plain(facet.names[term]).includes(text)) : terms;
    return fitting.filter((term, place) => place < MOST || chosen.has(term));
  };

  function update(hold) {
    on.textContent = chosen.size ? number(chosen.size) : "";
    // What is closed is brought up to date when it opens.
    if (!details.open) return;
    if (stale && !open && !hold) rank();
    const shown = wanted();
    if (shown.join() !== listed) {
      listed = shown.join();
      const elements = shown.map((term) => item(term).element);
      for (const old of [...list.children]) if (!elements.includes(old)) old.remove();
      // What stays isn't touched: it may have the focus.
      elements.forEach((element, at) => element === list.children[at] || list.insertBefore(element, list.children[at] ?? null));
    }
    for (const term of shown) {
      const { input, shown: text, element } = item(term);
      if (items.get(term).count !== counts[term]) {
        items.get(term).count = counts[term];
        const phrase = say("count-projects", {}, counts[term]);
        text.replaceChildren(make("span", { "aria-hidden": "true" }, number(counts[term])), make("span", { class: "unseen" }, phrase));
      }
      input.checked = chosen.has(term);
      const none = !counts[term] && !input.checked;
      element.classList.toggle("is-none", none);
      // What has the focus keeps it.
      input.disabled = none && input !== document.activeElement;
    }
  }

  function label() {
    const text = open ? say("explore-fewer") : say("explore-show-all", {}, terms.length);
    all.replaceChildren(text, make("span", { class: "unseen" }, `: ${facet.plural}`));
    all.setAttribute("aria-expanded", String(open));
    find.hidden = !open;
  }

  if (long) {
    all.hidden = false;
    label();
    all.addEventListener("click", () => {
      open = !open;
      box.value = "";
      label();
      update();
      if (open) box.focus();
    });
    box.addEventListener("input", () => update());
  }
  // Room for the longest count, so that no name breaks its lines anew.
  list.style.setProperty("--digits", number(totals.reduce((most, total) => Math.max(most, total), 0)).length);
  details.addEventListener("toggle", () => update());

  return {
    facet: numberOfFacet,
    show(nowChosen, nowCounts, hold) {
      // What was chosen a moment ago does not go at once.
      if (hold) first = new Set([...first, ...chosen]);
      stale = true;
      chosen = nowChosen;
      counts = nowCounts;
      update(hold);
    },
    settle: () => stale && update(),
  };
}

/** Chips for what is on. Where one that had the focus goes, the next takes it; `after` takes it from the last. */
export function chips(list, index, { make, named, say }, { change, search, clear, after }) {
  return (state) => {
    const had = [...list.children].findIndex((item) => item.contains(document.activeElement));
    const chip = (facet, shown, act) => {
      const name = say("explore-remove", { facet, term: shown.textContent });
      const button = make("button", { type: "button", class: "explore-chip", "aria-label": name, title: name }, shown);
      button.addEventListener("click", act);
      return make("li", {}, button);
    };
    const made = state.text ? [chip(say("explore-search"), make("bdi", {}, state.text), search)] : [];
    for (const [facet, terms] of [...state.terms].sort(([a], [b]) => a - b)) {
      const of = index.facets[facet];
      for (const term of terms) made.push(chip(of.singular, named(of, term), () => change(facet, term, false)));
    }
    if (made.length) {
      const button = make("button", { type: "button", class: "explore-clear" }, list.dataset.clear);
      button.addEventListener("click", clear);
      made.push(make("li", {}, button));
    }
    list.replaceChildren(...made);
    list.parentElement.hidden = !made.length;
    if (had < 0) return;
    const next = list.children[Math.min(had, list.children.length - 2)]?.querySelector("button");
    (next ?? after).focus();
  };
}
