// What readers set on their devices is kept to on every kind of page: large text, zoom, the keyboard, forced colours,
// reduced motion; and nothing moves while a page loads.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { KINDS, browser, build, host } from './support.mjs';

let site, slow, chromium;

before(async () => {
  const folder = build();
  site = await host(folder);
  slow = await host(folder, '/', { slow: true });
  chromium = await browser();
});
after(async () => {
  await chromium?.close();
  await site?.close();
  await slow?.close();
});

async function open(path, { width = 1280, height = 900, from = site, ...options } = {}) {
  const context = await chromium.newContext({ viewport: { width, height }, ...options });
  const page = await context.newPage();
  await page.goto(from.address + path);
  return { page, close: () => context.close() };
}

const overflow = (page) => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

/** Words that are cut off: their box is smaller than they are, and hides what is too much. */
const cut = (page) => page.evaluate(() => [...document.querySelectorAll('main *, header *, footer *')]
  .filter((element) => {
    const style = getComputedStyle(element);
    if (element.closest('.unseen, .skip, svg, .map-skip') || !element.textContent.trim()) return false;
    const hides = (value) => value === 'hidden' || value === 'clip';
    return (hides(style.overflowX) && element.scrollWidth > element.clientWidth + 1)
      || (hides(style.overflowY) && element.scrollHeight > element.clientHeight + 1);
  })
  .map((element) => `${element.tagName}.${element.className}: ${element.textContent.trim().slice(0, 40)}`));

/** Walks through the page with Tab; of each stop, what shows that it has the focus. */
async function walk(page, stops) {
  const seen = [];
  for (let stop = 0; stop < stops; stop += 1) {
    await page.keyboard.press('Tab');
    const found = await page.evaluate(async () => {
      // The browser scrolls to it with the next frame.
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      const box = element.getBoundingClientRect();
      // A card's link is as large as the card, by what stands after it.
      const outlined = [null, '::after'].some((part) => {
        const style = getComputedStyle(element, part);
        return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
      });
      // A country of the map is outlined by its own line, above all others.
      const shape = element.closest('svg') && element.querySelector('use');
      const line = shape && getComputedStyle(shape);
      const drawn = line && line.stroke !== 'none' && parseFloat(line.strokeWidth) >= 2;
      return {
        what: `${element.tagName} ${element.getAttribute('href') ?? element.textContent.trim().slice(0, 30)}`,
        shown: outlined || Boolean(drawn),
        inView: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
      };
    });
    if (!found) break;
    seen.push(found);
  }
  return seen;
}

/** What has moved while the page loaded, however little: how much, and what, from where to where. */
const shifted = (page) => page.evaluate(() => new Promise((done) => {
  const shifts = [];
  const box = ({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(' ');
  const told = ({ node, previousRect, currentRect }) =>
    `${(node?.outerHTML ?? node?.textContent ?? '').slice(0, 60)}: ${box(previousRect)} → ${box(currentRect)}`;
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => {
    if (entry.value > 0) shifts.push(`${entry.value.toFixed(6)} ${entry.sources.map(told).join('; ')}`);
  })).observe({ type: 'layout-shift', buffered: true });
  requestAnimationFrame(() => requestAnimationFrame(() => done(shifts)));
}));

test('on a slow line, where a page is seen before all of it is there, its head and its figures stay where they are', async () => {
  for (const path of ['/', '/rounds/', '/map/']) {
    for (const width of [320, 360, 768, 1440]) {
      const { page, close } = await open(path, { width, from: slow });
      assert.deepEqual(await shifted(page), [], `${path} at ${width} px`);
      await close();
    }
  }
});

describe('every kind of page', () => {
  for (const [kind, path] of Object.entries(KINDS)) {
    test(`${kind}: text at 200 % and zoom to 400 % lose nothing`, async () => {
      // Zoom of 400 % in a window of 1280 px leaves 320.
      const zoomed = await open(path, { width: 320, height: 256 });
      assert.ok(await overflow(zoomed.page) <= 0, 'too wide at 400 %');
      assert.deepEqual(await cut(zoomed.page), []);
      await zoomed.close();
      // The test's own style is none of the page's: its policy is to let it in.
      const large = await open(path, { bypassCSP: true });
      await large.page.addStyleTag({ content: 'html { font-size: 200% !important; }' });
      assert.ok(await overflow(large.page) <= 0, 'too wide with text at 200 %');
      assert.deepEqual(await cut(large.page), []);
      await large.close();
    });

    for (const forcedColors of ['none', 'active']) {
      test(`${kind}, forced colours ${forcedColors}: the keyboard goes through it, and one sees where it is`, async () => {
        const { page, close } = await open(path, { forcedColors, reducedMotion: 'reduce' });
        const seen = await walk(page, 24);
        assert.ok(seen.length > 10, `${seen.length} stops`);
        assert.deepEqual(seen.filter((stop) => !stop.shown).map((stop) => stop.what), [], 'no sign of focus');
        assert.deepEqual(seen.filter((stop) => !stop.inView).map((stop) => stop.what), [], 'out of sight');
        await close();
      });
    }

    test(`${kind}: nothing moves for those who want no motion, and nothing shifts while it loads`, async () => {
      const { page, close } = await open(path, { width: 360, reducedMotion: 'reduce' });
      const moving = await page.evaluate(() => [...document.querySelectorAll('*')]
        .filter((element) => {
          const style = getComputedStyle(element);
          const long = (times) => times.split(',').some((time) => parseFloat(time) > 0.01);
          return long(style.transitionDuration) || (style.animationName !== 'none' && long(style.animationDuration))
            || style.scrollBehavior === 'smooth';
        })
        .map((element) => `${element.tagName}.${element.className}`));
      assert.deepEqual(moving, []);
      assert.deepEqual(await shifted(page), []);
      await close();
    });
  }
});
