// The weighted scorecard: options in the order of their totals, one column per criterion, as
// wide as its weight where there is room.

import { columnWidths, headLevels, textRuler } from "./columns.js";
import { focusedBeside, make, setText, term } from "./elements.js";
import { groupFolds, groupRow } from "./group_fold.js";
import { scaleEnds, scaleWords } from "../engine/scales.js";
import { NARROW, ScoreCell } from "../scores/score_cell.js";
import { ScoreList } from "../scores/score_list.js";
import { moveByKeys } from "./table_keys.js";
import { partPercents, percents, shortSpan, span, tenth, wholeShares } from "../engine/wording.js";

/** @import { Instrument } from "./instrument.js" */
/** @import { Criterion, Option } from "../types.js" */

// Widths of columns in pixels.
const RANK = 24;
/** Of name, total and lead share, and of any one of a few scores: the first that fits. */
const FITS = [
  { name: 156, total: 168, share: 76, cell: 91 },
  { name: 150, total: 138, share: 68, cell: 84 },
  { name: 150, total: 138, share: 68, cell: 0 },
];
const FEW = 8; // More columns than these may always be narrow.
const OVERHANG = 56; // Left of the totals, for the last name over narrow columns.
const CELL_GAP = 8; // Pixels between two columns.
const WORDY = 112; // Below this many pixels the good end is named in fewer words.
const LEAST = 30; // Sixteen columns then find room on a screen of 1280 pixels.
const NO_COLUMNS = "(max-width: 760px)"; // As in the style sheet.
const MANY_ROWS = 16; // With this many options or more, rows are low.
const GLIDE = 160; // Milliseconds in which a row moves to its new place.

/** The table with its heads and rows. */
export class RankingTable {
  /**
   * @param {Instrument} instrument
   */
  constructor(instrument) {
    this.instrument = instrument;
    const { criteria, options } = instrument.base;
    this.heads = criteria.map((criterion) => this.buildHead(criterion));
    this.columns = criteria.map(() => make("col"));
    this.nameColumn = make("col");
    this.shareColumn = make("col");
    this.rows = options.map((option, i) => this.buildRow(option, i));
    this.folds = instrument.base.criteria.length > FEW ? groupFolds(instrument, (j) => this.partsOf(j)) : [];
    this.body = make("tbody", {}, ...this.rows.map((row) => row.element));
    this.element = this.buildTable();
    for (const fold of this.folds) fold.show();
    this.hasNoColumns = matchMedia(NO_COLUMNS);
    /** @type {((text: string | null) => number) | null} */
    this.widthOf = null;
    this.leasts = this.findLeasts();
    /** @type {number[]} The widths of the columns as they were last shown. */
    this.widths = [];
    this.isSorted = false;
    /** @type {number[]} The tops of the rows before they move, in their new order. */
    this.tops = [];
    /** Whether a few columns have less room than their heads take. */
    this.isSqueezed = false;
    this.sideways = make("p", { class: "note sideways", hidden: "", text: instrument.data.texts.sideways });
    /** Above the table and as wide as its place, however wide the table itself is. */
    this.above = make("div", {}, this.sideways);
    this.width = 0;
    this.watcher = new ResizeObserver(([{ contentRect }]) => {
      this.width = contentRect.width;
      instrument.schedule();
    });
    this.watcher.observe(this.above);
  }

  /**
   * @returns {number[]} the pixels that each column needs, for its longest number
   */
  findLeasts() {
    const { base } = this.instrument;
    const textWidth = this.ruler();
    return base.criteria.map((_, j) => {
      const longest = Math.max(...base.printed.map((row, i) =>
        (base.unknown[i][j] ? 0 : textWidth(row[j]))));
      return Math.max(longest + CELL_GAP, LEAST);
    });
  }

  /**
   * @returns {(text: string | null) => number} the width of a text in a head; the font is read
   *   only once, because reading it forces a layout
   */
  ruler() {
    this.widthOf ??= textRuler(this.instrument.element);
    return this.widthOf;
  }

  /** Stops watching the table's width. */
  end() {
    this.watcher.disconnect();
  }

  /**
   * @returns {HTMLTableElement} the table around heads and rows
   */
  buildTable() {
    const { texts, terms } = this.instrument.data;
    const rank = make("span", { class: "spoken", text: "Rank" });
    const head = make("tr", {},
      make("th", { class: "rank", scope: "col" }, rank),
      make("th", { class: "option", scope: "col" },
        make("span", { class: "spoken", text: "Option. " }),
        term("span", "", texts.bars, terms?.bars)),
      ...this.heads.map(({ cell }) => cell),
      make("th", { class: "total", scope: "col" },
        term("b", "head-word", "Total", terms?.total),
        make("span", { class: "head-note", text: texts.range })),
      make("th", { class: "share", scope: "col" },
        term("b", "head-word", texts.firstIn, terms?.share),
        make("span", { class: "head-note", text: texts.ofSimulations })),
      make("th", { class: "more", scope: "col" }));
    const group = make("colgroup", {},
      make("col", { style: `width:${RANK}px` }), this.nameColumn,
      ...this.columns, make("col"), this.shareColumn);
    const isDense = this.instrument.base.options.length >= MANY_ROWS;
    return make("table", { class: isDense ? "dense" : null },
      make("caption", { class: "spoken", text: "Ranking of the options" }),
      group, make("thead", {}, ...groupRow(this.folds, this.heads.length), head), this.body);
  }

  /**
   * @param {number} j criterion
   * @returns {HTMLElement[]} all of its column
   */
  partsOf(j) {
    return [this.columns[j], this.heads[j].cell, ...this.rows.map(({ cells }) => cells[j].element)];
  }

  /**
   * @returns {{ column: HTMLElement, name: HTMLElement, least: number, weight: number, j: number,
   *   text: string }[]} the columns in view from left to right; `j` is −1 for a folded group
   */
  columnsInView() {
    const { base, result } = this.instrument;
    return base.criteria.flatMap(({ label }, j) => {
      const fold = this.folds.find(({ criteria }) => criteria.includes(j));
      if (fold?.isFolded) {
        const { column, name, least, weight } = fold;
        const text = name.textContent ?? "";
        return fold.criteria[0] === j ? [{ column, name, least, weight, j: -1, text }] : [];
      }
      const [column, least, weight] = [this.columns[j], this.leasts[j], result.weights[j]];
      return [{ column, name: this.heads[j].name, least, weight, j, text: label }];
    });
  }

  /**
   * Builds the head of one column: name, good end and weight, and the ends of the scale.
   * @param {Criterion} criterion
   */
  buildHead(criterion) {
    const { label, full, scale } = criterion;
    const [worst, best] = scaleEnds(criterion);
    const weight = make("span", { class: "head-weight" });
    const { base, data } = this.instrument;
    const name = term("b", "head-name", label, data.terms?.criteria[base.criteria.indexOf(criterion)]);
    const good = make("span", { class: "head-good", text: scale.good });
    const ends = make("span", { class: "head-ends" },
      make("span", { text: worst }), make("span", { text: scale.unit }), make("b", { text: best }));
    const cell = make("th", { scope: "col", title: `${full}: ${scaleWords(criterion)}` },
      name, make("span", { class: "head-line" }, good, weight), ends);
    return { cell, weight, name, good, says: `${full}, ${scaleWords(criterion)}` };
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
      onclick: () => this.openOption(i),
    });
    const cells = instrument.base.criteria.map((_, j) =>
      new ScoreCell(instrument, i, j, (button) => this.openScore(i, j, button)));
    const total = make("span", { class: "number" });
    const fill = make("span", { class: "fill" });
    fill.style.background = option.colour;
    const range = make("span", { class: "range" });
    const extent = make("small", { class: "extent" });
    const [share, shares] = [make("span"), make("small")];
    const list = new ScoreList(instrument, option, i, () => this.paintLists());
    const element = make("tr", { style: `--on-paper:${option.onPaper}` }, rank, make("th", { class: "option", scope: "row" }, name,
        ...(option.needs ? [make("small", { class: option.isUnmet ? "needs unmet" : "needs", text: option.needs })] : [])),
      ...cells.map((cell) => cell.element),
      make("td", { class: "total" }, total, extent, make("span", { class: "bar" }, fill, range)),
      make("td", { class: "share" }, share, shares),
      list.toggle, list.element);
    return { element, rank, name, cells, total, fill, range, extent, share, shares, list };
  }

  /**
   * Opens the sheet of a score; the editor, where there is no sheet.
   * @param {number} i option
   * @param {number} j criterion
   * @param {HTMLElement} button what was pressed
   */
  openScore(i, j, button) {
    const { around, editor } = this.instrument;
    if (around.openOption) around.basisOf(i, j)?.();
    else editor.open(i, j, button);
  }

  /**
   * Opens the card of an option; where there is none, holds the leader against the option.
   * @param {number} i
   */
  openOption(i) {
    const { around, base } = this.instrument;
    if (around.openOption) around.openOption(i);
    else this.instrument.commit({ rival: base.options[i].id });
  }

  /** Shows the present scores, totals and shares, in the order of the ranking. */
  paint() {
    const { result, base, state } = this.instrument;
    const shares = percents(result.shares.lead);
    const counts = wholeShares(result.shares.lead);
    this.paintHeads();
    this.rows.forEach((row, i) => {
      setText(row.rank, String(result.ranks[i]));
      row.element.classList.toggle("leads", result.ranks[i] === 1);
      const isRival = base.options[i].id === state.rival;
      row.element.classList.toggle("rival", isRival);
      if (!this.instrument.around.openOption) row.name.setAttribute("aria-pressed", String(isRival));
      row.cells.forEach((cell, j) => cell.paint(this.widths[j]));
      setText(row.total, tenth(result.totals[i]));
      row.fill.style.width = `${result.totals[i]}%`;
      row.range.style.left = `${result.shares.low[i]}%`;
      row.range.style.width = `${Math.max(result.shares.high[i] - result.shares.low[i], 0)}%`;
      setText(row.extent, span(result.shares.low[i], result.shares.high[i]));
      const [share, ends] = [shares[i].replace("%", ""), shortSpan(counts[i], result.shares.spans[i])];
      setText(row.share, share);
      setText(row.shares, ends === share ? "" : ends);
    });
    this.paintLists();
    this.sort();
  }

  /**
   * Shows the weights in the heads. Over narrow columns the names are staggered in levels, each
   * reaching as far as the next one on its level.
   */
  paintHeads() {
    const { result, base } = this.instrument;
    const labels = percents(result.weights);
    const columns = this.columnsInView();
    const widths = this.findWidths(columns);
    const isNarrow = this.isSqueezed || widths.some((width) => width < NARROW);
    // Over narrow columns there is room for the good end only if it is the low one.
    const texts = columns.map(({ text, j }) =>
      (isNarrow && base.criteria[j]?.scale.good.startsWith("↓") ? `↓ ${text}` : text));
    const levels = isNarrow ? headLevels(texts, this.ruler(), widths, OVERHANG) : null;
    this.element.classList.toggle("narrow", isNarrow);
    this.element.classList.toggle("wrapped", Boolean(levels?.isWrapped));
    columns.forEach(({ column, name, j }, k) => {
      column.style.width = `${widths[k]}px`;
      name.style.setProperty("--below", String(levels ? levels.below[k] : 0));
      name.style.width = levels ? `${levels.room[k]}px` : "";
      name.style.setProperty("--long", `${levels ? this.ruler()(texts[k]) + 4 : 0}px`);
      if (j < 0) return;
      const { cell, weight, good, says } = this.heads[j];
      const { scale } = base.criteria[j];
      setText(weight, labels[j]);
      setText(name, texts[k]);
      setText(good, isNarrow ? "" : widths[k] < WORDY ? scale.good.replace(" is ", " ") : scale.good);
      cell.setAttribute("aria-label", `${says}, weight ${labels[j]}`);
      this.widths[j] = widths[k];
    });
    const shares = partPercents(result.weights, this.folds.map(({ criteria }) => criteria));
    this.folds.forEach((fold, k) => fold.paint(shares[k]));
  }

  /**
   * @param {{ weight: number, least: number }[]} columns
   * @returns {number[]} their widths in pixels
   */
  findWidths(columns) {
    // Measuring in the middle of a repaint would force another layout.
    const width = this.width || this.above.clientWidth;
    const isFew = this.instrument.base.criteria.length <= FEW;
    const [fit] = FITS.map(({ cell, ...sides }) => {
      const leasts = columns.map((column) => Math.max(column.least, isFew ? cell : 0));
      const beside = RANK + sides.name + sides.total + sides.share;
      return { sides, leasts, beside, cell, needed: leasts.reduce((sum, one) => sum + one, beside) };
    })
      .filter(({ needed, cell }) => cell === 0 || needed <= width);
    const { sides, leasts, beside, needed } = fit;
    this.isSqueezed = isFew && fit.cell === 0;
    this.element.classList.toggle("tight", sides.name < FITS[0].name);
    this.nameColumn.style.width = `${sides.name}px`;
    this.shareColumn.style.width = `${sides.share}px`;
    const isTable = !this.hasNoColumns.matches;
    this.element.style.minWidth = isTable ? `${needed}px` : "";
    this.sideways.hidden = !isTable || needed <= width;
    const room = Math.max(width, needed) - beside - CELL_GAP;
    return columnWidths(columns.map(({ weight }) => weight), room, leasts);
  }

  /** Shows the lists of scores. */
  paintLists() {
    for (const { list } of this.rows) list.paint();
  }

  /** Makes the leader the tab stop, from which arrow keys reach all other scores and heads. */
  followKeys() {
    const buttons = this.instrument.result.ranking.flatMap((i) =>
      [this.rows[i].name, ...this.rows[i].cells.map(({ button }) => button)]);
    const heads = /** @type {NodeListOf<HTMLButtonElement>} */ (
      this.element.querySelectorAll("thead button"));
    moveByKeys(this.element, [...buttons, ...heads]);
  }

  /**
   * @returns {HTMLElement[]} the rows in the order of the ranking; none if they have it already
   */
  findMoved() {
    const order = this.instrument.result.ranking.map((i) => this.rows[i].element);
    const present = this.body.children;
    return order.every((row, i) => row === present[i]) ? [] : order;
  }

  /**
   * Records the positions of the rows if they are about to move; called before anything on the
   * page changes, which would force another layout.
   */
  measure() {
    const isStill = !this.isSorted || matchMedia("(prefers-reduced-motion: reduce)").matches;
    const moved = isStill ? [] : this.findMoved();
    this.tops = moved.map((row) => row.getBoundingClientRect().top);
  }

  /** Puts the rows in the order of the ranking, gliding from where they were. */
  sort() {
    if (!this.isSorted) this.followKeys();
    this.isSorted = true;
    const order = this.findMoved();
    if (!order.length) return;
    const focused = focusedBeside(this.element);
    // Only rows out of order are moved, since moving one recomputes the layout of all its cells.
    let next = this.body.firstElementChild;
    for (const row of order) {
      if (row === next) next = next.nextElementSibling;
      else this.body.insertBefore(row, next);
    }
    if (focused instanceof HTMLElement && this.body.contains(focused)) {
      focused.focus({ preventScroll: true });
    }
    if (!this.tops.length) return;
    // All are measured before the first begins to glide, so that there is only one layout.
    const distances = order.map((row, i) => this.tops[i] - row.getBoundingClientRect().top);
    order.forEach((row, i) => {
      if (!distances[i]) return;
      row.animate([{ transform: `translateY(${distances[i]}px)` }, { transform: "none" }], GLIDE);
    });
  }
}
