// Cross-checks of the swings: trade-off questions, and whether the answers agree with the swings.

import { element } from "../../elements.js";

/** @import { Check, SheetData } from "./types.js" */

/** The card beside the swings. */
export class SwingChecks {
  /** @param {(check: Check, answer: string) => void} answered */
  constructor(answered) {
    this.answered = answered;
    this.title = element("h2");
    this.lead = element("p", { className: "note" });
    this.list = element("div");
    this.root = element("section", { className: "card checks" }, this.title, this.lead, this.list);
    this.shape = "";
  }

  /** @param {SheetData} data */
  show({ checks, words, isOpen, why, isOrder }) {
    this.title.textContent = words.checks ?? "";
    this.root.ariaLabel = words.checks ?? "";
    this.root.hidden = isOrder;
    this.lead.textContent = (checks.length ? words.checks_lead : words.checks_wait) ?? "";
    const shape = JSON.stringify([checks, isOpen, why]);
    if (shape === this.shape) return;
    this.shape = shape;
    const focused = [...this.list.querySelectorAll("button")].findIndex((one) => one.matches(":focus"));
    this.list.replaceChildren(...checks.map((check, at) => this.question(check, at, !isOpen || Boolean(why))));
    if (focused >= 0) this.list.querySelectorAll("button")[focused]?.focus();
  }

  /**
   * @param {Check} check
   * @param {number} at
   * @param {boolean} isLocked
   * @returns {HTMLElement}
   */
  question(check, at, isLocked) {
    const buttons = check.answers.map(([answer, words]) => {
      const button = element("button", { type: "button", textContent: words, disabled: isLocked });
      button.ariaPressed = String(answer === check.answer);
      button.addEventListener("click", () => this.answered(check, answer));
      return button;
    });
    const isWrong = check.fits === false;
    const says = element("p", { className: isWrong ? "fault" : "note", textContent: check.fits ? `✓ ${check.says}` : check.says });
    says.role = "status";
    const made = element("div", { className: isWrong ? "check wrong" : "check" },
      element("h3", { textContent: `${at + 1}. ${check.title}` }), element("p", { textContent: check.asks }),
      element("div", { className: "buttons" }, ...buttons), says);
    made.role = "group";
    made.ariaLabel = check.title;
    return made;
  }

  /**
   * Focuses the first unanswered question, else the first question.
   * @returns {boolean} whether there is one
   */
  focus() {
    const questions = [...this.list.querySelectorAll(".check")];
    const open = questions.find((one) => !one.querySelector('[aria-pressed="true"]')) ?? questions[0];
    open?.querySelector("button")?.focus();
    return Boolean(open);
  }
}
