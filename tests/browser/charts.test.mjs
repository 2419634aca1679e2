// Charts, timelines and the brief on paper, as they are drawn.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { KINDS, browser, build, files, host } from './support.mjs';

let folder, site, chromium;

before(async () => {
  folder = build();
  site = await host(folder);
  chromium = await browser();
});
after(async () => {
  await chromium?.close();
  await site?.close();
});

async function open(path, { width = 1440, ...options } = {}) {
  const context = await chromium.newContext({ viewport: { width, height: 900 }, ...options });
  const page = await context.newPage();
  await page.goto(site.address + path);
  return { page, close: () => context.close() };
}

/** How many sheets of A4 a page takes. */
async function sheets(path) {
  const { page, close } = await open(path);
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  await close();
  return [...pdf.matchAll(/\/Type\s*\/Page\b(?!s)/g)].length;
}

/** The rows of a simple CSV, by column. */
function csv(path) {
  const [head, ...rows] = readFileSync(join(folder, path), 'utf8').trim().split('\r\n').map((line) => line.split(','));
  return rows.map((row) => Object.fromEntries(head.map((name, at) => [name, row[at]])));
}

test('bars, table and file say the same, and bars are as long as their numbers are great', async () => {
  const rows = csv('regions/projects.csv');
  assert.ok(rows.length > 5);
  const { page, close } = await open(KINDS.regions);
  const drawn = await page.locator('.chart').first().evaluate((chart) => [...chart.querySelectorAll('.chart-row')].map((row) => ({
    name: row.querySelector('.chart-name').textContent,
    value: row.querySelector('.chart-value').textContent,
    width: row.querySelector('rect').getBoundingClientRect().width,
  })));
  const table = await page.locator('.charts-table tbody tr').evaluateAll((rows) => rows.map((row) => [...row.cells].map((cell) => cell.textContent)));
  assert.deepEqual(drawn.map(({ name, value }) => [name, value]), rows.map(({ name, projects }) => [name, projects]));
  assert.deepEqual(table, rows.map(({ name, projects }) => [name, projects]));
  const scale = drawn[0].width / Number(drawn[0].value);
  for (const { name, value, width } of drawn) assert.ok(Math.abs(width - scale * value) < 1, `${name}: ${width}`);
  await close();
});

test('no word of a chart is cut off, stands on a bar or on another word, at any width and text size', async () => {
  for (const [width, size] of [[320, 100], [360, 100], [640, 200], [1440, 100]]) {
    const { page, close } = await open(KINDS.rounds, { width, bypassCSP: true });
    await page.addStyleTag({ content: `html { font-size: ${size}% !important; }` });
    const wrong = await page.evaluate(() => [...document.querySelectorAll('.chart')].flatMap((chart) => {
      const edge = chart.getBoundingClientRect();
      const words = [...chart.querySelectorAll('.chart-name, .chart-value')];
      const bars = [...chart.querySelectorAll('rect')];
      // A line's box is higher than its letters are.
      const ink = (element) => {
        const { left, right, top, bottom, height } = element.getBoundingClientRect();
        const blank = element.matches('rect') ? 0 : height / 6;
        return { left, right, top: top + blank, bottom: bottom - blank };
      };
      const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom && b.top < a.bottom;
      return words.flatMap((word, at) => {
        const box = ink(word);
        const others = [...words.slice(at + 1), ...bars].filter((other) => meet(box, ink(other)));
        const outside = box.left < edge.left - 1 || box.right > edge.right + 1;
        return outside || others.length ? [`${word.textContent}: ${outside ? 'outside' : others[0].outerHTML}`] : [];
      });
    }));
    assert.deepEqual(wrong, [], `${width}px at ${size} %`);
    await close();
  }
});

test('name, bar and number stand in one row where there is room, else the name above with a gap', async () => {
  for (const width of [360, 600, 768, 1440]) {
    const { page, close } = await open(KINDS.rounds, { width });
    const rows = await page.locator('.chart').last().evaluate((chart) => [...chart.querySelectorAll('.chart-row')].filter((row) => row.querySelector('rect')).map((row) =>
      ['.chart-name', 'rect', '.chart-value'].map((css) => row.querySelector(css).getBoundingClientRect().toJSON())));
    assert.ok(rows.length > 2);
    const middle = ({ top, bottom }) => (top + bottom) / 2;
    for (const [name, bar, value] of rows) {
      assert.ok(Math.abs(middle(bar) - middle(value)) < 3 && bar.right < value.left, `${width}px: the number follows its bar`);
      if (width < 600) assert.ok(bar.top - name.bottom >= 4, `${bar.top - name.bottom}px between name and bar`);
      else assert.ok(name.right < bar.left && Math.abs(middle(name) - middle(bar)) < 3, `${width}px: in one row`);
      assert.ok(value.height < 30, `${width}px: the number doesn’t break`);
    }
    assert.equal(new Set(rows.map(([, bar]) => bar.left)).size, 1, 'bars begin on one line');
    await close();
  }
});

test('no two bars of a chart and no two terms of a facet have the same colour', async () => {
  for (const kind of ['regions', 'rounds']) {
    const { page, close } = await open(KINDS[kind]);
    const fills = await page.locator('.chart').first().evaluate((chart) => [...chart.querySelectorAll('rect')].map((bar) => getComputedStyle(bar).fill));
    assert.ok(fills.length > 5);
    assert.equal(new Set(fills).size, fills.length, kind);
    const marks = await page.locator('.charts-table .term-mark').evaluateAll((marks) => marks.map((mark) => mark.className));
    assert.equal(new Set(marks).size, marks.length);
    await close();
  }
});

test('it is said how many projects stand in a round by inference', async () => {
  const { page, close } = await open(KINDS.rounds);
  assert.match(await page.locator('.charts .facts-note').first().textContent(), /For \d+ of \d+ projects this is inferred/);
  await close();
});

test('bars are seen in forced colours and in the dark', async () => {
  for (const options of [{ forcedColors: 'active' }, { colorScheme: 'dark' }]) {
    const { page, close } = await open(KINDS.regions, options);
    const [bar, text, paper] = await page.evaluate(() => {
      const fill = (css) => getComputedStyle(document.querySelector(css)).fill;
      return [fill('.chart-bar'), getComputedStyle(document.querySelector('.chart-name')).color, getComputedStyle(document.documentElement).backgroundColor];
    });
    assert.notEqual(bar, paper);
    assert.notEqual(text, paper);
    await close();
  }
});

test('the timeline runs along the side of a phone and across a wide screen, in the same order', async () => {
  const places = async (width) => {
    const { page, close } = await open('/', { width });
    const boxes = await page.locator('.timeline > li').evaluateAll((years) => years.map((year) => year.getBoundingClientRect().toJSON()));
    await close();
    assert.ok(boxes.length > 3);
    return boxes;
  };
  const narrow = await places(360);
  assert.ok(narrow.every((box, at) => at === 0 || (box.top >= narrow[at - 1].bottom - 1 && box.left === narrow[0].left)));
  const wide = await places(1440);
  assert.ok(wide.every((box, at) => at === 0 || (box.left > wide[at - 1].left && box.top === wide[0].top)));
});

test('a round without a year is said to have none', async () => {
  const { page, close } = await open(KINDS.rounds);
  const undated = page.locator('.timeline > li', { hasText: 'First and second rounds' });
  assert.equal((await undated.locator('.timeline-year').textContent()).trim(), 'Year not stated');
  await close();
});

test('a row of years is never broken: it stands in one row, or down the page', async () => {
  for (const width of [768, 960, 1024, 1280]) {
    const { page, close } = await open('/', { width });
    const boxes = await page.locator('.timeline > li').evaluateAll((years) => years.map((year) => year.getBoundingClientRect().toJSON()));
    const [first] = boxes;
    assert.ok(boxes.every(({ top }) => top === first.top) || boxes.every(({ left }) => left === first.left), `${width}px`);
    await close();
  }
});

test('a project is a brief of one sheet, with its facts beside the story and its address', async () => {
  const projects = files(folder).map((path) => /^projects\/([^/]+)\/index\.html$/.exec(path)?.[1]).filter(Boolean);
  assert.ok(projects.length > 60, `${projects.length} projects`);
  const long = [];
  for (const project of projects) {
    const count = await sheets(`/projects/${project}/`);
    if (count !== 1) long.push(`${project}: ${count}`);
  }
  assert.deepEqual(long, []);
  const { page, close } = await open(KINDS['project with an amount']);
  await page.setViewportSize({ width: 672, height: 1000 });
  await page.emulateMedia({ media: 'print' });
  const [story, facts] = await page.evaluate(() => ['.body', '.facts'].map((css) => document.querySelector(css).getBoundingClientRect().toJSON()));
  assert.ok(facts.left > story.right && facts.top < story.bottom, 'the facts stand beside the story');
  assert.ok(await page.getByText('https://example.org/projects/thorn-ai-classifiers/').isVisible());
  for (const css of ['.masthead nav', '.leave', '.share', '.cards', '.footer nav', '.footer-small', '.arcade']) {
    assert.equal(await page.locator(css).first().isVisible(), false, css);
  }
  assert.ok(await page.getByText('It is not the fund’s own site.').isVisible(), 'whose page it is goes with it');
  await close();
});

test('other grants of the grantee stand once, and sharing is a plain link', async () => {
  const { page, close } = await open(KINDS['project with an amount'], { javaScriptEnabled: false });
  assert.equal(await page.locator('main a[href="/projects/thorn-dark-web/"]', { hasText: 'Bringing Light' }).count(), 2, 'in the text and among the other grants');
  assert.equal(await page.getByRole('heading', { name: 'Other grants to Thorn' }).count(), 1);
  const address = await page.getByRole('link', { name: 'Send by email' }).getAttribute('href');
  const { searchParams } = new URL(address);
  assert.equal(searchParams.get('body'), 'https://example.org/projects/thorn-ai-classifiers/');
  await close();
});
