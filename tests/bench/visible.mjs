// Measures the preview as an editor meets it: from saving a project's file to its new text on the open page in
// Chromium, in milliseconds.
//
//   node tests/bench/visible.mjs target/release/loggia SITE SLUG [ROUNDS]
//
// SITE is a folder with content/ in it; the project's file is changed and put back.

import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { browser } from '../browser/support.mjs';

const [binary, site, slug, rounds = '10'] = process.argv.slice(2);
const file = join(site, 'content', 'projects', `${slug}.md`);
const original = readFileSync(file, 'utf8');
const started = performance.now();
const server = spawn(binary, ['serve', '--root', site, '--port', '0'], { stdio: ['ignore', 'pipe', 'ignore'] });
const address = await new Promise((found) => {
  let said = '';
  server.stdout.on('data', (part) => {
    said += part;
    const match = said.match(/http:\/\/127\.0\.0\.1:\d+\/\S*/);
    if (match) found(match[0]);
  });
});
await (await fetch(`${address}projects/${slug}/`)).text();
console.log(`start to first page: ${(performance.now() - started).toFixed(0)} ms`);
const chromium = await browser();
try {
  const page = await chromium.newPage();
  await page.goto(`${address}projects/${slug}/`);
  await page.waitForTimeout(1500);
  const times = [];
  for (let round = 0; round < Number(rounds); round++) {
    const mark = `round ${round} of the measurement`;
    const seen = page.evaluate((mark) => new Promise((done) => {
      const look = () => document.body.textContent.includes(mark) && done(performance.timeOrigin + performance.now());
      new MutationObserver(look).observe(document.documentElement, { childList: true, subtree: true, characterData: true });
    }), mark);
    await page.waitForTimeout(50);
    const saved = performance.timeOrigin + performance.now();
    writeFileSync(file, `${original}\n${mark}\n`);
    times.push((await seen) - saved);
    // As a person would: the look for mistakes behind the last edit is over by then.
    await page.waitForTimeout(5000);
  }
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))].toFixed(0);
  console.log(`edit to visible page: median ${at(0.5)} ms, nine in ten within ${at(0.9)} ms, slowest ${at(1)} ms`);
} finally {
  writeFileSync(file, original);
  await chromium.close();
  server.kill('SIGINT');
}
