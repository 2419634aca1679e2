// The results: projects as cards, and as a table whose rows stand alone where it is narrow; more of them on request.

export const SHOWN = 30;
const FIRST = 6;

/** The fields that a view shows. `all` are those there are, in order; those `needed` for what is asked are among them. */
export function fieldsShown(view, chosen, index, all, needed) {
  const onCards = index.facets.filter((facet) => facet.card).map((facet) => facet.field);
  // A column in which most places are empty takes room from the others.
  const told = (field) => index.stated[field] * 2 >= index.total;
  const usual = view === "grid" ? [...onCards, "summary", "status", "dates", "amount"]
    : chosen ?? all.filter((field) => onCards.includes(field) || told(field));
  return all.filter((field) => usual.includes(field) || needed.has(field));
}

export function lists(index, { make, named, say }, heading, template, titleWord, columnWords) {
  const names = (row, facet) => row.terms[facet].map((term) => named(index.facets[facet], term));
  /** Names one after the other. */
  const joined = (list) => list.flatMap((name, at) => [at ? say("semicolon") : "", name]);
  const wordFor = (row, facet) => (row.terms[facet].length === 1 ? index.facets[facet].singular : index.facets[facet].plural);
  const numbers = new Map(index.facets.map((facet, number) => [facet.field, number]));

  function card(row) {
    const element = template.content.firstElementChild.cloneNode(true);
    const part = (name) => element.querySelector(name);
    const shown = index.facets.map((_, facet) => facet).filter((facet) => index.facets[facet].card && row.terms[facet].length);
    const head = shown.find((facet) => heading.includes(index.facets[facet].field)) ?? shown[0];
    if (row.hue !== undefined) element.classList.add(`hue-${row.hue}`);
    if (row.image) {
      element.prepend(make("img", { class: "card-image", src: row.image, alt: "", loading: "lazy", decoding: "async" }));
      part(".cover")?.remove();
    }
    const link = part(".card-title a");
    link.href = row.href;
    link.textContent = row.title;
    part(".card-summary").textContent = row.summary;
    if (row.withheld) part(".badge").textContent = say(`withheld-${row.withheld}`);
    else part(".badge").remove();
    if (head === undefined) part(".card-eyebrow").remove();
    else {
      const { singular } = index.facets[head];
      part(".card-eyebrow").append(make("span", { class: "unseen" }, `${singular}: `), ...joined(names(row, head)));
    }
    const facts = shown.filter((facet) => facet !== head).map((facet) => [wordFor(row, facet), joined(names(row, facet))]);
    facts.push([columnWords.amount, [row.sum]], [columnWords.dates, [row.period]]);
    if (row.status) facts.push([columnWords.status, [say(`status-${row.status}`)]]);
    const told = facts.filter(([, [text]]) => text !== undefined);
    part("dl").append(...told.map(([name, texts]) => make("div", {}, make("dt", { class: "unseen" }, name), make("dd", {}, ...texts))));
    if (!told.length) part("dl").remove();
    return make("li", {}, element);
  }

  const cells = {
    summary: (row) => row.summary,
    inferred: (row) => joined((row.inferred ?? []).map(([field, id]) => {
      const facet = index.facets[numbers.get(field)];
      return named(facet, facet.ids.indexOf(id));
    })),
    partners: (row) => joined((row.partners ?? []).map((name) => make("bdi", {}, name))),
    status: (row) => row.status && say(`status-${row.status}`),
    dates: (row) => row.period,
    amount: (row) => row.sum,
    updated: (row) => row.changed,
  };

  function line(row, fields) {
    const title = make("th", { scope: "row", role: "rowheader" }, make("a", { href: row.href }, row.title));
    if (row.withheld) title.append(make("span", { class: "badge" }, say(`withheld-${row.withheld}`)));
    const cell = (field) => {
      const facet = numbers.get(field);
      const texts = facet === undefined ? [cells[field](row) ?? ""].flat() : joined(names(row, facet));
      const label = facet === undefined ? columnWords[field] : wordFor(row, facet);
      return make("td", { role: "cell", "data-label": label, class: `explore-${field}` }, ...texts);
    };
    return make("tr", { role: "row" }, title, ...fields.map(cell));
  }

  function table(fields) {
    const head = [titleWord, ...fields.map((field) => columnWords[field])];
    const row = make("tr", { role: "row" }, ...head.map((word) => make("th", { scope: "col", role: "columnheader" }, word)));
    const body = make("tbody", { role: "rowgroup" });
    // A style sheet that makes blocks of rows takes their roles away, so they are said.
    const element = make("table", { class: "explore-table", role: "table", "aria-labelledby": "explore-results-title" },
      make("thead", { role: "rowgroup" }, row), body);
    return { element, body };
  }

  /** Draws the covers, which come after the cards, into those that wait for them. */
  async function draw(cards, coming) {
    const drawn = await coming;
    cards.forEach((card, at) => {
      const svg = card.querySelector(".cover");
      if (!svg || !drawn[at]) return;
      svg.setAttribute("viewBox", drawn[at].box);
      for (const [hue, opacity, d] of drawn[at].areas) {
        const path = document.createElementNS(svg.namespaceURI, "path");
        path.setAttribute("d", d);
        if (hue !== null) path.setAttribute("class", `hue-${hue}`);
        if (opacity) path.setAttribute("opacity", opacity);
        svg.append(path);
      }
    });
  }

  /** A list of the rows; `add` brings more into it and gives the first new link. */
  return (view, rows, fields, covers) => {
    const { element, body } = view === "grid" ? { element: make("ul", { class: "bare cards" }) } : table(fields);
    const place = body ?? element;
    const add = (more, coming) => {
      const made = more.map((row) => (body ? line(row, fields) : card(row)));
      place.append(...made);
      if (coming) draw(made, coming);
      return made[0]?.querySelector("a");
    };
    add(rows, covers);
    return { element, add };
  };
}

/** `$` finds the parts of the page, `list` makes cards and rows, `none` what stands there where nothing fits. */
export function results($, all, { make, say }, list, none) {
  let asked;
  let drawing = 0;
  let current;
  let listed;

  /** Shows `{ ordered, shown, view, fields }`; the old rows stay until the new ones are there. */
  async function draw(wish) {
    asked = wish;
    const own = (drawing += 1);
    $("list").setAttribute("aria-busy", "true");
    const wanted = asked.ordered.slice(0, asked.shown);
    let rows;
    try {
      // What is seen first comes first: on large sites, each row may lie in another file.
      const first = wanted.slice(0, FIRST);
      rows = await all.rows(first);
      if (own === drawing) show(first, rows);
      await new Promise((painted) => setTimeout(painted));
      rows = await all.rows(wanted);
    } catch {
      if (own === drawing) failed();
      return;
    }
    if (own !== drawing) return;
    show(wanted, rows);
    $("list").setAttribute("aria-busy", "false");
    // What stands below the list comes after it, so that nothing moves.
    $("download").hidden = !rows.length;
    more();
  }

  function show(wanted, rows) {
    // What is there already stays, such as a link with the focus.
    const same = listed?.own === drawing ? listed.wanted.length : 0;
    if (same) current.add(rows.slice(same), covered(wanted.slice(same)));
    else {
      current = list(asked.view, rows, asked.fields, covered(wanted));
      $("list").replaceChildren(...(rows.length ? [current.element] : none()));
    }
    listed = { own: drawing, wanted };
  }

  const covered = (wanted) => (asked.view === "grid" && $("card").content.querySelector(".cover") ? all.covers(wanted).catch(() => []) : undefined);

  function failed() {
    const again = make("button", { type: "button", class: "button" }, say("explore-again"));
    again.addEventListener("click", () => draw(asked).then(() => $("count").focus()));
    $("list").replaceChildren(make("p", { role: "alert" }, say("explore-rows-failed")), again);
    $("list").setAttribute("aria-busy", "false");
    $("more").hidden = true;
  }

  function more() {
    const left = asked.ordered.length - asked.shown;
    $("more").hidden = left <= 0;
    if (left > 0) $("more").textContent = say("explore-more", {}, Math.min(left, SHOWN));
  }

  /** Shows more, and gives how many are shown then. */
  async function next() {
    const own = asked;
    const wanted = own.ordered.slice(own.shown, own.shown + SHOWN);
    const rows = await all.rows(wanted);
    if (own === asked) {
      own.shown += SHOWN;
      current.add(rows, covered(wanted))?.focus({ preventScroll: true });
      more();
    }
    return asked.shown;
  }

  return { draw, next };
}
