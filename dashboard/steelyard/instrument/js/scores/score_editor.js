// The small window over the instrument: a score to be disputed, or YAML to be copied by hand.

import { make } from "../panel/elements.js";
import { scaleWords } from "../engine/scales.js";
import { limitsOf } from "./score_list.js";

/** @import { Instrument } from "../panel/instrument.js" */

const WIDTH = 290; // Pixels, as in the style sheet.
const GAP = 6; // Pixels below what opened it.
const CONFIRMED_FOR = 1500; // Milliseconds for which a button confirms a copy.

/** The window; one at a time. */
export class ScoreEditor {
  /**
   * @param {Instrument} instrument
   */
  constructor(instrument) {
    this.instrument = instrument;
    /** @type {HTMLElement | null} */
    this.element = null;
    /** @type {HTMLElement | null} The element that gets the focus back. */
    this.opener = null;
  }

  /**
   * Opens the window for one score.
   * @param {number} i option
   * @param {number} j criterion
   * @param {HTMLElement} cell what was pressed
   */
  open(i, j, cell) {
    this.close();
    const { base, around } = this.instrument;
    const name = `${base.options[i].label} on ${base.criteria[j].name}`;
    const [slider, number] = this.buildInputs(i, j, name);
    const back = make("button", {
      class: "chip", type: "button", text: `Back to ${this.instrument.fileScore(i, j)}`,
      onclick: () => this.instrument.undispute(i, j),
    });
    const done = make("button", {
      class: "chip", type: "button", text: "Done", onclick: () => this.leave(),
    });
    const showBasis = around.basisOf(i, j);
    const basis = showBasis ? [this.buildBasis(showBasis)] : [];
    this.element = make("div", { class: "editor", role: "dialog", "aria-label": `Dispute: ${name}` },
      make("p", {}, make("b", { text: name })),
      make("p", { class: "note", text: scaleWords(base.criteria[j]) }),
      make("div", { class: "line" }, slider, number),
      make("div", { class: "tools" }, done, back, ...basis));
    this.opener = cell;
    this.place(this.element, cell);
    slider.focus();
  }

  /**
   * Builds slider and number box of a score, which follow one another.
   * @param {number} i
   * @param {number} j
   * @param {string} name
   * @returns {[HTMLInputElement, HTMLInputElement]}
   */
  buildInputs(i, j, name) {
    const { instrument } = this;
    const criterion = instrument.base.criteria[j];
    const limits = limitsOf(criterion);
    const slider = make("input", {
      type: "range", ...limits, step: "any", "aria-label": `Score of ${name}`,
    });
    const number = make("input", {
      type: "number", ...limits, step: "any", "aria-label": `Score of ${name}, typed`,
    });
    slider.value = number.value = instrument.scoreAt(i, j);
    const take = (/** @type {string} */ text, /** @type {HTMLInputElement} */ other) => {
      if (other.value !== text && instrument.disputeScore(i, j, text)) other.value = text;
    };
    slider.step = String((criterion.scale.to - criterion.scale.from) / 100);
    number.onkeydown = (event) => {
      if (event.key !== "Enter") return;
      // The button that gets the focus would take the same key as a click.
      event.preventDefault();
      this.leave();
    };
    slider.oninput = () => take(slider.value, number);
    number.oninput = () => take(number.value, slider);
    slider.onchange = number.onchange = () => instrument.settle();
    return [slider, number];
  }

  /**
   * Builds the button that leads to the evidence.
   * @param {() => void} showBasis
   * @returns {HTMLButtonElement}
   */
  buildBasis(showBasis) {
    const onclick = () => {
      this.close();
      showBasis();
    };
    const text = make("u", { text: this.instrument.data.texts.basis });
    return make("button", { class: "basis", type: "button", onclick }, text);
  }

  /**
   * Places a window below what opened it, within the instrument.
   * @param {HTMLElement} element
   * @param {HTMLElement} cell
   */
  place(element, cell) {
    const frame = this.instrument.element.querySelector(".whole");
    if (!frame) return;
    frame.append(element);
    const [outer, inner] = [frame.getBoundingClientRect(), cell.getBoundingClientRect()];
    const left = Math.max(0, Math.min(inner.left - outer.left, outer.width - WIDTH));
    element.style.left = `${left}px`;
    element.style.top = `${inner.bottom - outer.top + GAP}px`;
  }

  /** Closes the window and returns the focus to the element that opened it. */
  leave() {
    if (!this.element) return;
    this.close();
    this.opener?.focus();
  }

  /** Closes the window; what was moved in it is kept. */
  close() {
    if (!this.element) return;
    this.element.remove();
    this.element = null;
    this.instrument.settle();
  }

  /**
   * Copies a text, and confirms it on the button for a moment. Where the browser does not
   * offer its clipboard, the text is shown instead.
   * @param {string} text
   * @param {HTMLElement} button
   */
  copy(text, button) {
    const label = button.textContent;
    const confirm = () => {
      button.textContent = "Copied";
      setTimeout(() => (button.textContent = label), CONFIRMED_FOR);
    };
    if (!navigator.clipboard) this.showText(text);
    else navigator.clipboard.writeText(text).then(confirm, () => this.showText(text));
  }

  /**
   * Shows a text to be copied by hand.
   * @param {string} text
   */
  showText(text) {
    this.close();
    const area = make("textarea", {
      rows: "9", readonly: "", "aria-label": "YAML to copy", style: "width:100%",
    });
    area.value = text;
    this.element = make("div", { class: "editor", role: "dialog", "aria-label": "YAML to copy" },
      area,
      make("button", { class: "chip", type: "button", text: "Close", onclick: () => this.leave() }));
    this.opener = this.instrument.parts.tools.copy;
    this.place(this.element, this.opener);
    area.select();
  }
}
