// The full-text search: what `search.js` finds in the index of a small site, in three languages, and that the page's
// policy lets it.

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { browser, build, host } from './support.mjs';

const BASE = '/funded/';

const page = (title, summary, body, more = '') =>
  `+++\ntitle = "${title}"\nsummary = "${summary}"\n${more}+++\n\n${body}\n`;

const FILES = {
  'content/site.toml': `title = "Tiny"
description = "A site to try things on."
base_url = "https://example.org${BASE}"
language = "en"
languages = ["fr", "ar", "sw", "ja", "th"]
themes = ["mine", "gallery"]
share_cards = false

[[facets]]
field = "grantee"
folder = "grantees"
singular = "Grantee"
plural = "Grantees"
values = "one"
terms = "use"
`,
  'content/projects/kenya.md': page(
    'Helplines that answer at night',
    'Trained counsellors listen.',
    'Children call when the *grooming* has begun. ![A telephone](../../assets/phone.svg "Its <b>quoted</b> number")\n\n'
      + '- Self-harm is spoken of.\n- Safe&nbsp;spaces & cafés open late.',
    'grantee = "Beacon Spring Fund"\npartners = ["Ministry of Vaudeville"]\n',
  ),
  'content/projects/peru.md': page(
    'Grooming: what teachers can see',
    'A course.',
    'The counsellor shows teachers how to listen. AI is no part of it. Children learn artichoke recipes.',
  ),
  'content/projects/chile.md': page('Radio plays', 'On air.', 'A play on a naïve listener. The station is in Ñuble.'),
  'content/projects/hidden.md': page('Xylophone', 'Secret.', 'Not before the board agrees: zanzibar.', 'draft = true\n'),
  'content/projects/kenya.fr.md': page(
    'Une ligne d’écoute la nuit',
    'Des bénévoles formés.',
    'L’école signale les dangers aux élèves. Les enfants appellent.',
  ),
  'content/projects/kenya.ar.md': page('خط مساعدة في الليل', 'متطوعون مدربون.', 'حماية الأطفال على الإنترنت في المدارس.'),
  'content/projects/kenya.sw.md': page('Simu ya usiku', 'Washauri husikiliza.', 'Watoto hupiga simu.'),
  'content/projects/kenya.ja.md': page('夜間の相談窓口', '訓練を受けた相談員。', '子どもの安全をインターネットで守る。'),
  'content/projects/kenya.th.md': page('สายด่วนกลางคืน', 'ผู้ให้คำปรึกษา', 'ความปลอดภัยของเด็กบนอินเทอร์เน็ต'),
  'content/pages/try.md': page('Try', 'A page that searches.', 'Text.'),
  'content/pages/other.md': page('Other', 'A page that does not.', 'Text.'),
  'assets/phone.svg': '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>',
  'themes/mine/theme.toml': '',
  'themes/mine/i18n/sw.toml': '',
  'themes/mine/i18n/ja.toml': '',
  'themes/mine/i18n/th.toml': '',
  'themes/mine/templates/page.html': `{% extends "gallery/page.html" %}
{% block policy %}{% if page.title == "Try" %}{{ site.search.policy }}{% else %}{{ site.policy }}{% endif %}{% endblock policy %}`,
};

let output, chromium;
const servers = [];

function writeSite(folder, files) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

before(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'loggia-search-'));
  writeSite(folder, FILES);
  output = build({ site: folder });
  chromium = await browser();
});
after(async () => {
  await chromium?.close();
  await Promise.all(servers.map((server) => server.close()));
});

/** A page on which `find(text, language)` gives the slugs, best first. */
async function open(path = 'try/', options = {}, site = output) {
  let loaded = 0;
  const sent = (path, size) => (loaded += /\/search\/en\/\d+\.bin$/.test(path) ? size : 0);
  const server = await host(site, BASE, { ...options, sent });
  servers.push(server);
  const view = await (await chromium.newContext()).newPage();
  const trouble = [];
  view.on('console', (message) => trouble.push(message.text()));
  view.on('pageerror', (error) => trouble.push(error.message));
  await view.goto(server.address + BASE + path);
  const find = (text, language = 'en') =>
    view.evaluate(
      async ({ text, language, base }) => {
        const { open } = await import(`${base}static/search.js`);
        globalThis.opened ??= {};
        globalThis.opened[language] ??= open(`${base}search/${language}/`);
        const found = await (await globalThis.opened[language]).find(text);
        return [...found].sort(([, one], [, other]) => other - one).map(([slug]) => slug);
      },
      { text, language, base: BASE },
    );
  return { view, find, trouble, server, sizes: () => loaded };
}

test('words of titles, texts, facets and partners are found, in any of their forms', async () => {
  const { find, trouble } = await open();
  assert.deepEqual(await find('night'), ['kenya']);
  assert.deepEqual(await find('teachers'), ['peru']);
  assert.deepEqual(await find('teaching'), ['peru'], 'the stem');
  for (const text of ['counsellors', 'COUNSELLOR']) {
    assert.equal((await find(text)).length, 2, 'one has the singular, one the plural');
  }
  assert.deepEqual(await find('beacon spring'), ['kenya'], 'a grantee');
  assert.deepEqual(await find('vaudeville'), ['kenya'], 'a partner');
  assert.deepEqual(await find('self-harm'), ['kenya']);
  assert.deepEqual(await find('harm'), ['kenya'], 'a part of a compound');
  assert.deepEqual(await find('spaces'), ['kenya'], 'behind a reference');
  assert.deepEqual(await find('quoted'), [], 'no words of attributes');
  assert.deepEqual(trouble, []);
});

test('words are told apart where none are parted by spaces', async () => {
  const { find } = await open();
  for (const text of ['安全', '相談員', '相談窓口', '子どもの安全', 'インターネット']) {
    assert.deepEqual(await find(text, 'ja'), ['kenya'], text);
  }
  assert.deepEqual(await find('学校', 'ja'), []);
  for (const text of ['เด็ก', 'ความปลอดภัย', 'กลางคืน', 'อินเทอร์เน็ต']) assert.deepEqual(await find(text, 'th'), ['kenya'], text);
  assert.deepEqual(await find('โรงเรียน', 'th'), []);
});

test('titles weigh more', async () => {
  const { find } = await open();
  assert.deepEqual(await find('grooming'), ['peru', 'kenya']);
});

test('all words must be there, and the last may be a beginning', async () => {
  const { find } = await open();
  assert.equal((await find('children')).length, 2);
  assert.deepEqual(await find('children night'), ['kenya']);
  assert.deepEqual(await find('children zebra'), []);
  assert.deepEqual(await find('zebra children'), []);
  for (const text of ['art', 'arti', 'artich', 'artichok', 'children arti']) assert.deepEqual(await find(text), ['peru'], text);
  assert.deepEqual(await find('arti '), ['peru'], 'nothing else begins so');
  assert.deepEqual(await find('play '), ['chile']);
  for (const text of ['groom', 'groomi', 'groomin']) assert.equal((await find(text)).length, 2, text);
});

test('short words', async () => {
  const { find } = await open();
  assert.deepEqual(await find('AI'), ['peru'], 'a whole word');
  assert.deepEqual(await find('ai teachers'), ['peru']);
  assert.equal((await find('ar')).length, 3, 'still being typed');
  assert.equal((await find('')).length, 3);
  assert.deepEqual(await find('radio ar'), ['chile']);
});

test('accents may be left out, or put in', async () => {
  const { find } = await open();
  for (const text of ['cafe', 'café', 'CAFÉS']) assert.deepEqual(await find(text), ['kenya'], text);
  for (const text of ['naive', 'naïve', 'nuble', 'Ñuble']) assert.deepEqual(await find(text), ['chile'], text);
});

test('nothing is found for nonsense, nor what is withheld', async () => {
  const { find } = await open();
  for (const text of ['qwrtzpl', 'childquux', 'thexyz', 'axolotl', 'andromeda', 'xylophone', 'zanzibar', 'hidden']) {
    assert.deepEqual(await find(text), [], text);
  }
});

test('French', async () => {
  const { find } = await open();
  for (const text of ['école', 'ecole', 'l’école', "l'école", 'élève', 'eleves', 'danger', 'enfants appellent', 'signal']) {
    assert.deepEqual(await find(text, 'fr'), ['kenya'], text);
  }
  assert.deepEqual(await find('children', 'fr'), []);
});

test('Arabic', async () => {
  const { find } = await open();
  for (const text of ['الأطفال', 'الاطفال', 'حماية', 'مدارس', 'الليل', 'الأَطْفَال', 'حماية الأط']) {
    assert.deepEqual(await find(text, 'ar'), ['kenya'], text);
  }
  assert.deepEqual(await find('قطار', 'ar'), []);
});

test('a language without a stemmer', async () => {
  const { find } = await open();
  for (const text of ['watoto', 'wato', 'simu usiku']) assert.deepEqual(await find(text, 'sw'), ['kenya'], text);
  assert.deepEqual(await find('children', 'sw'), []);
});

test('the newest question is answered, and every other too', async () => {
  const { view, find } = await open();
  await find('children');
  const found = await view.evaluate(async () => {
    const search = await globalThis.opened.en;
    const answers = await Promise.all(['g', 'gr', 'gro', 'groo', 'grooming', 'night'].map((text) => search.find(text)));
    return answers.map((answer) => answer.size);
  });
  assert.deepEqual(found, [3, 3, 2, 2, 2, 1]);
});

test('what cannot be loaded is said, and can be tried again', async () => {
  const { view, server, find } = await open();
  await view.route('**/engine.bin*', (route) => route.abort());
  const failed = await view.evaluate(async (base) => {
    const { open } = await import(`${base}static/search.js`);
    return open(`${base}search/en/`).then(() => 'opened', (error) => error.constructor.name);
  }, BASE);
  assert.equal(failed, 'Error');
  const missing = await view.evaluate(async (base) => {
    const { open } = await import(`${base}static/search.js`);
    return open(`${base}search/xx/`).then(() => 'opened', (error) => error.message);
  }, BASE);
  assert.match(missing, /^404 for /);
  await view.unroute('**/engine.bin*');
  assert.deepEqual(await find('night'), ['kenya'], server.address);
});

test('the policy of pages lets only those search that do, and that of the host lets them', async () => {
  const html = (path) => readFileSync(join(output, path, 'index.html'), 'utf8').replaceAll(/&#(x27|39);/g, "'");
  const allowed = "script-src 'self' 'wasm-unsafe-eval'; worker-src 'self';";
  assert.ok(html('try').includes(allowed));
  assert.ok(!html('other').includes('wasm-unsafe-eval'));
  const sent = /Content-Security-Policy: (.*)/.exec(readFileSync(join(output, '_headers'), 'utf8'))[1];
  assert.ok(sent.includes(allowed));
  const { find, trouble } = await open('try/', { headers: { 'content-security-policy': sent } });
  assert.deepEqual(await find('night'), ['kenya']);
  assert.deepEqual(trouble, []);
});

test('a large index is loaded in parts, or as a whole where the host knows no parts', async () => {
  // Of 1,050 projects each, which Pagefind is given in two batches.
  const shards = 2;
  const large = mkdtempSync(join(tmpdir(), 'loggia-search-large-'));
  writeSite(large, { 'content/site.toml': FILES['content/site.toml'].replace(/languages = .*\n/, '').replace('"mine", ', '') });
  for (let number = 0; number < 2100; number++) {
    const things = Array.from({ length: 25 }, (_, thing) => `thing${thing}of${number}`).join(' ');
    const body = `Speaks of word${number} and of everything else in a way, ${number % 2 ? 'odd' : 'even'}ly. ${things}${number === 7 ? ' aardvark' : ''}`;
    writeSite(large, { [`content/projects/p${number}.md`]: page(`Project ${number}`, 'One of many.', body) });
  }
  const built = build({ site: large });
  assert.equal(readdirSync(join(built, 'search', 'en')).length, shards + 2);
  for (const ranges of [true, false]) {
    const { find, sizes } = await open('', { ranges }, built);
    const whole = readdirSync(join(built, 'search', 'en')).reduce(
      (sum, name) => sum + (/^\d/.test(name) ? statSync(join(built, 'search', 'en', name)).size : 0), 0);
    assert.deepEqual(await find('word1234'), ['p1234']);
    for (const text of ['aardvark', 'aardv', 'a aardvark ', 'aardvarks way']) assert.deepEqual(await find(text), ['p7'], text);
    assert.equal((await find('oddly word7')).length, 111 - 55, 'word7, word7_, word7__ that are odd');
    assert.equal((await find('everything ')).length, 2100);
    assert.deepEqual(await find('word99999'), []);
    const loaded = sizes();
    if (ranges) assert.ok(loaded < whole / 2, `${loaded} of ${whole}`);
    else assert.equal(loaded, whole);
  }
});

test('nothing of it is loaded before somebody comes to its field', async () => {
  const server = await host(output, BASE);
  servers.push(server);
  const view = await (await chromium.newContext()).newPage();
  const asked = [];
  view.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await view.goto(`${server.address}${BASE}try/`, { waitUntil: 'networkidle' });
  await view.goto(`${server.address}${BASE}explore/`, { waitUntil: 'networkidle' });
  assert.deepEqual(asked.filter((path) => path.includes('search')), []);
  const loaded = view.waitForResponse(/engine\.bin/);
  await view.locator('#explore-text').focus();
  await loaded;
});

test('an index is a few files', () => {
  assert.deepEqual(readdirSync(join(output, 'search')).sort(), ['ar', 'en', 'fr', 'ja', 'sw', 'th']);
  assert.deepEqual(readdirSync(join(output, 'search', 'en')).sort(), ['00.bin', 'engine.bin', 'index.json']);
});
