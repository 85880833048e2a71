// Draws a sheet of pixels: the marks of `charts/canvas.py`, each where its row says.
// All text is put there as text; nothing of a row ever becomes markup.
const SVG = "http://www.w3.org/2000/svg";
const ANCHORS = { left: "start", center: "middle", right: "end" };
const PLACED = new Set(["x", "y", "x2", "y2", "says", "place", "colour", "opacity"]);
const shown = new WeakMap();

function node(tag, attributes, text) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes))
    if (value !== undefined) made.setAttribute(name, value);
  if (text !== undefined) made.textContent = text;
  return made;
}

const box = ({ x, y, x2, y2 }) => ({ x, y, width: x2 - x, height: y2 - y });

const MARKS = {
  rect(mark, row) {
    if (row.says !== undefined) return hover(mark, row);
    const isFilled = mark.filled !== false;
    return node("rect", {
      ...box(row), rx: mark.cornerRadius,
      fill: isFilled ? row.colour : "none", "fill-opacity": row.opacity,
      stroke: isFilled ? undefined : row.colour, "stroke-width": mark.strokeWidth,
      "stroke-dasharray": mark.strokeDash,
    });
  },
  rule: (mark, { x, y, x2, y2, colour }) =>
    node("line", { x1: x, y1: y, x2, y2, stroke: colour, "stroke-width": mark.strokeWidth }),
  point: (mark, { x, y, colour }) =>
    node("circle", {
      cx: x, cy: y, r: Math.sqrt(mark.size) / 2, fill: mark.filled ? colour : "none",
      stroke: colour, "stroke-width": mark.strokeWidth,
    }),
  text: (mark, { x, y, text, colour }) =>
    node("text", {
      x, y: y + Math.round(0.3 * mark.fontSize), "font-size": mark.fontSize, "font-weight": mark.fontWeight,
      "text-anchor": ANCHORS[mark.align], fill: colour, "aria-hidden": true,
    }, text),
};

// What the pointer finds: unseen, and spoken of to those who do not see it. One with a
// place can be chosen, by keyboard as well.
function hover(mark, row) {
  const role = row.place
    ? { role: "button", tabindex: 0, "aria-label": `${row.says}. What it rests on` }
    : { role: "graphics-symbol", "aria-roledescription": "mark", "aria-label": row.says };
  const made = node("rect", { ...box(row), fill: mark.fill, "fill-opacity": 0, ...role });
  made.row = row;
  return made;
}

function draw({ width, height, font, layers, name }) {
  const svg = node("svg", {
    width, height, viewBox: `0 0 ${width} ${height}`, "font-family": font, class: "marks",
    role: "graphics-document", "aria-roledescription": "visualization",
    "aria-label": `${name}, told in the text above`, style: "display:block;overflow:visible",
  });
  for (const { mark, rows } of layers)
    svg.append(...rows.map((row) => MARKS[mark.type](mark, row)));
  return svg;
}

function line(className, text) {
  const made = document.createElement("p");
  made.className = className;
  made.textContent = text;
  return made;
}

// One table of what is under the pointer, beside it and never outside the window.
class Tip {
  constructor(figure) {
    this.box = document.createElement("table");
    this.box.className = "moving-tip";
    this.box.setAttribute("aria-hidden", "true");
    this.box.hidden = true;
    const follow = (event) => this.follow(event);
    figure.addEventListener("pointermove", follow);
    figure.addEventListener("pointerdown", follow);
    figure.addEventListener("pointerleave", () => this.hide());
  }

  hide() {
    this.box.hidden = true;
  }

  follow({ target, clientX, clientY }) {
    const entries = Object.entries(target.row ?? {}).filter(([key]) => !PLACED.has(key));
    if (!entries.length) return this.hide();
    this.box.replaceChildren(...entries.map(([key, value]) => {
      const entry = document.createElement("tr");
      for (const text of [key, value]) {
        const cell = document.createElement("td");
        cell.textContent = text;
        entry.append(cell);
      }
      return entry;
    }));
    this.box.hidden = false;
    const { offsetWidth, offsetHeight } = this.box;
    const left = Math.min(clientX + 12, innerWidth - offsetWidth - 8);
    const below = clientY + 14 + offsetHeight < innerHeight;
    this.box.style.left = `${Math.max(8, left)}px`;
    this.box.style.top = `${below ? clientY + 14 : clientY - offsetHeight - 10}px`;
  }
}

function listen(figure) {
  const tip = new Tip(figure);
  const choose = ({ target }) => target.row?.place && tip.choose(target.row.place);
  figure.addEventListener("click", choose);
  figure.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    choose(event);
  });
  shown.set(figure, tip);
  return tip;
}

export default function ({ data, parentElement, setTriggerValue }) {
  const figure = parentElement.querySelector("figure");
  if (!figure) return;
  const tip = shown.get(figure) ?? listen(figure);
  tip.choose = (place) => setTriggerValue("place", place);
  const told = JSON.parse(new TextDecoder().decode(data));
  tip.hide();
  figure.replaceChildren(
    line("title", told.title), line("subtitle", told.subtitle), line("words", told.words),
    draw(told), tip.box,
  );
}
