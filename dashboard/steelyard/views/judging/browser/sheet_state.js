// The answers of one judge in the browser: unsaved input stays, everything else is as the server
// has it.

import { Outbox } from "../../sources/browser/outbox.js";
import { LEFT } from "./sheet_left.js";

/** @import { Before, Criterion, Entry, NumberName, Numbers, SheetData, Standing } from "./types.js" */

/** @type {NumberName[]} In the order in which they are to be given: the likely one comes last. */
export const NUMBER_NAMES = ["low", "high", "likely"];

/**
 * Returns a template with its placeholders in braces filled in.
 * @param {string} template
 * @param {Record<string, string | number>} values
 * @returns {string}
 */
export function fillSentence(template, values) {
  return template.replaceAll(/\{(\w+)\}/g, (all, name) => String(values[name] ?? all));
}

/**
 * @param {Numbers} entry
 * @returns {boolean} whether no number is given
 */
function isEmpty(entry) {
  return NUMBER_NAMES.every((name) => entry[name] === null);
}

/**
 * @param {number | null} one
 * @param {number | null} other
 * @returns {boolean} whether both are given and the first is larger
 */
function isAbove(one, other) {
  return one !== null && other !== null && one > other;
}

/**
 * @param {Numbers} entry
 * @returns {boolean} whether all three are given, low ≤ likely ≤ high
 */
function isInOrder({ low, high, likely }) {
  if (low === null || high === null || likely === null) return false;
  return low <= likely && likely <= high;
}

/**
 * @param {Numbers} one
 * @param {Numbers} other
 * @returns {boolean} whether two answers have the same numbers
 */
function isSame(one, other) {
  return NUMBER_NAMES.every((name) => one[name] === other[name]);
}

/**
 * Changed answers that are not yet confirmed as saved, by key.
 * @template Answer
 */
export class Changes {
  constructor() {
    /** @type {Map<string, { answer: Answer, n: number }>} */
    this.waiting = new Map();
  }

  /**
   * Drops changes the server has saved; refused ones stay as typed.
   * @param {SheetData} data
   */
  update({ taken, refused }) {
    for (const [key, { n }] of this.waiting) {
      if (n <= taken && !refused.includes(n)) this.waiting.delete(key);
    }
  }

  /**
   * @param {string} key
   * @param {Answer} known what the server has
   * @returns {Answer}
   */
  get(key, known) {
    return this.waiting.get(key)?.answer ?? known;
  }

  /**
   * @param {string} key
   * @param {Answer} answer
   * @param {number} n the number of the message that saves it
   */
  put(key, answer, n) {
    this.waiting.set(key, { answer, n });
  }
}

/**
 * The answers, and the judge's current cell.
 */
export class SheetState {
  /** @param {SheetData} data */
  constructor(data) {
    this.outbox = new Outbox(LEFT + data.slot);
    this.data = data;
    /** @type {Changes<Entry>} */
    this.changes = new Changes();
    this.key = "";
    /** The criterion shown; in a later round all requested cells are shown together. */
    this.criterion = "";
    this.begin();
  }

  /** Goes to the first cell that is not answered. */
  begin() {
    const cells = this.data.cells.map(([option, criterion]) => `${option}/${criterion}`);
    this.go(cells.find((key) => !this.isDone(key)) ?? cells[0] ?? "");
  }

  /**
   * Takes new data from the server.
   * @param {SheetData} data
   */
  update(data) {
    this.data = data;
    this.changes.update(data);
    // Another part of the sheet has other cells.
    if (!data.answers[this.key]) this.begin();
  }

  /** @param {string} key */
  go(key) {
    this.key = key;
    this.criterion = key.split("/")[1] ?? "";
  }

  /** Whether the sheet is read-only: it is not open, or nothing can be saved here. */
  get isLocked() {
    return !this.data.isOpen || Boolean(this.data.why);
  }

  /** The cells shown, in the order of the sheet. */
  get shown() {
    return this.data.cells
      .filter(([, criterion]) => this.data.again || criterion === this.criterion)
      .map(([option, criterion]) => `${option}/${criterion}`);
  }

  /**
   * @param {string} id
   * @returns {string[]} the cells of a criterion
   */
  cellsOf(id) {
    return this.data.cells.filter(([, criterion]) => criterion === id).map((cell) => cell.join("/"));
  }

  /**
   * @param {string} [key]
   * @returns {Criterion}
   */
  criterionOf(key = this.key) {
    const id = key.split("/")[1] ?? "";
    return /** @type {Criterion} */ (this.data.criteria.find((one) => one.id === id));
  }

  /**
   * @param {string} [key]
   * @returns {[string, string, string]} id, name and summary of a cell's option
   */
  optionOf(key = this.key) {
    const id = key.split("/")[0] ?? "";
    return this.data.options.find(([option]) => option === id) ?? [id, id, ""];
  }

  /**
   * @param {string} key
   * @returns {string} a cell in words: its option, and its criterion if several are shown
   */
  nameOf(key) {
    const [, name] = this.optionOf(key);
    return this.data.again ? `${name}, ${this.criterionOf(key).label}` : name;
  }

  /**
   * @param {string} key
   * @returns {Entry}
   */
  entry(key) {
    return this.changes.get(key, /** @type {Entry} */ (this.data.answers[key]));
  }

  /**
   * @param {string} key
   * @returns {Before | undefined}
   */
  before(key) {
    return this.data.before[key];
  }

  /**
   * Returns the answer to edit: the earlier round's answer while nothing is given yet.
   * @param {string} key
   * @returns {Entry}
   */
  begun(key) {
    const entry = this.entry(key);
    const mine = this.before(key)?.mine;
    return mine && isEmpty(entry) && !mine.cannot ? { ...entry, ...mine } : entry;
  }

  /**
   * @param {string} key
   * @returns {boolean} whether the answer differs from that of the previous round
   */
  isChange(key) {
    const mine = this.before(key)?.mine;
    const entry = this.entry(key);
    if (!mine || this.standing(key) === "empty") return false;
    return mine.cannot !== entry.cannot || !isSame(mine, entry);
  }

  /**
   * @param {string} key
   * @returns {Standing}
   */
  standing(key) {
    const entry = this.entry(key);
    if (entry.cannot) return "cannot";
    if (!isInOrder(entry)) return isEmpty(entry) && !entry.reason ? "empty" : "begun";
    const mine = this.before(key)?.mine;
    const isKept = Boolean(mine && isSame(mine, entry));
    if (!isKept && !entry.reason.trim()) return "reason";
    return entry.whole ? "whole" : "confirm";
  }

  /**
   * Returns which sentence tells the judge what to do next on a cell.
   * @param {string} key
   * @returns {string} the name of the sentence
   */
  prompt(key) {
    const entry = this.entry(key);
    const standing = this.standing(key);
    if (standing === "reason") return this.before(key)?.mine ? "next_why" : "next_reason";
    if (standing !== "empty" && standing !== "begun") return standing;
    if (standing === "empty" && this.before(key)?.mine) return "next_again";
    if (isAbove(entry.low, entry.high)) return "low_above";
    if (isAbove(entry.low, entry.likely) || isAbove(entry.likely, entry.high)) return "likely_out";
    return `next_${SheetState.asks(entry)}`;
  }

  /** @param {string} key */
  isDone(key) {
    return ["whole", "cannot"].includes(this.standing(key));
  }

  /** @param {string[]} keys */
  done(keys) {
    return keys.filter((key) => this.isDone(key)).length;
  }

  /**
   * Returns the first missing number; empty if all three are given.
   * @param {Numbers} entry
   * @returns {NumberName | ""}
   */
  static asks(entry) {
    return NUMBER_NAMES.find((name) => entry[name] === null) ?? "";
  }

  /**
   * Changes an answer and sends it.
   * @param {string} key
   * @param {Partial<Entry>} change
   */
  put(key, change) {
    const entry = { ...this.begun(key), ...change, whole: true };
    const [option, criterion] = key.split("/");
    const { low, high, likely, reason, confidence, cannot } = entry;
    const n = this.outbox.put({
      kind: "score", option, criterion, low, high, likely, reason, confidence, cannot,
    });
    this.changes.put(key, entry, n);
  }

  /**
   * @param {string} key
   * @returns {boolean} whether the server refused the answer, so that only the browser has it
   */
  isRefused(key) {
    return this.data.refused.includes(this.changes.waiting.get(key)?.n ?? 0);
  }

  /**
   * Returns the cell `by` places after the current one among those shown; negative is before.
   * @param {number} by
   * @returns {string}
   */
  neighbour(by) {
    const { shown } = this;
    return shown[Math.max(0, Math.min(shown.length - 1, shown.indexOf(this.key) + by))] ?? this.key;
  }

  /**
   * Returns the next unanswered cell: among those shown, then among all; empty if there is none.
   * @returns {string}
   */
  next() {
    const all = this.data.cells.map((cell) => cell.join("/"));
    for (const keys of [this.shown, all]) {
      const at = keys.indexOf(this.key);
      const turned = [...keys.slice(at + 1), ...keys.slice(0, at + 1)];
      const found = turned.find((key) => !this.isDone(key));
      if (found) return found;
    }
    return "";
  }
}
