// Measures the preview: from writing a file to the event, and to the changed page over HTTP.
//
//   node tests/bench/latency.mjs target/release/loggia 10000
//
// It makes a site of that many projects from the demo's (with other titles and slugs) in a temporary folder,
// starts `loggia serve` on it, changes one file again and again, and says how long it took.

import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import http from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const [binary = "target/release/loggia", wanted = "10000", rounds = "20"] = process.argv.slice(2);
const project = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const root = mkdtempSync(join(tmpdir(), "loggia-latency-"));
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

function makeSite(count) {
  cpSync(join(project, "content"), join(root, "content"), { recursive: true });
  cpSync(join(project, "themes"), join(root, "themes"), { recursive: true });
  const folder = join(root, "content/projects");
  const originals = readdirSync(folder).filter((name) => name.endsWith(".md") && name !== "index.md");
  // The programme has some hundred grantees however many projects it has.
  for (let number = originals.length; number < count; number++) {
    const text = readFileSync(join(folder, originals[number % originals.length]), "utf8")
      .replace(/^title = "(.*)"$/m, (_, title) => `title = "${title}, part ${number}"`)
      .replace(/^grantee = "(.*)"$/m, (_, grantee) => `grantee = "${grantee} ${number % 5}"`)
      .replace(/^featured = true$/m, "")
      .replace(/^aliases = .*$/m, "");
    writeFileSync(join(folder, `project-${number}.md`), text);
  }
}

function fetchText(path) {
  return new Promise((resolve, reject) => {
    const request = http.get({ host: "127.0.0.1", port, path, agent }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (part) => (text += part)).on("end", () => resolve(text));
    });
    request.on("error", reject);
  });
}

makeSite(Number(wanted));
const agent = new http.Agent({ keepAlive: true });
const child = spawn(binary, ["serve", "--root", root, "--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
let said = "";
child.stdout.on("data", (text) => (said += text));
const begun = performance.now();
while (!said.includes("Ctrl-C ends it")) await pause(10);
const port = Number(/127\.0\.0\.1:(\d+)/.exec(said)[1]);
console.log(`${wanted} projects; the preview began after ${Math.round(performance.now() - begun)} ms`);

let heard = () => {};
http.get({ host: "127.0.0.1", port, path: "/__loggia/events" }, (response) => {
  let rest = "";
  response.setEncoding("utf8").on("data", (text) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop();
    for (const line of lines) if (line.startsWith("data: ")) heard(JSON.parse(line.slice(6)));
  });
});

/** Times of the event and of the page, over some rounds. */
async function measure(what, file, change, page, between) {
  const full = join(root, file);
  const times = [];
  for (let round = 0; round < Number(rounds); round++) {
    await pause(between);
    const mark = `Mark${round}x${Math.round(performance.now())}`;
    const text = change(readFileSync(full, "utf8"), mark);
    const next = new Promise((resolve) => {
      heard = (news) => {
        if (news.revision > revision) resolve(performance.now());
      };
    });
    const start = performance.now();
    writeFileSync(full, text);
    const event = (await next) - start;
    revision += 1;
    const there = (await fetchText(page)).includes(mark);
    times.push({ event, page: performance.now() - start, there });
  }
  const middle = (list) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)].toFixed(1);
  const most = (list) => Math.max(...list).toFixed(1);
  const events = times.map((time) => time.event);
  const pages = times.map((time) => time.page);
  const seen = times.every((time) => time.there) ? "" : "  (the page lacks the change)";
  console.log(
    `${what.padEnd(34)} event ${middle(events).padStart(6)} ms (at most ${most(events)}), ` +
      `page ${middle(pages).padStart(6)} ms (at most ${most(pages)})${seen}`,
  );
}

let revision = 1;
const body = (text, mark) => text.replace(/(Mark\w+ )?$/, `\n${mark} `);
const title = (text, mark) => text.replace(/^title = "(Mark\w+ )?/m, `title = "${mark} `);
const css = (text, mark) => `${text}/* ${mark} */\n`;
const template = (text, mark) => text.replace(/(<!-- Mark\w+ -->)?<\/body>/, `<!-- ${mark} --></body>`);
const md = "content/projects/unicef-ghana.md";
// While the full check is at rest, and while it runs.
const rest = Number(wanted) > 1000 ? 400 : 1500;
await pause(3000);
await measure("text of a page", md, body, "/projects/unicef-ghana/", rest);
await measure("title of a page", md, title, "/projects/unicef-ghana/", rest);
await measure("style sheet", "themes/gallery/static/gallery.css", css, "/static/gallery.css", rest);
await measure("template", "themes/gallery/templates/base.html", template, "/projects/unicef-ghana/", rest);
child.kill("SIGINT");
child.on("exit", () => {
  rmSync(root, { recursive: true });
  process.exit();
});
