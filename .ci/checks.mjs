// What the checks of pages share: what they are called with, and how they tell what holds.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

/** The program that makes the pages, and the folder below which they are made; its `node_modules` has what a check needs. */
export const [program, folder] = [resolve(process.argv[2]), resolve(process.argv[3])];
export const needed = createRequire(`${folder}/`);
const axe = readFileSync(`${folder}/node_modules/axe-core/axe.min.js`, "utf8");

const failures = [];
export const check = (name, good, found = "") => {
  console.log(`${good ? "holds " : "FAILS "} ${name}${found === "" ? "" : `: ${found}`}`);
  if (!good) failures.push(name);
};

/** Ends the check, with what it came to. */
export const end = (told) => {
  console.log(failures.length ? `${failures.length} fail` : told);
  process.exit(failures.length ? 1 : 0);
};

export const run = (...words) => execFileSync(program, words, { stdio: ["ignore", "pipe", "ignore"] });
export const url = (path) => pathToFileURL(path).href;

/** Asks a checker of HTML about pages. */
export const check_html = (paths, told) => {
  for (const path of paths) {
    let said = "";
    try {
      execFileSync("java", ["-jar", `${folder}/node_modules/vnu-jar/build/dist/vnu.jar`, "--errors-only", path], { stdio: "pipe" });
    } catch (error) {
      said = error.stderr.toString();
    }
    const errors = said.split("\n").filter((line) => line.includes(": error:") || line.includes(" error: "));
    check(`vnu finds no error in ${told(path)}`, existsSync(path) && errors.length === 0 && !said.includes("Exception"), errors.slice(0, 3).join(" | "));
  }
};

/** Asks a checker of accessibility about a page; at least so many of its rules must have found something to hold. */
export const check_access = async (tab, name, least = 20) => {
  await tab.evaluate(axe);
  const found = await tab.evaluate(() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
  check(`axe, ${name}`, found.violations.length === 0 && found.passes.length > least, found.violations.map((it) => `${it.id} ${it.nodes.length}`).join(" | "));
};
