// Draws a sheet of pixels: the marks of `charts/drawing/canvas.py`, each in the place given in
// its row. All text is set as text; nothing of a row ever becomes markup.

/** @import { Component } from "../../instrument/js/streamlit.js" */

/**
 * One mark: its corners or its place, its colour and its text. `says` is what the pointer
 * finds there, `place` what can be chosen; all other entries stand in the table beside it.
 * @typedef {{
 *   x: number, y: number, x2: number, y2: number,
 *   colour: string, opacity?: number, text?: string, says?: string, place?: string,
 * }} Row
 *
 * How all marks of a layer are drawn: Vega's own names.
 * @typedef {{
 *   type: "rect" | "rule" | "point" | "text",
 *   filled?: boolean, fill?: string, cornerRadius?: number,
 *   strokeWidth?: number, strokeDash?: number[], size: number,
 *   fontSize: number, fontWeight?: string, align: "left" | "center" | "right",
 * }} Mark
 *
 * @typedef {{
 *   name: string, title: string, subtitle: string, words: string, basis: string,
 *   width: number, height: number, font: string, layers: { mark: Mark, rows: Row[] }[],
 * }} Sheet
 *
 * @typedef {Record<string, string | number | boolean | number[] | undefined>} Attributes
 */

const SVG = "http://www.w3.org/2000/svg";
const ANCHORS = { left: "start", center: "middle", right: "end" };
const PLACED = new Set(["x", "y", "x2", "y2", "says", "place", "colour", "opacity"]);

/** @type {WeakMap<Element, Tip>} Figures that are listened to → their tips. */
const tips = new WeakMap();
/** @type {WeakMap<EventTarget, Row>} What the pointer can find → its row. */
const found = new WeakMap();

/**
 * A new element of a drawing; attributes that are undefined are left out.
 * @param {string} tag
 * @param {Attributes} attributes
 * @param {string} [text]
 * @returns {SVGElement}
 */
function node(tag, attributes, text) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes))
    if (value !== undefined) made.setAttribute(name, String(value));
  if (text !== undefined) made.textContent = text;
  return /** @type {SVGElement} */ (made);
}

/**
 * @param {Row} row
 * @returns {Attributes} the rectangle between its corners
 */
const box = ({ x, y, x2, y2 }) => ({ x, y, width: x2 - x, height: y2 - y });

/** @type {Record<Mark["type"], (mark: Mark, row: Row, basis: string) => SVGElement>} */
const MARKS = {
  rect: (mark, row, basis) =>
    row.says === undefined ? rectangle(mark, row) : hover(mark, row, basis),
  rule: (mark, { x, y, x2, y2, colour }) =>
    node("line", { x1: x, y1: y, x2, y2, stroke: colour, "stroke-width": mark.strokeWidth }),
  point: (mark, { x, y, colour }) =>
    node("circle", {
      cx: x, cy: y, r: Math.sqrt(mark.size) / 2, fill: mark.filled ? colour : "none",
      stroke: colour, "stroke-width": mark.strokeWidth,
    }),
  text: (mark, { x, y, text, colour }) =>
    node("text", {
      x, y: y + Math.round(0.3 * mark.fontSize),
      "font-size": mark.fontSize, "font-weight": mark.fontWeight,
      "text-anchor": ANCHORS[mark.align], fill: colour, "aria-hidden": true,
    }, text),
};

/**
 * A bar or a frame.
 * @param {Mark} mark
 * @param {Row} row
 * @returns {SVGElement}
 */
function rectangle(mark, row) {
  const isFilled = mark.filled !== false;
  return node("rect", {
    ...box(row), rx: mark.cornerRadius,
    fill: isFilled ? row.colour : "none", "fill-opacity": row.opacity,
    stroke: isFilled ? undefined : row.colour, "stroke-width": mark.strokeWidth,
    "stroke-dasharray": mark.strokeDash,
  });
}

/**
 * What the pointer finds: invisible, and read out by screen readers. One with a place can be
 * chosen, by keyboard as well.
 * @param {Mark} mark
 * @param {Row} row
 * @param {string} basis what choosing it leads to, in words
 * @returns {SVGElement}
 */
function hover(mark, row, basis) {
  /** @type {Attributes} */
  const role = row.place
    ? { role: "button", tabindex: 0, "aria-label": `${row.says}. ${basis}` }
    : { role: "graphics-symbol", "aria-roledescription": "mark", "aria-label": row.says };
  const made = node("rect", { ...box(row), fill: mark.fill, "fill-opacity": 0, ...role });
  found.set(made, row);
  return made;
}

/**
 * @param {Sheet} sheet
 * @returns {SVGElement} the whole drawing
 */
function draw({ width, height, font, layers, name, basis }) {
  const svg = node("svg", {
    width, height, viewBox: `0 0 ${width} ${height}`, "font-family": font, class: "marks",
    role: "graphics-document", "aria-roledescription": "visualization",
    "aria-label": `${name}, told in the text above`, style: "display:block;overflow:visible",
  });
  for (const { mark, rows } of layers)
    svg.append(...rows.map((row) => MARKS[mark.type](mark, row, basis)));
  return svg;
}

/**
 * @param {string} className
 * @param {string} text
 * @returns {HTMLParagraphElement}
 */
function line(className, text) {
  const made = document.createElement("p");
  made.className = className;
  made.textContent = text;
  return made;
}

/** A table of what is under the pointer, beside it and never outside the window. */
class Tip {
  /**
   * @param {Element} figure
   */
  constructor(figure) {
    /** @type {(place: string) => void} Takes a chosen place. */
    this.choose = () => {};
    this.box = document.createElement("table");
    this.box.className = "moving-tip";
    this.box.setAttribute("aria-hidden", "true");
    this.box.hidden = true;
    const follow = (/** @type {Event} */ event) => {
      if (event instanceof PointerEvent) this.follow(event);
    };
    figure.addEventListener("pointermove", follow);
    figure.addEventListener("pointerdown", follow);
    figure.addEventListener("pointerleave", () => this.hide());
  }

  /** Hides the table. */
  hide() {
    this.box.hidden = true;
  }

  /**
   * Shows what is under the pointer.
   * @param {PointerEvent} event
   */
  follow({ target, clientX, clientY }) {
    const row = target ? found.get(target) : undefined;
    const entries = Object.entries(row ?? {}).filter(([key]) => !PLACED.has(key));
    if (!entries.length) return this.hide();
    this.box.replaceChildren(...entries.map(([key, value]) => {
      const entry = document.createElement("tr");
      for (const text of [key, value]) {
        const cell = document.createElement("td");
        cell.textContent = String(text);
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

/**
 * Makes what has a place choosable by pointer and keyboard.
 * @param {HTMLElement} figure
 * @returns {Tip}
 */
function listen(figure) {
  const tip = new Tip(figure);
  const choose = (/** @type {Event} */ { target }) => {
    const place = target && found.get(target)?.place;
    if (place) tip.choose(place);
  };
  figure.addEventListener("click", choose);
  figure.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    choose(event);
  });
  tips.set(figure, tip);
  return tip;
}

/**
 * Draws the sheet anew.
 * @param {Component<Uint8Array>} component
 */
export default function ({ data, parentElement, setTriggerValue }) {
  const figure = parentElement.querySelector("figure");
  if (!figure) return;
  const tip = tips.get(figure) ?? listen(figure);
  tip.choose = (place) => setTriggerValue("place", place);
  /** @type {Sheet} */
  const sheet = JSON.parse(new TextDecoder().decode(data));
  tip.hide();
  figure.replaceChildren(
    line("title", sheet.title), line("subtitle", sheet.subtitle), line("words", sheet.words),
    draw(sheet), tip.box,
  );
}
