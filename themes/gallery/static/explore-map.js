// The map of the page /map/, shaded by the projects that fit; a country is chosen by a click or by Enter.

const SHADES = 4;

/** Fetches the map and gives its element, and how to shade it. */
export async function open(address, facet, { make, say }, change) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const figure = document.importNode(page.querySelector("figure.map"), true);
  const legend = figure.querySelector(".map-legend");
  const rest = [...legend.children].filter((item) => !item.querySelector("[class*=shade-]"));
  const note = figure.querySelector(".map-note") ?? make("span", { class: "map-note" });
  figure.querySelector("figcaption > p:last-child").prepend(note);
  const terms = new Map(facet.ids.map((id, term) => [facet.href + encodeURI(id) + "/", term]));
  const shapes = figure.querySelectorAll("svg g");
  const countries = [...figure.querySelectorAll("svg a")].map((link, at) => ({ link, shape: shapes[at], term: terms.get(link.getAttribute("href")) }));
  let chosen = new Set();

  for (const { link, term } of countries) {
    link.setAttribute("role", "button");
    const toggle = (event) => {
      event.preventDefault();
      change(term, !chosen.has(term));
    };
    link.addEventListener("click", (event) => (event.ctrlKey || event.metaKey || event.shiftKey ? undefined : toggle(event)));
    link.addEventListener("keydown", (event) => event.key === " " && toggle(event));
  }

  return {
    element: figure,
    show(counts, nowChosen) {
      chosen = nowChosen;
      const steps = classes(Math.max(0, ...countries.map(({ term }) => counts[term])));
      for (const { link, shape, term } of countries) {
        const shade = steps.filter(([first]) => first <= counts[term]).length;
        const name = say("map-country", { country: facet.names[term], projects: say("count-projects", {}, counts[term]) });
        shape.setAttribute("class", `shade-${shade}`);
        link.classList.toggle("is-chosen", chosen.has(term));
        link.setAttribute("aria-pressed", String(chosen.has(term)));
        link.setAttribute("aria-label", name);
        link.querySelector("text").textContent = name;
      }
      const item = ([first, last], number) => make("li", {}, make("span", { class: `map-swatch shade-${number + 1}` }),
        first === last ? say("count-projects", {}, last) : say("map-class", { first, last }));
      legend.replaceChildren(...steps.map(item), ...rest);
      note.textContent = steps.length > 1 ? `${say("map-shades")} ` : "";
    },
  };
}

/** The numbers of projects that share a shade, as on the other maps: up to four alone, then by a factor. */
function classes(most) {
  if (most <= SHADES) return Array.from({ length: most }, (_, at) => [at + 1, at + 1]);
  let factor = 2;
  while (factor ** SHADES <= most) factor += 1;
  const firsts = Array.from({ length: SHADES }, (_, at) => factor ** at).filter((first) => first <= most);
  return firsts.map((first) => [first, Math.min(first * factor - 1, most)]);
}
