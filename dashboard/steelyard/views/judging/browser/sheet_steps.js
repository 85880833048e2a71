// The criteria of a judge's sheet with the progress of each, as navigation.

import { element } from "../../elements.js";
import { fillSentence } from "./sheet_state.js";

/** @import { SheetState } from "./sheet_state.js" */

/** The list of criteria at the left; on a phone a bar and a line. */
export class SheetSteps {
  /**
   * @param {(criterion: string) => void} chosen
   */
  constructor(chosen) {
    this.chosen = chosen;
    this.bar = element("progress");
    this.short = element("p", { className: "short" });
    this.told = element("p", { className: "note" });
    this.list = element("ol");
    this.drawn = element("p", { className: "note drawn" });
    this.top = element("div", { className: "top" }, this.bar, this.short);
    this.root = element("nav", { className: "steps" },
      element("h2", { textContent: "Your sheet" }), this.told, this.list, this.drawn);
    this.root.setAttribute("aria-label", "Your sheet");
  }

  /** @param {SheetState} state */
  show(state) {
    const { data } = state;
    const all = data.cells.map((cell) => cell.join("/"));
    const counts = data.criteria.map(({ id }) => {
      const cells = state.cellsOf(id);
      return { id, done: state.done(cells), count: cells.length };
    });
    const here = counts.find(({ id }) => id === state.criterion) ?? { done: 0, count: 0 };
    const values = {
      done: state.done(all),
      count: all.length,
      whole: counts.filter(({ done, count }) => done === count).length,
      criteria: counts.length,
      here: here.done,
      options: here.count,
    };
    this.bar.max = all.length || 1;
    this.bar.value = values.done;
    this.bar.setAttribute("aria-label", fillSentence(data.words.progress ?? "", values));
    this.short.textContent = fillSentence(data.words.short_progress ?? "", values);
    this.told.textContent = fillSentence(data.words.progress ?? "", values);
    this.drawn.textContent = data.words.order ?? "";
    const rows = counts.map(({ id, done, count }, at) => {
      const isWhole = done === count;
      const name = data.criteria[at]?.label ?? id;
      const sign = element("span", { className: "sign", textContent: isWhole ? "✓" : String(at + 1) });
      sign.setAttribute("aria-hidden", "true");
      const button = element("button", { type: "button", className: isWhole ? "whole" : "" }, sign,
        element("span", {}, element("span", { textContent: name }),
          element("small", { textContent: `${done} of ${count}` })));
      if (id === state.criterion && !data.again) button.setAttribute("aria-current", "step");
      button.addEventListener("click", () => this.chosen(id));
      return element("li", {}, button);
    });
    // A button that has the focus keeps it.
    const focused = [...this.list.querySelectorAll("button")].findIndex((one) => one.matches(":focus"));
    this.list.replaceChildren(...rows);
    if (focused >= 0) this.list.querySelectorAll("button")[focused]?.focus();
  }
}
