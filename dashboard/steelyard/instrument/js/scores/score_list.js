// The scores of one option as a list of number boxes, where the screen is too narrow for
// columns.

import { hasFocus, make } from "../panel/elements.js";
import { scaleWords } from "../engine/scales.js";

/** @import { Instrument } from "../panel/instrument.js" */
/** @import { Criterion, Option } from "../types.js" */

/**
 * The ends of a criterion's scale as attributes of a field.
 * @param {Criterion} criterion
 * @returns {{ min: string, max: string }}
 */
export const limitsOf = ({ scale }) => ({ min: String(scale.from), max: String(scale.to) });

/** The list of one option's scores and the button that opens it. */
export class ScoreList {
  /**
   * @param {Instrument} instrument
   * @param {Option} option
   * @param {number} i its position
   * @param {() => void} repaint redraws all lists
   */
  constructor(instrument, option, i, repaint) {
    this.instrument = instrument;
    this.option = option;
    this.i = i;
    this.repaint = repaint;
    const id = `sy-scores-${i}`;
    this.button = make("button", {
      type: "button", "aria-controls": id, onclick: () => this.switch(),
    });
    this.toggle = make("td", { class: "more" }, this.button);
    this.items = instrument.base.criteria.map((_, j) => this.buildItem(j));
    this.element = make("td", { class: "scores", id },
      make("ul", {}, ...this.items.map(({ item }) => item)));
  }

  /** Opens the list, or closes it; at most one is open. */
  switch() {
    const { instrument, option } = this;
    instrument.openOption = instrument.openOption === option.id ? null : option.id;
    this.repaint();
  }

  /**
   * Builds the entry of one criterion.
   * @param {number} j
   */
  buildItem(j) {
    const { instrument, option, i } = this;
    const criterion = instrument.base.criteria[j];
    const name = `${option.label} on ${criterion.name}`;
    const box = make("input", {
      type: "number", ...limitsOf(criterion), step: "any", inputmode: "decimal",
      "aria-label": `Score of ${name}`,
    });
    box.onchange = () => instrument.settle();
    box.oninput = () => void instrument.disputeScore(i, j, box.value);
    box.onblur = () => this.repaint();
    const back = make("button", {
      type: "button", class: "chip",
      onclick: () => {
        instrument.undispute(i, j);
        box.focus();
        box.value = instrument.base.unknown[i][j] ? "" : instrument.scoreAt(i, j);
      },
    });
    return { item: make("li", {}, this.buildBasis(j), back, box), box, back, name };
  }

  /**
   * The name of a criterion, which leads to the evidence for the score where there is any.
   * @param {number} j
   * @returns {HTMLElement}
   */
  buildBasis(j) {
    const criterion = this.instrument.base.criteria[j];
    const words = [
      make("span", { text: criterion.name }), make("small", { text: scaleWords(criterion) }),
    ];
    const onclick = this.instrument.around.basisOf(this.i, j);
    if (!onclick) return make("span", {}, ...words);
    const link = make("u", { text: this.instrument.data.texts.basis });
    return make("button", { type: "button", class: "basis", onclick }, ...words, link);
  }

  /** Shows the present scores, except in the box that is being typed in. */
  paint() {
    const { instrument, option, i } = this;
    const isOpen = instrument.openOption === option.id;
    this.element.classList.toggle("open", isOpen);
    this.button.setAttribute("aria-expanded", String(isOpen));
    this.button.setAttribute("aria-label", `Scores of ${option.label}`);
    this.button.textContent = isOpen ? "▴" : "▾";
    if (!isOpen) return;
    this.items.forEach(({ item, box, back, name }, j) => {
      const isUnknown = instrument.problem.unknown[i][j];
      if (!hasFocus(box)) {
        box.value = isUnknown ? "" : instrument.scoreAt(i, j);
      }
      box.placeholder = isUnknown ? "?" : "";
      const isDisputed = Boolean(instrument.disputeOf(i, j));
      item.classList.toggle("disputed", isDisputed);
      back.hidden = !isDisputed;
      back.textContent = `Back to ${instrument.fileScore(i, j)}`;
      back.setAttribute("aria-label", `Back to ${instrument.fileScore(i, j)}: ${name}`);
    });
  }
}
