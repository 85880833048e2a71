// A list to choose from of which every entry says who leads under it.

import { make, term } from "./elements.js";

/** @import { MenuEntry, Option } from "../types.js" */

/**
 * A list with its name. Browsers that can show more than text in a list have the name of an entry,
 * what is said below it, and the leader with its colour and its lead; others have one line.
 */
export class Menu {
  /**
   * @param {string} label
   * @param {MenuEntry[]} entries
   * @param {Option[]} options of the result, whose colours are shown
   * @param {(place: number) => void} choose gets the place of the chosen entry
   * @param {string} [meaning] what the label means
   * @param {HTMLOptionElement[]} [before] options that stand before the entries
   */
  constructor(label, entries, options, choose, meaning, before = []) {
    this.shown = make("b");
    this.entries = entries;
    this.options = entries.map((entry) => make("option", { value: entry.id }, ...entryParts(entry, options)));
    this.list = make("select", { class: "lens-list", "aria-label": label },
      make("button", { type: "button", tabindex: "-1" }, this.shown), ...before, ...this.options);
    this.before = before.length;
    this.list.onchange = () => choose(this.list.selectedIndex - this.before);
    this.element = make("div", { class: "lens" }, term("span", "lens-label", label, meaning), this.list);
  }

  /**
   * Shows an entry as the chosen one.
   * @param {number} index of all options
   * @param {string} name
   */
  show(index, name) {
    this.list.selectedIndex = index;
    this.shown.textContent = name;
    // Browsers that show only text show that of the option.
    for (const [place, option] of this.options.entries()) {
      const said = option.querySelector("b");
      const text = place === index - this.before ? name : this.entries[place].name;
      if (said && said.textContent !== text) said.textContent = text;
    }
  }
}

/**
 * @param {MenuEntry} entry
 * @param {Option[]} options
 * @returns {Node[]}
 */
function entryParts({ name, note, first, leads, gap }, options) {
  const mark = make("i", { style: `background:${options[first].colour}` });
  return [
    make("span", { class: "entry" }, make("b", { text: name }),
      ...(note ? [make("small", { text: ` ${note}` })] : [])),
    make("span", { class: "who" }, ": ", mark, make("span", { text: leads })),
    make("span", { class: "gap" }, " ", gap),
  ];
}
