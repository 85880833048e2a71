// A line from one end of a scale to the other, with a range, a dot, and marks; a pointer sets it.

import { element } from "../../elements.js";

/** @import { Numbers } from "./types.js" */

/** A scale on which a number can be pointed at. */
export class Track {
  /** @param {(number: number, isLast: boolean) => void} pointed */
  constructor(pointed) {
    this.from = 0;
    this.to = 100;
    /** @type {HTMLElement[]} */
    this.ticks = [];
    /** @type {HTMLElement[]} */
    this.ends = [];
    this.bar = element("span", { className: "range" });
    this.dot = element("span", { className: "dot" });
    this.marks = element("span", { className: "marks" });
    this.root = element("div", { className: "track" }, this.marks, this.bar, this.dot);
    this.root.setAttribute("aria-hidden", "true");
    this.root.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      this.root.setPointerCapture(event.pointerId);
      pointed(this.numberAt(event), false);
    });
    this.root.addEventListener("pointermove", (event) => {
      if (this.root.hasPointerCapture(event.pointerId)) pointed(this.numberAt(event), false);
    });
    this.root.addEventListener("pointerup", (event) => pointed(this.numberAt(event), true));
  }

  /** A twentieth of the scale: what a key moves by and a pointer snaps to. */
  get step() {
    return (this.to - this.from) / 20;
  }

  /** @param {PointerEvent} event */
  numberAt(event) {
    const box = this.root.getBoundingClientRect();
    const share = Math.max(0, Math.min(1, (event.clientX - box.left) / box.width));
    return this.rounded(this.from + share * (this.to - this.from));
  }

  /**
   * @param {number} number
   * @returns {number} the nearest step of the scale
   */
  rounded(number) {
    const steps = Math.round((number - this.from) / this.step);
    return Math.round((this.from + steps * this.step) * 1e6) / 1e6;
  }

  /**
   * @param {number} from
   * @param {number} to
   * @param {number[]} ticks
   */
  scale(from, to, ticks) {
    this.from = from;
    this.to = to;
    this.ticks = ticks.map((at) => this.mark("tick", at));
  }

  /**
   * @param {string} name
   * @param {number} at
   * @returns {HTMLSpanElement}
   */
  mark(name, at) {
    const made = element("span", { className: name });
    made.style.left = this.place(at);
    return made;
  }

  /** @param {number} number */
  place(number) {
    return `${((number - this.from) / (this.to - this.from)) * 100}%`;
  }

  /**
   * Shows a range and the likely number in it.
   * @param {Numbers} shown
   */
  show({ low, high, likely }) {
    const hasRange = low !== null && high !== null && low <= high;
    this.bar.hidden = !hasRange;
    if (hasRange) {
      this.bar.style.left = this.place(low);
      this.bar.style.width = this.width(low, high);
    }
    this.dot.hidden = likely === null;
    if (likely !== null) this.dot.style.left = this.place(likely);
    this.ends = hasRange ? [] : [low, high].filter((at) => at !== null).map((at) => this.mark("end", at));
    this.showMarks();
  }

  /**
   * Shows what else is marked on the line.
   * @param {number[]} others likely scores of others, without names, lowest first
   * @param {number | null} mine the judge's own earlier likely score
   */
  showMarks(others = [], mine = null) {
    const marks = [...this.ticks, ...this.ends, ...others.map((at) => this.mark("other", at))];
    const [first, last] = [others[0], others.at(-1)];
    if (first !== undefined && last !== undefined) {
      const line = this.mark("others", first);
      line.style.width = this.width(first, last);
      marks.push(line);
    }
    if (mine !== null) marks.push(this.mark("mine", mine));
    this.marks.replaceChildren(...marks);
  }

  /**
   * @param {number} low
   * @param {number} high
   */
  width(low, high) {
    return `${((high - low) / (this.to - this.from)) * 100}%`;
  }
}
