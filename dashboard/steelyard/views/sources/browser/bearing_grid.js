// The small grid of options and criteria on which a claim speaks for or against a good result.

import { element } from "../../elements.js";

/** @import { Bearing } from "./types.js" */

/** @type {Record<string, string>} */
const SIGNS = { for: "▲ for", against: "▼ against", both: "▲▼ both", "": "" };
/** @type {Record<string, string>} */
const KEYS_OF_SIDES = { "+": "for", "=": "for", "-": "against", "−": "against", 0: "", Delete: "" };

/** The grid; it is a single tab stop, and arrow keys move within it. */
export class BearingGrid {
  /** @param {() => void} changed */
  constructor(changed) {
    this.changed = changed;
    this.table = element("table", { className: "bears" });
    this.table.setAttribute("role", "grid");
    this.table.setAttribute("aria-label", "Bears on: options and criteria. + for, − against, 0 clears");
    /** @type {HTMLTableCellElement[][]} */
    this.cells = [];
    this.at = [0, 0];
    this.shape = "";
    /** @type {Map<string, string>} */
    this.sides = new Map();
    this.table.addEventListener("keydown", (event) => this.press(event));
  }

  /**
   * Shows bearings on the options and criteria of a set, and on those it does not have.
   * @param {[string, string][]} options
   * @param {[string, string][]} criteria
   * @param {Bearing[]} bears
   */
  update(options, criteria, bears) {
    this.sides = new Map();
    for (const [criterion, option, side] of bears) {
      const key = `${option} ${criterion}`;
      this.sides.set(key, this.sides.has(key) && this.sides.get(key) !== side ? "both" : side);
    }
    const rows = withUnknown(options, bears.map((one) => one[1]));
    const columns = withUnknown(criteria, bears.map((one) => one[0]));
    const shape = JSON.stringify([rows, columns]);
    if (shape !== this.shape) this.build(rows, columns);
    this.shape = shape;
    for (const cells of this.cells) for (const cell of cells) this.fill(cell);
  }

  /** @returns {Bearing[]} what is marked */
  get bears() {
    return [...this.sides].flatMap(([key, side]) => {
      const [option, criterion] = key.split(" ");
      const sides = side === "both" ? ["for", "against"] : side ? [side] : [];
      return sides.map((one) => /** @type {Bearing} */ ([criterion, option, one]));
    });
  }

  /**
   * @param {[string, string][]} rows
   * @param {[string, string][]} columns
   */
  build(rows, columns) {
    const head = element("tr", {}, element("td"), ...columns.map(([, name]) =>
      element("th", { scope: "col", textContent: name, title: name })));
    this.cells = [];
    const body = rows.map(([option, name], row) => {
      const cells = columns.map(([criterion, words], column) => {
        const cell = element("td", { tabIndex: -1 });
        cell.setAttribute("role", "gridcell");
        cell.dataset.key = `${option} ${criterion}`;
        cell.dataset.name = `${name}, ${words}`;
        cell.addEventListener("click", () => {
          this.go(row, column);
          this.turn(cell);
        });
        return cell;
      });
      this.cells.push(cells);
      return element("tr", {}, element("th", { scope: "row", textContent: name, title: name }), ...cells);
    });
    this.table.replaceChildren(element("thead", {}, head), element("tbody", {}, ...body));
    this.at = [Math.min(this.at[0], rows.length - 1), Math.min(this.at[1], columns.length - 1)];
    const [row, column] = this.at;
    if (this.cells[row]?.[column]) this.cells[row][column].tabIndex = 0;
  }

  /** @param {HTMLTableCellElement} cell */
  fill(cell) {
    const side = this.sides.get(cell.dataset.key ?? "") ?? "";
    cell.textContent = SIGNS[side];
    cell.className = side;
    cell.setAttribute("aria-label", `${cell.dataset.name}: ${side || "nothing"}`);
  }

  /**
   * Goes to a cell.
   * @param {number} row
   * @param {number} column
   */
  go(row, column) {
    const [oldRow, oldColumn] = this.at;
    const next = this.cells[row]?.[column];
    if (!next) return;
    this.cells[oldRow][oldColumn].tabIndex = -1;
    this.at = [row, column];
    next.tabIndex = 0;
    next.focus();
  }

  /** Gives the grid the focus. */
  focus() {
    this.go(this.at[0], this.at[1]);
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const [row, column] = this.at;
    const cell = this.cells[row]?.[column];
    /** @type {Record<string, [number, number]>} */
    const moves = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
    const move = moves[event.key];
    if (move) this.go(row + move[0], column + move[1]);
    else if (event.key in KEYS_OF_SIDES && cell) this.put(cell, KEYS_OF_SIDES[event.key]);
    else if ((event.key === " " || event.key === "Enter") && cell) this.turn(cell);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {HTMLTableCellElement} cell */
  turn(cell) {
    const now = this.sides.get(cell.dataset.key ?? "") ?? "";
    this.put(cell, now === "" ? "for" : now === "for" ? "against" : "");
  }

  /**
   * @param {HTMLTableCellElement} cell
   * @param {string} side
   */
  put(cell, side) {
    this.sides.set(cell.dataset.key ?? "", side);
    this.fill(cell);
    this.changed();
  }
}

/**
 * The entries of a set, then those that only the claim names.
 * @param {[string, string][]} known
 * @param {string[]} named
 * @returns {[string, string][]}
 */
function withUnknown(known, named) {
  const ids = new Set(known.map(([id]) => id));
  const rest = [...new Set(named)].filter((id) => !ids.has(id));
  return [...known, ...rest.map((id) => /** @type {[string, string]} */ ([id, `${id} (not in this set)`]))];
}
