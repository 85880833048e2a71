// Shows a bar above the page when no server answers, when the visitor is no longer logged in, and
// when several servers answer. While all is well it sends hardly any requests: the login is checked
// only after a socket of the page was cut off.

import { make } from "../../instrument/js/panel/elements.js";
import { CUT_OFF } from "../session/browser/cut_off.js";
import { onceGone } from "../elements.js";

/** @import { Component } from "../../instrument/js/streamlit.js" */

const AGAIN = 3000; // Milliseconds until the login is checked again.
const SOON = 1200; // Milliseconds until a request without an answer is repeated.
const AWAY = "data-steelyard-away"; // Marks the page whose server does not answer, for its style.
const ASKED = 3; // Number of consecutive requests for the replica's name.

/**
 * @typedef {{ login: string, state: string, replica: string, asks: string, dialog: string,
 *   words: { away: string, ended: string, login: string, scattered: string } }} BarData
 * @type {{ data: BarData | null, root: Element | null, timer: number, known: string, missed: number }}
 */
const bar = { data: null, root: null, timer: 0, known: "", missed: 0 };

/**
 * Requests an address of this server; null if there is no answer.
 * @param {string} path below the address of the pages
 * @returns {Promise<Record<string, unknown> | null>}
 */
async function fetchAnswer(path) {
  try {
    const answer = await fetch(new URL(path, document.baseURI), { cache: "no-store" });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

/**
 * Shows a sentence, with a link if one is given; an empty sentence clears the bar.
 * @param {string} sentence
 * @param {string} link
 */
function say(sentence, link = "") {
  if (bar.root === null || bar.data === null) return;
  const line = make("p", { role: "alert", text: sentence });
  if (link) line.append(" ", make("a", { href: link, target: "_blank", text: bar.data.words.login }));
  bar.root.replaceChildren(...(sentence ? [line] : []));
}

/** Checks that a server answers and the visitor is logged in; repeats until both are true. */
async function askLogin() {
  clearTimeout(bar.timer);
  if (!bar.data) return;
  const answer = await fetchAnswer(bar.data.state || bar.data.asks);
  clearTimeout(bar.timer);
  bar.missed = answer ? 0 : bar.missed + 1;
  // A single miss does not count: a server that stops during the request is soon replaced.
  document.documentElement.toggleAttribute(AWAY, bar.missed > 1);
  if (!answer) {
    if (bar.missed > 1) say(bar.data.words.away);
    // Close Streamlit's own dialog: it tells visitors to start the server, and blocks typing.
    document.querySelector(bar.data.dialog)?.querySelector("button")?.click();
    bar.timer = setTimeout(askLogin, SOON);
  } else if (answer.logged_in === false) {
    const here = location.pathname + location.search;
    say(bar.data.words.ended, `${bar.data.login}?to=${encodeURIComponent(here)}`);
    bar.timer = setTimeout(askLogin, AGAIN);
  } else say("");
}

/** Checks several times which server answers; shows a notice if it is not always the page's. */
async function askReplica() {
  for (let time = 0; time < ASKED; time += 1) {
    const asked = bar.data;
    const answer = await fetchAnswer(asked?.asks ?? "");
    // The page was drawn by another server meanwhile, for example because the first one stopped.
    if (bar.data?.replica !== asked?.replica) return;
    if (typeof answer?.replica === "string" && answer.replica !== asked?.replica) {
      say(asked?.words.scattered ?? "");
      return;
    }
  }
}

/**
 * Follows the login from the first mount on.
 * @param {Component<Uint8Array>} component
 * @returns {() => void} the cleanup function
 */
export default function ({ data, parentElement }) {
  bar.root = parentElement.querySelector("[data-login-bar]");
  bar.data = /** @type {BarData} */ (JSON.parse(new TextDecoder().decode(data)));
  addEventListener(CUT_OFF, askLogin);
  if (bar.data.replica !== bar.known) {
    bar.known = bar.data.replica;
    say("");
    askReplica();
  }
  return onceGone(parentElement, () => {
    removeEventListener(CUT_OFF, askLogin);
    clearTimeout(bar.timer);
  });
}
