"use strict";
// What the page adds where scripts run: search, filters, sorting and a card for every figure. Everything is made as text,
// nothing as markup. What marks.js and charts.js need of it is given to them at the end.
const page = (() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  // The language of the page, if it is one that the browser can read.
  const lang = (() => { try { return Intl.getCanonicalLocales(document.documentElement.lang)[0]; } catch { return undefined; } })();
  const grouped = (number) => number.toLocaleString(lang);
  const { compare } = new Intl.Collator(lang);
  // A message of the program with its values. Of several forms the count `n` chooses one; it is written in the place of `told`.
  const say = (id, values = {}) => {
    const form = data.words[id] ?? id;
    const text = typeof form === "string" ? form : form[new Intl.PluralRules(form.lang ?? lang).select(values.n)] ?? form.other ?? id;
    return text.replace(/\{([\w-]+)\}/g, (place, name) => (name === "told" ? grouped(values.n) : values[name] ?? place));
  };
  const listed = (texts) => texts.join(say("list-parted"));
  // What a figure does not say, its quantity says, and its work.
  const whole = (one, of) => {
    const { footnote, tier, language, source, bibtex } = data.works[one.work] ?? { footnote: ["", ""], tier: "", language: "", source: one.work, bibtex: "" };
    const { label, category, provider, recipient, stage } = of;
    const [low, high] = [one.low ?? one.value ?? null, one.high ?? one.value ?? null];
    return { label, category, provider, recipient, stage, unit: of.unit, ...of.when, notes: [], place: `${source}, ${one.locator}`, ...one, ...one.when,
      of, source, tier, language, bibtex, low, high, size: low ?? high ?? 0, footnote: footnote[0] + one.footnote + footnote[1] };
  };
  const figures = data.quantities.flatMap((of) => of.figures.map((one) => whole(one, of)));
  const byId = new Map(figures.map((figure) => [figure.id, figure]));
  const COLUMNS = ["label", "size", "start", "provider", "recipient", "stage", "source"];
  const table = document.getElementById("table");
  const SHOWN = 100;
  const noted = (note) => note.text ?? note;
  const text = (figure) => [figure.id, figure.label, figure.number, figure.stated, figure.source, figure.locator, figure.category,
    figure.provider, figure.recipient, figure.stage, figure.period, figure.footnote, ...figure.notes.map(noted)].join(" ");
  // What is typed has the dashes and apostrophes of a keyboard, and often no accents; nor is ё typed for what has it.
  // Chinese is typed in simplified or in traditional characters.
  const simple = new Map((data.variants ?? "").match(/../gu)?.map((pair) => [...pair]));
  const folded = (said) => said.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[‐-―−]/g, "-").replace(/[‘’]/g, "'")
    .replace(/[㐀-鿿]/g, (letter) => simple.get(letter) ?? letter).toLowerCase();
  // What can wait is done piece by piece where the browser has time, so that no reader waits for it.
  const idle = globalThis.requestIdleCallback ?? ((act) => setTimeout(() => act({ timeRemaining: () => 8 }), 16));
  const when_idle = (list, act) => {
    const rest = list[Symbol.iterator]();
    const go_on = (deadline) => {
      const until = performance.now() + Math.min(deadline.timeRemaining(), 25);
      do {
        const { value, done } = rest.next();
        if (done) return;
        act(value);
      } while (performance.now() < until);
      idle(go_on);
    };
    idle(go_on);
  };
  const searched = [];
  const said_of = (at) => (searched[at] ??= folded(text(figures[at])));
  when_idle(figures.keys(), said_of);
  const has = (at, wanted) => wanted.every((word) => said_of(at).includes(word));

  const make = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
      else element.setAttribute(key, value);
    }
    element.append(...children);
    return element;
  };

  // What is asked for stands behind the # of the address: #figures?q=guns&stage=delivered
  const FILTERS = { category: say("script-category"), provider: say("script-provider"), recipient: say("script-recipient"), stage: say("script-stage"),
    source: say("script-work"), tier: say("script-tier"), language: say("script-language") };
  const state = { q: "", from: "", to: "", sort: "", descending: "", ids: "", work: "" };
  for (const key of Object.keys(FILTERS)) state[key] = "";
  const read = () => {
    const query = new URLSearchParams(location.hash.split("?")[1] || "");
    for (const key of Object.keys(state)) state[key] = query.get(key) || "";
    if (!COLUMNS.includes(state.sort)) state.sort = "";
    for (const key of Object.keys(FILTERS)) if (!figures.some((figure) => figure[key] === state[key])) state[key] = "";
  };
  // A step of its own where the reader comes from elsewhere, so that the way back leads there.
  const write = () => {
    const query = new URLSearchParams(Object.entries(state).filter(([, value]) => value));
    const address = query.size ? `#figures?${query}` : "#figures";
    if (location.hash.startsWith("#figures")) history.replaceState(null, "", address);
    else history.pushState(null, "", address);
  };

  const save = (name, text, type) => {
    const address = URL.createObjectURL(text instanceof Blob ? text : new Blob([text], { type }));
    make("a", { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  };
  const FIELDS = ["id", "label", "number", "unit", "start", "end", "category", "provider", "recipient", "stage", "work", "source", "locator", "stated", "tier", "footnote"];
  // What begins like a formula is text in a spreadsheet, too.
  const cell = (said) => `"${String(said).replace(/^(?=[=+@\t\r-])/, "'").replace(/"/g, '""')}"`;
  const csv = (list) => `${[FIELDS, ...list.map((figure) => FIELDS.map((key) => figure[key]))].map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;

  const controls = document.getElementById("controls");
  const inputs = {};
  // On a telephone what filters unfolds: open, it would fill the window.
  const filters = make("details", { class: "filters" }, make("summary", {}, say("script-filters")));
  const fields = filters.appendChild(make("div"));
  const field = (key, name, control, kind = "") => {
    inputs[key] = control;
    control.addEventListener("input", () => { state[key] = control.value; state.ids = ""; state.work = ""; write(); show(); });
    (key === "q" ? controls : fields).append(make("label", kind ? { class: kind } : {}, name, control));
  };
  field("q", say("script-search"), make("input", { type: "search", autocomplete: "off" }), "search");
  controls.append(filters);
  for (const [key, name] of Object.entries(FILTERS)) {
    const values = [...new Set(figures.map((figure) => figure[key]))].filter(Boolean).sort(compare);
    field(key, name, make("select", {}, make("option", { value: "" }, say("script-all")), ...values.map((value) => make("option", { value }, value))));
  }
  field("from", say("script-from-year"), make("input", { inputmode: "numeric", maxlength: "4" }), "year");
  field("to", say("script-to-year"), make("input", { inputmode: "numeric", maxlength: "4" }), "year");
  const clear = make("button", { type: "button", onclick: () => { for (const key of Object.keys(state)) state[key] = ""; write(); fill(); show(); inputs.q.focus(); } }, say("script-clear"));
  const saved = make("button", { type: "button", onclick: () => save("figures.csv", csv(matches()), "text/csv") }, say("script-save-csv"));
  const columns = make("details", {}, make("summary", {}, say("script-columns")), make("fieldset", { "aria-label": say("script-columns") }, ...[...table.tHead.rows[0].cells].slice(1).map((cell, at) => {
    const box = make("input", { type: "checkbox", checked: "", onchange: () => table.classList.toggle(`no-${at + 2}`, !box.checked) });
    return make("label", {}, box, ` ${cell.textContent}`);
  })));
  const regroup = make("button", { type: "button", hidden: "", onclick: () => { state.sort = state.descending = ""; write(); show(); inputs.q.focus(); } }, say("script-group"));
  controls.append(clear, saved, regroup, columns);
  controls.hidden = false;
  const narrow = matchMedia("screen and (max-width: 46rem)");
  const fill = () => {
    for (const [key, control] of Object.entries(inputs)) control.value = state[key];
    filters.open = !narrow.matches || Object.keys(inputs).some((key) => key !== "q" && state[key]);
  };
  narrow.addEventListener("change", fill);

  const often = new Map();
  for (const { unit } of figures) often.set(unit, (often.get(unit) ?? 0) + 1);
  const matches = () => {
    const wanted = folded(state.q).split(/\s+/).filter(Boolean);
    const ids = state.ids ? new Set(state.ids.split(" ")) : null;
    const year = (said) => (/^\d{4}$/.test(said) ? said : "");
    const [from, to] = [year(state.from), year(state.to)];
    const keys = Object.keys(FILTERS).filter((key) => state[key]);
    const found = figures.filter((figure, at) => (!ids || ids.has(figure.id)) && (!state.work || figure.work === state.work) && keys.every((key) => figure[key] === state[key]) &&
      (!wanted.length || has(at, wanted)) &&
      (!from || !figure.end || figure.end.slice(0, 4) >= from) && (!to || !figure.start || figure.start.slice(0, 4) <= to) &&
      (!(from || to) || figure.start || figure.end));
    const order = state.sort;
    if (order) {
      const sign = state.descending ? -1 : 1;
      // Numbers compare within a unit; the unit of most figures comes first, whichever way the numbers run.
      const by_unit = (a, b) => often.get(b.unit) - often.get(a.unit) || compare(a.unit, b.unit);
      const in_order = order === "size" ? (a, b) => by_unit(a, b) || sign * (a.size - b.size) : (a, b) => sign * compare(a[order], b[order]);
      found.sort(in_order);
    }
    return found;
  };

  [...table.tHead.rows[0].cells].forEach((cell, at) => {
    const key = COLUMNS[at];
    const button = make("button", { type: "button", onclick: () => {
      state.descending = state.sort === key && !state.descending ? "1" : "";
      state.sort = key;
      write();
      show();
    } }, cell.textContent);
    cell.replaceChildren(button);
  });

  // Rows once made are kept, and so are the bodies of the table: one for each quantity with its head, and one for all rows where they are
  // sorted by a column, which parts those for one quantity. There a row is called by its quantity, else by the words of its work.
  const made = new Map();
  const kept = (key, build) => {
    if (!made.has(key)) made.set(key, build());
    return made.get(key);
  };
  // A text in another language than the page says in which it is.
  const in_its = (language, said) => (language ? make("span", { lang: language }, said) : said);
  const label_of = (figure) => in_its(figure.of.lang, figure.label);
  const cells = (...texts) => texts.map((said, at) => make("td", at ? {} : { class: "count" }, said));
  const row = (figure) => kept(figure, () => {
    const made = make("tr", { id: `figure-${figure.id}` },
      make("th", { scope: "row" }, make("button", { type: "button", onclick: () => card(figure) }, make("span", { class: "thing" }, label_of(figure)), make("span", { class: "stated", lang: figure.language }, say("script-quoted", { text: figure.stated })))),
      ...cells(figure.number, figure.period, figure.provider, figure.recipient, figure.stage, figure.place));
    // What the head of its quantity says, it does not say again.
    for (const at of figure.period === figure.of.when.period ? [2, 3, 4, 5] : [3, 4, 5]) made.cells[at].className = "of-group";
    return made;
  });
  const head = (figure) => {
    const { worth, when } = figure.of;
    return make("tr", { class: "group" }, make("th", { scope: "rowgroup" }, label_of(figure)), ...cells(worth.number, when.period, figure.provider, figure.recipient, figure.stage, worth.told));
  };
  const flat = make("tbody");
  /** What stands in a table for figures in their order, as bodies with their rows. */
  const bodies = (list) => {
    if (state.sort) return [[flat, list.map(row)]];
    const all = [];
    let last = null;
    for (const figure of list) {
      if (figure.of !== last) {
        const { body, top } = kept(figure.of, () => ({ body: make("tbody"), top: head(figure) }));
        all.push([body, [top]]);
        last = figure.of;
      }
      all.at(-1)[1].push(row(figure));
    }
    return all;
  };
  // What stays in its place is not made or laid out again: a key of a search takes away few rows.
  const settle = (parent, wanted) => {
    const staying = new Set(wanted);
    for (const old of [...parent.children]) if (!staying.has(old)) old.remove();
    let next = parent.firstElementChild;
    for (const one of wanted) {
      if (one === next) next = next.nextElementSibling;
      else parent.insertBefore(one, next);
    }
  };
  const count = document.getElementById("count");
  const more = document.getElementById("more");
  const show = (limit = SHOWN) => {
    const found = matches();
    // What is said of one quantity is not parted.
    let end = Math.min(limit, found.length);
    while (!state.sort && end > 0 && end < found.length && found[end].of === found[end - 1].of) end++;
    const shown = found.slice(0, end);
    const all = bodies(shown);
    settle(table, [table.tHead, ...all.map(([body]) => body)]);
    for (const [body, rows] of all) settle(body, rows);
    table.classList.toggle("by-quantity", !state.sort);
    regroup.hidden = !state.sort;
    const asked = Object.entries(FILTERS).filter(([key]) => state[key]).map(([key, name]) => say("script-asked", { name, value: state[key] }));
    if (state.q) asked.unshift(say("script-asked-words", { words: state.q }));
    if (state.from || state.to) asked.push(say("script-asked-years", { from: state.from || "…", to: state.to || "…" }));
    if (state.ids) asked.push(say("script-asked-mark"));
    if (state.work) asked.push(say("script-asked-work", { work: figures.find((figure) => figure.work === state.work)?.source ?? state.work }));
    let counted = say("script-count", { found: grouped(found.length), n: figures.length });
    if (asked.length) counted = say("script-count-asked", { count: counted, asked: listed(asked) });
    if (found.length > end) counted = say("script-count-shown", { count: counted, n: end });
    const column = state.sort && table.tHead.rows[0].cells[COLUMNS.indexOf(state.sort)].textContent.toLocaleLowerCase(lang);
    count.textContent = column ? say("script-count-sorted", { count: counted, column }) : counted;
    more.replaceChildren();
    if (found.length > end) {
      more.append(make("button", { type: "button", onclick: () => {
        show(end + 10 * SHOWN);
        row(found[end]).querySelector("button").focus();
      } }, say("script-show-more", { n: found.length })));
    }
    [...table.tHead.rows[0].cells].forEach((cell, at) => {
      if (state.sort === COLUMNS[at]) cell.setAttribute("aria-sort", state.descending ? "descending" : "ascending");
      else cell.removeAttribute("aria-sort");
    });
  };

  const dialog = document.getElementById("card");
  const copy = async (button, what) => {
    const name = button.textContent;
    try {
      await navigator.clipboard.writeText(what);
      button.textContent = say("script-copied");
    } catch {
      button.textContent = say("script-not-copied");
    }
    setTimeout(() => { button.textContent = name; }, 1500);
  };
  const SVG = "http://www.w3.org/2000/svg";
  const drawn = (name, attributes, ...children) => {
    const element = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };
  // A name as far as it has room; Chinese letters are as wide as two others.
  const shortened = (name, room) => {
    let used = 0;
    const end = [...name].findIndex((letter) => (used += letter >= "\u2e80" ? 2 : 1) > room);
    return end < 0 ? name : `${[...name].slice(0, end - 1).join("")}…`;
  };
  // The rival figures on one line each, from the least to the most that any of them can mean.
  const strip = (figure, rivals) => {
    const all = [figure, ...rivals].filter((one) => one.low !== null || one.high !== null).sort((a, b) => (a.low ?? a.high) - (b.low ?? b.high));
    if (all.length < 2) return [];
    const ends = all.flatMap((one) => [one.low, one.high]).filter((end) => end !== null);
    const [least, most] = [Math.min(...ends), Math.max(...ends)];
    const x = (end) => 200 + (most > least ? (170 * (end - least)) / (most - least) : 85);
    const line = (one, at) => {
      const y = 12 + 20 * at;
      const own = one === figure;
      const [from, to] = [x(one.low ?? one.high), x(one.high ?? one.low)];
      const name = shortened(one.source, 24);
      return [
        drawn("text", { x: 190, y: y + 4, "text-anchor": "end", "font-size": 12, fill: "currentColor", "font-weight": own ? 700 : 400 }, name),
        drawn("line", { x1: from, x2: to, y1: y, y2: y, stroke: "currentColor", "stroke-width": 3 }),
        ...(from === to ? [from] : [from, to]).map((end) => drawn("circle", { cx: end, cy: y, r: own ? 5 : 3.5, fill: own ? "var(--accent)" : "currentColor" })),
        drawn("text", { x: to + 10, y: y + 4, "font-size": 12, fill: "currentColor", "font-weight": own ? 700 : 400 }, one.number),
      ];
    };
    const numbers = listed(all.map((one) => say("script-work-says", { work: one.source, number: one.number })));
    const label = say("script-works-say", { n: all.length, numbers });
    return [drawn("svg", { viewBox: `0 0 520 ${20 * all.length + 6}`, role: "img", "aria-label": label }, ...all.flatMap(line))];
  };
  const STRIP = 12;
  const told = (figure, list) => {
    const { worth } = figure.of;
    const others = figures.filter((other) => other.of === figure.of && other.id !== figure.id);
    const rivals = others.filter((other) => other.unit === figure.unit);
    const restated = others.filter((other) => other.unit !== figure.unit);
    const with_places = (list) => listed(list.map((other) => say("script-aside", { text: other.number, aside: other.place })));
    const entry = (name, ...value) => list.append(make("dt", {}, name), make("dd", {}, ...value));
    entry(say("script-number"), figure.number);
    entry(say("script-where"), make("a", { href: `#work-${figure.work}`, onclick: () => dialog.close() }, figure.source), figure.place.slice(figure.source.length));
    if (rivals.length && worth.number) entry(say("script-together"), worth.number);
    if (worth.roots.length) entry(say("script-roots"), say("script-roots-are", { n: worth.roots.length, roots: listed(worth.roots) }));
    const drawing = rivals.length < STRIP ? strip(figure, rivals) : [];
    if (drawing.length) list.append(make("dd", { class: "strip" }, ...drawing));
    if (rivals.length) entry(say("script-rivals"), drawing.length ? make("details", {}, make("summary", {}, say("script-rival-count", { n: rivals.length })), with_places(rivals)) : with_places(rivals));
    if (restated.length) entry(say("script-restated"), with_places(restated));
    for (const note of figure.notes) entry(say("script-note"), in_its(note.lang, noted(note)));
    entry(say("script-footnote"), figure.footnote);
    entry(say("script-id"), make("a", { href: `#figure-${figure.id}`, onclick: () => dialog.close() }, figure.id));
  };
  const copying = (name, what) => {
    const made = make("button", { type: "button" }, name);
    made.addEventListener("click", () => copy(made, what));
    return made;
  };
  const titled = (chart) => chart.querySelector("h3").lastChild.textContent.trim();
  const quoted = (figure) => make("blockquote", { lang: figure.language }, say("script-quoted", { text: figure.stated }));
  const article = (figure) => {
    const list = make("dl");
    told(figure, list);
    return [quoted(figure), list, make("div", { class: "row" },
      copying(say("script-copy-footnote"), figure.footnote), copying(say("script-copy-bibtex"), figure.bibtex))];
  };
  // Where a card closes the mark has the focus again, and the reader stays where he is.
  let returning = false;
  const back = () => { returning = true; dialog.close(); returning = false; };
  dialog.addEventListener("cancel", (event) => { event.preventDefault(); back(); });
  const close = () => make("button", { type: "button", onclick: back }, say("script-close"));
  const show_card = (title, ...parts) => {
    const heading = make("h3", { id: "card-title", tabindex: "-1" }, title);
    dialog.replaceChildren(heading, ...parts);
    dialog.showModal();
    heading.focus();
  };
  const card = (figure) => {
    show_card(label_of(figure), ...article(figure), make("div", { class: "row" }, close()));
  };
  // The table shows what a mark rests on.
  const choose = (ids) => {
    for (const key of Object.keys(state)) state[key] = "";
    state.ids = ids;
    write();
    fill();
    show();
  };

  // On paper every figure that is asked for stands in the table, and every table of a chart is open. Where none is asked for, the
  // table of all would be most of the paper, and is left to the page.
  const chosen = () => Object.entries(state).some(([key, value]) => value && key !== "sort" && key !== "descending");
  const closed = () => [...document.querySelectorAll("details:not([open])")];
  let opened = [];
  addEventListener("beforeprint", () => {
    if (chosen()) show(Infinity);
    table.hidden = !chosen();
    if (table.hidden) count.textContent = say("script-on-paper", { n: figures.length });
    opened = closed(); for (const details of opened) details.open = true;
  });
  addEventListener("afterprint", () => { table.hidden = false; show(); for (const details of opened) details.open = false; });
  // What the address asks for: figures by their filters, or one of them by its id; any other place is the browser's affair.
  const follow = () => {
    const one = location.hash.startsWith("#figure-") ? location.hash.slice(1) : "";
    if (one || location.hash.startsWith("#figures")) {
      if (one) for (const key of Object.keys(state)) state[key] = "";
      else read();
    }
    fill();
    show(one ? Infinity : SHOWN);
    if (one) document.getElementById(one)?.scrollIntoView();
    else if (location.hash.startsWith("#figures")) document.getElementById("figures").scrollIntoView();
  };
  // From a work to its figures.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-work]");
    if (!link) return;
    event.preventDefault();
    location.hash = `#figures?${new URLSearchParams({ work: link.dataset.work })}`;
  });
  addEventListener("hashchange", follow);
  addEventListener("popstate", follow);
  follow();
  return { say, listed, in_its, label_of, make, drawn, titled, save, csv, byId, copying, SVG, table, dialog, article, quoted, show_card, close, choose, when_idle, isReturning: () => returning };
})();
