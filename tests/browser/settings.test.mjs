// Settings of the theme as a site may set them: without colours; a block of the home page that there is not.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { build, loggia, root } from './support.mjs';

/** The demonstration with other settings of the theme. */
function another(settings) {
  const place = mkdtempSync(join(tmpdir(), 'loggia-settings-'));
  for (const name of ['content', 'themes']) cpSync(join(root, name), join(place, name), { recursive: true });
  const file = join(place, 'content/site.toml');
  const text = readFileSync(file, 'utf8').replace(/^\[theme\][^]*/m, '');
  writeFileSync(file, `${text}\n[theme]\n${settings}\n`);
  return place;
}

test('a site without hues has pages, covers and share cards in the accent colour', () => {
  const folder = build({ site: another('hues = []') });
  assert.ok(existsSync(join(folder, 'projects/thorn-ai-classifiers/share.png')));
  const html = readFileSync(join(folder, 'index.html'), 'utf8');
  assert.ok(!html.includes('class="arcade"'));
});

test('a block of the home page that there is not is named, with those there are', () => {
  const place = another('home = ["introduction", "mapp"]');
  const run = () => execFileSync(loggia, ['build', '--root', place, '--output', join(place, 'dist')], { encoding: 'utf8', stdio: 'pipe' });
  assert.throws(run, ({ stdout, stderr }) => /"mapp".*introduction, timeline, map, facets/s.test(stdout + stderr));
});
