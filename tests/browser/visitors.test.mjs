// What the demonstration offers its visitors: a quick way off the site, help on every page, a policy that nothing
// breaks.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { KINDS, browser, build, host } from './support.mjs';

const ELSEWHERE = 'https://www.bbc.com/weather';
let site, chromium;

before(async () => {
  site = await host(build());
  chromium = await browser();
});
after(async () => {
  await chromium?.close();
  await site?.close();
});

/** A page whose way off the site ends at a page of ours. */
async function open(path, options = {}) {
  const context = await chromium.newContext(options);
  await context.route(`${ELSEWHERE}**`, (route) => route.fulfill({ contentType: 'text/html', body: '<title>Weather</title>' }));
  const page = await context.newPage();
  await page.goto(site.address + path);
  return { page, close: () => context.close() };
}

test('the page is left by a click, and "back" does not show it again', async () => {
  const { page, close } = await open('/');
  await page.goto(site.address + KINDS.project);
  await page.getByRole('link', { name: 'Leave this page' }).click();
  await page.waitForURL(ELSEWHERE);
  await page.goBack();
  assert.equal(new URL(page.url()).pathname, '/');
  await close();
});

test('the page is left by pressing Shift three times, and told how often is left', async () => {
  const { page, close } = await open(KINDS.project);
  await page.keyboard.press('Shift');
  await page.getByRole('status').getByText('Press Shift 2 more times').waitFor();
  await page.keyboard.press('Shift');
  await page.getByRole('status').getByText('Press Shift once more').waitFor();
  await page.keyboard.press('Shift');
  await page.waitForURL(ELSEWHERE);
  await close();
});

test('capital letters are no call to leave', async () => {
  const { page, close } = await open(KINDS.project);
  await page.keyboard.press('Shift');
  await page.getByRole('status').getByText('Press Shift 2 more times').waitFor();
  for (const letter of 'ABCD') {
    await page.keyboard.press(`Shift+${letter}`);
    assert.equal(await page.getByRole('status').innerText(), '');
  }
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift');
  await page.getByRole('status').getByText('Press Shift 2 more times').waitFor();
  assert.equal(new URL(page.url()).pathname, KINDS.project);
  await close();
});

test('without scripts it is a link, and every page says where help is', async () => {
  const { page, close } = await open(KINDS.project, { javaScriptEnabled: false });
  assert.equal(await page.getByText('Shift three times').isVisible(), false);
  await page.getByRole('complementary', { name: 'Help' }).getByRole('link', { name: 'Where to find help' }).click();
  await page.waitForURL('**/help/');
  await page.getByRole('link', { name: 'Child Helpline International' }).waitFor();
  await page.getByRole('link', { name: 'INHOPE' }).waitFor();
  await page.getByRole('link', { name: 'Leave this page' }).click();
  await page.waitForURL(ELSEWHERE);
  await close();
});

test('help is at the head of every page, on a phone beside the way off the site', async () => {
  for (const [width, place] of [[1440, 'banner'], [768, 'banner'], [360, 'complementary']]) {
    const { page, close } = await open(KINDS.project, { viewport: { width, height: 740 } });
    const seen = page.getByRole('link', { name: 'Where to find help' }).filter({ visible: true });
    const link = page.getByRole(place, place === 'banner' ? {} : { name: 'Leave this page' }).getByRole('link', { name: 'Where to find help' });
    assert.equal(await link.filter({ visible: true }).count(), 1, `once at ${width}px`);
    // And in the row above the footer.
    assert.equal(await seen.count(), 2);
    const box = await link.boundingBox();
    assert.ok(box.height >= 24 && (place === 'banner' ? box.y < 200 : box.y + box.height === 740));
    await close();
  }
});

test('the way off the site stands beside the page where there is room, and is a bar below it where there is none', async () => {
  for (const [width, height] of [[1440, 900], [1366, 768], [1024, 768], [360, 740], [320, 568]]) {
    const { page, close } = await open(KINDS.project, { viewport: { width, height } });
    const bar = width < 640 ? '.off' : '.leave';
    const { top, left, right: end, bottom } = await page.locator(bar).evaluate((link) => link.getBoundingClientRect().toJSON());
    const wide = await page.evaluate(() => document.documentElement.clientWidth);
    if (width < 1440) {
      assert.deepEqual([left, end, bottom], [0, wide, height], `no bar at ${width}`);
    } else {
      const right = await page.locator('main .wrap').evaluate((wrap) => wrap.getBoundingClientRect().right - parseFloat(getComputedStyle(wrap).paddingRight));
      assert.ok(left >= right, `${left} is over what ends at ${right}`);
    }
    await page.evaluate(() => window.scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' }));
    const last = await page.locator('.footer-small span').last().evaluate((words) => words.getBoundingClientRect().toJSON());
    assert.ok(last.bottom <= top || last.right <= left, `the last words end at ${last.bottom}, the button begins at ${top}`);
    await close();
  }
});

test('the policy lets no script or style into a page, and nothing comes from another host', async () => {
  const { page, close } = await open(KINDS.project);
  const refused = await page.evaluate(async () => {
    const found = [];
    document.addEventListener('securitypolicyviolation', (event) => found.push(event.effectiveDirective));
    const add = (name, values) => document.body.append(Object.assign(document.createElement(name), values));
    add('script', { textContent: 'window.wasRun = true' });
    add('style', { textContent: 'body { display: none }' });
    add('img', { src: 'https://elsewhere.example/a.png' });
    await fetch('https://elsewhere.example/').catch(() => {});
    await new Promise((done) => setTimeout(done, 200));
    return { found: found.sort(), ran: window.wasRun === true };
  });
  assert.deepEqual(refused, { found: ['connect-src', 'img-src', 'script-src-elem', 'style-src-elem'], ran: false });
  await close();
});
