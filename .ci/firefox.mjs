// The pages in Firefox: page.mjs asks more of them, but all of it of one engine.
// firefox.mjs PROGRAM FOLDER: PROGRAM makes pages below FOLDER; FOLDER/node_modules has puppeteer-core, axe-core.
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { check, check_access, end, folder, needed, run, url } from "./checks.mjs";

const puppeteer = needed("puppeteer-core");
const wait = (time) => new Promise((done) => setTimeout(done, time));

const [out, saved] = [`${folder}/firefox`, `${folder}/firefox/saved`];
rmSync(out, { recursive: true, force: true });
mkdirSync(saved, { recursive: true });
run("report", "generate", "--format", "html", "--out", `${out}/own`);
run("report", "generate", "--format", "html", "--out", `${out}/tiny`, "--data", "tests/fixtures/tiny", "--reports", "tests/fixtures/tiny/reports");
const over = `${out}/own/index.html`;
const pages = [
  { name: "carts", path: `${out}/tiny/carts/index.html`, search: "promised" },
  { name: "five-sources", path: `${out}/own/five-sources/index.html`, search: "aircraft" },
];
const embeds = pages.map(({ path }) => `${dirname(path)}/embed`).flatMap((all) => readdirSync(all).map((one) => `${all}/${one}`));

// Day and night are a setting of the whole browser: a page of Firefox cannot be given its own.
const launch = (night) => puppeteer.launch({
  browser: "firefox",
  executablePath: process.env.FIREFOX || "/usr/bin/firefox-esr",
  extraPrefsFirefox: {
    "layout.css.prefers-color-scheme.content-override": night ? 0 : 1,
    "browser.download.folderList": 2,
    "browser.download.dir": saved,
    "browser.download.always_ask_before_handling_new_types": false,
  },
});
const browsers = { light: await launch(false), dark: await launch(true) };
// Whatever ends this ends them.
process.on("exit", () => { for (const one of Object.values(browsers)) one.process()?.kill("SIGKILL"); });

/** Runs in the page before anything of it: keeps what is blocked, what does not load, and what moves where a reader sees it. */
const watch = () => {
  window.wrong = [];
  window.moved = [];
  addEventListener("securitypolicyviolation", (event) => wrong.push(`${event.violatedDirective} ${event.blockedURI}`), true);
  addEventListener("error", (event) => wrong.push(event.message || `not loaded: ${event.target.src || event.target.href}`), true);
  let before = new Map();
  // Firefox lays out the first frame before it has decoded the fonts that stand in the page; what moves when they come is not the page's doing.
  document.fonts.addEventListener("loadingdone", () => { before = new Map(); });
  const look = () => {
    if (document.fonts.status !== "loaded") before = new Map();
    const now = new Map();
    for (const part of document.querySelectorAll("h1, h2, h3, p, li, figure, table, details, iframe")) {
      const { top, left, width } = part.getBoundingClientRect();
      if (top >= innerHeight || !width) continue;
      now.set(part, [top, left]);
      const was = before.get(part);
      if (was && Math.abs(was[0] - top) + Math.abs(was[1] - left) > 1) moved.push(`${part.localName} ${part.textContent.trim().slice(0, 20)}`);
    }
    before = now;
    if (performance.now() < 3000) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
};

/** Opens a page and keeps what it says and asks for. */
const open = async (path, scheme, width, name = "") => {
  const tab = await browsers[scheme].newPage();
  const [told, asked] = [[], []];
  tab.on("console", (message) => told.push(message.text()));
  tab.on("pageerror", (error) => told.push(error.message));
  tab.on("dialog", (dialog) => { told.push(`dialog ${dialog.message()}`); dialog.dismiss(); });
  tab.on("request", (request) => asked.push(request.url()));
  await tab.setViewport({ width, height: 900 });
  await tab.evaluateOnNewDocument(watch);
  await tab.goto(url(path));
  await tab.evaluate(async () => { await document.fonts.ready; });
  /** What is wrong with what the page has said and asked for until now. */
  const silent = async () => {
    const wrong = [...told, ...(await tab.evaluate(() => wrong))];
    check(`nothing on the console, ${name}`, wrong.length === 0, wrong.slice(0, 3).join(" | "));
    const foreign = asked.filter((one) => !/^(file|data|blob|about):/.test(one));
    check(`nothing asked of a network, ${name}`, foreign.length === 0, foreign.slice(0, 3).join(" | "));
  };
  return { tab, silent };
};
const accessible = async (tab, name) => {
  await check_access(tab, `${name}`, 10);
};

/** How many colours a picture has: one, if nothing is drawn. */
const colours = async (bytes) => {
  const tab = await browsers.light.newPage();
  const found = await tab.evaluate(async (address) => {
    const image = new Image();
    image.src = address;
    try { await image.decode(); } catch { return 0; }
    const paper = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height }).getContext("2d");
    paper.drawImage(image, 0, 0);
    return new Set(new Uint32Array(paper.getImageData(0, 0, image.width, image.height).data.buffer)).size;
  }, `data:image/png;base64,${bytes.toString("base64")}`);
  await tab.close();
  return found;
};

// Every page at every width, by day and by night.
const all = [...pages, { name: "the page over reports", path: over }, { name: "an embedded chart", path: embeds[0] }, { name: "another", path: embeds[1] }];
for (const scheme of ["light", "dark"]) {
  for (const { name, path } of all) {
    for (const width of [320, 375, 768, 1280, 1440]) {
      const where = `${name}, ${scheme} ${width}`;
      const { tab, silent } = await open(path, scheme, width, where);
      const { wide, room, ground } = await tab.evaluate(() => ({ wide: document.documentElement.scrollWidth, room: document.documentElement.clientWidth, ground: getComputedStyle(document.body).backgroundColor }));
      check(`no wider than the window, ${where}`, wide <= room && room > width - 30, `${wide} of ${room}`);
      const table = await tab.evaluate(() => { const box = document.querySelector("#explorer .scroll"); return box && [box.scrollWidth, box.clientWidth]; });
      if (table) check(`the table of figures is no wider than its place, ${where}`, table[0] <= table[1], table.join(" of "));
      check(`by day and by night, ${where}`, ground === (scheme === "dark" ? "rgb(24, 26, 31)" : "rgb(255, 255, 255)"), ground);
      const drawings = await tab.evaluate(() => [...document.querySelectorAll("figure.chart")].map((chart) =>
        [...chart.querySelectorAll(".drawing svg")].map((drawing) => drawing.getBoundingClientRect()).filter(({ width, height }) => width > 200 && height > 50).length));
      check(`every chart has one drawing, ${where}`, drawings.length > 0 && drawings.every((one) => one === 1), drawings.join(" "));
      if (width === 375 || width === 1280) await accessible(tab, where);
      else {
        await wait(300);
        const moved = await tab.evaluate(() => moved);
        check(`nothing moves while it loads, ${where}`, moved.length === 0, moved.slice(0, 3).join(" | "));
      }
      await silent();
      await tab.close();
    }
  }
}

for (const { name, path, search } of pages) {
  const { tab, silent } = await open(path, "light", 1280, `${name}, after all that`);
  const shown = () => tab.$eval("#count", (count) => Number(count.textContent.split(" of ")[0].replace(",", "")));
  /** Whether the rows for one quantity, and no others, stand below its head; and how many there are. */
  const groups = () => tab.evaluate(() => {
    const { quantities } = JSON.parse(document.getElementById("data").textContent);
    const by_figure = new Map(quantities.flatMap((of) => of.figures.map((figure) => [`figure-${figure.id}`, of])));
    const found = [...document.querySelectorAll("#table tbody")].map((body) => {
      const [head, ...rows] = [...body.rows];
      const of = rows.map((row) => by_figure.get(row.id));
      return { rows: rows.length, quantity: of[0]?.id, sound: head.className === "group" && of.length > 0 && of.every((one) => one === of[0]) };
    });
    return { rows: found.reduce((sum, one) => sum + one.rows, 0), sound: found.length > 0 && found.every((one) => one.sound) && new Set(found.map((one) => one.quantity)).size === found.length };
  });
  const before = await shown();
  check(`figures stand in groups, ${name}`, (await groups()).sound && before > 1, before);
  await tab.type("input[type=search]", search);
  const [narrowed, left] = [await shown(), await groups()];
  check(`typing narrows them, ${name}`, narrowed > 0 && narrowed < before, narrowed);
  check(`and leaves the groups, ${name}`, left.sound && left.rows === narrowed, left.rows);
  check(`it stands in the address, ${name}`, tab.url().includes(`q=${search}`), tab.url().split("#")[1]);

  // A mark and what is behind it, by hand and by the keyboard.
  // Charts are made ready when the browser has time.
  await tab.waitForFunction(() => [...document.querySelectorAll(".drawing svg")].every((drawing) => drawing.getAttribute("role") === "group" || !drawing.querySelector(".mark")));
  const mark = await tab.evaluateHandle(() => [...document.querySelectorAll(".drawing.wide .mark[data-figures]")].findLast((mark) => {
    mark.scrollIntoView({ block: "start", behavior: "instant" });
    return [...mark.querySelectorAll("rect, circle, text")].some((shape) => {
      const { left, top, width, height } = shape.getBoundingClientRect();
      window.point = [left + width / 2, top + height / 2];
      return Math.min(width, height) > 4 && document.elementFromPoint(...point)?.closest(".mark") === mark;
    });
  }));
  const place = () => tab.evaluate(() => scrollY);
  // Firefox rounds where it scrolls to.
  const stays = async (from) => from > 0 && Math.abs((await place()) - from) <= 1;
  const card = () => tab.$eval("#card", (card) => card.open && card.getBoundingClientRect().height > 50 && card.querySelector("blockquote").textContent.length > 2);
  const stood = await place();
  await tab.mouse.move(...(await tab.evaluate(() => point)));
  check(`a mark tells of its figure, ${name}`, await tab.$eval("#tip", (tip) => tip.getClientRects().length === 1 && tip.textContent.length > 10));
  await tab.mouse.click(...(await tab.evaluate(() => point)));
  check(`a click opens its card, and the reader stays, ${name}`, (await card()) && (await stays(stood)), `${stood} and ${await place()}`);
  await tab.keyboard.press("Escape");
  await wait(100);
  check(`Escape closes it, and the reader stays, ${name}`, !(await card()) && (await stays(stood)), `${stood} and ${await place()}`);
  await mark.evaluate((mark) => mark.focus());
  const stands = await place();
  await tab.keyboard.press("Enter");
  check(`Enter opens it, and the reader stays, ${name}`, (await card()) && (await stays(stands)), `${stands} and ${await place()}`);
  await tab.keyboard.press("Escape");
  await wait(100);
  check(`Escape leads back to the mark, ${name}`, !(await card()) && (await stays(stands)) && (await mark.evaluate((mark) => document.activeElement === mark)), `${stands} and ${await place()}`);

  // What can be taken along.
  const chart = await tab.$("figure.chart");
  const id = await chart.evaluate((chart) => chart.id.slice("chart-".length));
  await chart.$eval(".take summary", (summary) => summary.click());
  await chart.waitForSelector(".take .row");
  for (const [button, file, sound] of [
    ["Save SVG", `${id}.svg`, (bytes) => bytes.includes("<title>") && bytes.includes("@font-face") && !bytes.includes("var(--")],
    ["Save PNG", `${id}.png`, async (bytes) => (await colours(bytes)) > 20],
    ["Save CSV", `${id}.csv`, (bytes) => bytes.toString().startsWith('"id","label"') && bytes.toString().split("\r\n").length > 2],
  ]) {
    await chart.$$eval("button", (buttons, said) => buttons.find((one) => one.textContent === said)?.click(), button);
    // Firefox has an empty file of the name at once, and beside it the part that is there.
    const whole = () => existsSync(`${saved}/${file}`) && readFileSync(`${saved}/${file}`).length > 0 && !readdirSync(saved).some((one) => one.endsWith(".part"));
    for (let turn = 0; turn < 50 && !whole(); turn++) await wait(100);
    const bytes = whole() ? readFileSync(`${saved}/${file}`) : Buffer.alloc(0);
    check(`${button.toLowerCase()}, ${name}`, await sound(bytes), bytes.length);
  }

  // What is typed above is chosen yet. Of all figures nothing is printed unless some are.
  const paper = async () => (await tab.pdf({ preferCSSPageSize: true })).length;
  const chosen = await paper();
  await tab.$$eval("#controls button", (buttons) => buttons.find((one) => one.textContent === "Clear").click());
  const story = await paper();
  check(`it prints, without all figures, ${name}`, story > 20_000 && story < chosen, `${story} and ${chosen} bytes`);
  check(`and is whole after that, ${name}`, (await shown()) === before && (await tab.$eval("#table", (table) => table.getBoundingClientRect().height)) > 100);
  await silent();
  await tab.close();
}

// A chart within the page of another.
for (const [number, embed] of embeds.entries()) {
  const host = `${out}/host-${number}.html`;
  writeFileSync(host, `<!doctype html><html lang="en"><title>Host</title><h1>Host</h1><iframe src="${url(embed)}" title="A chart" width="850" height="600"></iframe>`);
  const name = embed.slice(out.length + 1);
  const { tab, silent } = await open(host, "light", 1280, `around ${name}`);
  const frame = tab.frames().find((one) => one.url() === url(embed));
  const seen = await frame?.evaluate(() => [...document.querySelectorAll(".drawing svg")].map((drawing) => drawing.getBoundingClientRect()).filter((box) => box.width > 200 && box.height > 50).length);
  check(`it is shown in a frame, ${name}`, seen === 1, seen);
  check(`no wider than that, ${name}`, (await frame?.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)) === true);
  await silent();
  await tab.close();
}

// From the page over reports to the reports, and to their charts.
{
  const { tab } = await open(over, "light", 1280);
  const links = await tab.$$eval("main a", (all) => all.map((link) => link.href));
  const dead = links.filter((link) => {
    const [path, id] = link.split("#");
    return !existsSync(fileURLToPath(path)) || (id && !readFileSync(fileURLToPath(path), "utf8").includes(`id="${id}"`));
  });
  check("links of the page over reports lead somewhere", links.length > 4 && dead.length === 0, [links.length, ...dead].join(" | "));
  for (const link of [links[0], links.find((one) => one.includes("#chart-"))]) {
    await tab.goto(url(over));
    await tab.$$eval("main a", (all, link) => all.find((one) => one.href === link)?.click(), link);
    const there = async () => tab.url() === link && (await tab.evaluate(() => document.readyState).catch(() => "")) === "complete";
    for (let turn = 0; turn < 50 && !(await there()); turn++) await wait(100);
    const at = await tab.evaluate(() => (location.hash ? document.getElementById(location.hash.slice(1)) : document.body)?.getBoundingClientRect().top);
    check("one that is followed does", tab.url() === link && Math.abs(at) < 450, `${link?.split("/own/")[1]}, ${Math.round(at)} px from the top`);
  }
  await tab.close();
}

await Promise.all(Object.values(browsers).map((one) => one.close()));
end("the pages hold in Firefox");
