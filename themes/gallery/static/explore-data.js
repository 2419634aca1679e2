// The projects: which of them fit, how many would with another term, in which order, and their texts, which come in
// blocks when they are shown. Projects and terms go by their numbers in the index. And what the search finds of them.

const AT_ONCE = 8;

/** Loads a file of data. Browsers ask whether theirs is still the newest, so that index and rows agree. */
export async function load(address) {
  const response = await fetch(address, { cache: "no-cache" });
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.json();
}

export function projects(index, address) {
  const { total, block } = index;
  const facets = index.facets.map((facet) => flat(facet.of, facet.ids.length));
  const blocks = new Map();
  const sorted = new Map();
  let names;

  /** The projects that fit, in reading order; for each facet how many would with each of its terms too; and how many fit
      by a term that is inferred alone. */
  function find(state, scores) {
    const counts = index.facets.map((facet) => new Uint32Array(facet.ids.length));
    const asked = [...state.terms].map(([facet, terms]) => {
      const wanted = new Uint8Array(index.facets[facet].ids.length);
      for (const term of terms) wanted[term] = 1;
      return { facet, wanted };
    });
    const found = [];
    let inferred = 0;
    for (let project = 0; project < total; project += 1) {
      if (scores && !(scores[project] >= 0)) continue;
      // A project that one facet alone keeps out counts for the terms of that facet.
      let missed = -1;
      let misses = 0;
      for (const { facet, wanted } of asked) {
        if (fits(facets[facet], project, wanted)) continue;
        missed = facet;
        misses += 1;
        if (misses > 1) break;
      }
      if (misses === 0) {
        found.push(project);
        if (asked.some(({ facet, wanted }) => !fits(facets[facet], project, wanted, true))) inferred += 1;
        for (let facet = 0; facet < facets.length; facet += 1) tally(facets[facet], project, counts[facet]);
      } else if (misses === 1) tally(facets[missed], project, counts[missed]);
    }
    return { found, counts, inferred };
  }

  function order(found, sort, scores) {
    if (sort === "relevance" && scores) return [...found].sort((a, b) => scores[b] - scores[a] || a - b);
    const places = index.orders[sort];
    if (!places) return found;
    if (!sorted.has(sort)) {
      const place = (project) => places[project] || total + 1;
      sorted.set(sort, Array.from({ length: total }, (_, at) => at).sort((a, b) => place(a) - place(b) || a - b));
    }
    const shown = new Uint8Array(total);
    for (const project of found) shown[project] = 1;
    return sorted.get(sort).filter((project) => shown[project]);
  }

  function fetchBlock(kind, number) {
    const name = `${kind}-${number + 1}.json`;
    if (!blocks.has(name)) {
      const loading = load(address + name);
      loading.catch(() => blocks.delete(name));
      blocks.set(name, loading);
    }
    return blocks.get(name);
  }

  /** The blocks that hold some projects, by number. */
  async function holding(wanted, kind) {
    const needed = [...new Set(wanted.map((project) => Math.floor(project / block)))];
    const loaded = new Map();
    const next = async () => {
      for (let number = needed.shift(); number !== undefined; number = needed.shift()) {
        loaded.set(number, await fetchBlock(kind, number));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, next));
    return wanted.map((project) => [project, loaded.get(Math.floor(project / block)), project % block]);
  }

  /** The texts of projects, with their terms. */
  const rows = async (wanted) => (await holding(wanted, "rows")).map(([project, held, at]) =>
    ({ ...held[at], href: `${index.items}${encodeURI(held[at].id)}/`, terms: facets.map((facet) => termsOf(facet, project)) }));

  /** The cover art of projects; none for one with a picture. */
  const covers = async (wanted) => (await holding(wanted, "covers")).map(([, { width, height, covers: held }, at]) =>
    held[at] && { box: `0 0 ${width} ${height}`, areas: held[at] });

  /** What the search found, by name, as the score of each project; less than nothing for one that it didn't find. */
  async function numbered(scores) {
    names ??= load(`${address}names.json`).then((list) => new Map(list.map((name, number) => [name, number])));
    names.catch(() => { names = undefined; });
    const known = await names;
    const all = new Float64Array(total).fill(-1);
    scores.forEach((score, name) => {
      const number = known.get(name);
      if (number !== undefined) all[number] = score;
    });
    return all;
  }

  return { find, order, rows, covers, numbered, first: () => fetchBlock("rows", 0).catch(() => {}) };
}

/** Asks the search, which `load` brings on its first use; `failed` is told whether that failed. A late answer is undefined. */
export function asking(load, all, failed) {
  let opened;
  let latest = 0;

  function open() {
    if (opened) return opened;
    const own = load();
    // To be tried again.
    own.catch(() => { if (opened === own) opened = undefined; });
    opened = own;
    return own;
  }

  async function find(text) {
    const own = (latest += 1);
    if (!text) return null;
    let found;
    try {
      found = await all.numbered(await (await open()).find(text));
      failed(false);
    } catch (error) {
      opened = undefined;
      failed(true);
      console.warn(error);
      found = null;
    }
    return own === latest ? found : undefined;
  }

  /** Loads what will be needed. If that fails, `find` tells. */
  function prepare(text) {
    const loading = [open().then((search) => search.prepare?.(text)), all.numbered(new Map())];
    Promise.all(loading).catch(() => {});
  }

  /** Begins to search; `find` goes on from there. */
  function begin(text) {
    open().then((search) => search.begin?.(text)).catch(() => {});
  }

  /** What a text finds, by name, beside what is being searched. */
  const look = async (text) => (await open()).find(text);

  return { find, prepare, begin, look };
}

/** The terms of all projects one after the other, which of them are inferred, and where those of each begin. */
function flat(of, size) {
  const starts = new Uint32Array(of.length + 1);
  const terms = size < 65536 ? Uint16Array : Uint32Array;
  const all = [];
  of.forEach((one, project) => {
    if (Array.isArray(one)) all.push(...one);
    else all.push(one);
    starts[project + 1] = all.length;
  });
  return { starts, terms: terms.from(all, (term) => (term < 0 ? ~term : term)), inferred: Uint8Array.from(all, (term) => term < 0) };
}

/** Has the project one of the terms that are wanted? Inferred ones don't count where it must be `stated`. */
function fits({ starts, terms, inferred }, project, wanted, stated = false) {
  for (let at = starts[project]; at < starts[project + 1]; at += 1) {
    if (wanted[terms[at]] && !(stated && inferred[at])) return true;
  }
  return false;
}

function tally({ starts, terms }, project, counts) {
  for (let at = starts[project]; at < starts[project + 1]; at += 1) counts[terms[at]] += 1;
}

const termsOf = ({ starts, terms }, project) => [...terms.subarray(starts[project], starts[project + 1])];
