// Full-text search in the index that Loggia makes with Pagefind. `open(base)` opens the index of one language; `find(text)`
// then gives the projects in which every word of the text occurs, by slug, each with a score (greater is better), and
// `prepare(text)` loads what that will need, for a text that is still being typed, and `begin(text)` searches already, so
// that `find` has less to do.
//
// A word is found in its other forms too (the language's stemmer), without regard to accents and capitals; the last one
// may be the beginning of a word, from three letters on. Words of one letter are passed over, and so is a last word of
// two letters that is none by itself: it is still being typed. A text of which nothing is left finds everything, with
// the score 0. Words in titles weigh more.
//
// The index is in shards, which are shared among workers: see `search-worker.js`.

/** More workers than shards or processors are of no use, and each takes memory. */
const WORKERS = 4;
/** An index of so many projects at most is loaded as a whole; of a larger one, what a search needs. */
const SMALL = 1000;
/** The Arabic article, with what is written in one with it. */
export const ARTICLE = /^[وفبكل]?ال/u;
/** What was told of single words is kept for so many: most of a text stays the same while it is typed. */
const KEPT = 24;

export async function open(base) {
  const address = new URL("index.json", new URL(base, document.baseURI));
  const response = await fetch(address, { cache: "no-cache" });
  if (!response.ok) throw new Error(`${response.status} for ${address}`);
  const { records, engine, shards } = await response.json();
  const count = Math.min(WORKERS, shards.length, navigator.hardwareConcurrency || 2);
  const addresses = shards.map((name) => new URL(name, address).href);
  const workers = Array.from({ length: count }, (_, at) => ({
    ask: start(),
    shards: addresses.filter((_, shard) => shard % count === at),
  }));
  try {
    const opened = workers.map((worker) =>
      worker.ask("open", { engine: new URL(engine, address).href, shards: worker.shards, asWhole: records <= SMALL }));
    const slugs = await Promise.all(opened);
    const search = new Search(workers, slugs, records);
    const { find, prepare, begin } = Search.prototype;
    return { find: find.bind(search), prepare: prepare.bind(search), begin: begin.bind(search) };
  } catch (error) {
    workers.forEach(({ ask }) => ask.end());
    throw error;
  }
}

/** A worker, as a function that asks it. */
function start() {
  const worker = new Worker(new URL("search-worker.js", import.meta.url), { type: "module" });
  const waiting = new Map();
  let count = 0;
  const ask = (what, about) =>
    new Promise((resolve, reject) => {
      waiting.set(++count, { resolve, reject });
      worker.postMessage({ number: count, what, about });
    });
  worker.onmessage = ({ data: { number, answer, error } }) => {
    const { resolve, reject } = waiting.get(number);
    waiting.delete(number);
    if (error) reject(new Error(error));
    else resolve(answer);
  };
  worker.onerror = ({ message }) => {
    waiting.forEach(({ reject }) => reject(new Error(message || "the search can’t be started")));
    waiting.clear();
  };
  ask.end = () => worker.terminate();
  return ask;
}

/** How much a word says that is on some of all pages; as Pagefind has it (BM25). */
export const rarity = (pages, all) => Math.log((all - pages + 0.5) / (pages + 0.5) + 1);

/** The words as Pagefind writes them in its index; `src/search/words.rs` cuts them so too. */
function words(text) {
  const plain = (word) => word.toLowerCase().replace(/(?!\p{Pc})[\p{P}\p{S}]/gu, "");
  const bare = (word) => {
    const letters = word.normalize("NFD").replace(/(?![\u3099\u309a])\p{M}/gu, "");
    // The sound marks of kana tell words apart.
    return /[\u3099\u309a]/.test(letters) ? letters.normalize("NFC") : letters;
  };
  const parts = text.replaceAll("\u2019", "'").split(/\s|(?!\p{ASCII})[\p{P}\p{S}]/u).flatMap(cut);
  const all = parts.map((part, at) => ({ word: bare(plain(part)), open: at === parts.length - 1 }));
  return all.filter(({ word }) => isLong(word, 2));
}

const UNSPACED = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]/u;

/** The words of what is written without spaces, where the browser can tell them. */
function cut(part) {
  if (!UNSPACED.test(part) || !Intl.Segmenter) return [part];
  const pieces = new Intl.Segmenter(undefined, { granularity: "word" }).segment(part);
  return Array.from(pieces).filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment);
}

/** Of scripts that write a word in a sign or two, one is enough. */
export function isLong(word, letters) {
  return [...word].length >= letters || /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}]/u.test(word);
}

/** What was made of a word, kept for the newest of them; not where that failed. */
class Kept {
  all = new Map();

  of({ word, open }, make) {
    const key = `${open ? ">" : "="}${word}`;
    const made = this.all.get(key) ?? make();
    this.all.delete(key);
    this.all.set(key, made);
    made.catch(() => this.all.delete(key));
    const [oldest] = this.all.keys();
    if (this.all.size > KEPT) this.all.delete(oldest);
    return made;
  }
}

class Search {
  ways = new Kept();
  answers = new Kept();

  /** `slugs` are those of each worker's pages. */
  constructor(workers, slugs, records) {
    Object.assign(this, { workers, slugs, records });
  }

  prepare(text) {
    return Promise.all(words(text).map((word) => (word.open ? this.way(word) : this.known(word))));
  }

  begin(text) {
    return Promise.all(words(text).map((word) => this.known(word)));
  }

  async find(text) {
    const answers = (await this.begin(text)).filter(Boolean);
    const found = new Map();
    this.slugs.forEach((slugs, at) => {
      const [first, ...others] = answers.map(({ scores, weight }) => ({ scores: scores[at], weight }));
      if (!first) return slugs.forEach((slug) => found.set(slug, 0));
      for (const [page, score] of first.scores) {
        if (!others.every(({ scores }) => scores.has(page))) continue;
        const sum = (sum, { scores, weight }) => sum + weight * scores.get(page);
        found.set(slugs[page], others.reduce(sum, first.weight * score));
      }
    });
    return found;
  }

  all(what, about) {
    return Promise.all(this.workers.map(({ ask }) => ask(what, about)));
  }

  /** The way in which all workers take a word: or some would find others where it is missing. Infinity where there is none. */
  way(word) {
    return this.ways.of(word, async () => Math.min(...(await this.all("look", word))));
  }

  /** For each worker the scores by page, and what they weigh; none where the word is passed over. */
  known(asked) {
    return this.answers.of(asked, async () => {
      const { word, open } = asked;
      const way = await this.way(asked);
      if (way === Infinity && open && !isLong(word.replace(ARTICLE, ""), 3)) return undefined;
      if (way === Infinity) return { scores: this.slugs.map(() => new Map()), weight: 0 };
      const scores = await this.all("scores", { word, open, way });
      return { scores, weight: rarity(scores.reduce((sum, { size }) => sum + size, 0), this.records) };
    });
  }
}
