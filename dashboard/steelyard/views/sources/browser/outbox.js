// Messages that are not yet acknowledged: each is sent again until its number comes back.

/** @import { Message } from "./types.js" */

const AGAIN_AFTER = 2000; // Milliseconds without an answer before a message is sent again.
const LONGEST = 16_000; // The wait doubles up to this while the server is away.

/** The numbered messages of one component. */
export class Outbox {
  /** @param {string} [place] key under which this tab stores what is waiting; empty: nowhere */
  constructor(place = "") {
    this.place = place;
    /** Messages that an earlier page in this tab has sent and that were not acknowledged. */
    this.left = place ? readLeft(place) : [];
    this.n = 0;
    /** @type {(Message & { n: number })[]} */
    this.waiting = [];
    this.times = 0;
    this.timer = 0;
    /** @type {(messages: object[]) => void} */
    this.send = () => {};
  }

  /**
   * Drops acknowledged messages, and sends the others again.
   * @param {number} taken
   * @param {(messages: object[]) => void} send
   */
  update(taken, send) {
    this.send = send;
    this.n = Math.max(this.n, taken);
    this.waiting = this.waiting.filter((message) => message.n > taken);
    this.keep();
    this.post();
  }

  /**
   * Sends a message together with those that are waiting.
   * @param {Message} message
   * @returns {number} its number
   */
  put(message) {
    this.n += 1;
    this.times = 0;
    this.waiting.push({ ...message, n: this.n });
    this.keep();
    this.post();
    return this.n;
  }

  /** Repeats waiting messages: two requests may have been merged, or the server is away. */
  post() {
    clearTimeout(this.timer);
    if (!this.waiting.length) return;
    this.send([...this.waiting]);
    this.timer = setTimeout(() => this.post(), Math.min(AGAIN_AFTER * 2 ** this.times, LONGEST));
    this.times += 1;
  }

  /** Stores waiting messages for this tab only: another tab does not find them. */
  keep() {
    if (!this.place) return;
    try {
      if (this.waiting.length) sessionStorage.setItem(this.place, JSON.stringify(this.waiting));
      else sessionStorage.removeItem(this.place);
    } catch {
      // Storage is not available: the messages are still in memory.
    }
  }

  /** Stops sending. */
  end() {
    clearTimeout(this.timer);
  }
}

/**
 * @param {string} place
 * @returns {Message[]} the messages that this tab stores there
 */
function readLeft(place) {
  try {
    const left = JSON.parse(sessionStorage.getItem(place) ?? "[]");
    return Array.isArray(left) ? left : [];
  } catch {
    return [];
  }
}

/**
 * What this browser stores under a key; null if nothing.
 * @param {string} place
 * @returns {any}
 */
export function readKept(place) {
  try {
    return JSON.parse(localStorage.getItem(place) ?? "null");
  } catch {
    return null;
  }
}

/**
 * Stores something in this browser, or removes it (null); a full storage keeps what it had.
 * @param {string} place
 * @param {unknown} what
 */
export function keepUnder(place, what) {
  try {
    if (what === null) localStorage.removeItem(place);
    else localStorage.setItem(place, JSON.stringify(what));
  } catch {
    // The work itself is still on the page.
  }
}
