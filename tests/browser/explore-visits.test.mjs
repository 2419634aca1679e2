// The page to explore all projects, as visitors meet it: by the search and from other pages, on phones and wide screens,
// without data or scripts, from right to left.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { build, host } from './support.mjs';
import { all, another, box, choose, chromium, found, has, open, search, searched, settled, site, titles } from './explore.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

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

test('a search with a slip of the pen is offered what may have been meant, and only what finds something', async () => {
  const { page, complaints, close } = await open('/explore/?q=phillipines', { viewport: { width: 360, height: 740 } });
  const list = page.locator('#explore-list');
  const offer = list.getByRole('button', { name: 'Did you mean “Philippines”?' });
  await offer.waitFor();
  await page.waitForFunction(() => document.querySelector('#explore-status').textContent.includes('Did you mean “Philippines”?'));
  await offer.click();
  await settled(page);
  assert.equal(await page.getByRole('searchbox', { name: 'Search', exact: true }).inputValue(), 'Philippines');
  assert.equal(await page.evaluate(() => location.search), '?q=Philippines');
  assert.equal(await page.locator('#explore-count').evaluate((count) => count === document.activeElement), true);
  assert.ok((await list.getByRole('listitem').count()) > 0);
  await page.goBack();
  await list.getByText('Nothing was found for “phillipines”').waitFor();
  for (const [asked, meant] of [['Colombai  chldren', /^Did you mean “Colombia children”\?$/i], ['nosuchword', null], ['zqx', null]]) {
    await page.goto(new URL(`?q=${encodeURIComponent(asked)}`, page.url()).href);
    await page.waitForFunction((text) => document.querySelector('#explore-status').textContent.includes(text), asked);
    assert.equal(await list.getByRole('button', { name: meant ?? /Did you mean/ }).count(), meant ? 1 : 0, asked);
  }
  assert.deepEqual(complaints, []);
  await close();
});

for (const height of [740, 440]) {
  test(`on a phone that leaves ${height}px, what a search finds is in sight, and the field keeps the focus`, async () => {
    const { page, close } = await open('/funded/explore/', { host: searched, viewport: { width: 360, height } });
    const text = page.getByRole('searchbox', { name: 'Search', exact: true });
    const seen = async () => {
      await page.waitForFunction((sought) => location.search === sought, search(page));
      await settled(page);
      // Until it has come to rest, if it scrolls.
      await page.waitForTimeout(500);
      const [count, chip, card, leave] = await Promise.all(['#explore-count', '.explore-chip', '.card', '.leave']
        .map((part) => page.locator(part).first().boundingBox()));
      assert.ok(count.y >= 0 && count.y + count.height <= leave.y, `the count at ${count.y}`);
      assert.equal(await text.evaluate((field) => field === document.activeElement), true);
      return { bottom: leave.y, chip, card, count };
    };
    await text.pressSequentially('disrupting', { delay: 30 });
    await page.waitForFunction(() => location.search === '?q=disrupting');
    const typed = await seen();
    if (height > 500) {
      assert.ok(typed.chip.y + typed.chip.height <= typed.bottom, 'the chip is in sight');
      assert.ok(typed.card.y + 150 <= typed.bottom, `the first card at ${typed.card.y}`);
    }
    await page.keyboard.press('Enter');
    const sent = await seen();
    assert.ok(sent.count.y < height / 2, 'the results have the lower half');
    await close();
  });
}

for (const start of ['/', '/no-such-page/']) {
  test(`${start}: a field leads to what the search finds`, async () => {
    const { page, complaints, close } = await open(start, { ready: false, viewport: { width: 360, height: 740 } });
    await page.getByRole('searchbox', { name: 'Search the projects' }).fill('children');
    await page.getByRole('search').getByRole('button', { name: 'Search' }).click();
    await page.waitForURL(`${site.address}/explore/?q=children`);
    await settled(page);
    assert.equal(await page.getByRole('searchbox', { name: 'Search', exact: true }).inputValue(), 'children');
    const count = await found(page);
    assert.ok(count > 0 && count < all.length, `${count} found`);
    assert.ok((await page.locator('.card').first().boundingBox()).y < 520);
    assert.deepEqual(complaints.filter((text) => !text.includes('404')), []);
    await close();
    const bare = await open(start, { ready: false, javaScriptEnabled: false });
    assert.equal(await bare.page.getByRole('searchbox').count(), 0);
    const notice = bare.page.locator('main noscript p').first();
    assert.match(await notice.textContent(), /^Search needs scripts/);
    assert.ok(await notice.isVisible());
    await bare.close();
  });
}

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

test('a search is one step back, however it was typed', async () => {
  const { page, close } = await open('/funded/explore/', { host: searched });
  const text = page.getByRole('searchbox', { name: 'Search', exact: true });
  const asked = (sought) => page.waitForFunction((wanted) => location.search === wanted, sought);
  await text.pressSequentially('online', { delay: 300 });
  await page.keyboard.press('Enter');
  await asked('?q=online');
  await text.fill('disrupting');
  await page.keyboard.press('Enter');
  await asked('?q=disrupting');
  await page.goBack();
  await asked('?q=online');
  assert.equal(await text.inputValue(), 'online');
  await page.goBack();
  await asked('');
  assert.equal(await found(page), all.length);
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
  await page.locator('main').getByRole('link', { name: 'All projects', exact: true }).click();
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

test('on a wide screen the filters stay beside the results, and scroll by themselves', async () => {
  const { page, close } = await open('/explore/', { viewport: { width: 1280, height: 720 } });
  const filters = page.locator('#explore-filters');
  const top = () => page.evaluate(() => scrollY);
  await page.evaluate(() => scrollTo({ top: 4000, behavior: 'instant' }));
  const [column, leave] = [await filters.boundingBox(), await page.locator('.leave').boundingBox()];
  assert.ok(column.y >= 0 && column.y < 40 && column.y + column.height <= leave.y, JSON.stringify(column));
  // The last of them is reached by the keyboard, and seen.
  await page.locator('[data-field="pillar"] summary').focus();
  await page.keyboard.press('Tab');
  const last = await page.locator('[data-field="grantee"] summary').boundingBox();
  assert.ok(last.y >= column.y && last.y + last.height <= column.y + column.height, JSON.stringify(last));
  assert.ok(await filters.evaluate((element) => element.scrollTop > 0));
  // Where the column ends, the page scrolls on.
  const before = await top();
  await page.mouse.move(column.x + 50, column.y + 200);
  for (let turn = 0; turn < 8; turn += 1) {
    await page.mouse.wheel(0, 600);
    await page.waitForTimeout(100);
  }
  assert.ok(await top() > before + 500);
  // A choice shows the new results from their beginning, and stays under the pointer.
  await page.evaluate(() => scrollTo({ top: 4000, behavior: 'instant' }));
  await filters.evaluate((element) => element.scrollTo(0, 0));
  const chosen = box(page, 'regions', 'south-asia');
  const { y } = await chosen.boundingBox();
  await choose(page, 'regions', 'south-asia');
  assert.equal((await chosen.boundingBox()).y, y);
  const count = await page.locator('#explore-count').boundingBox();
  assert.ok(count.y >= 0 && count.y < 100, `the count at ${count.y}`);
  await close();
  // A low window has no room for two things that scroll.
  const low = await open('/explore/', { viewport: { width: 1280, height: 480 } });
  assert.equal(await low.page.locator('#explore-filters').evaluate((element) => getComputedStyle(element).position), 'static');
  await low.close();
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
  assert.equal(await page.locator('.explore-chips .explore-clear').textContent(), 'مسح الكل');
  assert.match(await page.locator('#explore-count').textContent(), /من أصل/);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(overflow <= 0, `${overflow}px too wide`);
  assert.deepEqual(complaints, []);
  await close();
  await arabic.close();
});
