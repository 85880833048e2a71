// Decodes the data of the page into the instrument's format: the inverse of `page.py`.
//
// Data that the plain part of the page already contains is not repeated: it is read from there
// before the instrument replaces it.

import { scaleNumber, scoreOf } from "../../instrument/js/engine/scales.js";

/** @import { Criterion, Lens, MenuEntry } from "../../instrument/js/types.js" */
/** @import { PageData } from "./types.js" */

/**
 * Likely values, the positions of unknown ones, and printed texts with their positions.
 * @typedef {{ likely: number[][], unknown: number[][], printed: [number, number, string][] }}
 *   ShortTables
 */

/**
 * An entry, or an object of columns.
 * @typedef {{ [key: string]: unknown[] | Columns }} Columns
 */

/**
 * The entries that were written column by column.
 * @param {Columns} columns
 * @returns {object[]}
 */
const entriesOf = (columns) =>
  /** @type {unknown[]} */ (columns.id ?? []).map((_, i) => entryAt(columns, i));

/**
 * The entry in one position.
 * @param {Columns} columns
 * @param {number} i
 * @returns {object}
 */
const entryAt = (columns, i) =>
  Object.fromEntries(
    Object.entries(columns).map(([key, column]) => [
      key, Array.isArray(column) ? column[i] : entryAt(column, i),
    ]),
  );

/**
 * @param {ParentNode} node
 * @param {string} selector
 * @returns {string} the text of the first element found
 */
const textOf = (node, selector) => node.querySelector(selector)?.textContent ?? "";

/**
 * Reads the data and what the plain part of the page adds to it.
 * @returns {PageData}
 */
function readPageData() {
  const data = JSON.parse(textOf(document, "#steelyard-data"));
  const { instrument } = data;
  const { problem } = instrument;
  const lenses = /** @type {Lens[]} */ (entriesOf(instrument.lenses));
  lenses.forEach((lens, i) => { lens.reason ??= lenses[i - 1].reason; });
  instrument.lenses = lenses;
  instrument.texts.simulations = textOf(document, ".ranking + .note");
  problem.options = entriesOf(problem.options);
  // The colours of a light page are those on paper.
  for (const option of problem.options) option.onPaper = option.colour;
  problem.criteria = entriesOf(problem.criteria);
  document.querySelectorAll(".weights-table tbody tr").forEach((row, j) => {
    problem.criteria[j].swingReason = row.lastElementChild?.textContent ?? "";
  });
  const { menus } = instrument;
  menus.lens.id = ["", ...lenses.map(({ id }) => id)];
  for (const kind of ["lens", "reading"]) {
    menus[kind] = /** @type {MenuEntry[]} */ (entriesOf(menus[kind]));
    for (const entry of menus[kind]) {
      entry.leads ??= problem.options[entry.first].label;
      entry.name ??= lenses.find(({ id }) => id === entry.id)?.name;
    }
  }
  menus.lens = Object.fromEntries(
    menus.lens.map((/** @type {MenuEntry} */ entry) => [entry.id, entry]));
  instrument.judges = menus.reading.map((/** @type {MenuEntry} */ { id }) => id)
    .filter((/** @type {string} */ reading) => lenses.some(({ id }) => id === reading));
  const size = problem.likely.length * problem.criteria.length;
  for (const reading of instrument.readings ?? []) {
    const numbers = numbersOf(reading);
    ["low", "likely", "high"].forEach((name, place) => {
      const own = numbers.slice(place * size, (place + 1) * size);
      reading[name] = problem.likely.map((/** @type {number[]} */ row, /** @type {number} */ i) =>
        own.slice(i * row.length, (i + 1) * row.length));
    });
  }
  for (const tables of [problem, ...(instrument.readings ?? [])]) {
    Object.assign(tables, wholeTables(tables, problem.criteria));
  }
  return data;
}

/**
 * The numbers of a reading as a flat list; each is stored as an index into the distinct ones.
 * @param {{ numbers: number[], cells: string }} short
 * @returns {number[]}
 */
function numbersOf({ numbers, cells }) {
  const width = (numbers.length - 1).toString(36).length;
  return Array.from({ length: cells.length / width }, (_, k) =>
    numbers[parseInt(cells.slice(k * width, (k + 1) * width), 36)]);
}

/**
 * The full tables of unknown and printed scores, rebuilt from the exceptions that are stored.
 * @param {ShortTables} tables
 * @param {Criterion[]} criteria
 * @returns {{ unknown: boolean[][], printed: string[][] }}
 */
function wholeTables({ likely, unknown: places, printed: odd }, criteria) {
  const unknown = likely.map((row) => row.map(() => false));
  for (const [i, j] of places) unknown[i][j] = true;
  const printed = likely.map((row) =>
    row.map((value, j) => scaleNumber(criteria[j], scoreOf(criteria[j], value))));
  for (const [i, j, text] of odd) printed[i][j] = text;
  return { unknown, printed };
}

/** The data of this page. */
export const pageData = readPageData();
