// Searches some shards of an index with Pagefind's program. `search.js` asks, and puts together what the workers answer;
// `src/search/pack.rs` describes the files.

import { ARTICLE, isLong, rarity } from "./search.js";

/** The heads of most shards are in so many bytes. */
const HEAD = 32768;
/** So many pages are in a block. */
const BLOCK = 64;
/** The program takes memory with every piece and never gives it back. From so many bytes on, it is started anew. */
const MEMORY = 64 << 20;
/** Behind the beginning of a word, greater than all words that begin so. */
const END = "\uffff";

async function load(address, range) {
  const response = await fetch(address, range && { headers: { range: `bytes=${range[0]}-${range[1] - 1}` } });
  if (!response.ok) throw new Error(`${response.status} for ${address}`);
  return { bytes: new Uint8Array(await response.arrayBuffer()), whole: response.status !== 206 };
}

async function unpack(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

const number = (bytes) => new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
const text = (bytes) => new TextDecoder().decode(bytes);

/** Parts that stand behind one another, each behind its length. */
function parts(bytes) {
  const found = [];
  for (let at = 0; at < bytes.length; at += 4 + found.at(-1).length) {
    found.push(bytes.subarray(at + 4, at + 4 + number(bytes.subarray(at))));
  }
  return found;
}

/** Pagefind's program; what its makers' `pagefind_web.js` does to call it. */
class Engine {
  constructor(module) {
    this.module = module;
  }

  async start() {
    const table = () => {
      const values = this.wasm.__wbindgen_externrefs;
      const at = values.grow(4);
      [undefined, null, true, false].forEach((value, number) => values.set(at + number, value));
    };
    const imports = { "./pagefind_web_bg.js": { __wbindgen_init_externref_table: table } };
    this.wasm = (await WebAssembly.instantiate(this.module, imports)).exports;
    this.wasm.__wbindgen_start();
    // An index of nothing, which tells the stems of words.
    this.none = this.wasm.enter_playground_mode(this.index(Uint8Array.of(0x86, 0x60, 0x80, 0x80, 0x80, 0x80, 0x80)));
  }

  get isSpent() {
    return !this.wasm || this.wasm.memory.buffer.byteLength > MEMORY;
  }

  put(bytes) {
    const at = this.wasm.__wbindgen_malloc(bytes.length, 1) >>> 0;
    new Uint8Array(this.wasm.memory.buffer).set(bytes, at);
    return [at, bytes.length];
  }

  /** An index by the number of its place in memory. */
  index(pages) {
    return this.wasm.init_pagefind(...this.put(pages)) >>> 0;
  }

  add(index, words) {
    if (!this.wasm.load_index_chunk(index, ...this.put(words))) throw new Error("the search index is damaged");
  }

  ask(index, word, exact = false) {
    const texts = [word, word, "{}", ""].flatMap((text) => this.put(new TextEncoder().encode(text)));
    const [at, length] = this.wasm.search(index, ...texts, exact, false);
    const answer = text(new Uint8Array(this.wasm.memory.buffer, at >>> 0, length));
    this.wasm.__wbindgen_free(at, length, 1);
    return answer;
  }

  /** Page and score of each result. To read all of the answer, with the places of the words, would take a third longer. */
  search(index, word, exact) {
    const results = this.ask(index, word, exact).matchAll(/"p":"(\d+)","g":"","s":([^,]+)/g);
    return Array.from(results, ([, page, score]) => [Number(page), Number(score)]);
  }

  stem(word) {
    return JSON.parse(this.ask(this.none, word)).search_keywords[0];
  }
}

/** The place of the first of the sorted texts that is not less. */
function place(texts, wanted) {
  let [from, to] = [0, texts.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (texts[middle] < wanted) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** A part of the index, in one file. Its pieces hold the words in order. */
class Shard {
  constructor(address) {
    this.address = address;
  }

  async open(asWhole) {
    this.start = await this.load(0, asWhole ? undefined : HEAD);
    const length = number(this.start);
    const head = JSON.parse(text(await unpack(await this.bytes(4, 4 + length))));
    let at = 4 + length + head.pages;
    this.pages = parts(await unpack(await this.bytes(4 + length, at)));
    this.slugs = head.slugs;
    this.firsts = head.pieces.map(([first]) => first);
    this.pieces = head.pieces.map(([, length]) => ({ from: at, to: (at += length) }));
  }

  async load(from, to) {
    const { bytes, whole } = await load(this.address, to && [from, to]);
    if (!whole) return bytes;
    this.whole = bytes;
    return bytes.subarray(from, to);
  }

  async bytes(from, to) {
    const known = this.whole ?? this.start;
    return to <= known.length ? known.subarray(from, to) : this.load(from, to);
  }

  /** Loads the pieces in which words from the first to the last would be. */
  async need(engine, first, last = first) {
    const from = Math.max(place(this.firsts, first + "\0") - 1, 0);
    const to = Math.max(place(this.firsts, last + "\0") - 1, from);
    const pieces = this.pieces.slice(from, to + 1);
    const lacking = pieces.filter((piece) => !piece.packed);
    if (lacking.length) {
      const start = lacking[0].from;
      const bytes = this.bytes(start, lacking.at(-1).to);
      for (const piece of lacking) {
        piece.packed = bytes.then((bytes) => bytes.subarray(piece.from - start, piece.to - start));
      }
    }
    await Promise.all(pieces.map((piece) => (piece.ready ??= this.read(engine, piece))));
  }

  async read(engine, piece) {
    try {
      const [names, ...blocks] = parts(await unpack(await piece.packed));
      this.blocks ??= this.pages.map((pages) => engine.index(pages));
      blocks.forEach((words, block) => engine.add(this.blocks[block], words));
      const lines = text(names).split("\n").map((line) => line.split(" "));
      piece.words = lines.map(([word]) => word);
      piece.blocks = lines.map(([, blocks]) => BigInt(`0x${blocks}`));
    } catch (error) {
      // To be tried again.
      piece.packed = piece.ready = undefined;
      throw error;
    }
  }

  /** The first loaded word that is not less. */
  word(wanted) {
    const piece = this.pieces[Math.max(place(this.firsts, wanted + "\0") - 1, 0)];
    return piece?.words?.[place(piece.words, wanted)] ?? this.firsts[place(this.firsts, wanted)];
  }

  /** The blocks that have the word, or words that begin so: a bit for each. */
  has({ stem, end }) {
    let found = 0n;
    for (let at = Math.max(place(this.firsts, stem + "\0") - 1, 0); this.pieces[at]?.words; at++) {
      const { words, blocks } = this.pieces[at];
      for (let word = place(words, stem); word < words.length; word++) {
        if (end ? !words[word].startsWith(stem) : words[word] !== stem) return found;
        found |= blocks[word];
      }
    }
    return found;
  }

  /**
   * Adds the scores by page. Pagefind's score of a word grows with its rarity in the index that is searched, which is a
   * small part here: that is taken out again.
   */
  score(engine, way, scores) {
    const { word, stem, exact } = way;
    const having = this.has(way);
    // Pagefind is to look for the word alone only where others begin with it.
    const others = exact && this.word(stem + "\0")?.startsWith(stem);
    this.blocks.forEach((index, block) => {
      if (!((having >> BigInt(block)) & 1n)) return;
      const found = engine.search(index, word);
      const whole = others && new Set(engine.search(index, word, true).map(([page]) => page));
      const rare = rarity(found.length, Math.min(BLOCK, this.slugs.length - block * BLOCK));
      for (const [page, score] of found) {
        if (!whole || whole.has(page)) scores.set(this.first + page, score / rare);
      }
    });
  }

  forget() {
    this.blocks = undefined;
    for (const piece of this.pieces) piece.words = piece.ready = undefined;
  }
}

/** What a worker does. It is asked to `open`, `look` and give `scores`. */
class Work {
  async open({ engine, shards, asWhole }) {
    this.shards = shards.map((address) => new Shard(address));
    const program = load(engine).then(({ bytes }) => unpack(bytes));
    await Promise.all(this.shards.map((shard) => shard.open(asWhole)));
    this.engine = new Engine(await WebAssembly.compile(await program));
    await this.engine.start();
    let count = 0;
    for (const shard of this.shards) {
      shard.first = count;
      count += shard.slugs.length;
    }
    return this.shards.flatMap(({ slugs }) => slugs);
  }

  /** The ways in which a word can be taken, the best first. */
  ways(word, open) {
    const stem = this.engine.stem(word);
    // As a whole word, in any of its forms.
    const ways = open && isLong(word, 3) ? [] : [{ word, stem, end: "", exact: true }];
    // As the beginning of a word. An article before a word that is only begun is not known for one.
    for (const beginning of open ? [word, word.replace(ARTICLE, "")] : [word]) {
      if (isLong(beginning, 3)) ways.push({ word: beginning, stem: this.engine.stem(beginning), end: END });
    }
    // As what the stemmer leaves of it: "groomi" is to find what "grooming" finds. But not "theory" what "the" finds.
    for (let length = stem.length - 1; length >= Math.max(3, 0.6 * stem.length); length--) {
      // Numbers have no forms.
      if (/\d/.test(stem[length])) break;
      ways.push({ word, stem: stem.slice(0, length), end: "" });
    }
    return ways;
  }

  async prepare() {
    if (!this.engine.isSpent) return;
    this.shards.forEach((shard) => shard.forget());
    await this.engine.start();
  }

  need({ stem, end }) {
    return Promise.all(this.shards.map((shard) => shard.need(this.engine, stem, stem + end)));
  }

  /** The number of the best way in which there is the word. */
  async look({ word, open }) {
    await this.prepare();
    const ways = this.ways(word, open);
    for (const [number, way] of ways.entries()) {
      await this.need(way);
      if (this.shards.some((shard) => shard.has(way))) return number;
    }
    return Infinity;
  }

  async scores({ word, open, way: number }) {
    await this.prepare();
    const way = this.ways(word, open)[number];
    await this.need(way);
    const scores = new Map();
    for (const shard of this.shards) if (shard.has(way)) shard.score(this.engine, way, scores);
    return scores;
  }
}

const work = new Work();
const asked = [];
let isBusy = false;
self.onmessage = async ({ data }) => {
  asked.push(data);
  if (isBusy) return;
  isBusy = true;
  // The newest first: it is what a reader waits for.
  for (; asked.length; await new Promise((rest) => setTimeout(rest))) {
    const { number, what, about } = asked.pop();
    try {
      self.postMessage({ number, answer: await work[what](about) });
    } catch (error) {
      self.postMessage({ number, error: error.message || String(error) });
      // Whatever it was, the program is not to be trusted any more.
      if (work.engine) work.engine.wasm = undefined;
    }
  }
  isBusy = false;
};
