// The lists that choose whose weights are used, whose scores, and in which scenario.

import { make } from "./elements.js";
import { Menu } from "./menu.js";

/** @import { Instrument } from "./instrument.js" */

/** Lists of the file's own weights and all lenses, of readings, and of scenarios. */
export class LensPanel {
  /**
   * @param {Instrument} instrument
   */
  constructor(instrument) {
    this.instrument = instrument;
    const { texts, fileSwings, lenses, menus, problem, terms } = instrument.data;
    const own = { id: null, name: texts.fileLens, reason: "", seat: "", swings: fileSwings };
    this.lenses = [own, ...lenses];
    const entries = this.lenses.map(({ id, name, seat }) =>
      ({ id: id ?? "", name, note: seat, ...menus.lens[id ?? ""] }));
    this.moved = make("option", { disabled: "" });
    this.menu = new Menu(texts.lenses, entries, problem.options, (place) => this.choose(place),
      terms?.lens, [this.moved]);
    this.menu.element.hidden = !lenses.length;
    this.note = make("p", { class: "lens-note" });
    /** @type {(() => void)[]} Show what is in use in the other lists. */
    this.shown = [];
    this.element = make("div", { class: "menus" }, this.menu.element, this.note,
      ...this.buildOther("reading", texts.readings),
      ...this.buildOther("scenario", texts.scenarios));
  }

  /**
   * The list of readings or of scenarios; empty without any, or if only one view can be shown.
   * @param {"reading" | "scenario"} kind
   * @param {string} label
   * @returns {HTMLElement[]}
   */
  buildOther(kind, label) {
    const { around, data } = this.instrument;
    const entries = data.menus[kind];
    const open = around.openView;
    const isHeld = kind === "reading" && data.readings;
    if (!(open || isHeld) || !entries.length) return [];
    const menu = new Menu(label, entries, data.problem.options, (place) => {
      const { id } = entries[place];
      if (isHeld) this.instrument.commit({ reading: id });
      else open?.(kind === "reading" ? { reading: id } : { scenario: id });
    }, data.terms?.[kind]);
    this.shown.push(() => {
      const seen = kind === "reading" ? this.instrument.reading : data.seen[kind];
      const index = Math.max(entries.findIndex(({ id }) => id === seen), 0);
      const { name } = entries[index];
      const isChanged = this.hasChangedScores();
      menu.show(index, kind === "reading" && isChanged
        ? data.texts.changed.replace("{reading}", name) : name);
      const { reading, scenario } = data.seen;
      // Side by side as long as both show short words.
      menu.element.classList.toggle("half", !reading && !scenario && !isChanged);
    });
    return [menu.element];
  }

  /**
   * Applies the weights of the entry just chosen; for a judge the scores too.
   * @param {number} place
   */
  choose(place) {
    const chosen = this.lenses[place];
    if (!chosen) return;
    const { instrument } = this;
    const { around, data } = instrument;
    const reading = this.readingWith(chosen.id);
    const change = { lens: chosen.id, swings: [...chosen.swings] };
    if (reading === instrument.reading) instrument.commit(change);
    else if (data.readings) instrument.commit({ ...change, reading });
    else around.openView?.({ reading, lens: chosen.id ?? "" });
  }

  /**
   * The reading that goes with an entry: a judge's own scores; after a judge's those of the file.
   * @param {string | null} lens
   * @returns {string}
   */
  readingWith(lens) {
    const { data, reading, state } = this.instrument;
    if (lens && data.judges.includes(lens)) return lens;
    return state.lens && data.judges.includes(state.lens) && reading === state.lens ? "" : reading;
  }

  /**
   * The index of the chosen entry in the list of lenses; -1 if it is none of them.
   * @returns {number}
   */
  chosen() {
    const { lens } = this.instrument.state;
    return this.lenses.findIndex(({ id }) => id === (lens ?? null));
  }

  /**
   * Whether weights have been moved since they were those of the chosen entry.
   * @returns {boolean}
   */
  isMoved() {
    const { swings } = this.lenses[Math.max(this.chosen(), 0)];
    return this.instrument.state.swings.some((swing, i) => Math.abs(swing - swings[i]) >= 1e-9);
  }

  /**
   * Whether a score is disputed, or a claim was struck out.
   * @returns {boolean}
   */
  hasChangedScores() {
    return this.instrument.data.seen.struck || this.instrument.state.disputes.length > 0;
  }

  /** Shows whose weights and scores are in use, and whether weights have been moved since. */
  paint() {
    for (const show of this.shown) show();
    const { data } = this.instrument;
    const index = this.chosen();
    if (index < 0) return;
    const { name, reason } = this.lenses[index];
    const isMoved = this.isMoved();
    const moved = data.texts.moved.replace("{lens}", name);
    this.moved.hidden = !isMoved;
    this.moved.textContent = moved;
    this.menu.show(isMoved ? 0 : index + 1, isMoved ? moved : name);
    this.note.textContent = reason;
    this.note.hidden = !reason;
  }
}
