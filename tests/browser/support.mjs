// What the browser tests share: a built site, a static server on this machine, and Chromium.

import { execFileSync } from 'node:child_process';
import { createServer } from 'node:http';
import { gzipSync } from 'node:zlib';
import { mkdtempSync, readFileSync, readdirSync, statSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
export const loggia = join(process.env.CARGO_TARGET_DIR ?? join(root, 'target'), 'release', 'loggia');

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.xml': 'application/xml',
  '.txt': 'text/plain; charset=utf-8',
  '.json': 'application/json',
};

/** Builds the demonstration (or another site) and gives the folder it went to. */
export function build({ site = root, baseUrl } = {}) {
  const output = join(mkdtempSync(join(tmpdir(), 'loggia-browser-')), 'site');
  const args = ['build', '--quiet', '--root', site, '--output', output];
  if (baseUrl) args.push('--base-url', baseUrl);
  execFileSync(loggia, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  return output;
}

/**
 * Serves a folder below a path, as a static host would: in parts where that is asked for, unless it can't. `sent` is told
 * the path and size of each answer. A slow one sends pages a few lines at a time, so that they are seen half-way.
 */
export async function host(folder, base = '/', { headers: more = {}, ranges = true, slow = false, sent = () => {} } = {}) {
  const server = createServer(async (request, response) => {
    let path = decodeURIComponent(new URL(request.url, 'http://host').pathname);
    const found = path.startsWith(base) && file(folder, path.slice(base.length));
    const body = found || join(folder, '404.html');
    const type = TYPES[extname(body)] ?? 'application/octet-stream';
    const headers = { 'content-type': type, ...more };
    let bytes = readFileSync(body);
    const range = ranges && found && /^bytes=(\d+)-(\d+)$/.exec(request.headers.range);
    if (range) {
      const [from, to] = [Number(range[1]), Math.min(Number(range[2]), bytes.length - 1)];
      headers['content-range'] = `bytes ${from}-${to}/${bytes.length}`;
      sent(path, to + 1 - from);
      response.writeHead(206, headers);
      return response.end(bytes.subarray(from, to + 1));
    }
    if (slow && type.startsWith('text/html')) {
      response.writeHead(found ? 200 : 404, headers);
      for (const piece of bytes.toString().match(/(?:.*\n){1,4}|.+$/g)) {
        response.write(piece);
        await new Promise((done) => setTimeout(done, 4));
      }
      return response.end();
    }
    // As every static host does with texts.
    if (/text|xml|json/.test(type) && request.headers['accept-encoding']?.includes('gzip')) {
      headers['content-encoding'] = 'gzip';
      bytes = gzipSync(bytes);
    }
    sent(path, bytes.length);
    response.writeHead(found ? 200 : 404, headers);
    response.end(bytes);
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return { address: `http://127.0.0.1:${server.address().port}`, close: () => new Promise((done) => server.close(done)) };
}

function file(folder, path) {
  let full = join(folder, path);
  if (existsSync(full) && statSync(full).isDirectory()) full = join(full, 'index.html');
  return existsSync(full) && full.startsWith(folder) ? full : undefined;
}

/** Every file below a folder, as paths within it. */
export function files(folder, inner = '') {
  return readdirSync(join(folder, inner), { withFileTypes: true }).flatMap((entry) => {
    const path = inner ? `${inner}/${entry.name}` : entry.name;
    if (entry.name === '.loggia') return [];
    return entry.isDirectory() ? files(folder, path) : [path];
  });
}

export function browser(more = []) {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync', ...more],
  });
}

/** One page of each kind in the demonstration. */
export const KINDS = {
  home: '/',
  'all projects': '/projects/',
  'second page of a list': '/projects/page/2/',
  project: '/projects/disrupting-harm-innocenti/',
  'project with an amount': '/projects/thorn-ai-classifiers/',
  regions: '/regions/',
  region: '/regions/east-asia-and-pacific/',
  countries: '/countries/',
  country: '/countries/kenya/',
  map: '/map/',
  explore: '/explore/',
  rounds: '/rounds/',
  round: '/rounds/disrupting-harm/',
  themes: '/themes/',
  theme: '/themes/industry/',
  grantees: '/grantees/',
  grantee: '/grantees/interpol/',
  'standing page': '/data-and-sources/',
  'not found': '/no-such-page/',
};
