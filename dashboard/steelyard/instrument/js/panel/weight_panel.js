// One slider per weight. Its track is coloured by the option that leads at each position.

import { hasFocus, lockIcon, make, round, term } from "./elements.js";
import { movementOf } from "../engine/dragging.js";
import { trackLine } from "../engine/tracks.js";
import { weights } from "../engine/totals.js";
import { percents } from "../engine/wording.js";

/** @import { Instrument } from "./instrument.js" */
/** @import { Criterion, Option, Track } from "../types.js" */

/** @type {Record<string, number>} Points by which a key moves a weight. */
const STEPS = {
  ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10,
};
/** @type {Record<string, number>} Percent to which a key moves a weight. */
const JUMPS = { Home: 0, End: 100 };

const MOST_TALL = 8; // More sliders than these stand in one line each, with the short names.

/** The sliders, each with its lock, its swing as a number, and a line about the lead. */
export class WeightPanel {
  /**
   * @param {Instrument} instrument
   */
  constructor(instrument) {
    this.instrument = instrument;
    this.rows = instrument.base.criteria.map((criterion, i) => this.buildRow(criterion, i));
    const { fileSwings, texts, terms } = instrument.data;
    /** Decimals of a swing: none if the file has none. */
    this.digits = fileSwings.every(Number.isInteger) ? 0 : 2;
    const head = make("div", { class: "weight-head note" },
      make("span", { class: "weight-name", text: texts.colours }),
      term("span", "swing-name", texts.swing, terms?.swing),
      term("span", "percent", texts.weight, terms?.weight));
    this.elements = [head, ...this.rows.map((row) => row.element)];
  }

  /**
   * Builds the row of one criterion.
   * @param {Criterion} criterion
   * @param {number} i
   */
  buildRow(criterion, i) {
    const id = `sy-weight-${i}`;
    const input = this.buildSlider(id, i);
    const number = make("input", {
      type: "number", class: "swing", min: "0", step: "any",
      "aria-label": `Importance (swing) of ${criterion.name}`,
    });
    number.onchange = () => this.take(i, number);
    const percent = make("span", { class: "percent" });
    const lock = make("button", {
      class: "lock", type: "button", onclick: () => this.toggleLock(i),
    });
    const colours = make("div", { class: "colours" });
    const tick = make("div", { class: "tick", title: this.instrument.data.texts.fileTick });
    const line = make("div", { class: "track-line" });
    const isSlim = this.instrument.base.criteria.length > MOST_TALL;
    const title = [isSlim ? criterion.full : "", criterion.swingReason].filter(Boolean).join(": ");
    const element = make("div", { class: isSlim ? "weight slim" : "weight", title: title || null },
      make("div", { class: "weight-head" },
        make("label", { class: "weight-name", for: id, text: criterion.name }),
        lock, number, percent),
      make("div", { class: "rail" }, colours, tick, input), line);
    return { element, input, number, percent, lock, colours, tick, line };
  }

  /**
   * Builds the slider of one criterion.
   * @param {string} id
   * @param {number} i
   * @returns {HTMLInputElement}
   */
  buildSlider(id, i) {
    const input = make("input", { type: "range", min: "0", max: "100", step: "0.1", id });
    input.oninput = () => this.instrument.drag(i, Number(input.value));
    input.onchange = () => this.instrument.settle();
    input.onkeydown = (event) => this.step(event, i, input);
    return input;
  }

  /**
   * Locks or unlocks the share of a criterion.
   * @param {number} i
   */
  toggleLock(i) {
    const locks = [...this.instrument.state.locks];
    locks[i] = !locks[i];
    this.instrument.commit({ locks });
  }

  /**
   * Moves a weight by keyboard, by a number of percentage points or to an end.
   * @param {KeyboardEvent} event
   * @param {number} i
   * @param {HTMLInputElement} input
   */
  step(event, i, input) {
    const { instrument } = this;
    const now = movementOf(instrument.movement, instrument.state, i).percent;
    const next = event.key in STEPS ? now + STEPS[event.key] : JUMPS[event.key];
    if (next === undefined) return;
    event.preventDefault();
    instrument.drag(i, next);
    instrument.flush();
    input.value = String(instrument.result.weights[i] * 100);
    instrument.settleSoon();
  }

  /**
   * Applies a typed swing; anything but a number from 0 up is reset.
   * @param {number} i
   * @param {HTMLInputElement} input
   */
  take(i, input) {
    const typed = Number(input.value);
    const { mostSwing } = this.instrument.data;
    if (input.value === "" || !(typed >= 0 && typed <= mostSwing)) {
      input.value = this.printed(this.instrument.state.swings[i]);
      return;
    }
    const swings = [...this.instrument.state.swings];
    swings[i] = typed;
    this.instrument.commit({ swings });
  }

  /**
   * A swing as shown in its field: a nonzero one never looks like 0.
   * @param {number} swing
   * @returns {string}
   */
  printed(swing) {
    return String(round(swing, swing < 0.5 ? 2 : this.digits));
  }

  /** Shows the weights, and which options lead beyond which weight. */
  paint() {
    const { result, state, problem, base, data } = this.instrument;
    const labels = percents(result.weights);
    const own = weights(data.fileSwings);
    this.rows.forEach((row, i) => {
      const track = result.tracks[i];
      const share = result.weights[i] * 100;
      const isDragged = hasFocus(row.input) && Math.abs(Number(row.input.value) - share) <= 0.06;
      if (!isDragged) row.input.value = String(share);
      const line = trackLine(track, problem);
      row.input.setAttribute("aria-valuetext", `${labels[i]}; ${line}`);
      if (!hasFocus(row.number)) row.number.value = this.printed(state.swings[i]);
      row.percent.textContent = labels[i];
      row.line.textContent = line;
      row.tick.style.left = `${own[i] * 100}%`;
      row.colours.style.background = gradientOf(track, base.options);
      const isLocked = state.locks[i];
      if (row.lock.getAttribute("aria-pressed") !== String(isLocked)) {
        row.lock.replaceChildren(lockIcon(isLocked));
        row.lock.setAttribute("aria-pressed", String(isLocked));
      }
      row.lock.setAttribute("aria-label", `Keep the share of ${base.criteria[i].name}`);
      row.input.disabled = isLocked;
      row.number.disabled = isLocked;
    });
  }
}

/**
 * The colours of a track as a CSS gradient. A tie along a stretch shows all of its leaders,
 * in equal parts.
 * @param {Track} track
 * @param {Option[]} options
 * @returns {string}
 */
function gradientOf(track, options) {
  /** @type {string[]} */
  const stops = [];
  let end = 0;
  for (const segment of track.segments) {
    const colours = segment.leaders.map((leader) => options[leader].colour);
    const [begin, stop] = [segment.begin * 100, segment.end * 100];
    colours.forEach((colour, k) => {
      const from = begin + ((stop - begin) * k) / colours.length;
      const to = begin + ((stop - begin) * (k + 1)) / colours.length;
      stops.push(`${colour} ${from}% ${to}%`);
    });
    end = stop;
  }
  if (end < 99.999) stops.push(`var(--track) ${end}% 100%`);
  return `linear-gradient(to right, ${stops.join(", ")})`;
}
