// The reports in every language: no word of English is left in the others but names and what works say, a search takes either
// writing of a language, and the pages hold before a checker of HTML and one of accessibility.
// languages.mjs PROGRAM FOLDER: PROGRAM makes pages below FOLDER; FOLDER/node_modules has playwright-core, axe-core, vnu-jar.
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { check, check_access, check_html, end, folder, needed, run, url } from "./checks.mjs";

const { chromium } = needed("playwright-core");
const out = `${folder}/languages`;
rmSync(out, { recursive: true, force: true });
mkdirSync(`${out}/broken`, { recursive: true });
run("report", "generate", "--lang", "all", "--format", "html,md,svg", "--out", `${out}/all`);
// A message that is lost, as a reader would see it: the check has to find it on the page and in the Markdown.
for (const lang of ["ru", "zh"]) writeFileSync(`${out}/broken/${lang}.ftl`, "page-figures = All figures\nmade-with = Made with sinosov { $version }.\n");
for (const lang of ["ru", "zh"]) run("report", "generate", "five-sources", "--lang", lang, "--lang-dir", `${out}/broken`, "--format", "html,md", "--out", `${out}/lost/${lang}`);
const reports = ["sino-soviet", "five-sources"];
const page = (report, lang) => `${out}/all/${report}/index.${lang}.html`;

// Formats, keys, makers and two works without a translation have names of their own, and the dataset, too.
const NAMES = ["sinosov", "The sinosov authors", "BibTeX", "Natural Earth", "JavaScript", "Noto", "Ibiblio", "Correlates of War", "Home", "End", "Enter"];

/** What is English in some texts: runs of words in Latin letters that are no name. Quotations are the words of works. */
const english = (texts, names) => {
  const known = new Set(names);
  const all = names.join("\n");
  const found = new Map();
  for (const text of texts) {
    const own = text.replace(/«[^»]*»|“[^”]*”|《[^》]*》|「[^」]*」/g, " ; ").replace(/\b[\w.-]+\.[a-z]{2,}(\/\S*)?/g, " ; ").replace(/https?:\S+/g, " ; ")
      .replace(/(?=[a-z0-9-]*\d)\b[a-z0-9]+(-[a-z0-9]+)+\b|\b[0-9a-f]{8}([0-9a-f]{56})?\b|伊-\d+bis/g, " ; ");
    for (const [run] of own.matchAll(/\p{Script=Latin}[\p{Script=Latin}\p{M}'’-]*(?:[ \u00a0]\p{Script=Latin}[\p{Script=Latin}\p{M}'’-]*)*/gu)) {
      // Signs of units, types of aircraft, initials: a word of English has three letters that are not all capitals.
      if (!/\p{Ll}/u.test(run) || !/\p{L}{3}/u.test(run) || known.has(run) || all.includes(run)) continue;
      found.set(run, text.trim().slice(0, 80));
    }
  }
  return found;
};

/** In the page: every text that its readers see or hear in the language of the page, and the names that its data have. */
const told = () => {
  const lang = document.documentElement.lang;
  const texts = [];
  const of = (node) => (node.closest("[lang]")?.lang ?? lang) === lang && !node.closest("script, style, cite, code, kbd, noscript");
  const listen = (part) => {
    const walk = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      if (node.textContent.trim() && of(node.parentElement)) texts.push(node.textContent);
    }
    for (const name of ["aria-label", "title", "alt", "placeholder"]) {
      for (const node of part.querySelectorAll(`[${name}]`)) if (of(node)) texts.push(node.getAttribute(name));
    }
  };
  listen(document.body);
  // What is for readers without scripts is text to those with them.
  for (const part of document.querySelectorAll("noscript")) listen(new DOMParser().parseFromString(part.textContent, "text/html").body);
  texts.push(document.title, ...[...document.querySelectorAll("meta[name=description], meta[property^='og:']")].map((node) => node.content));
  const data = document.getElementById("data");
  const names = [];
  if (data) {
    const { quantities, works, words } = JSON.parse(data.textContent);
    for (const of of quantities) {
      if (!of.lang) texts.push(of.label);
      texts.push(of.category, of.provider, of.recipient, of.stage, of.when.period, of.worth.number, of.worth.told);
      for (const one of of.figures) texts.push(one.number, one.locator, one.place ?? "", one.when?.period ?? "", ...(one.notes ?? []).filter((note) => typeof note === "string"));
    }
    texts.push(...Object.values(words).flatMap((form) => (typeof form === "string" ? [form] : Object.entries(form).filter(([key]) => key !== "lang").map(([, said]) => said))).map((said) => said.replace(/\{[^}]*\}/g, "…")));
    for (const work of Object.values(works)) names.push(work.source, work.bibtex.replace(/[{}]/g, ""));
  }
  names.push(...[...document.querySelectorAll("[id^=work-]")].map((node) => node.textContent));
  return { texts, names };
};

/** The texts of a chart that is a file of its own. */
const told_by = (svg) => new DOMParser().parseFromString(svg, "image/svg+xml").querySelectorAll("text, title, desc").values().map((node) => node.textContent).toArray();

/** How many of some texts are in each script, or in none. */
const scripts = (texts) => {
  const counts = { Han: 0, Cyrillic: 0, Latin: 0, none: 0 };
  for (const text of texts) counts[Object.keys(counts).find((script) => script === "none" || new RegExp(`\\p{Script=${script}}`, "u").test(text))] += 1;
  return Object.entries(counts).map(([script, count]) => `${count} ${script}`).join(", ");
};

/** The texts of Markdown: without addresses, code and the list of works, which is its last part: titles are names. */
const told_in = (markdown) => {
  const parts = markdown.split(/^(?=## )/m);
  const works = parts.pop();
  const made = works.slice(works.lastIndexOf("\n---\n"));
  return [...parts, made].join("\n").replace(/```[\s\S]*?```/g, "").replace(/`[^`]*`/g, "").replace(/<[^>]*>/g, " ").replace(/\]\([^)]*\)/g, "]")
    .split("\n").map((line) => line.replace(/[*_\\]/g, ""));
};

check_html(reports.flatMap((report) => ["ru", "zh"].map((lang) => page(report, lang))), (path) => path.slice(out.length));
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox"] });
const open = async (path, options = {}) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, bypassCSP: true, ...options });
  const tab = await context.newPage();
  const said = [];
  tab.on("console", (message) => said.push(message.text()));
  tab.on("pageerror", (error) => said.push(error.message));
  await tab.goto(url(path));
  return { context, tab, said };
};
const first = (found) => [...found].slice(0, 8).map(([run, text]) => `${run} (${text})`).join(" | ");

for (const lang of ["ru", "zh"]) {
  for (const report of reports) {
    const { context, tab, said } = await open(page(report, lang));
    check(`nothing on the console, ${report} ${lang}`, said.length === 0, said.join(" | "));
    const { texts, names } = await tab.evaluate(told);
    const all = [...NAMES, ...names];
    const found = english(texts, all);
    check(`no English in the page, ${report} ${lang}`, texts.length > 500 && found.size === 0, `${texts.length} texts: ${scripts(texts)}${found.size ? `; ${found.size}: ${first(found)}` : ""}`);
    const charts = `${out}/all/${report}/charts`;
    const drawn = [];
    for (const name of readdirSync(charts).filter((name) => name.endsWith(`.${lang}.svg`))) drawn.push(...await tab.evaluate(told_by, readFileSync(`${charts}/${name}`, "utf8")));
    const in_charts = english(drawn, all);
    check(`none in the charts, ${report} ${lang}`, drawn.length > 500 && in_charts.size === 0, `${drawn.length} texts: ${scripts(drawn)}${in_charts.size ? `; ${in_charts.size}: ${first(in_charts)}` : ""}`);
    const markdown = told_in(readFileSync(`${out}/all/${report}/report.${lang}.md`, "utf8"));
    const in_markdown = english(markdown, all);
    check(`none in the Markdown, ${report} ${lang}`, markdown.length > 50 && in_markdown.size === 0, `${markdown.length} lines${in_markdown.size ? `, ${in_markdown.size}: ${first(in_markdown)}` : ""}`);
    for (const other of ["en", "ru", "zh"].filter((it) => it !== lang)) {
      const linked = await tab.evaluate((other) => [...document.querySelectorAll(`a[hreflang="${other}"], link[hreflang="${other}"]`)].map((link) => link.getAttribute("href")), other);
      const wanted = other === "en" ? "index.html" : `index.${other}.html`;
      check(`${report} ${lang} leads to ${other}`, linked.length > 0 && linked.every((href) => href.endsWith(wanted)), linked.join(" "));
    }
    await context.close();
    for (const [scheme, width] of [["light", 1280], ["dark", 375]]) {
      const { context, tab } = await open(page(report, lang), { colorScheme: scheme, viewport: { width, height: 900 } });
      check(`no wider than the window, ${report} ${lang} ${width}`, await tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
      await check_access(tab, `${report} ${lang} ${scheme} ${width}`);
      await context.close();
    }
  }
  {
    const { context, tab } = await open(`${out}/lost/${lang}/five-sources/index.html`);
    const { texts, names } = await tab.evaluate(told);
    const [found, in_markdown] = [english(texts, [...NAMES, ...names]), english(told_in(readFileSync(`${out}/lost/${lang}/five-sources/report.md`, "utf8")), NAMES)];
    check(`a lost message is found, ${lang}`, found.has("All figures") && in_markdown.has("Made with sinosov"), [...found.keys(), ...in_markdown.keys()].join(", "));
    await context.close();
  }
}

// What a reader types is found however the language may be written.
const pairs = [["飛機", "飞机"], ["самолёт", "самолет"], ["САМОЛЁТ", "самолёт"], ["蘇聯", "苏联"]];
for (const lang of ["en", "ru", "zh"]) {
  const { context, tab } = await open(lang === "en" ? page("sino-soviet", "x").replace(".x.", ".") : page("sino-soviet", lang));
  const found = async (wanted) => {
    await tab.locator("input[type=search]").first().fill(wanted);
    await tab.waitForTimeout(150);
    return tab.evaluate((wanted) => document.getElementById("count").textContent.replace(wanted, ""), wanted);
  };
  const none = await found("qqqq");
  for (const [one, other] of pairs) {
    const [first, second] = [await found(one), await found(other)];
    check(`${one} finds what ${other} finds, ${lang}`, first === second && first !== none, `${first} / ${second}`);
  }
  await context.close();
}

await browser.close();
end("every language holds");
