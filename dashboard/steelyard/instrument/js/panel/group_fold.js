// The head over the columns of one group, which folds them into one column of subtotals.

import { make } from "./elements.js";
import { exactSum, indices } from "../engine/sums.js";
import { fill, tenth } from "../engine/wording.js";

/** @import { Instrument } from "./instrument.js" */
/** @import { GroupHeads } from "../types.js" */

const LEAST_FOLDED = 124; // Pixels in which the name of a group mostly has room.

/** The head of a group, and the column that stands for its columns while they are folded. */
class GroupFold {
  /**
   * @param {Instrument} instrument
   * @param {GroupHeads["heads"][number]} group
   * @param {GroupHeads} words
   * @param {(j: number) => HTMLElement[]} partsOf all of the column of a criterion
   */
  constructor(instrument, { id, name: label, criteria }, words, partsOf) {
    this.instrument = instrument;
    this.id = id;
    this.label = label;
    this.criteria = criteria;
    this.words = words;
    this.partsOf = partsOf;
    this.least = LEAST_FOLDED;
    this.percent = make("span");
    this.button = make("button", {
      class: "fold", type: "button", onclick: () => this.turn(),
    }, make("b", { text: label }), " ", this.percent);
    this.over = make("th", { scope: "colgroup" }, this.button);
    this.column = make("col");
    this.name = make("b", { class: "head-name", text: words.templates.subtotal });
    this.most = make("span", { class: "head-line" });
    this.cell = make("th", { scope: "col" }, this.name, this.most);
    this.cells = instrument.base.options.map(({ colour }) => {
      const number = make("span", { class: "number" });
      const part = make("span", { class: "fill" });
      part.style.background = colour;
      const bar = make("span", { class: "bar" }, part);
      return { element: make("td", { class: "cell" }, number, bar), number, part };
    });
  }

  /** @returns {boolean} whether the group is folded into one column */
  get isFolded() {
    return this.instrument.folded.has(this.id);
  }

  /** @returns {number} the weight of all its criteria, 0..1 */
  get weight() {
    const { weights } = this.instrument.result;
    return exactSum(this.criteria.map((j) => weights[j]));
  }

  /** Folds the columns, or unfolds them. */
  turn() {
    const { folded } = this.instrument;
    if (!folded.delete(this.id)) folded.add(this.id);
    this.show();
    this.instrument.flush();
    this.button.focus();
  }

  /** Puts the columns of the group in view, or the one that stands for them. */
  show() {
    const { isFolded, criteria } = this;
    const columns = criteria.map(this.partsOf);
    for (const column of columns) for (const part of column) part.hidden = isFolded;
    const own = [this.column, this.cell, ...this.cells.map(({ element }) => element)];
    own.forEach((part, k) => (isFolded ? columns[0][k].before(part) : part.remove()));
    this.over.colSpan = isFolded ? 1 : criteria.length;
  }

  /**
   * Shows the weight of the group and, while it is folded, its part of each total.
   * @param {string} percent
   */
  paint(percent) {
    const { words, label, isFolded, weight } = this;
    this.percent.textContent = percent;
    this.button.setAttribute("aria-expanded", String(!isFolded));
    this.button.title = words.templates[isFolded ? "unfold" : "fold"];
    if (!isFolded) return;
    const most = tenth(weight * 100);
    this.most.textContent = fill(words, "most", { most });
    this.cells.forEach(({ element, number, part }, i) => {
      const { contributions } = this.instrument.result;
      const sum = exactSum(this.criteria.map((j) => contributions[i][j]));
      number.textContent = tenth(sum);
      part.style.width = weight ? `${sum / weight}%` : "0";
      element.title = fill(words, "of", { group: label, points: tenth(sum), most });
    });
  }
}

/**
 * The heads of groups whose columns stand side by side.
 * @param {Instrument} instrument
 * @param {(j: number) => HTMLElement[]} partsOf all of the column of a criterion
 * @returns {GroupFold[]}
 */
export function groupFolds(instrument, partsOf) {
  const { groups } = instrument.data;
  return groups ? groups.heads.map((group) => new GroupFold(instrument, group, groups, partsOf)) : [];
}

/**
 * The row of these heads above the names of criteria, where there are any.
 * @param {GroupFold[]} folds
 * @param {number} count of criteria
 * @returns {HTMLElement[]}
 */
export function groupRow(folds, count) {
  if (!folds.length) return [];
  const cells = indices(count).flatMap((j) => {
    const fold = folds.find(({ criteria }) => criteria.includes(j));
    return !fold ? [make("td")] : fold.criteria[0] === j ? [fold.over] : [];
  });
  const [left, right] = [make("td", { colspan: "2" }), make("td", { colspan: "2" })];
  return [make("tr", { class: "groups" }, left, ...cells, right)];
}
