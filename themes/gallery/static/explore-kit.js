// What the other parts share: the words in the page's language, and elements.

/** The system of digits with this zero, as the page's own numbers have it. */
function digits(zero) {
  const zeroOf = (system) => new Intl.NumberFormat("en", { numberingSystem: system }).format(0);
  return ["latn", ...(Intl.supportedValuesOf?.("numberingSystem") ?? [])].find((system) => zeroOf(system) === zero);
}

export function kit(index) {
  const numbers = new Intl.NumberFormat(index.language, { numberingSystem: digits(index.zero) ?? "latn" });
  const plural = new Intl.PluralRules(index.language);

  /** The words of a key, their places filled; `n` chooses the plural form. */
  function say(key, places = {}, n = 0) {
    const word = index.words[key];
    const text = typeof word === "string" ? word : (word[plural.select(n)] ?? word.other ?? Object.values(word)[0]);
    return text.replace(/\{(\w+)\}/g, (whole, name) => (name === "n" ? numbers.format(n) : (places[name] ?? whole)));
  }

  const untranslated = new Map(index.facets.map((facet) => [facet, new Set(facet.untranslated)]));

  /** A term's name in an element, in its own direction of writing, and in its own language where it isn't the page's. */
  function named(facet, term) {
    return make("bdi", { lang: untranslated.get(facet).has(term) && index.own }, facet.names[term]);
  }

  return { say, make, named, number: (n) => numbers.format(n), plain };
}

/** An element with attributes and what stands in it; attributes that are false or undefined are left out. */
function make(name, attributes = {}, ...inner) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(key, "");
    else if (value !== false && value !== undefined) element.setAttribute(key, value);
  }
  element.append(...inner);
  return element;
}

/** A text without case and accents. */
function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
