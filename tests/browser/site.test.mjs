// The demonstration site as a visitor meets it: valid, accessible, whole at any width, with scripts off, from this
// host alone.

import assert from 'node:assert/strict';
import { readFileSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { FileSystemConfigLoader, HtmlValidate, esmResolver } from 'html-validate';
import { KINDS, browser, build, files, host, root } from './support.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const pictures = join(root, 'tests', 'artefacts');
let folder, site, chromium;

before(async () => {
  folder = build();
  site = await host(folder);
  chromium = await browser();
  mkdirSync(pictures, { recursive: true });
});
after(async () => {
  await chromium?.close();
  await site?.close();
});

/** A page in a window of its own; what the console and the network complain of is kept. */
async function open(path, { width = 1440, colorScheme = 'light', ...options } = {}) {
  const context = await chromium.newContext({ viewport: { width, height: 900 }, colorScheme, ...options });
  const page = await context.newPage();
  const complaints = [];
  const requests = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(site.address + path);
  return { page, complaints, requests, close: () => context.close() };
}

describe('every kind of page', () => {
  for (const [kind, path] of Object.entries(KINDS)) {
    for (const colorScheme of ['light', 'dark']) {
      test(`${kind}, ${colorScheme}: axe finds nothing, nothing overflows, no request leaves the host`, async () => {
        for (const width of [320, 360, 768, 1440]) {
          const { page, complaints, requests, close } = await open(path, { width, colorScheme });
          const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
          assert.ok(overflow <= 0, `${path} is ${overflow}px too wide at ${width}px`);
          await page.evaluate(axe);
          const found = await page.evaluate(() => window.axe.run({ resultTypes: ['violations'] }));
          const told = found.violations.map((one) => `${one.id}: ${one.help}: ${one.nodes.map((node) => node.html).slice(0, 2)}`);
          assert.deepEqual(told, [], `${path} at ${width}px`);
          assert.deepEqual(requests.filter((url) => !url.startsWith(site.address)), []);
          const real = complaints.filter((text) => !(kind === 'not found' && text.includes('404')));
          assert.deepEqual(real, []);
          if (width !== 320) {
            const name = `${kind.replaceAll(' ', '-')}-${width}-${colorScheme}.png`;
            await page.screenshot({ path: join(pictures, name), fullPage: true });
          }
          await close();
        }
      });
    }
  }
});

test('every page is valid HTML', async () => {
  const validator = new HtmlValidate(new FileSystemConfigLoader([esmResolver()], {
    extends: ['html-validate:recommended'],
    rules: {
      // The shape of the source is no matter of validity.
      'no-trailing-whitespace': 'off',
      'long-title': 'off',
      'void-style': 'off',
      'attr-quotes': 'off',
      // An id may begin with a digit (HTML, 3.2.6).
      'valid-id': ['error', { relaxed: true }],
    },
  }));
  const wrong = [];
  for (const path of files(folder).filter((path) => path.endsWith('.html'))) {
    const report = await validator.validateString(readFileSync(join(folder, path), 'utf8'), path);
    for (const result of report.results) {
      for (const message of result.messages) wrong.push(`${path}:${message.line}:${message.column} ${message.ruleId}: ${message.message}`);
    }
  }
  assert.deepEqual(wrong.slice(0, 20), [], `${wrong.length} in all`);
});

for (const base of ['/', '/what-we-fund/']) {
  test(`every link of the site below ${base} leads somewhere`, async () => {
    const output = base === '/' ? folder : build({ baseUrl: `https://example.org${base}` });
    const there = new Set(files(output).map((path) => base + path.replace(/(^|\/)index\.html$/, '$1')));
    const ids = new Map();
    const broken = [];
    for (const path of files(output).filter((path) => path.endsWith('.html'))) {
      const html = readFileSync(join(output, path), 'utf8');
      const own = base + path.replace(/(^|\/)index\.html$/, '$1');
      ids.set(own, new Set([...html.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1])));
    }
    for (const path of files(output).filter((path) => path.endsWith('.html'))) {
      const html = readFileSync(join(output, path), 'utf8');
      const own = base + path.replace(/(^|\/)index\.html$/, '$1');
      for (const [, address] of html.matchAll(/\s(?:href|src)="([^"]+)"/g)) {
        const url = new URL(address.replaceAll('&amp;', '&'), `https://example.org${own}`);
        if (url.origin !== 'https://example.org' || url.protocol !== 'https:') continue;
        const to = decodeURIComponent(url.pathname);
        if (!there.has(to)) broken.push(`${own} → ${address}`);
        else if (url.hash && ids.has(to) && !ids.get(to).has(url.hash.slice(1))) broken.push(`${own} → ${address}`);
      }
    }
    assert.deepEqual([...new Set(broken)].slice(0, 20), []);
  });
}

test('the menu works with scripts off, and the keyboard reaches the content first', async () => {
  const { page, close } = await open('/', { width: 360, javaScriptEnabled: false });
  await page.keyboard.press('Tab');
  const first = page.locator(':focus');
  assert.match(await first.getAttribute('href'), /#content$/);
  assert.ok(await first.isVisible());
  await page.locator('summary').first().click();
  await page.locator('header a[href="/regions/"]').first().click();
  assert.equal(new URL(page.url()).pathname, '/regions/');
  await close();
});

test('text at 200 % and a window of 320 px lose nothing', async () => {
  // The test's own style is none of the page's: its policy is to let it in.
  const { page, close } = await open('/projects/disrupting-harm-innocenti/', { width: 640, bypassCSP: true });
  await page.addStyleTag({ content: 'html { font-size: 200% !important; }' });
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(overflow <= 0, `${overflow}px too wide`);
  await close();
});

test('on a phone a project tells its story first, and its facts are one tap away', async () => {
  const { page, close } = await open('/projects/disrupting-harm-innocenti/', { width: 360, javaScriptEnabled: false, reducedMotion: 'reduce' });
  const top = (css) => page.locator(css).first().evaluate((element) => element.getBoundingClientRect().top + scrollY);
  const order = [await top('h1'), await top('.lead'), await top('.below'), await top('.body'), await top('.facts')];
  assert.deepEqual(order, [...order].sort((a, b) => a - b));
  assert.ok(await top('.body') < 740, 'the story begins on the first screen');
  await page.getByRole('link', { name: 'Facts about this project' }).click();
  const facts = await page.locator('.facts').boundingBox();
  assert.ok(facts.y >= 0 && facts.y < 740);
  await page.setViewportSize({ width: 1440, height: 900 });
  assert.equal(await page.locator('.below').isVisible(), false);
  const [words, side] = [await page.locator('.split > .heading').boundingBox(), await page.locator('.split-side').boundingBox()];
  assert.equal(words.y, side.y, 'the facts begin beside the title');
  await close();
});

test('a page with nothing but a summary has no empty place, and one project is named rather than counted', async () => {
  const { page, close } = await open('/countries/myanmar/');
  const above = await page.locator('.split').evaluate((split) => split.getBoundingClientRect().height);
  assert.ok(above < 500, `${above}px`);
  await page.goto(`${site.address}/grantees/unicef-kenya/`);
  assert.ok(await page.locator('.split .facts').getByRole('link', { name: 'Kenya' }).isVisible());
  const numbers = (await page.locator('.facts dd').allTextContents()).filter((text) => /^\d+$/.test(text.trim()));
  assert.deepEqual(numbers, []);
  await page.goto(`${site.address}/grantees/interpol/`);
  const counts = await page.locator('.figures dd').allTextContents();
  assert.ok(counts.every((text) => Number(text) > 1), `${counts}`);
  // Places and organisations are counted, not how many themes or rounds there are.
  assert.deepEqual(await page.locator('.figures dt').allTextContents(), ['Projects', 'Regions']);
  await close();
});

test('a project page is small, with all that it loads', () => {
  const html = readFileSync(join(folder, 'projects/disrupting-harm-innocenti/index.html'), 'utf8');
  const loaded = [...html.matchAll(/(?:href|src)="\/(static\/[^"?]+\.(?:css|js))/g)].map((match) => match[1]);
  // On a slow line each file is a wait of its own.
  assert.deepEqual(loaded, ['static/gallery.css', 'static/print.css', 'static/leave.js']);
  const total = Buffer.byteLength(html) + loaded.reduce((sum, path) => sum + readFileSync(join(folder, path)).length, 0);
  assert.ok(total < 60_000, `${total} bytes`);
});

test('structured data, description and canonical address are on every page for search engines', () => {
  for (const path of files(folder).filter((path) => path.endsWith('index.html'))) {
    const html = readFileSync(join(folder, path), 'utf8');
    if (html.includes('http-equiv="refresh"')) continue;
    assert.match(html, /<link rel="canonical" href="https:\/\/example\.org\/[^"]*">/, path);
    assert.match(html, /<meta name="description" content="[^"]{20,}">/, path);
    assert.match(html, /<meta property="og:title" content="[^"]+">/, path);
    const data = html.match(/<script type="application\/ld\+json">(.*?)<\/script>/s);
    if (data) JSON.parse(data[1]);
    else assert.fail(`${path} has no structured data`);
  }
});
