// A sheet as a grid: every row and column has a button that shows its role and opens a list of the
// roles it may have. Arrow keys move between the buttons, Enter opens. Only the server decides.

import { element, onceGone } from "../../elements.js";

/** @import { Component } from "../../../instrument/js/streamlit.js" */
/** @import { Answer, SheetData, SheetLine, Side } from "./types.js" */

const MARGIN = 8; // Pixels between a list and the edge of the window.
const NUMBER = /^[-−(]?[\d.,\s]+[)%]?$/;
const SIDES = /** @type {const} */ (["columns", "rows"]);

/** @type {WeakMap<Node, SheetGrid>} */
const sheetGrids = new WeakMap();

/**
 * The letters above a column, from 1.
 * @param {number} column
 * @returns {string}
 */
function lettersOf(column) {
  let letters = "";
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/**
 * The kind of a cell from those of its row and column: out, names or about, in this order, if
 * either has it; else a score, or nothing where one of them has no kind.
 * @param {string} row
 * @param {string} column
 * @returns {string}
 */
function kindOf(row, column) {
  const stronger = ["out", "names", "about"].find((kind) => kind === row || kind === column);
  return stronger ?? (row && column ? "score" : "");
}

/** The grid of one sheet. */
class SheetGrid {
  /** @param {Element} root */
  constructor(root) {
    this.key = "";
    this.count = 0;
    /** @type {(answer: Answer) => void} */
    this.send = () => {};
    /** @type {SheetData | undefined} */
    this.data = undefined;
    /** @type {Record<Side, HTMLButtonElement[]>} */
    this.buttons = { rows: [], columns: [] };
    /** @type {HTMLTableCellElement[][]} */
    this.cells = [];
    /** @type {Record<Side, HTMLTableCellElement[]>} */
    this.heads = { rows: [], columns: [] };
    this.hint = element("p", { className: "hint", id: "why" });
    this.frame = element("div", { className: "frame" });
    this.legend = element("p", { className: "legend" });
    this.list = element("ul", { className: "roles", hidden: true });
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", "What this line is");
    root.replaceChildren(this.hint, this.frame, this.legend, this.list);
    this.list.addEventListener("focusout", (event) => {
      if (!this.list.contains(/** @type {Node | null} */ (event.relatedTarget))) this.close();
    });
    this.list.addEventListener("keydown", (event) => this.chooseByKey(event));
    /** @type {{ side: Side, at: number } | undefined} */
    this.opened = undefined;
  }

  /**
   * Takes new data; the cells are built once for a sheet.
   * @param {SheetData} data
   * @param {(answer: Answer) => void} send
   */
  update(data, send) {
    this.send = send;
    this.data = data;
    if (data.key !== this.key) this.build(data);
    this.key = data.key;
    for (const side of SIDES) {
      for (const [at, line] of data[side].entries()) this.fillHead(side, at, line);
    }
    for (const [r, cells] of this.cells.entries()) {
      for (const [c, cell] of cells.entries()) {
        const text = cell.textContent ?? "";
        const kind = kindOf(data.rows[r].kind, data.columns[c].kind);
        const mark = kind === "score" && text ? data.marks[`${r + 1},${c + 1}`] ?? kind : kind;
        cell.className = NUMBER.test(text) ? `${mark} number` : mark;
      }
    }
    this.legend.replaceChildren(...data.legend.map(([kind, words]) => element("span", {},
      element("i", { className: kind }), document.createTextNode(words))));
  }

  /**
   * Builds the table of a sheet.
   * @param {SheetData} data
   */
  build(data) {
    this.close();
    this.buttons = { rows: [], columns: [] };
    this.heads = { rows: [], columns: [] };
    const caption = element("caption", { className: "spoken",
      textContent: `${data.name}: arrow keys move between the roles of rows and columns, Enter opens one.` });
    const corner = element("th", { scope: "col", className: "corner", textContent: "Role of the row" });
    const head = element("tr", {}, corner, ...data.columns.map((line, at) => {
      const button = this.buildButton("columns", at, `Column ${lettersOf(line.line)}`);
      const cell = element("th", { scope: "col" },
        element("b", { textContent: lettersOf(line.line) }), button);
      this.heads.columns.push(cell);
      return cell;
    }));
    this.cells = [];
    const rows = data.cells.map((texts, at) => {
      const line = data.rows[at].line;
      const button = this.buildButton("rows", at, `Row ${line}`);
      const cells = texts.map((text) => element("td", { textContent: text, title: text }));
      this.cells.push(cells);
      const own = element("th", { scope: "row" }, element("b", { textContent: String(line) }), button);
      this.heads.rows.push(own);
      return element("tr", {}, own, ...cells);
    });
    this.frame.replaceChildren(element("table", { lang: "en" }, caption,
      element("thead", {}, head), element("tbody", {}, ...rows)));
    const first = this.buttons.columns[0] ?? this.buttons.rows[0];
    if (first) first.tabIndex = 0;
  }

  /**
   * Builds the button of a line.
   * @param {Side} side
   * @param {number} at
   * @param {string} name
   * @returns {HTMLButtonElement}
   */
  buildButton(side, at, name) {
    const button = element("button", { type: "button", tabIndex: -1 });
    button.dataset.name = name;
    button.setAttribute("aria-haspopup", "listbox");
    button.setAttribute("aria-describedby", "why");
    button.addEventListener("click", () => this.open(side, at));
    button.addEventListener("keydown", (event) => this.move(event, side, at));
    button.addEventListener("mouseenter", () => this.explain(side, at));
    button.addEventListener("focus", () => {
      for (const other of [...this.buttons.columns, ...this.buttons.rows]) other.tabIndex = -1;
      button.tabIndex = 0;
      this.explain(side, at);
    });
    this.buttons[side].push(button);
    return button;
  }

  /**
   * Shows the role of a line.
   * @param {Side} side
   * @param {number} at
   * @param {SheetLine} line
   */
  fillHead(side, at, line) {
    const button = this.buttons[side][at];
    button.textContent = line.label;
    button.className = `${line.kind} ${line.said ? "said" : ""}`;
    button.hidden = !line.label;
    button.setAttribute("aria-disabled", String(!line.menu));
    button.setAttribute("aria-label", `${button.dataset.name}: ${line.label}`);
    this.heads[side][at].className = line.kind;
  }

  /**
   * Shows why a line has its role.
   * @param {Side} side
   * @param {number} at
   */
  explain(side, at) {
    const line = this.data?.[side][at];
    if (!line) return;
    const name = this.buttons[side][at].dataset.name;
    const why = line.why ? `, ${line.why}` : "";
    this.hint.textContent = `${name}: ${line.label}${why}`;
  }

  /**
   * Goes to another button, or opens the list.
   * @param {KeyboardEvent} event
   * @param {Side} side
   * @param {number} at
   */
  move(event, side, at) {
    const ends = { Home: 0, End: this.buttons[side].length - 1 };
    const [back, on, over] = side === "columns"
      ? ["ArrowLeft", "ArrowRight", "ArrowDown"] : ["ArrowUp", "ArrowDown", "ArrowRight"];
    let next;
    if (event.key === back) {
      next = this.near(side, at, -1) ?? (side === "rows" ? this.near("columns", -1, 1) : undefined);
    } else if (event.key === on) next = this.near(side, at, 1);
    else if (event.key === over) next = this.near(side === "columns" ? "rows" : "columns", -1, 1);
    else if (event.key === "Home") next = this.buttons[side][ends.Home];
    else if (event.key === "End") next = this.buttons[side][ends.End];
    else return;
    event.preventDefault();
    next?.focus();
  }

  /**
   * The next visible button in a direction (`step`: 1 or −1).
   * @param {Side} side
   * @param {number} at
   * @param {number} step
   * @returns {HTMLButtonElement | undefined}
   */
  near(side, at, step) {
    const line = this.buttons[side];
    for (let i = at + step; i >= 0 && i < line.length; i += step) if (!line[i].hidden) return line[i];
    return undefined;
  }

  /**
   * Opens the list of the roles that a line may have.
   * @param {Side} side
   * @param {number} at
   */
  open(side, at) {
    const line = this.data?.[side][at];
    const menu = this.data?.menus[side];
    if (!line?.menu || !menu) return;
    const entries = line.said ? [...menu, /** @type {[string, string]} */ (["", "As it was guessed"])] : menu;
    this.opened = { side, at };
    this.list.replaceChildren(...entries.map(([role, words]) => {
      const entry = element("li", { tabIndex: -1, textContent: words });
      entry.dataset.role = role;
      entry.setAttribute("role", "option");
      entry.setAttribute("aria-selected", String(role === line.role));
      entry.addEventListener("click", () => this.choose(role));
      return entry;
    }));
    this.list.hidden = false;
    const button = this.buttons[side][at];
    button.setAttribute("aria-expanded", "true");
    const box = button.getBoundingClientRect();
    const own = this.list.getBoundingClientRect();
    this.list.style.left = `${Math.max(MARGIN, Math.min(box.left, innerWidth - own.width - MARGIN))}px`;
    this.list.style.top = `${Math.max(MARGIN, Math.min(box.bottom, innerHeight - own.height - MARGIN))}px`;
    const chosen = this.list.querySelector("[aria-selected=true]") ?? this.list.firstElementChild;
    /** @type {HTMLElement | null} */ (chosen)?.focus();
  }

  /** Closes the list. */
  close() {
    if (this.opened) this.buttons[this.opened.side][this.opened.at]?.setAttribute("aria-expanded", "false");
    this.opened = undefined;
    this.list.hidden = true;
  }

  /**
   * Handles a key in the list: moves, chooses an entry or leaves.
   * @param {KeyboardEvent} event
   */
  chooseByKey(event) {
    const entries = /** @type {HTMLElement[]} */ ([...this.list.children]);
    const at = entries.findIndex((entry) => entry.matches(":focus"));
    /** @type {Record<string, () => void>} */
    const moves = {
      ArrowDown: () => entries[Math.min(at + 1, entries.length - 1)]?.focus(),
      ArrowUp: () => entries[Math.max(at - 1, 0)]?.focus(),
      Enter: () => this.choose(entries[at]?.dataset.role ?? ""),
      " ": () => this.choose(entries[at]?.dataset.role ?? ""),
      Escape: () => this.leave(),
      Tab: () => this.leave(),
    };
    const isLetter = event.key.length === 1 && !event.ctrlKey && !event.metaKey;
    const move = moves[event.key] ?? (isLetter ? () => this.find(entries, at, event.key) : undefined);
    if (!move) return;
    move();
    event.preventDefault();
    event.stopPropagation();
  }

  /**
   * Goes to the next entry of the list that begins with a letter.
   * @param {HTMLElement[]} entries
   * @param {number} at
   * @param {string} letter
   */
  find(entries, at, letter) {
    const rest = [...entries.slice(at + 1), ...entries.slice(0, at + 1)];
    rest.find((one) => one.textContent?.toLowerCase().startsWith(letter.toLowerCase()))?.focus();
  }

  /** Goes back from the list to its button. */
  leave() {
    const opened = this.opened;
    this.close();
    if (opened) this.buttons[opened.side][opened.at].focus();
  }

  /**
   * Sends the chosen role of a line.
   * @param {string} role
   */
  choose(role) {
    const opened = this.opened;
    this.leave();
    const line = opened && this.data?.[opened.side][opened.at];
    if (!opened || !line || (role === line.role && !line.said)) return;
    this.count += 1;
    this.send({ n: this.count, kind: "role", side: opened.side, line: line.line, role });
  }
}

/**
 * Shows the sheet that is read.
 * @param {Component<SheetData>} component
 * @returns {() => void} the cleanup function
 */
export default function ({ data, parentElement, setTriggerValue }) {
  const root = /** @type {Element} */ (parentElement.querySelector("[data-sheet-grid]"));
  const grid = sheetGrids.get(parentElement) ?? new SheetGrid(root);
  sheetGrids.set(parentElement, grid);
  grid.update(data, (answer) => setTriggerValue("sent", answer));
  return onceGone(parentElement, () => sheetGrids.delete(parentElement));
}
