// What is sent and not yet taken: every message goes out again until its number comes back.

/** @import { Message } from "./types.js" */

/** The numbered messages of one component. */
export class Outbox {
  constructor() {
    this.n = 0;
    /** @type {(Message & { n: number })[]} */
    this.waiting = [];
    /** @type {(messages: object[]) => void} */
    this.send = () => {};
  }

  /**
   * Drops what has been taken.
   * @param {number} taken
   * @param {(messages: object[]) => void} send
   */
  update(taken, send) {
    this.send = send;
    this.n = Math.max(this.n, taken);
    this.waiting = this.waiting.filter((message) => message.n > taken);
  }

  /**
   * Sends a message with those that wait.
   * @param {Message} message
   * @returns {number} its number
   */
  put(message) {
    this.n += 1;
    this.waiting.push({ ...message, n: this.n });
    this.send([...this.waiting]);
    return this.n;
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
