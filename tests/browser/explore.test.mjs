// The page to explore all projects: filters and their counts, the address, orders, views, downloads; by keyboard, by
// the search, without scripts, from right to left.

import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { browser, build, host, root } from './support.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let folder, site, searched, chromium, all;

before(async () => {
  folder = build();
  site = await host(folder);
  searched = await host(build({ site: another({ search: true }), baseUrl: 'https://example.org/funded/' }), '/funded/');
  chromium = await browser();
  all = JSON.parse(readFileSync(join(folder, 'projects/projects.json'), 'utf8')).projects;
});
after(async () => {
  await chromium?.close();
  await site?.close();
  await searched?.close();
});

/** The demonstration in another language, or with a search that knows the titles. */
function another({ search = false, language }) {
  const place = mkdtempSync(join(tmpdir(), 'loggia-explore-'));
  for (const name of ['content', 'themes']) cpSync(join(root, name), join(place, name), { recursive: true });
  const settings = join(place, 'content/site.toml');
  let text = readFileSync(settings, 'utf8');
  if (language) text = text.replace('language = "en-GB"', `language = "${language}"`);
  if (search) {
    text = text.replace('themes = ["gallery"]', 'themes = ["mine", "gallery"]');
    const theme = join(place, 'themes/mine');
    mkdirSync(join(theme, 'templates'), { recursive: true });
    mkdirSync(join(theme, 'static'));
    writeFileSync(join(theme, 'theme.toml'), 'name = "Mine"\n');
    writeFileSync(join(theme, 'templates/explore.html'),
      '{% extends "gallery/explore.html" %}{% block search_attributes %}data-search="{{ site.base }}search/"{% endblock search_attributes %}');
    writeFileSync(join(theme, 'static/search.js'), `
      export async function open(base) {
        const { projects } = await (await fetch(base + '../projects/projects.json')).json();
        return {
          async find(text) {
            await new Promise((done) => setTimeout(done, text.endsWith('slow') ? 600 : 10));
            const words = text.replace('slow', '').trim().toLowerCase();
            const hits = projects.filter(({ title }) => title.toLowerCase().includes(words));
            return new Map(hits.map(({ id, title }) => [id, 1 / title.length]));
          },
        };
      }`);
  }
  writeFileSync(settings, text);
  return place;
}

async function open(address, { host: at = site, ready = true, ...options } = {}) {
  const context = await chromium.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  const complaints = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(at.address + address);
  if (ready) await settled(page);
  return { page, context, complaints, close: () => context.close() };
}

/** What was asked for is shown. */
const settled = (page) => page.locator('#explore-list[aria-busy="false"]').waitFor({ state: 'attached' });
const titles = (page) => page.locator('.card-title a, .explore-table tbody th a').allTextContents();
const box = (page, field, id) => page.locator(`[data-field="${field}"] input[value="${id}"]`);
const has = (project, field, ids) =>
  project.facets.find((facet) => facet.field === field).terms.some(({ id }) => ids.includes(id));
const search = (page) => new URL(page.url()).search;
const found = async (page) => Number.parseInt(await page.locator('#explore-count').textContent(), 10);

/** Changes a filter and waits until its results are shown. */
async function choose(page, field, id) {
  await box(page, field, id).click();
  await settled(page);
}

test('filters: any term within a facet, all facets together, with live counts', async () => {
  const { page, complaints, close } = await open('/explore/');
  assert.equal(await found(page), all.length);
  await choose(page, 'regions', 'eastern-and-southern-africa');
  await choose(page, 'regions', 'latin-america-and-caribbean');
  const regions = ['eastern-and-southern-africa', 'latin-america-and-caribbean'];
  const inRegions = all.filter((project) => has(project, 'regions', regions));
  assert.equal(await found(page), inRegions.length);
  await page.locator('[data-field="themes"] summary').click();
  const theme = all[0].facets.find((facet) => facet.field === 'themes').terms[0].id;
  const counted = async (field, id) => Number(await box(page, field, id).locator('xpath=..').locator('.count [aria-hidden]').textContent());
  const both = inRegions.filter((project) => has(project, 'themes', [theme]));
  assert.equal(await counted('themes', theme), both.length);
  await choose(page, 'themes', theme);
  assert.equal(await found(page), both.length);
  assert.deepEqual((await titles(page)).sort(), both.map(({ title }) => title).slice(0, 30).sort());
  // Its own facet's choice is left out of a term's count.
  const africa = all.filter((project) => has(project, 'regions', ['eastern-and-southern-africa']) && has(project, 'themes', [theme]));
  assert.equal(await counted('regions', 'eastern-and-southern-africa'), africa.length);
  assert.equal(search(page), `?regions=eastern-and-southern-africa&regions=latin-america-and-caribbean&themes=${theme}`);
  assert.deepEqual(complaints, []);
  await close();
});

test('the back button goes back filter by filter, and a shared link shows the same', async () => {
  const { page, close } = await open('/explore/');
  await choose(page, 'regions', 'eastern-and-southern-africa');
  const one = await titles(page);
  const address = search(page);
  await page.locator('#explore-sort').selectOption('title');
  await settled(page);
  await page.goBack();
  await page.waitForFunction((wanted) => location.search === wanted, address);
  await settled(page);
  assert.deepEqual(await titles(page), one);
  await page.goBack();
  await page.waitForFunction(() => location.search === '');
  assert.equal(await box(page, 'regions', 'eastern-and-southern-africa').isChecked(), false);
  const shared = await open(`/explore/${address}`);
  assert.deepEqual(await titles(shared.page), one);
  assert.ok(await box(shared.page, 'regions', 'eastern-and-southern-africa').isChecked());
  await shared.close();
  await close();
});

test('more are shown on request, and still are when one comes back from a project', async () => {
  const { page, close } = await open('/explore/');
  await page.locator('#explore-more').click();
  await page.waitForFunction(() => document.querySelectorAll('.card').length === 60);
  assert.equal(await page.locator('.card-title a').nth(30).evaluate((link) => link === document.activeElement), true);
  await page.locator('.card').nth(45).scrollIntoViewIfNeeded();
  await page.waitForFunction(() => history.state?.y > 1000);
  const before = await page.evaluate(() => scrollY);
  await page.locator('.card-title a').nth(45).click();
  await page.waitForURL('**/projects/*/');
  await page.goBack();
  await page.waitForFunction(() => document.querySelectorAll('.card').length === 60);
  await page.waitForFunction((y) => Math.abs(scrollY - y) < 300, before);
  await close();
});

test('orders: title, newest, amount', async () => {
  const { page, close } = await open('/explore/?sort=title');
  const collator = new Intl.Collator('en-GB', { numeric: true });
  const byTitle = all.map(({ title }) => title).sort(collator.compare);
  assert.deepEqual(await titles(page), byTitle.slice(0, 30));
  await page.locator('#explore-sort').selectOption('amount');
  await page.waitForFunction(() => location.search === '?sort=amount');
  await settled(page);
  const stated = all.map((project) => project.amount ?? project.amount_up_to).filter(Boolean).sort((a, b) => b - a);
  const amounts = await titles(page);
  const largest = all.filter((project) => (project.amount ?? project.amount_up_to) === stated[0]).map(({ title }) => title);
  assert.ok(largest.includes(amounts[0]), amounts[0]);
  await page.locator('#explore-sort').selectOption('newest');
  await page.waitForFunction(() => location.search === '?sort=newest');
  await settled(page);
  const starts = (await titles(page)).map((title) => all.find((project) => project.title === title).start).filter(Boolean);
  assert.deepEqual(starts.map((start) => start.slice(0, 4)), starts.map((start) => start.slice(0, 4)).sort().reverse());
  await close();
});

test('views: a list whose columns can be chosen; a map whose countries are filters', async () => {
  const { page, complaints, close } = await open('/explore/');
  await page.getByRole('radio', { name: 'List' }).check({ force: true });
  await page.getByRole('table').waitFor();
  assert.equal(search(page), '?view=list');
  // Few of the demonstration's projects state an amount, so that column is there on request.
  const columns = await page.getByRole('columnheader').allTextContents();
  assert.deepEqual(columns, ['Title', 'Regions', 'Countries', 'Themes', 'Grantees']);
  assert.ok(all.filter(({ amount, amount_up_to }) => amount ?? amount_up_to).length < all.length / 2);
  await page.locator('#explore-columns summary').click();
  await page.getByRole('checkbox', { name: 'Last changed' }).check();
  await page.getByRole('columnheader', { name: 'Last changed' }).waitFor();
  assert.match(search(page), /fields=[a-z,]*updated/);
  await page.getByRole('radio', { name: 'Map' }).check({ force: true });
  const kenya = page.locator('.explore-map a[href="/countries/kenya/"]');
  const count = all.filter((project) => has(project, 'countries', ['kenya'])).length;
  await page.locator(`.explore-map a[aria-label^="Kenya: ${count} "]`).waitFor();
  await kenya.focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => location.search.includes('countries=kenya'));
  await settled(page);
  assert.equal(await kenya.getAttribute('aria-pressed'), 'true');
  assert.ok(await kenya.evaluate((link) => link === document.activeElement));
  assert.equal(await found(page), count);
  assert.deepEqual(complaints, []);
  await close();
});

test('chips by keyboard: each says what it removes, and the focus goes on', async () => {
  const { page, close } = await open('/explore/?regions=eastern-and-southern-africa&themes=industry');
  const chip = page.getByRole('button', { name: 'Remove Region: Eastern and Southern Africa' });
  await chip.focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => location.search === '?themes=industry');
  assert.match(await page.locator(':focus').getAttribute('aria-label'), /^Remove Theme: /);
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => location.search === '');
  assert.equal(await page.locator(':focus').getAttribute('id'), 'explore-count');
  await close();
});

test('many terms: the first at once, all on request, and a box to find one', async () => {
  const { page, close } = await open('/explore/');
  const list = page.locator('[data-field="countries"] li');
  assert.equal(await list.count(), 8);
  await page.getByRole('button', { name: /^Show all \d+ ?: Countries$/ }).click();
  assert.ok(await list.count() > 40);
  const find = page.getByRole('searchbox', { name: 'Find in this list: Countries' });
  assert.ok(await find.evaluate((input) => input === document.activeElement));
  await find.fill('keny');
  assert.deepEqual(await page.locator('[data-field="countries"] li input').evaluateAll((inputs) => inputs.map((input) => input.value)), ['kenya']);
  await close();
});

async function download(page, format) {
  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: format }).click();
  const file = await waiting;
  return readFileSync(await file.path(), 'utf8');
}

test('downloads: with every field they are the files of the site, byte for byte', async () => {
  const fields = ['summary', ...all[0].facets.map(({ field }) => field), 'inferred', 'partners', 'status', 'dates', 'amount', 'updated'];
  const { page, complaints, close } = await open(`/explore/?view=list&fields=${fields.join(',')}`);
  assert.equal(await download(page, 'CSV'), readFileSync(join(folder, 'projects/projects.csv'), 'utf8'));
  assert.equal(await download(page, 'JSON'), readFileSync(join(folder, 'projects/projects.json'), 'utf8'));
  assert.deepEqual(complaints, []);
  await close();
});

test('downloads have the rows and fields that are shown, in that order', async () => {
  const { page, close } = await open('/explore/?regions=eastern-and-southern-africa&sort=title&view=list&fields=regions,amount');
  const { projects } = JSON.parse(await download(page, 'JSON'));
  assert.deepEqual(projects.map(({ title }) => title), await titles(page));
  assert.deepEqual(Object.keys(projects[0]), ['id', 'title', 'url', 'facets', 'amount', 'currency', 'amount_up_to']);
  assert.deepEqual(projects[0].facets.map(({ field }) => field), ['regions']);
  const lines = (await download(page, 'CSV')).split('\r\n');
  assert.equal(lines[0], 'id,title,url,regions,amount,currency,amount_up_to');
  assert.equal(lines.length, projects.length + 2);
  await close();
});

test('what the address has and the site does not is said, and left aside', async () => {
  const { page, complaints, close } = await open('/explore/?regions=atlantis&regions=eastern-and-southern-africa&colour=red&utm_source=x');
  assert.match(await page.locator('#explore-note').textContent(), /regions=atlantis, colour=red$/);
  assert.equal(search(page), '?regions=eastern-and-southern-africa');
  assert.equal(await found(page), all.filter((project) => has(project, 'regions', ['eastern-and-southern-africa'])).length);
  assert.deepEqual(complaints, []);
  await close();
});

test('where nothing fits it says so, and terms that would show nothing cannot be chosen', async () => {
  const { page, close } = await open('/explore/?regions=south-asia&countries=peru');
  assert.equal(await found(page), 0);
  await page.locator('#explore-list').getByText('No project matches all of these filters.').waitFor();
  assert.equal(await page.getByRole('button', { name: 'CSV' }).isVisible(), false);
  assert.ok(await box(page, 'regions', 'western-europe').isDisabled());
  assert.ok(await box(page, 'regions', 'south-asia').isEnabled());
  await page.locator('#explore-list').getByRole('button', { name: 'Clear all' }).click();
  await settled(page);
  assert.equal(await found(page), all.length);
  assert.equal((await page.locator('#explore-count').textContent()).trim(), `${all.length} projects`);
  assert.equal(await page.locator(':focus').getAttribute('id'), 'explore-count');
  await close();
});

test('where a search finds nothing it says what may help, and filters are not counted', async () => {
  const { page, complaints, close } = await open('/funded/explore/?q=nosuchword', { host: searched, viewport: { width: 360, height: 740 } });
  const list = page.locator('#explore-list');
  await list.getByText('Nothing was found for “nosuchword”. Check the spelling').waitFor();
  assert.equal(await page.locator('#explore-open').textContent(), 'Filters');
  assert.equal(await list.getByRole('button').count(), 0);
  await list.getByRole('link', { name: 'Themes' }).click();
  await page.waitForURL('**/funded/themes/');
  assert.deepEqual(complaints, []);
  await close();
});

test('what is tried first is not offered twice: by title, where that is the order of the site', async () => {
  const { page, close } = await open('/explore/');
  const collator = new Intl.Collator('en-GB', { numeric: true });
  const byTitle = all.map(({ title }) => title).sort(collator.compare);
  const same = all.every(({ title }, at) => title === byTitle[at]);
  assert.equal(await page.locator('#explore-sort option[value="order"]').evaluate((option) => option.hidden), same);
  assert.equal(await page.locator('#explore-sort').inputValue(), same ? 'title' : 'order');
  await close();
});

test('search: as one types, in the address, by relevance; late answers are dropped', async () => {
  const { page, complaints, close } = await open('/funded/explore/', { host: searched });
  const text = page.getByRole('searchbox', { name: 'Search', exact: true });
  await text.fill('online slow');
  await page.waitForFunction(() => location.search.includes('slow'));
  await text.fill('disrupting');
  await page.waitForFunction(() => location.search === '?q=disrupting');
  await settled(page);
  const hits = all.filter(({ title }) => title.toLowerCase().includes('disrupting'));
  assert.equal(await found(page), hits.length);
  assert.equal(await page.locator('#explore-sort').inputValue(), 'relevance');
  const shortest = Math.min(...hits.map(({ title }) => title.length));
  assert.equal((await titles(page))[0].length, shortest);
  // The slow answer comes after this.
  await new Promise((done) => setTimeout(done, 800));
  assert.equal(await found(page), hits.length);
  await page.getByRole('button', { name: 'Remove Search: disrupting' }).click();
  await page.waitForFunction(() => location.search === '');
  await settled(page);
  assert.equal(await found(page), all.length);
  assert.deepEqual(complaints, []);
  await close();
});

test('a search that cannot be loaded says so, and filters go on working', async () => {
  const { page, context, close } = await open('/funded/explore/', { host: searched });
  await context.route('**/search.js*', (route) => route.abort());
  await page.getByRole('searchbox', { name: 'Search', exact: true }).fill('x');
  await page.getByText('The search could not be loaded').waitFor();
  await choose(page, 'regions', 'eastern-and-southern-africa');
  assert.equal(await found(page), all.filter((project) => has(project, 'regions', ['eastern-and-southern-africa'])).length);
  await close();
});

test('without data it says so, and leads to the lists', async () => {
  const context = await chromium.newContext();
  await context.route('**/index.json', (route) => route.abort());
  const page = await context.newPage();
  await page.goto(`${site.address}/explore/`);
  await page.getByText('could not be loaded').waitFor();
  await page.locator('main').getByRole('link', { name: 'Regions' }).click();
  await page.waitForURL('**/regions/');
  await context.close();
});

test('without scripts it leads to the lists, and no control is seen', async () => {
  const { page, close } = await open('/explore/', { ready: false, javaScriptEnabled: false });
  assert.match(await page.locator('noscript').textContent(), /need scripts/);
  assert.equal(await page.locator('main :is(input, button, select)').filter({ visible: true }).count(), 0);
  assert.equal(await page.locator('#explore-wait').isVisible(), false);
  await page.locator('main').getByRole('link', { name: 'All projects' }).click();
  await page.waitForURL('**/projects/');
  await close();
});

test('on a phone the filters are behind a button, and the results are at hand', async () => {
  const { page, close } = await open('/explore/?regions=eastern-and-southern-africa', { viewport: { width: 320, height: 640 } });
  const button = page.getByRole('button', { name: 'Filters, 1 on' });
  assert.equal(await box(page, 'regions', 'eastern-and-southern-africa').isVisible(), false);
  await button.click();
  await choose(page, 'regions', 'middle-east-and-north-africa');
  const done = page.getByRole('button', { name: /^Show \d+ projects$/ });
  const [show, leave] = [await done.boundingBox(), await page.locator('.leave').boundingBox()];
  assert.ok(show.y + show.height <= leave.y, 'above the way off the site');
  await done.click();
  assert.equal(await page.locator(':focus').getAttribute('id'), 'explore-count');
  assert.equal(await page.getByRole('button', { name: 'Filters, 2 on' }).getAttribute('aria-expanded'), 'false');
  await close();
});

for (const view of ['grid', 'list', 'map']) {
  test(`${view}: axe finds nothing, nothing overflows; light, dark and narrow`, async () => {
    for (const [width, colorScheme] of [[320, 'dark'], [768, 'light'], [1440, 'dark'], [1440, 'light']]) {
      const options = { viewport: { width, height: 900 }, colorScheme };
      const { page, complaints, close } = await open(`/explore/?regions=eastern-and-southern-africa&view=${view}`, options);
      if (view === 'map') await page.locator('.explore-map svg').waitFor();
      if (width < 900) await page.locator('#explore-open').click();
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert.ok(overflow <= 0, `${overflow}px too wide at ${width}px`);
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => window.axe.run({ resultTypes: ['violations'] }));
      assert.deepEqual(violations.map((one) => `${one.id}: ${one.help}: ${one.nodes.map((node) => node.html).slice(0, 2)}`), []);
      assert.deepEqual(complaints, []);
      await close();
    }
  });
}

test('text at 200 % loses nothing', async () => {
  const { page, close } = await open('/explore/?regions=eastern-and-southern-africa&view=list', { viewport: { width: 640, height: 900 }, bypassCSP: true });
  await page.addStyleTag({ content: 'html { font-size: 200% !important; }' });
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(overflow <= 0, `${overflow}px too wide`);
  await close();
});

test('from right to left, with the words and digits of the language', async () => {
  const arabic = await host(build({ site: another({ language: 'ar' }) }));
  const { page, complaints, close } = await open('/explore/?regions=eastern-and-southern-africa', { host: arabic });
  const edge = async (id) => (await page.locator(`#explore-${id}`).boundingBox()).x;
  assert.ok(await edge('filters') > await edge('list'), 'the filters stand on the right');
  assert.equal(await page.locator('.explore-clear').textContent(), 'مسح الكل');
  assert.match(await page.locator('#explore-count').textContent(), /من أصل/);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(overflow <= 0, `${overflow}px too wide`);
  assert.deepEqual(complaints, []);
  await close();
  await arabic.close();
});
