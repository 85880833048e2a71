// A table that scores are typed into: options by criteria, with a row of swings on top, or
// one of the two alone.
// Each entry is checked here as it is typed and again by the server, which alone changes the draft.
// What the server has not accepted yet is kept in local storage.

import { element, onceGone, tellLengths } from "../../elements.js";
import { anchorsAround, checkScore, checkShift, checkSwing } from "./grid_entries.js";
import { moveOf } from "./grid_moves.js";

/** @import { Component } from "../../../instrument/js/streamlit.js" */
/** @import { CellText, GridCell, GridData, GridOption, SentEntries } from "./types.js" */

const KEYS = "Arrow keys move between cells.";
const SWINGS = "*";
const REST = 350; // Milliseconds on a cell before it counts as chosen.
const SHORTEST = 4; // Characters for which a column has room, at least.
const LONGEST = 16; // And at most.

/** @type {WeakMap<Node, EditGrid>} */
const grids = new WeakMap();

/** The table of one draft. */
class EditGrid {
  /**
   * @param {Element} root
   * @param {GridData} data
   * @param {(entries: SentEntries) => void} send
   */
  constructor(root, data, send) {
    this.root = root;
    this.data = data;
    this.sendState = send;
    this.read = 0; // The last server response that has been processed.
    this.count = 0; // Numbers the entries, so that each is applied once.
    /** @type {Map<string, { n: number, text: string }>} Sent or to be sent, not confirmed. */
    this.pending = new Map();
    /** @type {Map<string, string>} Typed but not understood. */
    this.held = new Map();
    /** @type {Map<string, GridCell>} */
    this.inputs = new Map();
    /** @type {HTMLInputElement[][]} */
    this.grid = [];
    this.chosen = "";
    this.shape = "";
    this.later = 0;
    this.pattern = new RegExp(data.pattern, "u");
    this.hint = element("p", { className: "hint", id: "hint", textContent: data.words.hint });
    this.hint.append(element("span", { className: "keys", textContent: `${KEYS} Several cells can be pasted from a spreadsheet.` }));
    this.status = element("p", { className: "said", role: "status" });
    this.frame = element("div", { className: "frame" });
    root.replaceChildren(this.hint, this.status, this.frame);
  }

  /**
   * Takes new data without overwriting what is being typed.
   * @param {GridData} data
   * @param {(entries: SentEntries) => void} send
   */
  update(data, send) {
    this.sendState = send;
    if (this.data.mark !== data.mark) {
      this.pending.clear();
      this.held.clear();
    }
    this.data = data;
    this.pattern = new RegExp(data.pattern, "u");
    this.count = Math.max(this.count, data.done);
    for (const [key, entry] of this.pending) if (entry.n <= data.done) this.pending.delete(key);
    for (const [key, entry] of Object.entries(data.refused)) {
      if (entry.n > this.read && !this.pending.has(key)) this.held.set(key, entry.text);
    }
    this.read = data.done;
    const options = data.options.map(({ id, name }) => [id, name]);
    const shape = JSON.stringify([data.kind, data.criteria, options, data.readOnly]);
    if (shape !== this.shape) this.build();
    this.shape = shape;
    this.fill();
    this.keep();
  }

  /** Builds the table anew. */
  build() {
    const { criteria, options, swings, words } = this.data;
    this.inputs.clear();
    this.frame.dataset.kind = this.data.kind;
    const corner = element("th", { scope: "col", textContent: words.corner });
    const heads = criteria.map(({ question, name, label, hint }) =>
      element("th", { scope: "col", title: question || name },
        element("b", { textContent: label }), element("span", { textContent: hint })));
    const rows = options.map((option) => this.buildRow(option));
    if (swings) {
      rows.unshift(this.buildRow({ id: SWINGS, name: words.swings }));
      rows[0].className = "swings";
      const word = element("a", { href: "#term-swing", textContent: words.swings });
      rows[0].firstElementChild?.replaceChildren(word);
    }
    const caption = element("caption", { className: "spoken", textContent: `${words.of} ${KEYS}` });
    const head = element("thead", {}, element("tr", {}, corner, ...heads));
    const body = element("tbody", {}, ...rows);
    tellLengths(this.frame, options.map(({ name }) => name));
    this.frame.replaceChildren(element("table", { lang: "en" }, caption, head, body));
    this.grid = rows.map((row) => [...row.querySelectorAll("input")]);
  }

  /**
   * Builds one row.
   * @param {GridOption} option
   * @returns {HTMLTableRowElement}
   */
  buildRow(option) {
    const cells = this.data.criteria.map((criterion) => {
      const input = element("input", {
        type: "text", autocomplete: "off", spellcheck: false, readOnly: this.data.readOnly,
      });
      input.setAttribute("aria-label", option.id === SWINGS
        ? `${this.data.words.swings} of ${criterion.name}` : `${option.name}: ${criterion.name}`);
      input.setAttribute("autocapitalize", "off");
      input.setAttribute("aria-describedby", "hint");
      const key = `${option.id}.${criterion.id}`;
      this.listen({ key, option, criterion, input, now: { text: "" }, isTyped: false });
      return element("td", {}, input);
    });
    return element("tr", {},
      element("th", { scope: "row", textContent: option.name, title: option.name }), ...cells);
  }

  /**
   * Listens to one cell.
   * @param {GridCell} cell
   */
  listen(cell) {
    const { input } = cell;
    this.inputs.set(cell.key, cell);
    input.addEventListener("input", () => this.onType(cell));
    input.addEventListener("change", () => this.commit(cell));
    input.addEventListener("blur", () => this.commit(cell));
    input.addEventListener("focus", () => this.choose(cell));
    input.addEventListener("keydown", (event) => this.onKey(event, cell));
    input.addEventListener("paste", (event) => this.paste(event, cell));
  }

  /** Shows what the draft has, but never in the cell that is being typed in. */
  fill() {
    const { criteria, options, swings } = this.data;
    const texts = options.flatMap((option) => option.cells.map((cell) => cell.text.length));
    const longest = Math.min(Math.max(SHORTEST, ...texts), LONGEST);
    this.frame.style.setProperty("--longest", String(longest));
    for (const [c, criterion] of criteria.entries()) {
      if (swings) this.show(`${SWINGS}.${criterion.id}`, swings[c]);
      for (const option of options) this.show(`${option.id}.${criterion.id}`, option.cells[c]);
    }
  }

  /**
   * Shows one cell.
   * @param {string} key
   * @param {CellText} now
   */
  show(key, now) {
    const cell = this.inputs.get(key);
    if (!cell) return;
    const { input } = cell;
    cell.now = now;
    const text = this.pending.get(key)?.text ?? this.held.get(key) ?? now.text;
    const root = this.root.getRootNode();
    const active = root instanceof Document || root instanceof ShadowRoot ? root.activeElement : null;
    const isTyping = input === active && cell.isTyped;
    if (!isTyping && input.value !== text) input.value = text;
    input.placeholder = now.base ?? "";
    input.classList.toggle("changed", now.was !== undefined);
    input.title = now.was === undefined ? "" : `In the file: ${now.was || "nothing"}`;
    this.judge(cell);
  }

  /**
   * What is wrong with the text in a cell, in a sentence; "" for nothing.
   * @param {GridCell} cell
   * @returns {string}
   */
  problemOf(cell) {
    const text = cell.input.value.trim();
    const refused = this.data.refused[cell.key];
    if (refused && refused.text === text) return refused.why;
    if (text === cell.now.text) return cell.now.problem || "";
    if (this.data.kind === "scenarios") return checkShift(text, this.data.refusals);
    return cell.option.id === SWINGS ? checkSwing(text, this.data.mostSwing, this.data.refusals)
      : checkScore(text, cell.criterion, this.pattern, this.data.refusals);
  }

  /**
   * Marks a cell as right or wrong; where it is the chosen one, says why.
   * @param {GridCell} cell
   * @returns {string} what is wrong
   */
  judge(cell) {
    const why = this.problemOf(cell);
    cell.input.setAttribute("aria-invalid", why ? "true" : "false");
    if (cell.key === this.chosen) {
      const isTaken = cell.input.value.trim() === cell.now.text;
      const status = why && !isTaken ? `Not taken yet. ${why}` : why;
      if (this.status.textContent !== status) this.status.textContent = status;
      this.hint.textContent = this.explain(cell);
    }
    return why;
  }

  /**
   * What a number means in a cell: the scale, and the worded anchors on either side of it.
   * @param {GridCell} cell
   * @returns {string}
   */
  explain({ criterion, option, input }) {
    if (option.id === SWINGS) {
      return `${criterion.name}: how much going from its worst to its best end matters, 0 to 100. ` +
        (criterion.swingReason || "");
    }
    const anchors = anchorsAround(input.value.trim(), criterion);
    return `${option.name} on ${criterion.name}, ${criterion.hint}. ${anchors}`;
  }

  /**
   * Makes a cell the chosen one, and reports it to the server if it stays so for a moment.
   * @param {GridCell} cell
   */
  choose(cell) {
    this.chosen = cell.key;
    cell.input.select();
    this.judge(cell);
    clearTimeout(this.later);
    if (cell.option.id !== SWINGS) this.later = setTimeout(() => this.send(), REST);
  }

  /**
   * Checks and keeps what is being typed.
   * @param {GridCell} cell
   */
  onType(cell) {
    cell.isTyped = true;
    this.judge(cell);
    this.keep();
  }

  /**
   * Takes what was typed, and sends it.
   * @param {GridCell} cell
   */
  commit(cell) {
    if (!cell.isTyped || this.data.readOnly) return;
    cell.isTyped = false;
    this.take(cell);
    this.send();
    this.keep();
  }

  /**
   * Takes the text in a cell: to be sent, or held until it is understood.
   * @param {GridCell} cell
   */
  take(cell) {
    const text = cell.input.value.trim();
    const { key } = cell;
    delete this.data.refused[key];
    this.held.delete(key);
    if (text === cell.now.text && !this.pending.has(key)) {
      this.judge(cell);
    } else if (text !== cell.now.text && this.judge(cell)) {
      this.held.set(key, text);
      this.pending.delete(key);
    } else {
      this.count += 1;
      this.pending.set(key, { n: this.count, text });
    }
  }

  /** Sends all entries that are not confirmed. */
  send() {
    clearTimeout(this.later);
    const edits = [...this.pending].map(([key, { n, text }]) => ({ key, n, text }));
    this.sendState({ mark: this.data.mark, edits, chosen: this.chosen, held: this.held.size });
  }

  /** Stores entries not accepted yet so that they survive a reload, even if the server is away. */
  keep() {
    const sent = [...this.pending].map(([key, { text }]) => [key, text]);
    const typed = [...this.inputs.values()].filter((cell) => cell.isTyped)
      .map(({ key, input }) => [key, input.value.trim()]);
    const open = Object.fromEntries([...this.held, ...sent, ...typed]);
    if (!this.data.slot) return;
    const place = `steelyard:typed:${this.data.slot}:${this.data.mark}`;
    try {
      if (Object.keys(open).length) localStorage.setItem(place, JSON.stringify(open));
      else localStorage.removeItem(place);
    } catch {
      // A browser without storage: the server still has the draft.
    }
  }

  /**
   * Moves between cells by arrow keys and Enter; Escape discards what is being typed.
   * @param {KeyboardEvent} event
   * @param {GridCell} cell
   */
  onKey(event, cell) {
    const isCommand = event.ctrlKey || event.metaKey;
    if (isCommand && event.key === "s") this.commit(cell);
    if (isCommand || event.altKey || event.isComposing) return;
    // Keep typing from triggering Streamlit's shortcuts (r reruns the page).
    event.stopPropagation();
    const move = moveOf(event, cell.input);
    if (event.key === "Escape") this.takeBack(cell);
    else if (move && !(event.shiftKey && event.key !== "Enter")) {
      event.preventDefault();
      this.commit(cell);
      this.step(cell, ...move);
    }
  }

  /**
   * Puts the text of a cell back to what it was before it was typed in.
   * @param {GridCell} cell
   */
  takeBack(cell) {
    cell.input.value = this.pending.get(cell.key)?.text ?? cell.now.text;
    this.held.delete(cell.key);
    cell.isTyped = false;
    this.judge(cell);
    this.keep();
    cell.input.select();
  }

  /**
   * @param {GridCell} cell
   * @returns {[number, number]} row and column of a cell
   */
  placeOf({ input }) {
    const row = this.grid.findIndex((inputs) => inputs.includes(input));
    return [row, this.grid[row].indexOf(input)];
  }

  /**
   * Moves the focus `down` rows and `right` columns, if there is a cell.
   * @param {GridCell} cell
   * @param {number} down
   * @param {number} right
   */
  step(cell, down, right) {
    const [row, column] = this.placeOf(cell);
    this.grid[row + down]?.[column + right]?.focus();
  }

  /**
   * Pastes several cells from a spreadsheet.
   * @param {ClipboardEvent} event
   * @param {GridCell} cell the first one to be filled
   */
  paste(event, cell) {
    const pasted = event.clipboardData?.getData("text/plain") ?? "";
    const text = pasted.replace(/\r\n?/g, "\n").replace(/\n$/, "");
    if (this.data.readOnly || !/[\t\n]/.test(text)) return;
    event.preventDefault();
    const [top, left] = this.placeOf(cell);
    const byInput = new Map([...this.inputs.values()].map((one) => [one.input, one]));
    let [taken, outside, wrong] = [0, 0, 0];
    for (const [r, line] of text.split("\n").entries()) {
      for (const [c, entry] of line.split("\t").entries()) {
        const target = byInput.get(this.grid[top + r]?.[left + c]);
        if (!target) {
          outside += 1;
          continue;
        }
        target.input.value = entry.trim();
        target.isTyped = false;
        this.take(target);
        taken += 1;
        if (target.input.getAttribute("aria-invalid") === "true") wrong += 1;
      }
    }
    this.send();
    this.keep();
    this.status.textContent = `${taken} cells pasted.` +
      (wrong ? ` ${wrong} of them are not understood and wait for you.` : "") +
      (outside ? ` ${outside} did not fit into the table.` : "");
  }
}

/**
 * Shows the table of the draft that is open.
 * @param {Component<GridData>} component
 * @returns {() => void} the cleanup function
 */
export default function ({ data, parentElement, setTriggerValue }) {
  const root = /** @type {Element} */ (parentElement.querySelector("[data-edit-grid]"));
  const send = (/** @type {SentEntries} */ entries) => setTriggerValue("sent", entries);
  const grid = grids.get(parentElement) ?? new EditGrid(root, data, send);
  grids.set(parentElement, grid);
  grid.update(data, send);
  return onceGone(parentElement, () => grids.delete(parentElement));
}
