// Keeps a copy of unsaved work in this browser's own store, and finds what an earlier page
// left there. Each piece of work has its own entry. A lock that ends with the page shows which
// entries belong to another window that is still open.

import { onceGone } from "../../elements.js";

/** @import { Component } from "../../../instrument/js/streamlit.js" */

/**
 * Unsaved work: the mark of the file it began from, that file's text, and the text as changed.
 * @typedef {{ opened: string, base: string, text: string, touched: string }} Draft
 *
 * @typedef {{
 *   slot: string, session: string, mark: string, opened: string, draft: Draft | null,
 *   dropped: string[],
 * }} MirrorData
 *
 * What is reported: `back` is the session of a server that this page came to from another one.
 * @typedef {(report: { entries: object[], failed: boolean, back: string }) => void} Report
 */

const DRAFT = "steelyard:draft:";
const TYPED = "steelyard:typed:";
const LOCK = "steelyard:window:";

/** @type {WeakMap<Node, DraftMirror>} */
const mirrors = new WeakMap();

/**
 * @param {string} place
 * @returns {any} what is stored there; null for nothing
 */
function readStored(place) {
  try {
    return JSON.parse(localStorage.getItem(place) ?? "null");
  } catch {
    return null;
  }
}

/**
 * @returns {Promise<Set<string>>} the marks of work that other open windows are doing
 */
async function marksOfOtherWindows() {
  if (!navigator.locks) return new Set();
  const { held = [] } = await navigator.locks.query();
  return new Set(held.map((lock) => (lock.name ?? "").replace(LOCK, "")));
}

/** The copy of the work on one file. */
class DraftMirror {
  /**
   * @param {MirrorData} data
   * @param {Report} report
   */
  constructor(data, report) {
    this.data = data;
    this.report = report;
    /** @type {string | null} The mark of the present work. */
    this.mark = null;
    /** @type {(() => void) | null} Gives up the lock. */
    this.release = null;
    /** Marks of work that this page was doing when it came to another server, which has none of it. */
    this.cutOff = new Set();
    /** The session of the server that the page came to; empty where it has stayed. */
    this.back = "";
    /** Whether the last copy could not be kept. */
    this.failed = false;
    /** What was last reported, as text. */
    this.reported = JSON.stringify([[], false, ""]);
    this.onTyped = (/** @type {Event} */ event) => {
      if (event instanceof CustomEvent) this.keepTyped(event.detail);
    };
    document.addEventListener("steelyard-typed", this.onTyped);
  }

  /**
   * Takes the present draft.
   * @param {MirrorData} data
   * @param {Report} report
   */
  update(data, report) {
    this.report = report;
    if (this.mark && data.session !== this.data.session) {
      this.cutOff.add(this.mark);
      this.back = data.session;
    }
    this.data = data;
    for (const mark of data.dropped) this.remove(mark, [DRAFT, TYPED]);
    if (data.mark !== this.mark) {
      // What was cut off goes on: of the empty draft between, nothing is left.
      if (this.mark && this.cutOff.has(data.mark)) this.remove(this.mark, [DRAFT, TYPED]);
      this.begin(data.mark);
    }
    if (!data.draft) this.remove(data.mark, [DRAFT]);
    const failed = data.draft !== null && !this.write(data.draft);
    if (failed !== this.failed) {
      this.failed = failed;
      this.look();
    }
  }

  /**
   * Begins another piece of work: marks it as that of this window.
   * @param {string} mark
   */
  begin(mark) {
    this.release?.();
    this.mark = mark;
    /** @type {Promise<void>} */
    const over = new Promise((resolve) => {
      this.release = resolve;
    });
    navigator.locks?.request(LOCK + mark, () => over);
    this.look();
  }

  /**
   * @param {Draft} draft
   * @returns {boolean} whether the draft could be kept
   */
  write(draft) {
    try {
      localStorage.setItem(`${DRAFT}${this.data.slot}:${this.mark}`, JSON.stringify(draft));
      return true;
    } catch {
      return false;
    }
  }

  /**
   * Keeps a text that has not reached the server yet; its next data hold the draft with it.
   * @param {string} text
   */
  keepTyped(text) {
    const { opened, draft } = this.data;
    this.write({ opened, base: draft ? draft.base : "", text, touched: new Date().toISOString() });
  }

  /**
   * Removes what is kept of a piece of work.
   * @param {string} mark
   * @param {string[]} kinds
   */
  remove(mark, kinds) {
    for (const kind of kinds) {
      try {
        localStorage.removeItem(`${kind}${this.data.slot}:${mark}`);
      } catch {
        // Without a store there is nothing to remove.
      }
    }
  }

  /**
   * @returns {Set<string>} the marks of all work on this file in the store
   */
  marksInStore() {
    const marks = new Set();
    try {
      for (const place of Object.keys(localStorage)) {
        for (const kind of [DRAFT, TYPED]) {
          const start = `${kind}${this.data.slot}:`;
          if (place.startsWith(start)) marks.add(place.slice(start.length));
        }
      }
    } catch {
      // Without a store nothing was kept.
    }
    return marks;
  }

  /** Reports what earlier pages left for this file. */
  async look() {
    const others = await marksOfOtherWindows();
    const { slot } = this.data;
    const entries = [...this.marksInStore()]
      .filter((mark) => mark !== this.mark && (this.cutOff.has(mark) || !others.has(mark)))
      .map((mark) => ({
        mark,
        ...readStored(`${DRAFT}${slot}:${mark}`),
        typed: readStored(`${TYPED}${slot}:${mark}`) || {},
        cut: this.cutOff.has(mark),
      }));
    const { failed, back } = this;
    const report = JSON.stringify([entries, failed, back]);
    if (report !== this.reported) this.report({ entries, failed, back });
    this.reported = report;
  }

  /** Ends the copy; what is in the store stays. */
  end() {
    document.removeEventListener("steelyard-typed", this.onTyped);
    this.release?.();
  }
}

/**
 * Keeps the draft of the file that is open.
 * @param {Component<MirrorData>} component
 * @returns {() => void} what ends it
 */
export default function ({ data, parentElement, setStateValue }) {
  const report = (/** @type {object} */ kept) => setStateValue("kept", kept);
  const mirror = mirrors.get(parentElement) ?? new DraftMirror(data, report);
  mirrors.set(parentElement, mirror);
  mirror.update(data, report);
  return onceGone(parentElement, () => {
    mirror.end();
    mirrors.delete(parentElement);
  });
}
