// The weighted scorecard: options in the order of their totals, one column per criterion,
// each as wide as its weight.

import { focusedBeside, letterOf, make } from "./elements.js";
import { ScoreList } from "./score_list.js";
import { integer, percents, shortSpan, wholeShares } from "../engine/wording.js";

/** @import { Instrument } from "./instrument.js" */
/** @import { Criterion, Option } from "../types.js" */

const TOTAL_SHARE = 0.24; // Of the table's width, for the totals.
// Widths of columns in pixels.
const RANK = 26;
const NAME = 172;
const SHARE = 80;
const HEAD_SIZE = 13.2; // Pixels, as in the style sheet: 0.82 of the browser's 16.
const CELL_GAP = 7; // Pixels between two columns.
const GLIDE = 160; // Milliseconds in which a row moves to its new place.

/** The table with its rows, and the key to letters in its head. */
export class RankingTable {
  /**
   * @param {Instrument} instrument
   */
  constructor(instrument) {
    this.instrument = instrument;
    const { criteria, options } = instrument.base;
    this.heads = criteria.map((criterion) => this.buildHead(criterion));
    this.columns = criteria.map(() => make("col"));
    this.rows = options.map((option, i) => this.buildRow(option, i));
    this.body = make("tbody", {}, ...this.rows.map((row) => row.element));
    this.key = make("p", { class: "key note" });
    this.element = this.buildTable();
    this.width = 0;
    this.watcher = new ResizeObserver(([{ contentRect }]) => {
      this.width = contentRect.width;
      instrument.schedule();
    });
    this.watcher.observe(this.element);
  }

  /** Ends the watch over the table's width. */
  end() {
    this.watcher.disconnect();
  }

  /**
   * @returns {HTMLTableElement} the table around heads and rows
   */
  buildTable() {
    const rank = make("span", { class: "spoken", text: "Rank" });
    const head = make("tr", {},
      make("th", { class: "rank", scope: "col" }, rank),
      make("th", { class: "option", scope: "col", text: "Option" }),
      ...this.heads.map(({ cell }) => cell),
      make("th", { class: "total", scope: "col" }, make("b", { text: "Total" }),
        this.instrument.data.texts.range),
      make("th", { class: "share", scope: "col" }, make("b", { text: "Leads in" }), "of simulations"),
      make("th", { class: "more", scope: "col" }));
    const group = make("colgroup", {},
      make("col", { style: `width:${RANK}px` }), make("col", { style: `width:${NAME}px` }),
      ...this.columns,
      make("col", { style: `width:${TOTAL_SHARE * 100}%` }),
      make("col", { style: `width:${SHARE}px` }));
    return make("table", {},
      make("caption", { class: "spoken", text: "Ranking of the options" }),
      group, make("thead", {}, head), this.body);
  }

  /**
   * Builds the head of one column.
   * @param {Criterion} criterion
   */
  buildHead(criterion) {
    const family = getComputedStyle(this.instrument.element).fontFamily || "sans-serif";
    const weight = make("b");
    const name = make("span", { class: "head-name", text: criterion.label });
    const cell = make("th", { scope: "col", title: criterion.name }, weight, name);
    return { cell, weight, name, longest: longestWord(criterion.label, family) };
  }

  /**
   * Builds the row of one option.
   * @param {Option} option
   * @param {number} i
   */
  buildRow(option, i) {
    const { instrument } = this;
    const rank = make("td", { class: "rank" });
    const name = make("button", {
      type: "button", text: option.label, title: option.name,
      onclick: () => instrument.commit({ rival: option.id }),
    });
    const cells = instrument.base.criteria.map((_, j) => this.buildCell(option, i, j));
    const total = make("span", { class: "number" });
    const fill = make("span", { class: "fill" });
    fill.style.background = option.colour;
    const range = make("span", { class: "range" });
    const [share, span] = [make("span"), make("small")];
    const list = new ScoreList(instrument, option, i, () => this.paintLists());
    const element = make("tr", {}, rank, make("th", { class: "option", scope: "row" }, name),
      ...cells.map((cell) => cell.element),
      make("td", { class: "total" }, total, make("span", { class: "bar" }, fill, range)),
      make("td", { class: "share" }, share, span),
      list.toggle, list.element);
    return { element, rank, name, cells, total, fill, range, share, span, list };
  }

  /**
   * Builds the cell of one score, which opens the editor.
   * @param {Option} option
   * @param {number} i
   * @param {number} j
   */
  buildCell(option, i, j) {
    const number = make("span", { class: "number" });
    const fill = make("span", { class: "fill" });
    fill.style.background = option.colour;
    const bar = make("span", { class: "bar" }, fill);
    const button = make("button", { type: "button" }, number, bar);
    button.onclick = () => this.instrument.editor.open(i, j, button);
    return { element: make("td", { class: "cell" }, button), button, number, fill };
  }

  /** Shows the present scores, totals and shares, in the order of the ranking. */
  paint() {
    const { result, base, state } = this.instrument;
    const shares = percents(result.shares.lead);
    const counts = wholeShares(result.shares.lead);
    this.paintHeads();
    this.rows.forEach((row, i) => {
      row.rank.textContent = String(result.ranks[i]);
      row.element.classList.toggle("leads", result.ranks[i] === 1);
      const isRival = base.options[i].id === state.rival;
      row.element.classList.toggle("rival", isRival);
      row.name.setAttribute("aria-pressed", String(isRival));
      row.cells.forEach((_, j) => this.paintCell(i, j));
      row.total.textContent = integer(result.totals[i]);
      row.fill.style.width = `${result.totals[i]}%`;
      row.range.style.left = `${result.shares.low[i]}%`;
      row.range.style.width = `${Math.max(result.shares.high[i] - result.shares.low[i], 0)}%`;
      row.share.textContent = shares[i];
      row.span.textContent = shortSpan(counts[i], result.shares.spans[i]);
    });
    this.paintLists();
    this.sort();
  }

  /**
   * Shows the weights in the heads. A name that its column would cut is replaced by a letter
   * that the key below the table explains.
   */
  paintHeads() {
    const { result, base } = this.instrument;
    const labels = percents(result.weights);
    const widths = this.columnWidths();
    /** @type {[string, string][]} */
    const explained = [];
    this.heads.forEach(({ cell, weight, name, longest }, j) => {
      const { label, name: inFull } = base.criteria[j];
      this.columns[j].style.width = `${widths[j]}px`;
      weight.textContent = labels[j];
      const isCut = longest > widths[j] - CELL_GAP;
      const letter = letterOf(j);
      if (isCut) explained.push([letter, inFull]);
      name.textContent = isCut ? letter : label;
      name.classList.toggle("letter", isCut);
      cell.setAttribute("aria-label", `${inFull}, ${labels[j]}`);
    });
    this.paintKey(explained);
  }

  /**
   * The widths of the criteria's columns in pixels: as wide as the weights, none too thin to
   * be pressed.
   * @returns {number[]}
   */
  columnWidths() {
    const { weights } = this.instrument.result;
    const n = weights.length;
    const least = Math.min(0.5, 0.03 * n);
    // Measuring the page in the middle of a repaint would have it laid out once more.
    const width = this.width || this.element.clientWidth;
    const room = width * (1 - TOTAL_SHARE) - (RANK + NAME + SHARE);
    return weights.map((weight) => room * (least / n + (1 - least) * weight));
  }

  /**
   * Shows what the letters in the heads mean.
   * @param {[string, string][]} explained letters and names
   */
  paintKey(explained) {
    const text = explained.map((pair) => pair.join("\u00a0")).join(" · ");
    if (this.key.dataset.text === text) return;
    this.key.dataset.text = text;
    this.key.replaceChildren(...explained.flatMap(([letter, inFull], i) => [
      i ? " · " : "", make("b", { text: letter }), `\u00a0${inFull}`,
    ]));
  }

  /**
   * Shows one score.
   * @param {number} i
   * @param {number} j
   */
  paintCell(i, j) {
    const { problem, base } = this.instrument;
    const cell = this.rows[i].cells[j];
    const value = problem.likely[i][j];
    const isUnknown = problem.unknown[i][j];
    const isDisputed = Boolean(this.instrument.disputeOf(i, j));
    const text = isUnknown ? "?" : integer(value);
    cell.number.textContent = text;
    cell.fill.style.width = isUnknown ? "0" : `${value}%`;
    cell.element.classList.toggle("unknown", isUnknown);
    cell.element.classList.toggle("disputed", isDisputed);
    const was = isDisputed ? `, in the file ${this.instrument.fileValue(i, j)}` : "";
    const [option, criterion] = [base.options[i].label, base.criteria[j].name];
    const label = `${option} on ${criterion}: ${text}${was}. Dispute this score`;
    cell.button.setAttribute("aria-label", label);
    cell.button.title = `${criterion}: ${text}${was}`;
  }

  /** Shows the lists of scores. */
  paintLists() {
    for (const { list } of this.rows) list.paint();
  }

  /** Puts the rows in the order of the ranking, gliding from where they were. */
  sort() {
    const order = this.instrument.result.ranking.map((i) => this.rows[i].element);
    const present = [...this.body.children];
    if (order.every((row, i) => row === present[i])) return;
    const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const before = order.map((row) => row.getBoundingClientRect().top);
    const focused = focusedBeside(this.element);
    this.body.append(...order);
    if (focused instanceof HTMLElement && this.body.contains(focused)) {
      focused.focus({ preventScroll: true });
    }
    if (isStill) return;
    order.forEach((row, i) => {
      const distance = before[i] - row.getBoundingClientRect().top;
      if (!distance) return;
      row.animate([{ transform: `translateY(${distance}px)` }, { transform: "none" }], GLIDE);
    });
  }
}

/** @type {CanvasRenderingContext2D | null} */
let ruler = null;

/**
 * The width in pixels of the longest word of a head; a column narrower than that cuts it.
 * @param {string} text
 * @param {string} family of the font
 * @returns {number}
 */
function longestWord(text, family) {
  ruler ??= /** @type {CanvasRenderingContext2D} */ (make("canvas").getContext("2d"));
  const context = ruler;
  context.font = `${HEAD_SIZE}px ${family}`;
  return Math.max(...text.split(/\s+/).map((word) => context.measureText(word).width));
}
