// What is sent and not yet taken: every message goes out again until its number comes back.

/** @import { Message } from "./types.js" */

const AGAIN_AFTER = 2000; // Milliseconds without an answer before a message is sent again.
const LONGEST = 16_000; // It grows up to this, for as long as the server is away.

/** The numbered messages of one component. */
export class Outbox {
  /** @param {string} [place] where this tab keeps what is not taken, over a reload; not kept without */
  constructor(place = "") {
    this.place = place;
    /** What an earlier page in this tab has sent and never known to be taken. */
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
   * Drops what has been taken, and sends again what has not.
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
   * Sends a message with those that wait.
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

  /** Sends what waits until it is taken: two requests may have become one, or the server is away. */
  post() {
    clearTimeout(this.timer);
    if (!this.waiting.length) return;
    this.send([...this.waiting]);
    this.timer = setTimeout(() => this.post(), Math.min(AGAIN_AFTER * 2 ** this.times, LONGEST));
    this.times += 1;
  }

  /** Keeps what waits in this tab, where nobody finds it who opens another one. */
  keep() {
    if (!this.place) return;
    try {
      if (this.waiting.length) sessionStorage.setItem(this.place, JSON.stringify(this.waiting));
      else sessionStorage.removeItem(this.place);
    } catch {
      // A tab without a store: what waits is on the page.
    }
  }

  /** Sends nothing any more. */
  end() {
    clearTimeout(this.timer);
  }
}

/**
 * @param {string} place
 * @returns {Message[]} the messages that this tab keeps there
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
 * What this browser keeps under a name; null for nothing.
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
 * Keeps something in this browser, or forgets it; a full store keeps what it had.
 * @param {string} place
 * @param {unknown} what
 */
export function keepUnder(place, what) {
  try {
    if (what === null) localStorage.removeItem(place);
    else localStorage.setItem(place, JSON.stringify(what));
  } catch {
    // The work itself is on the page.
  }
}
