// What a mark of a chart rests on, where scripts run: in few words where it is pointed at, on a card where it is chosen; by pointer, touch and
// keyboard. Everything is made as text, nothing as markup.
(({ say, listed, in_its, label_of, make, titled, byId, table, dialog, article, quoted, show_card, close, choose, when_idle, isReturning }) => {
  // What a mark rests on, without leaving the chart: one figure as it is, of several the words of each.
  const FIRST = 8;
  const behind = (mark) => {
    const found = mark.dataset.figures.split(" ").map((id) => byId.get(id)).filter(Boolean);
    if (!found.length) return;
    const table = make("button", { type: "button", onclick: () => { dialog.close(); lead(mark); } }, say("script-in-table"));
    const one = (figure) => make("article", {}, make("h4", {}, say("script-figure-at", figure)), quoted(figure),
      make("details", {}, make("summary", {}, say("script-details")), ...article(figure).slice(1)));
    const whole = found.length === 1 ? article(found[0]) : found.slice(0, FIRST).map(one);
    const rest = found.length > FIRST ? [make("p", {}, say("script-more-figures", { n: found.length - FIRST }))] : [];
    const chart = mark.closest("figure");
    const label = found.every((figure) => figure.label === found[0].label) ? label_of(found[0]) : in_its(chart.querySelector("h3 [lang]")?.lang, titled(chart));
    show_card(label, ...whole, ...rest, make("div", { class: "row" }, table, close()));
  };

  // A mark shows what it rests on, and leads to it. What it shows stays while the pointer is on either or on its way from one to the
  // other, and while the keyboard is on the mark; Escape sends it away until the pointer has moved to another mark.
  const tip = document.getElementById("tip");
  const ON_THE_WAY = 300;
  const PASSING = 80;
  const TOLD = 6;
  let leaving = 0;
  let arriving = 0;
  let ended = null;
  let pointer = [0, 0];
  const hide = () => { clearTimeout(leaving); clearTimeout(arriving); tip.hidden = true; };
  const tell = (mark, near = null) => {
    clearTimeout(leaving);
    // Of many works the first: the others are on the card.
    const works = mark.dataset.said.split(say("list-parted"));
    const rest = works.length - TOLD;
    tip.textContent = rest > 0 ? say("script-named-and-more", { named: listed(works.slice(0, TOLD)), n: rest }) : mark.dataset.said;
    tip.hidden = false;
    const [box, wide, high] = [mark.getBoundingClientRect(), document.documentElement.clientWidth, document.documentElement.clientHeight];
    const within = (from, size, room) => Math.max(8, Math.min(from, room - size - 8));
    // Beside the mark, but no farther from the pointer than it can go at once; above where there is no room below, and on the mark where
    // that is taller than the window.
    const below = near ? Math.min(box.bottom, near.clientY + 16) : box.bottom;
    const above = (near ? Math.max(box.top, near.clientY - 16) : box.top) - tip.offsetHeight;
    const top = below + tip.offsetHeight + 8 > high && above > 0 ? above : below;
    tip.style.left = `${within((near ? near.clientX : box.left + box.width / 2) - tip.offsetWidth / 2, tip.offsetWidth, wide) + scrollX}px`;
    tip.style.top = `${within(top, tip.offsetHeight, high) + scrollY}px`;
  };
  const leave = () => {
    clearTimeout(leaving);
    leaving = setTimeout(() => {
      const mark = ended ? null : document.activeElement?.closest(".mark");
      const box = mark?.getBoundingClientRect();
      if (mark?.matches(":focus-visible") && box.bottom > 0 && box.top < innerHeight) tell(mark);
      else hide();
    }, ON_THE_WAY);
  };
  const lead = (mark) => {
    choose(mark.dataset.figures);
    hide();
    document.getElementById("figures").scrollIntoView();
    const first = table.querySelector("tbody button");
    if (first) first.focus({ preventScroll: true });
    // The way back leads to the mark.
    dispatchEvent(new Event("led"));
    addEventListener("popstate", () => mark.focus({ preventScroll: true }), { once: true });
  };
  // What rests on no figure, as an event, opens nothing.
  const open = (mark) => {
    if (!mark.dataset.figures) return;
    hide();
    behind(mark);
  };
  document.addEventListener("pointermove", (event) => { pointer = [event.clientX, event.clientY]; });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    hide();
    ended = pointer;
  });
  tip.addEventListener("pointerenter", () => clearTimeout(leaving));
  tip.addEventListener("pointerleave", leave);

  // Where the keyboard is, as a frame with an edge of paper; not every browser draws outlines in a drawing.
  const framed = (drawing) => {
    const frame = ["edge", "frame"].map((name) => {
      const rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
      rect.setAttribute("class", name);
      rect.setAttribute("aria-hidden", "true");
      rect.setAttribute("vector-effect", "non-scaling-stroke");
      return rect;
    });
    return (mark) => {
      for (const rect of frame) {
        if (!mark) { rect.remove(); continue; }
        const [box, view] = [mark.getBBox(), drawing.viewBox.baseVal];
        const [left, top] = [Math.max(2, box.x - 4), Math.max(2, box.y - 4)];
        rect.setAttribute("x", left);
        rect.setAttribute("y", top);
        rect.setAttribute("width", Math.max(0, Math.min(view.width - 2, box.x + box.width + 4) - left));
        rect.setAttribute("height", Math.max(0, Math.min(view.height - 2, box.y + box.height + 4) - top));
        drawing.append(rect);
      }
    };
  };
  const KEYS = "keys";
  document.querySelector(".how").classList.add("so");
  document.body.append(make("p", { id: KEYS, hidden: "" }, say("script-keys")));
  // A chart is one stop of the tabulator; the mark that was last visited is where it is entered again.
  const prepare = (drawing) => {
    const marks = [...drawing.querySelectorAll(".mark")];
    if (!marks.length) return;
    drawing.setAttribute("role", "group");
    drawing.setAttribute("aria-describedby", `${drawing.getAttribute("aria-describedby") || ""} ${KEYS}`.trim());
    const frame = framed(drawing);
    const stop = (mark) => { for (const one of marks) one.setAttribute("tabindex", one === mark ? "0" : "-1"); };
    stop(marks[0]);
    for (const mark of marks) {
      const title = mark.querySelector("title");
      mark.setAttribute("role", mark.dataset.figures ? "button" : "img");
      const said = title ? title.textContent : say("script-figures");
      const seen = [...mark.querySelectorAll("text")].map((label) => label.textContent).join(" ");
      mark.dataset.said = said;
      // Who speaks to the page says what is seen: “50 m” is none of the words of “50 million”.
      const at = said.indexOf(seen);
      const isSaid = at >= 0 && !/[\p{L}\p{N}]/u.test(said.charAt(at + seen.length));
      mark.setAttribute("aria-label", !seen || isSaid ? said : say("script-seen", { seen, said }));
      // The browser's own tip would come second.
      if (title) title.remove();
      mark.addEventListener("click", () => open(mark));
      mark.addEventListener("pointerenter", (event) => {
        // What Escape has ended does not begin anew because the pointer rests on what was beneath.
        if (ended && event.clientX === ended[0] && event.clientY === ended[1]) return;
        ended = null;
        // On the way to what one mark tells lies another, which is meant only where the pointer rests.
        if (tip.hidden) tell(mark, event);
        else arriving = setTimeout(() => tell(mark, event), PASSING);
      });
      mark.addEventListener("pointerleave", () => { clearTimeout(arriving); leave(); });
      mark.addEventListener("focus", () => {
        ended = null;
        stop(mark);
        const byKeyboard = mark.matches(":focus-visible");
        frame(byKeyboard ? mark : null);
        // At once, for what it tells stands where the mark is now; the browser would take its time, and less at every key.
        if (byKeyboard && !isReturning()) mark.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
        tell(mark);
      });
      mark.addEventListener("blur", () => { frame(null); hide(); });
    }
    drawing.addEventListener("keydown", (event) => {
      const at = marks.indexOf(document.activeElement);
      if (at < 0 || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: marks.length - 1 }[event.key];
      const leads = event.key === "Enter" || event.key === " ";
      if (to === undefined && !leads) return;
      event.preventDefault();
      if (leads) open(marks[at]);
      else marks[Math.max(0, Math.min(marks.length - 1, to))].focus();
    });
  };
  // Chart by chart where the browser has time, those that are asked for before that at once: a page with many is ready for its reader first.
  const unprepared = new Set(document.querySelectorAll(".drawing svg"));
  const ready = (drawing) => { if (unprepared.delete(drawing)) prepare(drawing); };
  for (const drawing of unprepared) for (const kind of ["pointerover", "pointerdown", "touchstart"]) drawing.addEventListener(kind, () => ready(drawing), { once: true, capture: true, passive: true });
  when_idle([...unprepared], ready);
})(page);
