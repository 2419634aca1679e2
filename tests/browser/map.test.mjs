// The map by keyboard and without scripts: its countries are links in the page, one can go past them, and the focus
// is seen.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { browser, build, host } from './support.mjs';

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
  const outline = await focused().evaluate((link) => getComputedStyle(link).outlineStyle);
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
  await page.locator('a[href="/countries/maldives/"] .map-dot').click({ force: true });
  await page.waitForURL('**/countries/maldives/');
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
