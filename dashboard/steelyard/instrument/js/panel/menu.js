// A select menu whose entries each show which option leads under them.

import { make, term } from "./elements.js";

/** @import { MenuEntry, Option } from "../types.js" */

/**
 * A labelled select menu. Browsers with rich options show an entry's name, the note below it, and
 * the leader with its colour and lead; others show one line of text.
 */
export class Menu {
  /**
   * @param {string} label
   * @param {MenuEntry[]} entries
   * @param {Option[]} options of the result, whose colours are shown
   * @param {(place: number) => void} choose takes the index of the chosen entry
   * @param {string} [meaning] what the label means
   * @param {HTMLOptionElement[]} [before] options in front of the entries
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
    // Browsers without rich options show the option's text.
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
