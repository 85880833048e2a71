// Keeps a copy of unsaved work in local storage, and finds what an earlier page left there. Each
// draft has its own entry. A lock that is released with the page shows which entries belong to
// another window that is still open.

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
 * Sends a report; `back` is the new session after the page was reconnected to another server.
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
 * @returns {Promise<Set<string>>} the marks of drafts open in other windows
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
    /** @type {string | null} The mark of the current draft. */
    this.mark = null;
    /** @type {(() => void) | null} Releases the lock. */
    this.release = null;
    /** Marks of drafts this page had open when it was reconnected to a server without them. */
    this.cutOff = new Set();
    /** The session after a change of server; empty if there was none. */
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
   * Takes the current draft.
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
      // The interrupted draft is resumed: discard the empty draft opened in between.
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
   * Begins another draft and locks it for this window.
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
   * Keeps a text that has not reached the server yet; the server's next data will include it.
   * @param {string} text
   */
  keepTyped(text) {
    const { opened, draft } = this.data;
    this.write({ opened, base: draft ? draft.base : "", text, touched: new Date().toISOString() });
  }

  /**
   * Removes what is stored of a draft.
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
   * @returns {Set<string>} the marks of all stored drafts of this file
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
      // Without storage nothing was kept.
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

  /** Stops mirroring; what is stored stays. */
  end() {
    document.removeEventListener("steelyard-typed", this.onTyped);
    this.release?.();
  }
}

/**
 * Keeps the draft of the file that is open.
 * @param {Component<MirrorData>} component
 * @returns {() => void} the cleanup function
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
