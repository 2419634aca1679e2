// The page to explore all projects: filters and their counts, the address, orders, views, downloads; by keyboard.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { build, host } from './support.mjs';
import { all, another, box, choose, folder, found, has, open, search, settled, site, titles } from './explore.mjs';

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

test('orders: title, newest; by amount where that says something', async () => {
  const { page, close } = await open('/explore/?sort=title');
  const collator = new Intl.Collator('en-GB', { numeric: true });
  const byTitle = all.map(({ title }) => title).sort(collator.compare);
  assert.deepEqual(await titles(page), byTitle.slice(0, 30));
  await page.locator('#explore-sort').selectOption('newest');
  await page.waitForFunction(() => location.search === '?sort=newest');
  await settled(page);
  const starts = (await titles(page)).map((title) => all.find((project) => project.title === title).start).filter(Boolean);
  assert.deepEqual(starts.map((start) => start.slice(0, 4)), starts.map((start) => start.slice(0, 4)).sort().reverse());
  // Few of the demonstration's projects state an amount.
  assert.deepEqual(await page.locator('#explore-sort option').evaluateAll((options) => options.map(({ value }) => value)),
    ['order', 'relevance', 'title', 'newest']);
  await page.goto(`${site.address}/explore/?sort=amount`);
  await settled(page);
  assert.match(await page.locator('#explore-note').textContent(), /sort=amount$/);
  await close();
});

test('the order by amount shows what it goes by', async () => {
  const rich = await host(build({ site: another({ amounts: true }) }));
  const { page, complaints, close } = await open('/explore/?view=list&fields=regions', { host: rich });
  assert.deepEqual(await page.getByRole('columnheader').allTextContents(), ['Title', 'Regions']);
  await page.locator('#explore-sort').selectOption('amount');
  await page.getByRole('columnheader', { name: 'Amount' }).waitFor();
  await settled(page);
  const sums = (await page.locator('td.explore-amount').allTextContents()).map((text) => Number(text.replace(/\D/g, '')));
  assert.equal(sums.length, 30);
  assert.deepEqual(sums, sums.toSorted((one, other) => other - one));
  assert.equal(search(page), '?sort=amount&view=list&fields=regions');
  await page.locator('#explore-sort').selectOption('title');
  await page.getByRole('columnheader', { name: 'Amount' }).waitFor({ state: 'detached' });
  assert.deepEqual(complaints, []);
  await close();
  await rich.close();
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
  await page.locator('[data-field="countries"] summary').click();
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

const short = (page, field) => page.locator(`[data-field="${field}"] li`).evaluateAll((items) => items.map((item) =>
  [item.querySelector('input').value, Number(item.querySelector('.count [aria-hidden]').textContent)]));

test('many terms: the first are those that what is chosen leaves', async () => {
  const { page, close } = await open('/explore/');
  await page.locator('[data-field="countries"] summary').click();
  await choose(page, 'regions', 'south-asia');
  const there = all.filter((project) => has(project, 'regions', ['south-asia']));
  const first = await short(page, 'countries');
  for (const [id, count] of first) assert.equal(count, there.filter((project) => has(project, 'countries', [id])).length, id);
  assert.ok(first.every(([, count]) => count > 0), String(first));
  for (const id of ['nepal', 'sri-lanka']) assert.ok(first.some(([one]) => one === id), id);
  // What is chosen stays, and so does what has just been chosen no more.
  await choose(page, 'countries', 'nepal');
  await choose(page, 'regions', 'south-asia');
  assert.ok((await short(page, 'countries')).some(([id]) => id === 'nepal'));
  await choose(page, 'countries', 'nepal');
  assert.ok((await short(page, 'countries')).some(([id]) => id === 'nepal'));
  assert.equal(await page.locator(':focus').getAttribute('value'), 'nepal');
  await close();
});

test('many terms: no list above moves another from under the pointer', async () => {
  const { page, close } = await open('/explore/', { reducedMotion: 'reduce' });
  for (const field of ['countries', 'grantee']) await page.locator(`[data-field="${field}"] summary`).click();
  const term = all.find((project) => project.facets.find(({ field }) => field === 'countries').terms.length === 1)
    .facets.find(({ field }) => field === 'grantee').terms[0].id;
  await page.getByRole('button', { name: /^Show all \d+ ?: Grantees$/ }).click();
  const before = await short(page, 'countries');
  const chosen = box(page, 'grantee', term);
  await chosen.scrollIntoViewIfNeeded();
  await chosen.hover();
  const { y } = await chosen.boundingBox();
  await chosen.click();
  await settled(page);
  assert.deepEqual((await short(page, 'countries')).map(([id]) => id), before.map(([id]) => id));
  assert.equal((await chosen.boundingBox()).y, y);
  await page.locator('#explore-count').hover();
  await page.waitForFunction(() => document.querySelectorAll('[data-field="countries"] li').length === 1);
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

test('what is inferred of what was asked for is said, and goes with the download', async () => {
  const rounds = (project) => project.facets.find(({ field }) => field === 'rounds').terms;
  const round = rounds(all.find((project) => rounds(project).some(({ inferred }) => inferred))).find(({ inferred }) => inferred).id;
  const there = all.filter((project) => has(project, 'rounds', [round]));
  const guessed = there.filter((project) => rounds(project).find(({ id }) => id === round).inferred);
  for (const view of ['', '&view=list&fields=regions']) {
    const { page, close } = await open(`/explore/?rounds=${round}${view}`);
    const note = await page.locator('#explore-inferred').textContent();
    assert.match(note, guessed.length === there.length ? /^All links to these projects are inferred/ : new RegExp(`${guessed.length} of these`));
    const lines = (await download(page, 'CSV')).split('\r\n');
    for (const column of ['rounds', 'inferred']) assert.ok(lines[0].split(',').includes(column), `${column} in ${lines[0]}`);
    assert.equal(lines.filter((line) => line.includes('rounds: ')).length, there.filter((project) => rounds(project).some(({ inferred }) => inferred)).length);
    await choose(page, 'regions', 'global');
    await page.getByRole('button', { name: /^Remove Round/ }).click();
    await settled(page);
    assert.equal(await page.locator('#explore-inferred').isVisible(), false);
    await close();
  }
});

test('the way to the download is at hand', async () => {
  const { page, close } = await open('/explore/');
  await page.getByRole('button', { name: 'Download', exact: true }).click();
  const heading = page.getByRole('heading', { name: 'Download what you see' });
  await page.waitForFunction(() => document.activeElement.id === 'explore-download');
  const { y } = await heading.boundingBox();
  assert.ok(y > 0 && y < 900, `the heading at ${y}`);
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

test('what is tried first is not offered twice: by title, where that is the order of the site', async () => {
  const { page, close } = await open('/explore/');
  const collator = new Intl.Collator('en-GB', { numeric: true });
  const byTitle = all.map(({ title }) => title).sort(collator.compare);
  const same = all.every(({ title }, at) => title === byTitle[at]);
  assert.equal(await page.locator('#explore-sort option[value="order"]').evaluate((option) => option.hidden), same);
  assert.equal(await page.locator('#explore-sort').inputValue(), same ? 'title' : 'order');
  await close();
});
