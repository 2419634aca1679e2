// The preview in an open browser page: a change shows without losing one's place, a mistake is told over the page and
// goes away when it is mended.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { browser, loggia, root } from './support.mjs';

const site = mkdtempSync(join(tmpdir(), 'loggia-serve-'));
const file = (path) => join(site, path);
const edit = (path, change) => writeFileSync(file(path), change(readFileSync(file(path), 'utf8')));
const PROJECT = 'content/projects/unicef-albania.md';
let server, address, chromium, page;

before(async () => {
  for (const folder of ['content', 'themes']) cpSync(join(root, folder), file(folder), { recursive: true });
  server = spawn(loggia, ['serve', '--root', site, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  address = await new Promise((found, lost) => {
    let said = '';
    server.stdout.on('data', (part) => {
      said += part;
      const match = said.match(/http:\/\/127\.0\.0\.1:\d+\//);
      if (match) found(match[0]);
    });
    server.on('exit', () => lost(new Error(`it ended: ${said}`)));
  });
  chromium = await browser();
  page = await chromium.newPage({ viewport: { width: 900, height: 500 } });
});
after(async () => {
  await chromium?.close();
  server?.removeAllListeners('exit');
  server?.kill('SIGINT');
  rmSync(site, { recursive: true, force: true });
});

/** Opens a page and waits until the preview's script knows it: a change before that would rightly load it anew. */
async function visit(url) {
  const known = page.waitForResponse((response) => response.url() === url && response.request().resourceType() === 'xhr');
  await page.goto(url);
  await (await known).finished();
}

test('an edit shows in the open page, which stays where it was scrolled to', async () => {
  await visit(`${address}projects/unicef-albania/`);
  await page.evaluate(() => { window.scrollTo({ top: 400, behavior: 'instant' }); window.stillHere = true; });
  edit(PROJECT, (text) => `${text}\nA sentence that was just written.\n`);
  await page.getByText('A sentence that was just written.').waitFor();
  assert.equal(await page.evaluate(() => window.scrollY), 400);
  assert.equal(await page.evaluate(() => window.stillHere), true, 'the page was loaded anew');
});

test('a style sheet is swapped without a reload', async () => {
  await visit(address);
  await page.evaluate(() => { window.stillHere = true; });
  edit('themes/gallery/templates/styles/page.css', (text) => `${text}\nbody { outline: 7px solid rgb(1, 2, 3); }\n`);
  await page.waitForFunction(() => getComputedStyle(document.body).outlineColor === 'rgb(1, 2, 3)');
  assert.equal(await page.evaluate(() => window.stillHere), true, 'the page was loaded anew');
});

test('a mistake is told with file and line, the page stays reachable, and mending it clears the message', async () => {
  await visit(`${address}projects/unicef-albania/`);
  const good = readFileSync(file(PROJECT), 'utf8');
  edit(PROJECT, (text) => text.replace('regions = [', 'regoins = ['));
  await page.getByText('regoins').first().waitFor();
  const line = good.split('\n').findIndex((text) => text.startsWith('regions')) + 1;
  await page.getByText(new RegExp(`unicef-albania\\.md\\D+${line}`)).first().waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { level: 1 }).waitFor();
  writeFileSync(file(PROJECT), good);
  await page.waitForFunction(() => !document.documentElement.outerHTML.includes('regoins'));
});

test('a draft is shown and marked', async () => {
  await visit(`${address}projects/cambodia-system-building/`);
  await page.getByText('Draft', { exact: false }).first().waitFor();
});

test('a new project appears in the open list', async () => {
  await visit(`${address}themes/communications-and-advocacy/`);
  const text = readFileSync(file('content/projects/new-venture-fund-communications.md'), 'utf8');
  writeFileSync(file('content/projects/brand-new.md'), text.replace(/^title = .*$/m, 'title = "Brand new work"'));
  await page.getByRole('link', { name: 'Brand new work' }).waitFor();
});
