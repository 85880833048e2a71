// What is sent and not yet taken: every message goes out again until its number comes back.

/** @import { Message } from "./types.js" */

const AGAIN_AFTER = 2000; // Milliseconds without an answer before a message is sent again.
const MOST_TIMES = 5;

/** The numbered messages of one component. */
export class Outbox {
  constructor() {
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
    this.post();
    return this.n;
  }

  /** Sends what waits, a few times at most: two requests may have become one on their way. */
  post() {
    clearTimeout(this.timer);
    if (!this.waiting.length || this.times >= MOST_TIMES) return;
    this.times += 1;
    this.send([...this.waiting]);
    this.timer = setTimeout(() => this.post(), AGAIN_AFTER);
  }

  /** Sends nothing any more. */
  end() {
    clearTimeout(this.timer);
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
