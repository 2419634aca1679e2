// Lighthouse with its mobile preset: 100 of 100 for accessibility, best practices and SEO on the pages that matter.
// Its score for performance depends on the machine that runs it, so it is told, and the causes that don't depend on
// the machine are tested: what a page weighs, and that nothing moves while it loads.

import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import lighthouse from 'lighthouse';
import { KINDS, browser, build, host, root } from './support.mjs';

const PAGES = ['home', 'project', 'region', 'round', 'map', 'explore'];
const PORT = 9320;
const HEAVIEST = 60_000;
let site, chromium;

before(async () => {
  site = await host(build());
  chromium = await browser([`--remote-debugging-port=${PORT}`]);
});
after(async () => {
  await chromium?.close();
  await site?.close();
});

for (const kind of PAGES) {
  test(`${kind}: Lighthouse finds nothing to mend`, async (context) => {
    // The browser under test is started without its back/forward cache.
    const flags = { port: PORT, logLevel: 'error', output: 'json', skipAudits: ['bf-cache'] };
    const { lhr } = await lighthouse(site.address + KINDS[kind], flags);
    const folder = join(root, 'tests', 'artefacts');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `lighthouse-${kind}.json`), JSON.stringify(lhr, null, 1));

    const scores = Object.fromEntries(Object.values(lhr.categories).map(({ id, score }) => [id, Math.round(score * 100)]));
    context.diagnostic(`${kind}: ${JSON.stringify(scores)}`);
    const failed = Object.values(lhr.audits).filter(({ score, scoreDisplayMode }) => score === 0 && scoreDisplayMode === 'binary');
    assert.deepEqual(failed.map(({ id, title }) => `${id}: ${title}`), []);
    const { accessibility, 'best-practices': practices, seo } = scores;
    assert.deepEqual({ accessibility, practices, seo }, { accessibility: 100, practices: 100, seo: 100 });
    // To three decimals, as Lighthouse shows it.
    assert.equal(lhr.audits['cumulative-layout-shift'].numericValue.toFixed(3), '0.000');
    const { numericValue: weight } = lhr.audits['total-byte-weight'];
    context.diagnostic(`${kind}: ${weight} bytes, as sent`);
    assert.ok(weight < HEAVIEST, `${weight} bytes`);
  });
}
