// Measures the explore page of a built site as a reader on a slow device meets it: how long a choice among the filters
// and a search take, in milliseconds.
//
//   node tests/bench/explore.mjs DIST [SLOWDOWN] [ROUNDS]
//
// DIST is the output of `loggia build`, of a site whose base address has no path. The page's process is stopped for
// most of the time, so that all its threads are slower; what that came to is measured and told. "Counted" is when the
// number of results stands there, "shown" when the first of them do, both from the click or, for a search, from the
// moment in which the page no longer waits for a next key.

import { Worker } from 'node:worker_threads';
import { browser, host } from '../browser/support.mjs';

const [dist, slowdown = '4', rounds = '6'] = process.argv.slice(2);
/** The page waits so long for the next key. */
const TYPED = 200;
const BEAT = 8;

const server = await host(dist);
const chromium = await browser();
let brake;
try {
  const page = await (await chromium.newContext({ viewport: { width: 360, height: 740 } })).newPage();
  await page.goto(`${server.address}/explore/`);
  await page.waitForSelector('#explore-list a');
  const session = await chromium.newBrowserCDPSession();
  await page.evaluate(instrument);
  const work = () => page.evaluate(() => window.measure.work());
  await work();
  // The page's process is the one that works when the page does: there are others of its kind.
  const before = await processes(session);
  const alone = await work();
  const after = await processes(session);
  const worked = (id) => after.get(id) - (before.get(id) ?? 0);
  const id = [...after.keys()].sort((a, b) => worked(b) - worked(a))[0];

  // What stops and goes on is slower than its share of the time says: the rate is tried until it does what it should.
  const wanted = Number(slowdown);
  let slower = 1;
  for (let rate = wanted, tries = 0; wanted > 1 && tries < 15 && Math.abs(slower / wanted - 1) > 0.05; tries++) {
    await brake?.release();
    brake = slow(id, rate);
    slower = (await work()) / alone;
    rate *= wanted / slower;
  }
  console.log(`slowed down ${slower.toFixed(1)} times`);

  const clicks = [];
  for (let round = 0; round < Number(rounds); round++) {
    for (let facet = 0; facet < 2; facet++) {
      // On, and off again in the next round.
      clicks.push(await page.evaluate(([facet, round]) => window.measure.click(facet, round >> 1), [facet, round]));
      await page.waitForTimeout(1500);
    }
  }
  tell('a filter', clicks);

  const words = await page.evaluate((rounds) => window.measure.words(rounds), Number(rounds));
  const search = async (text) => {
    const times = await page.evaluate(([text, typed]) => window.measure.search(text, typed), [text, TYPED]);
    await page.waitForTimeout(1000);
    return times;
  };
  tell('the first search, with what it loads', [await search(words[0][0])]);
  const kinds = { 'the beginning of a word': [], 'a word': [], 'a second word': [], 'once more': [] };
  for (const [one, other] of words.slice(1)) {
    kinds['the beginning of a word'].push(await search(one.slice(0, 4)));
    kinds['a word'].push(await search(one));
    kinds['a second word'].push(await search(`${one} ${other}`));
    kinds['once more'].push(await search(one));
  }
  for (const [kind, times] of Object.entries(kinds)) tell(kind, times);
} finally {
  await brake?.release();
  await chromium.close();
  server.close();
}

function tell(what, times) {
  const middle = (key) => {
    const sorted = times.map((time) => time[key]).sort((a, b) => a - b);
    return `${key} ${sorted[sorted.length >> 1].toFixed(0)} (slowest ${sorted.at(-1).toFixed(0)})`;
  };
  console.log(`${what}: ${middle('counted')}, ${middle('shown')}`);
}

/** What each renderer has worked so far, in seconds. */
async function processes(session) {
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  return new Map(processInfo.filter(({ type }) => type === 'renderer').map(({ id, cpuTime }) => [id, cpuTime]));
}

/** Lets a process run for a part of each beat only. */
function slow(id, times) {
  const state = new Int32Array(new SharedArrayBuffer(8));
  const worker = new Worker(`
    const { id, run, rest, state } = require('node:worker_threads').workerData;
    const wait = (time) => Atomics.wait(state, 1, 0, time);
    while (!Atomics.load(state, 0)) {
      process.kill(id, 'SIGSTOP');
      wait(rest);
      process.kill(id, 'SIGCONT');
      wait(run);
    }
  `, { eval: true, workerData: { id, run: BEAT / times, rest: BEAT - BEAT / times, state } });
  const ended = new Promise((end) => worker.on('exit', end));
  return { release: () => (Atomics.store(state, 0, 1), ended) };
}

/** In the page. */
function instrument() {
  const $ = (id) => document.getElementById(`explore-${id}`);
  const change = (element) =>
    new Promise((seen) => {
      const observer = new MutationObserver(() => {
        observer.disconnect();
        seen(performance.now());
      });
      observer.observe(element, { childList: true });
    });
  async function times(act, wait = 0) {
    const counted = change($('count'));
    const shown = counted.then(() => change($('list')));
    const start = performance.now() + wait;
    act();
    const [first, second] = [await counted, await shown];
    return { counted: first - start, shown: second - start };
  }
  window.measure = {
    work() {
      const start = performance.now();
      let sum = 0;
      for (let at = 0; at < 4e8; at += 1) sum += at % 7;
      return sum && performance.now() - start;
    },
    async click(facet, term) {
      const filter = document.querySelectorAll('#explore-filters details')[facet];
      filter.open = true;
      // Its terms stand there once it is open.
      while (!filter.querySelector('ul input')) await new Promise((next) => setTimeout(next, 100));
      const boxes = filter.querySelectorAll('ul input');
      return times(() => boxes[term % boxes.length].click());
    },
    /** A key at a time, from where the text is the same. */
    async search(text, typed) {
      const field = $('text');
      field.focus();
      const key = (length) => {
        field.value = text.slice(0, length);
        field.dispatchEvent(new Event('input'));
      };
      let at = 1;
      while (at < text.length && field.value.startsWith(text.slice(0, at))) at += 1;
      for (; at < text.length; at += 1) {
        key(at);
        await new Promise((next) => setTimeout(next, 120));
      }
      return times(() => key(text.length), typed);
    },
    words(count) {
      const cards = [...document.querySelectorAll('#explore-list .card')];
      const text = (card) => ['.card-title', '.card-summary'].map((part) => card.querySelector(part).textContent).join(' ');
      const texts = cards.map(text);
      const all = texts.map((text) => [...new Set(text.toLowerCase().match(/\p{L}{6,}/gu))]);
      return all.filter((words) => words.length > 3).slice(0, count + 1).map((words) => [words.at(-1), words.at(-2)]);
    },
  };
}
