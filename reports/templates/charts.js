// What the page adds around its charts where scripts run: charts to take along as files, links and citations; sources in the margin, contents
// beside the text, and the way back. Everything is made as text, nothing as markup.
(({ say, listed, make, drawn, titled, save, csv, byId, copying, SVG }) => {
  // A chart as a file of its own: its drawing between its title and its sources, in the colours and fonts of the page.
  const wrapped = (text, wide, size) => {
    const measure = document.createElement("canvas").getContext("2d");
    measure.font = `${size}px "sinosov Noto Sans", sans-serif`;
    const lines = [""];
    // A line ends at a space, or between two letters that are written without: but not before what closes, nor behind what opens.
    for (const piece of text.trim().replace(/\s+/g, " ").match(/\s*[“‘（《〈「『【]*(?:[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]|[^\s\p{sc=Han}\p{sc=Hira}\p{sc=Kana}，。、：；！？）》〉」』】]+\p{sc=Han}?|.)[，。、：；！？）》〉」』】”’…]*/gsu) ?? []) {
      const longer = `${lines.at(-1)}${piece}`;
      if (measure.measureText(longer).width <= wide || !lines.at(-1)) lines[lines.length - 1] = longer;
      else lines.push(piece.trimStart());
    }
    return lines;
  };
  const document_of = (chart) => {
    const shown = [...chart.querySelectorAll(".drawing svg")].find((drawing) => drawing.getClientRects().length);
    const [, , wide, high] = shown.getAttribute("viewBox").split(" ").map(Number);
    const style = getComputedStyle(chart);
    const ink = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
    const copy = shown.cloneNode(true);
    copy.querySelectorAll(".edge, .frame").forEach((frame) => frame.remove());
    copy.querySelectorAll("*").forEach((element) => {
      for (const { name, value } of [...element.attributes]) {
        if (value.startsWith("var(")) element.setAttribute(name, style.getPropertyValue(value.slice(4, -1)).trim());
        if (/^(data-s|aria|role|tabindex|class)/.test(name)) element.removeAttribute(name);
      }
    });
    const said = (selector) => [...chart.querySelectorAll(selector)].map((element) => element.textContent.trim());
    const title = titled(chart);
    const works = listed(said(".sources li a"));
    const texts = [[title, 21, 700, "--ink"], [said(".subtitle")[0], 14.5, 400, "--soft"]];
    const foot = [[said(".note")[0] || "", 12, 400, "--soft"], [works ? say("script-source", { works }) : "", 12, 400, "--soft"], [document.querySelector(".foot p:last-child").textContent.replace(/SHA-256 (\w{8})\w+/, "($1)"), 12, 400, "--soft"]];
    let y = 12;
    const write = ([text, size, weight, name]) => (text ? wrapped(text, wide - 48, size) : []).map((line) => {
      y += size * 1.35;
      return drawn("text", { x: 24, y, "font-size": size, "font-weight": weight, fill: ink(name) }, line);
    });
    const above = texts.flatMap(write);
    const top = y + 8;
    y = top + high + 6;
    const below = foot.flatMap(write);
    const fonts = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]).filter((rule) => rule instanceof CSSFontFaceRule).map((rule) => rule.cssText).join("\n");
    const whole = drawn("svg", { xmlns: SVG, viewBox: `0 0 ${wide} ${y + 16}`, width: wide, height: y + 16, "font-family": "sinosov Noto Sans, Noto Sans, Arial, sans-serif" },
      drawn("title", {}, title), drawn("style", {}, fonts), drawn("rect", { width: wide, height: y + 16, fill: ink("--paper") }), ...above,
      drawn("g", { transform: `translate(0 ${top})`, "font-family": "sinosov Noto Sans, sinosov Noto Sans SC, Noto Sans, Arial, sans-serif" }, ...copy.childNodes), ...below);
    return { text: new XMLSerializer().serializeToString(whole), wide, high: y + 16 };
  };
  const picture = async (chart, name) => {
    const { text, wide, high } = document_of(chart);
    const address = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = make("canvas", { width: String(Math.ceil(wide * 2)), height: String(Math.ceil(high * 2)) });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(address);
    canvas.toBlob((blob) => save(name, blob, "image/png"), "image/png");
  };
  for (const chart of document.querySelectorAll("figure.chart")) {
    const take = chart.querySelector(".take");
    take.addEventListener("toggle", () => {
      if (!take.open || take.querySelector(".row")) return;
      const id = chart.id.slice("chart-".length);
      const title = titled(chart);
      const base = (document.querySelector("link[rel=canonical]")?.href || location.href).replace(/[#?].*$/, "");
      const link = `${base}#${chart.id}`;
      const file = new URL(take.dataset.page, base).href;
      const sizes = ["wide", "narrow"].map((kind) => chart.querySelector(`.drawing.${kind} svg`).viewBox.baseVal);
      const quoted = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
      // As high as the drawing that the page shows at the width of the window, with what is said of it.
      const [wide, narrow] = [sizes[0].height + 255, sizes[1].height + 330].map(Math.round);
      const [few, many] = wide < narrow ? [`${wide}px`, `${narrow}px`] : [`${narrow}px`, `${wide}px`];
      const between = wide < narrow ? "(42rem - 100vw)*999" : "(100vw - 42rem)*999";
      const embed = `<iframe src="${quoted(file)}" title="${quoted(title)}" width="${Math.round(sizes[0].width)}" height="${wide}" style="border:0;max-width:100%;height:clamp(${few},${between},${many})" loading="lazy"></iframe>`;
      const cited = say("script-cited", { title, citation: document.getElementById("citation").textContent.trim(), link });
      const works = [...chart.querySelectorAll(".sources li a")].map((work) => {
        const entry = document.querySelector(work.getAttribute("href").replace(/[^\w#-]/g, "\\$&")).cloneNode(true);
        entry.querySelectorAll(".back").forEach((back) => back.remove());
        return entry.textContent.trim();
      });
      const behind = () => [...new Set([...chart.querySelectorAll(".mark[data-figures]")].flatMap((mark) => mark.dataset.figures.split(" ")))].map((one) => byId.get(one)).filter(Boolean);
      const button = (name, act) => make("button", { type: "button", onclick: act }, name);
      take.querySelector("p").replaceWith(
        make("div", { class: "row" }, copying(say("script-copy-link"), link), button(say("script-save-svg"), () => save(`${id}.svg`, document_of(chart).text, "image/svg+xml")),
          button(say("script-save-png"), () => picture(chart, `${id}.png`)), button(say("script-save-chart-csv"), () => save(`${id}.csv`, csv(behind()), "text/csv")),
          copying(say("script-copy-embed"), embed), copying(say("script-copy-citation"), cited), copying(say("script-copy-works"), works.join("\n"))),
        make("p", {}, cited));
    });
  }

  // On paper a pattern would be a picture of its own at every shape; lines that end where the shape does are as sharp and a hundred times
  // smaller.
  const STEP = 8;
  // Dots are lines without length.
  const dots = ({ x, y, width, height }, places) => {
    const all = [];
    for (const place of places) {
      const first = (from) => Math.ceil((from - place) / STEP) * STEP + place;
      for (let down = first(y); down < y + height; down += STEP) for (let across = first(x); across < x + width; across += STEP) all.push(`M${across} ${down}h0`);
    }
    return all.join("");
  };
  const lines = ({ x, y, width, height }) => {
    const [right, bottom] = [x + width, y + height];
    const all = [];
    for (let sum = Math.ceil((x + y) / STEP) * STEP; sum < right + bottom; sum += STEP) {
      const [left, low] = sum - x <= bottom ? [x, sum - x] : [sum - bottom, bottom];
      const [far, high] = sum - right >= y ? [right, sum - right] : [sum - y, y];
      all.push(`M${left.toFixed(1)} ${low.toFixed(1)}L${far.toFixed(1)} ${high.toFixed(1)}`);
    }
    return all.join("");
  };
  let hatched = [];
  addEventListener("beforeprint", () => {
    for (const shape of document.querySelectorAll(".drawing.wide svg [fill^='url(']")) {
      const fill = shape.getAttribute("fill");
      const [ground, ...over_it] = document.getElementById(fill.slice(5, -1)).children;
      const of = (name) => over_it[0].getAttribute(name);
      const dotted = { d: dots(shape.getBBox(), over_it.map((dot) => dot.getAttribute("cx")).map(Number)), stroke: of("fill"), "stroke-width": 2 * of("r"), "stroke-linecap": "round" };
      const over = drawn("path", over_it[0].tagName === "circle" ? dotted : { d: lines(shape.getBBox()), stroke: of("stroke"), "stroke-width": of("stroke-width") });
      const id = `clip-${hatched.length}`;
      const clip = drawn("clipPath", { id }, shape.cloneNode());
      if (shape.tagName !== "rect" || over_it[0].tagName === "circle") over.setAttribute("clip-path", `url(#${id})`);
      shape.after(clip, over);
      shape.setAttribute("fill", ground.getAttribute("fill"));
      hatched.push(() => { clip.remove(); over.remove(); shape.setAttribute("fill", fill); });
    }
  });
  addEventListener("afterprint", () => { for (const undo of hatched) undo(); hatched = []; });

  // In wide windows sources stand in the margin and the contents beside the text; else both are opened by who wants them.
  const [beside, margin] = [matchMedia("screen and (min-width: 70em)"), matchMedia("screen and (min-width: 86em)")];
  const contents = document.getElementById("contents");
  const settle = () => { contents.open = beside.matches; };
  // More works than this would be a list to be scrolled, and as many stops of the keyboard.
  const MARGIN = 24;
  const sources = () => { for (const one of document.querySelectorAll(".sources")) one.open = margin.matches && one.querySelectorAll("li").length <= MARGIN; };
  settle();
  sources();
  beside.addEventListener("change", settle);
  margin.addEventListener("change", sources);
  const links = new Map([...contents.querySelectorAll("a")].map((link) => [link.hash.slice(1), link]));
  const parts = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
  let here = null;
  const place = () => {
    const at = parts.findLast((part) => part.getBoundingClientRect().top < innerHeight / 3) || parts[0];
    if (at === here) return;
    links.get(here?.id)?.removeAttribute("aria-current");
    links.get(at?.id)?.setAttribute("aria-current", "true");
    here = at;
    // Not by the link itself, from which the keyboard would go on.
    const [link, rail] = [links.get(at?.id), document.getElementById("rail")];
    if (!beside.matches || !link) return;
    const [top, bottom] = [link.offsetTop - 40, link.offsetTop + link.offsetHeight + 40];
    if (top < rail.scrollTop) rail.scrollTop = top;
    else if (bottom > rail.scrollTop + rail.clientHeight) rail.scrollTop = bottom - rail.clientHeight;
  };
  let waiting = false;
  addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; place(); });
  }, { passive: true });
  // After a jump within the page, a way back to where it began.
  const back = make("button", { type: "button", id: "back", hidden: "", onclick: () => { back.hidden = true; history.back(); } }, say("script-back"));
  document.body.append(back);
  let jumped = false;
  let landed = 0;
  const offer = () => { back.hidden = false; requestAnimationFrame(() => { landed = scrollY; }); };
  // From a mark to the table is a jump, too. Who has read on for some windows goes nowhere back.
  addEventListener("led", offer);
  addEventListener("scroll", () => { if (!back.hidden && landed && Math.abs(scrollY - landed) > 4 * innerHeight) back.hidden = true; }, { passive: true });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (!link || link.closest(".skip")) return;
    offer();
    jumped = true;
    if (!beside.matches) contents.open = false;
  });
  // The jump itself is a step of the history, too.
  addEventListener("popstate", () => {
    if (!jumped) back.hidden = true;
    jumped = false;
  });
  place();
})(page);
