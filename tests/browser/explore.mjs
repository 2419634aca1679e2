// What the tests of the explore page share: the demonstration, one with a search that knows the titles, and what they ask.

import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { browser, build, host, root } from './support.mjs';

export let folder, site, searched, chromium, all;

before(async () => {
  folder = build();
  site = await host(folder);
  searched = await host(build({ site: another({ search: true }), baseUrl: 'https://example.org/funded/' }), '/funded/');
  chromium = await browser();
  all = JSON.parse(readFileSync(join(folder, 'projects/projects.json'), 'utf8')).projects;
});
after(async () => {
  await chromium?.close();
  await site?.close();
  await searched?.close();
});

/** The demonstration in another language, with a search that knows the titles, or with an amount for each project. */
export function another({ search = false, amounts = false, language }) {
  const place = mkdtempSync(join(tmpdir(), 'loggia-explore-'));
  for (const name of ['content', 'themes']) cpSync(join(root, name), join(place, name), { recursive: true });
  const settings = join(place, 'content/site.toml');
  let text = readFileSync(settings, 'utf8');
  if (language) text = text.replace('language = "en-GB"', `language = "${language}"`);
  if (search) {
    text = text.replace('themes = ["gallery"]', 'themes = ["mine", "gallery"]');
    const theme = join(place, 'themes/mine');
    mkdirSync(join(theme, 'templates'), { recursive: true });
    mkdirSync(join(theme, 'static'));
    writeFileSync(join(theme, 'theme.toml'), 'name = "Mine"\n');
    writeFileSync(join(theme, 'templates/explore.html'),
      '{% extends "gallery/explore.html" %}{% block search_attributes %}data-search="{{ site.base }}search/"{% endblock search_attributes %}');
    writeFileSync(join(theme, 'static/search.js'), `
      export async function open(base) {
        const { projects } = await (await fetch(base + '../projects/projects.json')).json();
        return {
          async find(text) {
            await new Promise((done) => setTimeout(done, text.endsWith('slow') ? 600 : 10));
            const words = text.replace('slow', '').trim().toLowerCase();
            const hits = projects.filter(({ title }) => title.toLowerCase().includes(words));
            return new Map(hits.map(({ id, title }) => [id, 1 / title.length]));
          },
        };
      }`);
  }
  writeFileSync(settings, text);
  const projects = join(place, 'content/projects');
  for (const [at, name] of amounts ? readdirSync(projects).filter((name) => name !== 'index.md').entries() : []) {
    const own = readFileSync(join(projects, name), 'utf8').replace(/^(amount|amount_up_to|currency) = .*\n/gm, '');
    writeFileSync(join(projects, name), own.replace('+++', `+++\namount = ${1000 + ((at * 37) % 100)}\ncurrency = "USD"`));
  }
  return place;
}

export async function open(address, { host: at = site, ready = true, ...options } = {}) {
  const context = await chromium.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  const complaints = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(at.address + address);
  if (ready) await settled(page);
  return { page, context, complaints, close: () => context.close() };
}

/** What was asked for is shown. */
export const settled = (page) => page.locator('#explore-list[aria-busy="false"]').waitFor({ state: 'attached' });
export const titles = (page) => page.locator('.card-title a, .explore-table tbody th a').allTextContents();
export const box = (page, field, id) => page.locator(`[data-field="${field}"] input[value="${id}"]`);
export const has = (project, field, ids) =>
  project.facets.find((facet) => facet.field === field).terms.some(({ id }) => ids.includes(id));
export const search = (page) => new URL(page.url()).search;
export const found = async (page) => Number.parseInt(await page.locator('#explore-count').textContent(), 10);

/** Changes a filter and waits until its results are shown. */
export async function choose(page, field, id) {
  await box(page, field, id).click();
  await settled(page);
}
