// Says above the page when no server answers, when nobody is logged in any more, and when several
// servers answer it. While all is well it asks next to nothing: only after a socket of the page was
// cut off.

import { make } from "../../instrument/js/panel/elements.js";
import { CUT_OFF } from "../session/browser/cut_off.js";
import { onceGone } from "../elements.js";

/** @import { Component } from "../../instrument/js/streamlit.js" */

const AGAIN = 3000; // Milliseconds after which it is asked again whether somebody is logged in.
const SOON = 1200; // Milliseconds after which a server that did not answer is asked again.
const AWAY = "data-steelyard-away"; // Marks the page whose server does not answer, for its style.
const ASKED = 3; // Times that the servers are asked who they are, one after another.

/**
 * @typedef {{ login: string, state: string, replica: string, asks: string, dialog: string,
 *   words: { away: string, ended: string, login: string, scattered: string } }} BarData
 * @type {{ data: BarData | null, root: Element | null, timer: number, known: string, missed: number }}
 */
const bar = { data: null, root: null, timer: 0, known: "", missed: 0 };

/**
 * What an address of this server answers; null where there is no answer.
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
 * Shows a sentence, with a link where there is one; nothing for an empty one.
 * @param {string} sentence
 * @param {string} link
 */
function say(sentence, link = "") {
  if (bar.root === null || bar.data === null) return;
  const line = make("p", { role: "alert", text: sentence });
  if (link) line.append(" ", make("a", { href: link, target: "_blank", text: bar.data.words.login }));
  bar.root.replaceChildren(...(sentence ? [line] : []));
}

/** Asks whether a server answers and somebody is logged in, and again until it is so. */
async function askLogin() {
  clearTimeout(bar.timer);
  if (!bar.data) return;
  const answer = await fetchAnswer(bar.data.state || bar.data.asks);
  clearTimeout(bar.timer);
  bar.missed = answer ? 0 : bar.missed + 1;
  // One that ends under the request is followed by another, or by itself.
  document.documentElement.toggleAttribute(AWAY, bar.missed > 1);
  if (!answer) {
    if (bar.missed > 1) say(bar.data.words.away);
    // Streamlit's own dialog asks a visitor to start the server, and lets nobody type.
    document.querySelector(bar.data.dialog)?.querySelector("button")?.click();
    bar.timer = setTimeout(askLogin, SOON);
  } else if (answer.logged_in === false) {
    const here = location.pathname + location.search;
    say(bar.data.words.ended, `${bar.data.login}?to=${encodeURIComponent(here)}`);
    bar.timer = setTimeout(askLogin, AGAIN);
  } else say("");
}

/** Asks several times which server answers; says so where it is not always the one of the page. */
async function askReplica() {
  for (let time = 0; time < ASKED; time += 1) {
    const asked = bar.data;
    const answer = await fetchAnswer(asked?.asks ?? "");
    // Drawn by another server meanwhile, as when the one of before has stopped.
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
 * @returns {() => void} what ends it
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
