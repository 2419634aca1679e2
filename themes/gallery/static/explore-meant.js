// What may have been meant by a search that finds nothing: words of the site that are written nearly so. It is offered
// only if it finds something.

/** Of more projects, titles would take long to load: then the names of terms alone are known. */
const FEW = 1000;
/** Shorter words are near to too many others. */
const SHORT = 4;

const WORD = /[\p{L}\p{M}\p{N}]+/gu;

/** `find` gives what a text finds, as a map. */
export async function meant(text, index, all, find, { plain }) {
  const asked = text.match(WORD) ?? [];
  const finds = async (words) => (await find(words)).size > 0;
  // The last word may be the beginning of one; with something behind it, it counts as a whole.
  const lost = await Promise.all(asked.map(async (word) => !(await finds(`${word} `))));
  if (!lost.includes(true)) return undefined;
  const known = await vocabulary(index, all, plain);
  const words = asked.map((word, at) => (lost[at] ? nearest(plain(word), known) : word));
  if (words.includes(undefined)) return undefined;
  const other = words.join(" ");
  return await finds(other) ? other : undefined;
}

/** The words of names and titles as they are written, by what they are without case and accents. */
async function vocabulary(index, all, plain) {
  const titles = index.total <= FEW ? await all.rows(Array.from({ length: index.total }, (_, at) => at)) : [];
  const texts = [...index.facets.flatMap((facet) => facet.names), ...titles.map((row) => row.title)];
  const words = texts.flatMap((text) => text.match(WORD) ?? []).filter((word) => word.length >= SHORT);
  return new Map(words.map((word) => [plain(word), word]));
}

function nearest(word, known) {
  if (word.length < SHORT) return undefined;
  let least = word.length < 7 ? 1 : 2;
  let found;
  for (const [other, written] of known) {
    if (Math.abs(other.length - word.length) > least) continue;
    const apart = distance(word, other);
    if (apart < least || (apart === least && !found)) [least, found] = [apart, written];
  }
  return found;
}

/** How many letters are wrong, missing, too many or swapped with their neighbour (optimal string alignment). */
function distance(one, other) {
  let [before, last] = [[], Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let row = 1; row <= one.length; row += 1) {
    const next = [row];
    for (let at = 1; at <= other.length; at += 1) {
      const same = one[row - 1] === other[at - 1];
      next[at] = Math.min(last[at] + 1, next[at - 1] + 1, last[at - 1] + (same ? 0 : 1));
      const swapped = at > 1 && row > 1 && one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1];
      if (swapped) next[at] = Math.min(next[at], before[at - 2] + 1);
    }
    [before, last] = [last, next];
  }
  return last[other.length];
}
