// The data of the page in the form in which the instrument takes it: `page.py` the other
// way round.
//
// What the plain part of the page contains already is not in the data a second time: it is
// read from there before the instrument replaces it.

import { scaleNumber, scoreOf } from "../../instrument/js/engine/scales.js";

/** @import { PageData } from "./types.js" */

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
  instrument.lenses = entriesOf(instrument.lenses);
  instrument.texts.simulations = textOf(document, ".ranking + .note");
  problem.options = entriesOf(problem.options);
  problem.criteria = entriesOf(problem.criteria);
  document.querySelectorAll(".weights-table tbody tr").forEach((row, j) => {
    problem.criteria[j].swingReason = row.lastElementChild?.textContent ?? "";
  });
  const places = problem.unknown;
  problem.unknown = problem.likely.map((/** @type {number[]} */ row) => row.map(() => false));
  for (const [i, j] of places) problem.unknown[i][j] = true;
  const odd = problem.printed;
  problem.printed = problem.likely.map((/** @type {number[]} */ row) =>
    row.map((value, j) => scaleNumber(problem.criteria[j], scoreOf(problem.criteria[j], value))));
  for (const [i, j, text] of odd) problem.printed[i][j] = text;
  return data;
}

/** The data of this page. */
export const pageData = readPageData();
