// The page to explore all projects: what is asked for, from the page's controls and its address, and what is shown.

const TYPED = 200;
/** After so long without a key, the search begins; what it finds is shown once the text counts as typed. */
const PAUSED = 140;
const SAID = 700;

const $ = (id) => document.getElementById(`explore${id ? `-${id}` : ""}`);
const room = $();
const { here } = room.dataset;
const part = (name) => import($(`${name}-part`).href);

start().catch((error) => {
  $("wait").hidden = room.hidden = true;
  $("failed").hidden = false;
  console.error(error);
});

async function start() {
  const data = part("data");
  const loading = data.then(({ load }) => load(`${here}index.json`));
  const parts = Object.assign({}, ...await Promise.all([data, ...["kit", "state", "filters", "list"].map(part)]));
  const index = await loading;
  const all = parts.projects(index, here);
  // The first to be shown come at once, if the page is asked for nothing else.
  if (!location.search) all.first();
  await explore(index, all, parts.kit(index), parts);
}

function explore(index, all, kit, parts) {
  const { read, write, empty, choose, chosen, filters, chips, lists, fieldsShown, results, SHOWN, asking } = parts;
  const { say } = kit;
  // An order that says little here is not offered.
  for (const option of [...$("sort").options]) {
    if (["newest", "amount"].includes(option.value) && !index.orders[option.value]) option.remove();
  }
  const columns = new Map([...$("columns").querySelectorAll("input")].map((box) => [box.value, box]));
  const views = [...$("views").querySelectorAll("input")];
  const choices = {
    search: room.dataset.search !== undefined,
    sort: [...$("sort").options].map((option) => option.value),
    view: views.map((input) => input.value),
    fields: [...columns.keys()],
  };
  const searching = asking(
    () => import(room.dataset.searchPart ?? new URL("search.js", import.meta.url).href).then((search) => search.open(room.dataset.search)),
    all,
    (failed) => {
      $("search-note").textContent = failed ? say("explore-search-failed") : "";
      $("search-note").hidden = !failed;
    },
  );
  const narrow = matchMedia("(max-width: 59.99rem)");
  // Where the site's own order is that of the titles, it is offered once.
  const usual = index.orders.title.every((place, at) => place === at + 1) ? "title" : "order";
  const countries = index.facets.findIndex((facet) => facet.map);

  let state = empty();
  let scores;
  let answered = "";
  let ordered = [];
  let counts;
  let inferred = 0;
  let shown = SHOWN;
  let map;

  const view = () => state.view || choices.view[0];
  const fields = () => fieldsShown(view(), state.fields, index, choices.fields, needed());
  const sort = () => (state.sort && (state.sort !== "relevance" || scores) ? state.sort : scores ? "relevance" : "order");

  /** What the list is sorted and filtered by is shown, and what of that is inferred. */
  const needed = () => new Set([...state.terms.keys()].map((facet) => index.facets[facet].field)
    .concat(sort() === "amount" ? "amount" : [], inferred ? "inferred" : []));

  // What is asked for changes: by a choice, which the back button undoes, or by typing, which it doesn't.
  function go(change, { replace = false, keep = false } = {}) {
    remember();
    change();
    if (!keep) shown = SHOWN;
    $("note").hidden = true;
    const address = here + write(state, index.facets);
    history[replace ? "replaceState" : "pushState"]({ shown, y: scrollY }, "", address);
    return update();
  }

  const change = (facet, term, on) => go(() => choose(state, facet, term, on));
  /** From the filters, which stay in sight: the new results begin above. */
  function filter(facet, term, on) {
    change(facet, term, on);
    if (!narrow.matches) reveal($("bar"), Infinity, "instant");
  }
  /** All that is typed until Enter, or until the field is left, is one step back. */
  let typed = false;
  const search = (text) => {
    const replace = typed;
    typed = true;
    $("text").value = text;
    return go(() => { state.text = text; }, { replace });
  };

  function clear() {
    $("text").value = "";
    go(() => { state = { ...empty(), sort: state.sort, view: state.view, fields: state.fields }; });
  }

  /** Scrolls to a part of the page, unless the count is in sight, in this share of what a phone's keyboard leaves. */
  function reveal(part, share, behavior) {
    const { top, bottom } = $("bar").getBoundingClientRect();
    if (top < 0 || bottom > share * (window.visualViewport?.height ?? innerHeight)) part.scrollIntoView({ behavior });
  }

  const toResults = () => reveal($("bar"), narrow.matches ? 0.5 : 0.9);

  /** On a narrow screen, the introduction gives its room to the results. */
  const begun = () => room.classList.add("is-begun");

  /** How far down the page is, for when one comes back to it. */
  function remember() {
    history.replaceState({ ...history.state, shown, y: scrollY }, "");
  }

  async function update() {
    controls();
    const { text } = state;
    if (text !== answered) {
      $("list").setAttribute("aria-busy", "true");
      const answer = await searching.find(text);
      if (answer === undefined || text !== state.text) return;
      scores = answer;
      // A search that failed is tried again.
      answered = scores || !text ? text : undefined;
    }
    const result = all.find(state, scores);
    ({ counts, inferred } = result);
    ordered = all.order(result.found, sort(), scores);
    panel.show(state, counts);
    showColumns();
    tell();
    showMap();
    await rows.draw({ ordered, shown, view: view(), fields: fields() });
  }

  function controls() {
    const on = chosen(state);
    $("open").textContent = on ? say("explore-filters-on", {}, on) : say("explore-filters");
    for (const input of views) input.checked = input.value === view();
    for (const option of $("sort").options) {
      option.hidden = option.disabled = option.value === "relevance" ? !state.text : option.value === "order" && usual !== "order";
    }
    const sorted = state.sort === "relevance" && !state.text ? "" : state.sort;
    $("sort").value = (sorted === "order" ? usual : sorted) || (state.text ? "relevance" : usual);
    showChips(state);
  }

  function showColumns() {
    $("columns").hidden = view() === "grid";
    const [seen, fixed] = [new Set(fields()), needed()];
    for (const [field, box] of columns) {
      box.checked = seen.has(field);
      box.disabled = fixed.has(field);
    }
    $("inferred").hidden = !inferred;
    if (inferred) $("inferred").textContent = say(inferred === ordered.length ? "inferred-all" : "inferred-count", {}, inferred);
  }

  let saying = 0;
  function tell() {
    const text = ordered.length === index.total ? say("count-projects", {}, index.total)
      : say("explore-found", { total: kit.number(index.total) }, ordered.length);
    $("count").textContent = text;
    $("save").hidden = !ordered.length;
    $("done").textContent = say("explore-show", {}, ordered.length);
    // Said once nothing changes any more, not with every key.
    clearTimeout(saying);
    saying = setTimeout(async () => {
      $("status").textContent = ordered.length ? text : none()[0].textContent;
      if (ordered.length || !asksAlone()) return;
      const asked = state.text;
      const other = await instead(asked);
      if (other && asked === state.text) $("status").append(` ${say("explore-meant", { text: other })}`);
    }, SAID);
  }

  const asksAlone = () => state.text && !chosen(state);

  /** What may have been meant by a text that finds nothing, if anything; looked for once. */
  let meant = {};
  function instead(text) {
    if (meant.text !== text) {
      const { meantPart } = room.dataset;
      // A theme may have a page of its own without it.
      const answer = meantPart && import(meantPart).then((found) => found.meant(text, index, all, searching.look, kit));
      meant = { text, answer: Promise.resolve(answer).catch(() => undefined) };
    }
    return meant.answer;
  }

  function offer(other) {
    const button = kit.make("button", { type: "button", class: "explore-clear explore-meant" }, say("explore-meant", { text: other }));
    button.addEventListener("click", () => {
      typed = false;
      search(other);
      $("count").focus();
    });
    return button;
  }

  /** What stands in place of the rows where there are none: what to do depends on what was asked for. */
  function none() {
    if (asksAlone()) {
      const told = [...$("nothing").content.cloneNode(true).children];
      told[0].textContent = told[0].textContent.replace("{text}", () => state.text);
      const place = kit.make("p", { hidden: true });
      instead(state.text).then((other) => {
        if (other) place.append(offer(other));
        place.hidden = !other;
      });
      return [told[0], place, ...told.slice(1)];
    }
    const button = kit.make("button", { type: "button", class: "button" }, $("chips").querySelector("ul").dataset.clear);
    button.addEventListener("click", () => {
      clear();
      $("count").focus();
    });
    return [kit.make("p", {}, say("explore-none")), button];
  }

  async function showMap() {
    const wanted = view() === "map";
    $("map").hidden = !wanted;
    if (!wanted) return;
    map ??= import(room.dataset.mapPart).then(({ open }) =>
      open(room.dataset.map, index.facets[countries], kit, (term, on) => change(countries, term, on)));
    try {
      const drawn = await map;
      if (!drawn.element.isConnected) $("map").append(drawn.element);
      drawn.show(counts[countries], state.terms.get(countries) ?? new Set());
    } catch {
      map = undefined;
      note(say("explore-map-failed"));
    }
  }

  function note(text) {
    $("note").textContent = text;
    $("note").hidden = false;
  }

  async function download(format) {
    const { csv, json, save } = await import(room.dataset.exportPart);
    $("status").textContent = say("explore-exporting");
    try {
      const told = (await all.rows(ordered)).filter((row) => !row.withheld);
      const file = `projects${ordered.length < index.total ? "-selected" : ""}.${format}`;
      if (format === "csv") save(file, "text/csv;charset=utf-8", csv(told, fields(), index));
      else save(file, "application/json", json(told, fields(), index));
      $("status").textContent = say("explore-exported", { file }, told.length);
    } catch {
      note(say("explore-rows-failed"));
    }
  }

  const columnWords = Object.fromEntries([...columns].map(([field, box]) => [field, box.nextElementSibling.textContent]));
  const list = lists(index, kit, room.dataset.heading.split(" "), $("card"), $("list").dataset.title, columnWords);
  const rows = results($, all, kit, list, none);
  const panel = filters($("filters"), index, kit, all.find(empty()).counts, filter);
  const showChips = chips($("chips").querySelector("ul"), index, kit, {
    change,
    search: () => {
      typed = false;
      search("");
    },
    clear,
    after: $("count"),
  });

  let [paused, typing] = [0, 0];
  $("text").addEventListener("focus", () => {
    begun();
    searching.prepare("");
  }, { once: true });
  $("text").addEventListener("input", () => {
    searching.prepare($("text").value);
    clearTimeout(paused);
    clearTimeout(typing);
    paused = setTimeout(() => searching.begin($("text").value), PAUSED);
    typing = setTimeout(() => search($("text").value).then(() => reveal($("search"), 0.9)), TYPED);
  });
  $("text").addEventListener("change", () => { typed = false; });
  $("text").addEventListener("keydown", async ({ key, isComposing }) => {
    if (key !== "Enter" || isComposing) return;
    clearTimeout(paused);
    clearTimeout(typing);
    // A phone's keyboard makes room.
    if (matchMedia("(hover: none) and (pointer: coarse)").matches) $("text").blur();
    if ($("text").value !== state.text) await search($("text").value);
    typed = false;
    toResults();
  });
  $("sort").addEventListener("change", () => go(() => {
    const normal = state.text ? "relevance" : usual;
    state.sort = $("sort").value === normal ? "" : $("sort").value;
  }));
  for (const input of views) {
    input.addEventListener("change", () => go(() => { state.view = input.value === choices.view[0] ? "" : input.value; }));
  }
  for (const box of columns.values()) {
    box.addEventListener("change", () => go(() => {
      state.fields = choices.fields.filter((field) => columns.get(field).checked);
    }, { replace: true, keep: true }));
  }
  $("more").addEventListener("click", async () => {
    try {
      shown = await rows.next();
      remember();
    } catch {
      note(say("explore-rows-failed"));
    }
  });
  $("open").addEventListener("click", () => opened($("open").getAttribute("aria-expanded") !== "true"));
  $("done").addEventListener("click", () => {
    opened(false);
    begun();
    $("count").focus({ preventScroll: true });
    toResults();
  });
  function opened(open) {
    panel.settle();
    $("open").setAttribute("aria-expanded", String(open));
    $("filters").classList.toggle("is-open", open);
  }
  $("save").addEventListener("click", () => {
    $("download").scrollIntoView({ block: "center", behavior: "instant" });
    $("download").focus({ preventScroll: true });
  });
  for (const button of room.querySelectorAll("[data-format]")) {
    button.addEventListener("click", () => download(button.dataset.format));
  }

  // The address says what is asked for, the entry of the history how much was shown and how far down.
  async function restore() {
    const { state: asked, unknown } = read(location.search, index.facets, choices);
    const { shown: before, y } = history.state ?? {};
    state = asked;
    typed = false;
    shown = before ?? SHOWN;
    $("text").value = state.text;
    if (state.text || chosen(state)) begun();
    $("note").hidden = true;
    if (unknown.length) {
      note(say("explore-unknown", { what: unknown.join(say("comma")) }));
      history.replaceState(history.state, "", here + write(state, index.facets));
    }
    await update();
    if (y !== undefined) scrollTo({ top: y, behavior: "instant" });
  }

  let scrolled = 0;
  history.scrollRestoration = "manual";
  addEventListener("scroll", () => {
    clearTimeout(scrolled);
    scrolled = setTimeout(remember, 250);
  }, { passive: true });
  addEventListener("pagehide", remember);
  addEventListener("popstate", () => {
    clearTimeout(scrolled);
    restore();
  });

  $("search").hidden = !choices.search;
  $("wait").hidden = true;
  room.hidden = false;
  return restore();
}
