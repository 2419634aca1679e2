// The map by keyboard and without scripts: its countries are links in the page, one can go past them, and the focus
// is seen.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { KINDS, browser, build, host } from './support.mjs';

let folder, site, chromium, page;

before(async () => {
  folder = build();
  site = await host(folder);
  chromium = await browser();
  page = await chromium.newPage({ viewport: { width: 1200, height: 800 }, javaScriptEnabled: false });
});
after(async () => {
  await chromium?.close();
  await site?.close();
});

const focused = () => page.locator(':focus');

/** Presses Tab until the focus is on what has this name. */
async function tabTo(name) {
  for (let presses = 0; presses < 100; presses += 1) {
    await page.keyboard.press('Tab');
    const label = (await focused().getAttribute('aria-label')) ?? (await focused().textContent());
    if (label?.trim().startsWith(name)) return;
  }
  assert.fail(`Tab does not reach ${name}`);
}

test('Tab reaches a country, which shows it, and Enter opens its page', async () => {
  await page.goto(`${site.address}/map/`);
  await tabTo('Skip the map');
  const skip = await focused().boundingBox();
  assert.ok(skip.width > 60 && skip.height > 20, 'the way past the map is seen');
  await tabTo('Kenya: ');
  assert.match(await focused().getAttribute('aria-label'), /^Kenya: \d+ projects?$/);
  const outline = await focused().locator('use').evaluate((shape) => getComputedStyle(shape).outlineStyle);
  assert.equal(outline, 'solid');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/countries/kenya/');
});

test('the way past the map leads to what comes after it', async () => {
  await page.goto(`${site.address}/map/`);
  await tabTo('Skip the map');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  assert.match(await focused().getAttribute('href'), /^\/regions\//, 'the first link of the table');
});

test('a screen reader is told name and number of each country', async () => {
  await page.goto(`${site.address}/map/`);
  const map = page.getByRole('group', { name: 'Map: Countries, shaded by number of projects' });
  assert.ok(await map.getByRole('link').count() > 40);
  assert.equal(await map.getByRole('link', { name: /^Kenya: \d+ projects$/ }).count(), 1);
  const unnamed = await map.getByRole('link', { name: /^(?!.+: \d+ projects?$)/ }).count();
  assert.equal(unnamed, 0, 'every link has a name and a number');
});

test('a dot can be clicked', async () => {
  await page.goto(`${site.address}/map/`);
  await page.locator('a[href="/countries/maldives/"] use').click({ force: true });
  await page.waitForURL('**/countries/maldives/');
});

/** The colour on a screenshot at each of these points. */
async function colours(shot, points) {
  const blank = await chromium.newPage();
  const found = await blank.evaluate(async ({ png, points }) => {
    const picture = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
    const canvas = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
    canvas.drawImage(picture, 0, 0);
    return points.map(([x, y]) => [...canvas.getImageData(Math.round(x), Math.round(y), 1, 1).data].slice(0, 3));
  }, { png: shot.toString('base64'), points });
  await blank.close();
  return found;
}

test('no neighbour covers the outline of a country that is in focus or pointed at', async () => {
  // Kenya and Laos have neighbours that come before and after them. Nothing scrolls in so high a window.
  await page.setViewportSize({ width: 1200, height: 1400 });
  for (const [country, act] of [['kenya', 'focus'], ['laos', 'focus'], ['kenya', 'hover']]) {
    await page.goto(`${site.address}/map/`);
    const link = page.locator(`.map-drawing a[href="/countries/${country}/"]`);
    const outline = async () => await link.evaluate((link) => {
      const path = document.querySelector(link.querySelector('use').getAttribute('href'));
      const toScreen = path.getScreenCTM();
      const length = path.getTotalLength();
      return Array.from({ length: 200 }, (_, at) => {
        const { x, y } = path.getPointAtLength((length * at) / 200).matrixTransform(toScreen);
        return [x, y];
      });
    });
    await page.keyboard.press('Tab');
    if (act === 'focus') await link.focus();
    else {
      const { x, y, width, height } = await link.locator('use').boundingBox();
      await page.mouse.move(x + width / 2, y + height / 2);
      assert.ok(await link.evaluate((link) => link.matches(':hover')), 'the middle is inside');
    }
    const found = await colours(await page.screenshot(), await outline());
    const ink = found.filter(([red, green, blue]) => red + green + blue < 3 * 110).length;
    assert.ok(ink > 190, `${country}, ${act}: ${ink} of 200 points of the outline are seen`);
    await page.mouse.move(0, 0);
  }
  await page.setViewportSize({ width: 1200, height: 800 });
});

test('a country that is in focus or pointed at says its name and number, once', async () => {
  for (const width of [360, 1200]) {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(`${site.address}/map/`);
    assert.equal(await page.locator('.map-drawing text').filter({ visible: true }).count(), 0);
    await page.keyboard.press('Tab');
    for (const country of ['bosnia-and-herzegovina', 'viet-nam', 'canada', 'dominican-republic']) {
      const link = page.locator(`.map-drawing a[href="/countries/${country}/"]`);
      await link.focus();
      const text = link.locator('text');
      assert.ok(await text.isVisible());
      assert.equal(await text.textContent(), await link.getAttribute('aria-label'));
      assert.equal(await text.getAttribute('aria-hidden'), 'true');
      assert.equal(await link.locator('title').count(), 0);
      const [box, map] = [await text.boundingBox(), await page.locator('.map-drawing').boundingBox()];
      assert.ok(box.x >= map.x - 1 && box.x + box.width <= map.x + map.width + 1 && box.y >= map.y - 1, `${country} at ${width}px: inside the map`);
      const size = await text.evaluate((text) => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a);
      assert.ok(size > 12 && size < 22, `${size}px large at ${width}px`);
    }
    await page.locator('.map-drawing a[href="/countries/brazil/"] use').hover({ force: true });
    await page.locator('.map-drawing a[href="/countries/brazil/"] text').waitFor({ timeout: 3000 });
  }
  await page.setViewportSize({ width: 1200, height: 800 });
});

test('a list of the same countries can be reached from the map on a phone', async () => {
  await page.setViewportSize({ width: 360, height: 800 });
  for (const [path, list] of [['/map/', '#part-table'], [KINDS.region, '#part-countries'], ['/', '/countries/']]) {
    await page.goto(site.address + path);
    const link = page.getByRole('link', { name: 'Countries as a list' });
    assert.equal(await link.getAttribute('href'), list);
    assert.ok((await link.boundingBox()).height >= 24);
    if (list.startsWith('#')) assert.equal(await page.locator(list).count(), 1);
  }
  await page.setViewportSize({ width: 1200, height: 800 });
});

test('each shade differs from the next by as much, in light and dark and on any map', async () => {
  const linear = (part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  const luminance = ([red, green, blue]) => 0.2126 * linear(red / 255) + 0.7152 * linear(green / 255) + 0.0722 * linear(blue / 255);
  const contrast = (a, b) => (Math.max(luminance(a), luminance(b)) + 0.05) / (Math.min(luminance(a), luminance(b)) + 0.05);
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    for (const path of ['/map/', KINDS.region]) {
      await page.goto(site.address + path);
      await page.locator('.map').scrollIntoViewIfNeeded();
      // The swatches of the legend: of land without projects, and of every class that the page has.
      const legend = page.locator('.map-swatch:not(.map-swatch-dot)');
      await legend.last().scrollIntoViewIfNeeded();
      const places = await legend.evaluateAll((swatches) => swatches.map((swatch) => {
        const { left, top, width, height } = swatch.getBoundingClientRect();
        return [left + width / 2, top + height / 2];
      }));
      const found = await colours(await page.screenshot(), places);
      const steps = [found.at(-1), ...found.slice(0, -1)];
      for (let step = 1; step < steps.length; step += 1) {
        const ratio = contrast(steps[step - 1], steps[step]);
        assert.ok(ratio > 1.6, `${path} in ${colorScheme}, step ${step}: ${ratio.toFixed(2)} to 1`);
      }
    }
  }
  await page.emulateMedia({ colorScheme: null });
});

test('a part of the world fits the countries that it is of, and stands in the columns of the page', async () => {
  await page.setViewportSize({ width: 1440, height: 900 });
  for (const region of ['western-europe', 'east-asia-and-pacific', 'south-asia', 'latin-america-and-caribbean']) {
    await page.goto(`${site.address}/regions/${region}/`);
    const [map, words, side, shapes] = await page.evaluate(() => [
      ...['.map-drawing', '.map-words', '.split-side'].map((css) => document.querySelector(css).getBoundingClientRect().toJSON()),
      [...document.querySelectorAll('.map-drawing use')].map((use) => use.getBoundingClientRect().toJSON()),
    ]);
    const span = (from, to) => Math.max(...shapes.map((shape) => shape[to])) - Math.min(...shapes.map((shape) => shape[from]));
    const filled = Math.max(span('left', 'right') / map.width, span('top', 'bottom') / map.height);
    assert.ok(filled > 0.75, `${region} fills ${filled.toFixed(2)} of its map`);
    assert.ok(map.height <= 640.5 && map.right < words.left, region);
    assert.ok(Math.abs(words.left - side.left) < 1, `${region}: ${words.left} and ${side.left}`);
  }
  await page.setViewportSize({ width: 1200, height: 800 });
});

test('the map is no mirror image where one reads from right to left', async () => {
  await page.goto(`${site.address}/map/`);
  const left = async (country) => (await page.locator(`.map-drawing a[href="/countries/${country}/"]`).boundingBox()).x;
  await page.locator('html').evaluate((html) => { html.dir = 'rtl'; });
  assert.ok(await left('peru') < await left('kenya') && await left('kenya') < await left('viet-nam'));
});

test('the map is light', () => {
  const html = readFileSync(join(folder, 'map/index.html'), 'utf8');
  const map = html.match(/<svg class="map-drawing".*?<\/svg>/s)[0];
  assert.ok(gzipSync(map).length < 25_000, `${gzipSync(map).length} bytes compressed`);
});
