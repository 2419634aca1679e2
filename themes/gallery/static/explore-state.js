// What is asked for, and how it stands in the address: ?q=…&region=africa&region=asia&sort=title&view=list.

const OWN = ["q", "sort", "view", "fields"];
// Added by others to links, without any meaning here.
const FOREIGN = /^(utm_.*|fbclid|gclid|mc_cid|mc_eid)$/;

export const empty = () => ({ text: "", terms: new Map(), sort: "", view: "", fields: null });

const keyOf = (field) => (OWN.includes(field) ? `${field}_` : field);

/** The state of an address, and what in it isn't known. `choices` are the sorts, views and fields there are. */
export function read(search, facets, choices) {
  const state = empty();
  const unknown = [];
  const byKey = new Map(facets.map((facet, number) => [keyOf(facet.field), number]));
  const one = (key, value) => {
    if (choices[key].includes(value)) state[key] = value;
    else unknown.push(`${key}=${value}`);
  };
  for (const [key, value] of new URLSearchParams(search)) {
    const facet = byKey.get(key);
    if (facet !== undefined) {
      const term = facets[facet].ids.indexOf(value);
      if (term < 0) unknown.push(`${key}=${value}`);
      else choose(state, facet, term, true);
    } else if (key === "q" && choices.search) state.text = value;
    else if (key === "sort" || key === "view") one(key, value);
    else if (key === "fields") {
      const fields = value.split(",").filter(Boolean);
      unknown.push(...fields.filter((field) => !choices.fields.includes(field)).map((field) => `fields=${field}`));
      state.fields = choices.fields.filter((field) => fields.includes(field));
    } else if (!FOREIGN.test(key)) unknown.push(`${key}=${value}`);
  }
  return { state, unknown };
}

/** The part of the address from "?" on; empty where nothing is asked for. */
export function write(state, facets) {
  const words = new URLSearchParams();
  if (state.text) words.append("q", state.text);
  for (const facet of [...state.terms.keys()].sort((a, b) => a - b)) {
    const { field, ids } = facets[facet];
    for (const term of [...state.terms.get(facet)].sort((a, b) => a - b)) words.append(keyOf(field), ids[term]);
  }
  if (state.sort) words.append("sort", state.sort);
  if (state.view) words.append("view", state.view);
  if (state.fields) words.append("fields", state.fields.join(","));
  const text = words.toString().replaceAll("%2C", ",");
  return text ? `?${text}` : "";
}

export function choose(state, facet, term, on) {
  const terms = state.terms.get(facet) ?? new Set();
  if (on) terms.add(term);
  else terms.delete(term);
  if (terms.size) state.terms.set(facet, terms);
  else state.terms.delete(facet);
}

export const chosen = (state) => [...state.terms.values()].reduce((sum, terms) => sum + terms.size, 0);
