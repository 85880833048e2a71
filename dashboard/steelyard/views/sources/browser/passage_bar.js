// What a selected passage speaks of: a new option or criterion, or an existing one.

import { element } from "../../elements.js";

/** @import { Message, Outcome, Picks } from "./types.js" */

const SECTIONS = { o: "options", c: "criteria" };

/** @typedef {{ passage: () => string, place: () => object, send: (message: Message) => void }} BarActions */

/** The bar below a text that is read while options and criteria are named. */
export class PassageBar {
  /** @param {BarActions} actions */
  constructor(actions) {
    this.actions = actions;
    /** @type {Picks | null} */
    this.picks = null;
    this.section = "";
    this.asks = element("p", { className: "note" });
    this.name = element("input", { type: "text", maxLength: 120 });
    this.label = element("span");
    this.takes = element("button", { type: "button", className: "primary" });
    this.naming = element("div", { className: "row" },
      element("label", { className: "field wide" }, this.label, this.name), this.takes);
    this.begins = element("div", { className: "buttons" });
    this.known = element("div", { className: "buttons" });
    this.said = element("p", { className: "note" });
    this.said.setAttribute("role", "status");
    this.root = element("section", { className: "card passage-bar" },
      element("h2", { textContent: "The selected passage speaks of" }),
      this.asks, this.begins, this.naming, this.known, this.said);
    this.root.setAttribute("aria-label", "The selected passage");
    this.takes.addEventListener("click", () => this.take());
    this.name.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      this.take();
    });
  }

  /**
   * Shows what the passage can be made to speak of.
   * @param {Picks | null} picks
   * @param {string} why why nothing can be saved
   */
  draw(picks, why) {
    this.picks = picks;
    this.root.hidden = !picks;
    if (!picks) return;
    this.asks.textContent = why || (this.actions.passage() ? picks.words.name_it : picks.words.select);
    this.naming.hidden = !this.section;
    const shape = JSON.stringify([picks.section, picks.entries, why]);
    if (shape === this.root.dataset.shape) return;
    this.root.dataset.shape = shape;
    this.begins.replaceChildren(...Object.entries(SECTIONS).map(([key, section]) =>
      this.button(`a new ${picks.words[section]}`, key, () => this.begin(section), why)));
    this.known.replaceChildren(...picks.entries.map(([entry, name], at) =>
      this.button(name, at < 9 ? String(at + 1) : "", () => this.add(entry), why)));
  }

  /**
   * @param {string} name
   * @param {string} key
   * @param {() => void} act
   * @param {string} why
   * @returns {HTMLElement}
   */
  button(name, key, act, why) {
    const made = element("button", { type: "button", disabled: Boolean(why) },
      document.createTextNode(`${name} `), ...(key ? [element("kbd", { textContent: key })] : []));
    made.addEventListener("click", act);
    return made;
  }

  /** @param {string} section */
  begin(section) {
    if (!this.picks || !this.actions.passage()) return;
    this.section = section;
    this.label.textContent = `Name of the ${this.picks.words[section]}, in our own words`;
    this.takes.textContent = `Create ${this.picks.words[section]}`;
    this.naming.hidden = false;
    this.name.value = "";
    this.name.focus();
  }

  /** Requests the entry that was named. */
  take() {
    if (!this.name.value.trim()) this.name.focus();
    else this.actions.send({ kind: "name", section: this.section, name: this.name.value, ...this.actions.place() });
  }

  /** @param {string} entry */
  add(entry) {
    if (this.actions.passage()) this.actions.send({ kind: "place", section: this.picks?.section, entry, ...this.actions.place() });
  }

  /** @param {Outcome} outcome */
  took(outcome) {
    if (outcome.ok) this.section = "";
    this.naming.hidden = !this.section;
    this.said.textContent = outcome.text;
    this.said.classList.toggle("bad", !outcome.ok);
  }

  /**
   * @param {string} key
   * @returns {boolean} whether it was one of the bar's keys keys keys
   */
  press(key) {
    if (key === "o" || key === "c") this.begin(SECTIONS[key]);
    else if (/^[1-9]$/.test(key) && this.picks?.entries[Number(key) - 1]) this.add(this.picks.entries[Number(key) - 1][0]);
    else return false;
    return true;
  }
}
