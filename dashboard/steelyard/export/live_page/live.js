// The interactive page: puts the instrument in place of the plain ranking and updates the parts
// around it.
//
// Nothing is requested from anywhere. The view is kept in the fragment of the page's address,
// so that a copy of the page and an address together show what somebody saw.

import { Instrument } from "../../instrument/js/panel/instrument.js";
import { readAddress, writeAddress } from "./address.js";
import { followLink, markMovedValues, reveal, spreadClaims } from "./evidence.js";
import { movedWords, originLine, readingWords } from "./origin.js";
import { pageData } from "./page_data.js";
import { WhyPanel } from "./why_panel.js";

/** @import { InstrumentData, Mode, Problem } from "../../instrument/js/types.js" */
/** @import { State } from "../../instrument/js/types.js" */
/** @import { PageOption } from "./types.js" */

/**
 * @param {string} id
 * @returns {HTMLElement} a part of the page
 */
const part = (id) => /** @type {HTMLElement} */ (document.getElementById(`steelyard-${id}`));

/** The page's own problem, in the colours of a light page and of a dark one. */
const problems = bothModes(pageData.instrument.problem);
const dark = matchMedia("(prefers-color-scheme: dark)");
const scores = /** @type {HTMLElement} */ (document.querySelector(".score-part"));

/** Changes made to criteria that are not in view. */
let hidden = pageData.address.hidden;
/** The reading and the disputes that the table of values shows, as text. */
let markedDisputes = "";

/**
 * @param {Problem} problem
 * @returns {Record<Mode, Problem>}
 */
function bothModes(problem) {
  const options = /** @type {PageOption[]} */ (problem.options);
  const inDark = options.map((option) => ({ ...option, colour: option.dark }));
  return { light: problem, dark: { ...problem, options: inDark } };
}

// --- what moves with the weights ---

/** Shows the current state around the instrument. */
function paintAround() {
  const { problem, result, state } = instrument;
  panel.paint(problem, result, state.rival);
  part("origin-line").textContent = originLine(pageData, result, state, hidden);
  part("reading").textContent = readingWords(pageData, state);
  part("mark").hidden = !movedWords(pageData, result, state, hidden);
  const disputes = JSON.stringify([state.reading, state.disputes]);
  if (markedDisputes === disputes) return;
  markedDisputes = disputes;
  markMovedValues(scores, problem);
}

// --- the address ---

/** Writes the current state into the page's address. */
function writeState() {
  const address = `#${writeAddress(pageData, instrument.state, hidden)}`;
  try {
    history.replaceState(null, "", address);
  } catch {
    // A page embedded in another one may be unable to change its address.
  }
}

/**
 * The state in the page's address, or null; reports the parts that were ignored.
 * @returns {State | null}
 */
function readState() {
  const found = readAddress(pageData, location.hash);
  const ignored = found?.ignored ?? [];
  part("notice").textContent = ignored.length ? `Left out: ${ignored.join("; ")}.` : "";
  if (!found?.state) return null;
  hidden = found.hidden;
  return found.state;
}

/** Shows the state in the page's address, if there is one. */
function adoptAddress() {
  const state = readState();
  const { mode, rev } = instrument.data;
  if (state) instrument.update(dataIn(mode, state, rev + 1));
}

// --- light and dark ---

/**
 * The instrument's data in one mode.
 * @param {Mode} mode
 * @param {State} state
 * @param {number} rev
 * @returns {InstrumentData}
 */
function dataIn(mode, state, rev) {
  return { ...pageData.instrument, mode, problem: problems[mode], state, rev };
}

/**
 * Changes the colours.
 * @param {Mode} mode
 */
function showIn(mode) {
  const { state, data } = instrument;
  if (mode !== data.mode) instrument.update(dataIn(mode, state, data.rev));
}

/**
 * @returns {Mode} the mode that the browser prefers
 */
const preferredMode = () => (dark.matches ? "dark" : "light");

// --- everything together ---

spreadClaims(scores);
const panel = new WhyPanel(pageData, part("why"), (rival) => instrument.commit({ rival }));
const ownState = readState() ?? pageData.instrument.state;
const instrument = new Instrument(part("live"), dataIn(preferredMode(), ownState, 0), {
  send: writeState,
  basisOf: (i, j) => {
    const entry = document.getElementById(`c${i}-${j}`);
    return entry && (() => reveal(entry));
  },
});
instrument.around.painted = paintAround;
paintAround();
dark.addEventListener("change", () => showIn(preferredMode()));
addEventListener("beforeprint", () => showIn("light"));
addEventListener("afterprint", () => showIn(preferredMode()));
document.addEventListener("click", followLink);
part("live").addEventListener("click", ({ target }) => {
  const isOption = target instanceof Element && target.closest(".option button");
  if (isOption) part("why").scrollIntoView({ block: "nearest" });
});
addEventListener("hashchange", adoptAddress);
const goal = location.hash.includes("=") ? null : document.getElementById(location.hash.slice(1));
if (goal) reveal(goal);
