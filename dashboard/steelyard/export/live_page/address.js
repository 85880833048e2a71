// The address of a view, kept in the fragment of the page's own address. It has the terms of
// `results/address.py`, so that behind the dashboard's address, with ? in place of #, it
// opens the same view there. Anything it names that this page lacks is left out and reported.

import { MOST_SWING } from "../../instrument/js/engine/dragging.js";
import { fill, fixed } from "../../instrument/js/engine/wording.js";
import { round } from "../../instrument/js/panel/elements.js";

/** @import { InstrumentData, Problem, State } from "../../instrument/js/types.js" */
/** @import { AddressTerms, DisputeTerm, ForeignAddress, Hidden } from "./types.js" */
/** @import { PageData, ReadAddress } from "./types.js" */
/** @typedef {Record<string, string | undefined>} Terms what an address says, term by term */
/**
 * Returns an id if it is that of an entry; else null, which is reported.
 * @typedef {(what: string, id: string | undefined, entries: { id: string }[]) => string | null}
 *   Known
 */

const LONGEST = 8000; // Maximum characters of a term; the rest is ignored.
const SHOWN = 60; // Maximum characters shown of a part that was ignored.
const ID = "[a-z][a-z0-9_-]{0,59}";
const NUMBER = "[0-9]{1,10}(?:_[0-9]{1,6})?";
const SWING = new RegExp(`^(${ID})\\.(${NUMBER})$`);
const DISPUTE = new RegExp(`^(${ID})\\.(${ID})\\.(${NUMBER})$`);
/** @type {[keyof AddressTerms["fixed"], string][]} */
const FIXED = [
  ["frame", "choice of criteria"], ["reading", "reading"], ["scenario", "scenario"],
  ["struck", "selection of claims"], ["judges", "round of judges"],
];

/**
 * @param {string | undefined} text
 * @returns {string[]} the parts of a term
 */
const partsOf = (text) => (text ? firstOf(text, LONGEST).split("~") : []);

/**
 * The first characters of a text, counted by code points as in Python, not by UTF-16 units.
 * @param {string} text
 * @param {number} count
 * @returns {string}
 */
const firstOf = (text, count) =>
  text.length <= count ? text : [...text].slice(0, count).join("");

/**
 * @param {string} text
 * @returns {number} a number written with _ for the point
 */
const toNumber = (text) => Number(text.replace("_", "."));

/**
 * @param {string} a
 * @param {string} b
 * @returns {number} negative where a comes first
 */
const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

/**
 * @param {DisputeTerm} a
 * @param {DisputeTerm} b
 * @returns {number} negative where a comes first
 */
const byCell = (a, b) => compare(a[0], b[0]) || compare(a[1], b[1]) || a[2] - b[2];

/**
 * A number with six decimals at most, and _ for the point.
 * @param {number} number
 * @returns {string}
 */
function written(number) {
  const text = fixed(number, 6);
  return text.replace(/0+$/, "").replace(/\.$/, "").replace(".", "_");
}

/**
 * The swings of a lens for the criteria in view; those of the file for null.
 * @param {InstrumentData} instrument
 * @param {string | null} lens
 * @returns {number[]}
 */
const ownSwings = ({ lenses, fileSwings }, lens) =>
  lenses.find(({ id }) => id === lens)?.swings ?? fileSwings;

const ROUNDED = 1e-4;

/**
 * Swings scaled down in proportion, so that none is above the largest that is shown.
 * @param {InstrumentData} instrument
 * @param {number[]} swings
 * @returns {number[]}
 */
function shownSwings({ lenses, fileSwings }, swings) {
  const most = Math.max(MOST_SWING, ...fileSwings, ...lenses.flatMap((lens) => lens.swings));
  const excess = Math.max(...swings) / most;
  return excess > 1 ? swings.map((swing) => swing / excess) : swings;
}

/**
 * The scale at which most swings equal the lens's own. If one exceeded the largest that is shown,
 * all others have been scaled down in proportion.
 * @param {number[]} swings
 * @param {number[]} own
 * @returns {number}
 */
function scaleOf(swings, own) {
  const kept = (/** @type {number} */ scale) =>
    swings.filter((swing, j) => Math.abs(swing - scale * own[j]) <= ROUNDED * scale).length;
  const scales = swings.map((swing, j) => swing / own[j]).filter((one) => one > 0 && one < Infinity);
  return scales.reduce((best, one) => (kept(one) > kept(best) ? one : best), 1);
}

/**
 * The swings that differ from those of the chosen lens, hidden ones included: as given in the
 * address, until one is moved. After that as few as possible differ: weights are proportions, and
 * only locks keep their sum.
 * @param {PageData} data
 * @param {State} state
 * @param {Hidden} hidden
 * @returns {Record<string, number>}
 */
export function movedSwings({ instrument }, state, hidden) {
  const own = ownSwings(instrument, state.lens);
  const moved = { ...hidden.swings };
  const { told } = hidden;
  const isTold = told && String(shownSwings(instrument, told)) === String(state.swings);
  const swings = isTold ? told : state.swings;
  const scale = isTold || state.locks.includes(true) ? 1 : scaleOf(swings, own);
  instrument.problem.criteria.forEach(({ id }, j) => {
    const swing = scale === 1 ? swings[j] : round(swings[j] / scale, 6);
    const near = scale === 1 ? 1e-9 : ROUNDED;
    if (Math.abs(swing - own[j]) > near) moved[id] = swing;
  });
  return moved;
}

// --- writing ---

/**
 * The address of a state, without # or ?.
 * @param {PageData} data
 * @param {State} state
 * @param {Hidden} hidden
 * @returns {string}
 */
export function writeAddress(data, state, hidden) {
  const { fixed: kept, set, file } = data.address;
  const swings = movedSwings(data, state, hidden);
  const { criteria } = data.instrument.problem;
  const locks = criteria.filter((_, j) => state.locks[j]).map(({ id }) => id);
  const disputes = state.disputes.map(
    (d) => /** @type {DisputeTerm} */ ([d.option, d.criterion, d.value]),
  );
  const terms = {
    set,
    frame: kept.frame,
    lens: state.lens,
    w: Object.keys(swings).sort().map((id) => `${id}.${written(swings[id])}`).join("~"),
    reading: state.reading ?? kept.reading,
    scenario: kept.scenario,
    d: [...disputes, ...hidden.disputes].sort(byCell)
      .map(([option, criterion, value]) => `${option}.${criterion}.${written(value)}`).join("~"),
    locks: [...locks, ...hidden.locks].join("~"),
    rival: state.rival,
    struck: kept.struck,
    judges: kept.judges,
  };
  const filled = Object.entries(terms).filter(([, value]) => value);
  if (filled.length > 1 && file) filled.push(["file", file]);
  return filled.map(([key, value]) => `${key}=${encodeURIComponent(value ?? "")}`).join("&");
}

// --- reading ---

/**
 * The view that a fragment requests; null if it is not the address of a view.
 * @param {PageData} data
 * @param {string} fragment
 * @returns {ReadAddress | ForeignAddress | null}
 */
export function readAddress(data, fragment) {
  const text = fragment.replace(/^#/, "");
  if (!text.includes("=")) return null;
  /** @type {Terms} */
  const terms = Object.fromEntries(new URLSearchParams(text));
  /** @type {string[]} */
  const ignored = [];
  if (terms.set !== undefined && terms.set !== data.address.set) {
    const reason = `this address is for “${firstOf(terms.set, SHOWN)}” and not for this page`;
    return { state: null, ignored: [reason] };
  }
  if (terms.file !== undefined && terms.file !== data.address.file) ignored.push(fill(data, "file_changed"));
  reportFixed(data, terms, ignored);
  return { ...adopt(data, terms, ignored), ignored };
}

/**
 * Reports the terms that this page cannot change and that differ from its own.
 * @param {PageData} data
 * @param {Terms} terms
 * @param {string[]} ignored extended
 */
function reportFixed(data, terms, ignored) {
  const { address } = data;
  const sorted = (/** @type {string} */ text) => String(text.split("~").sort());
  for (const [key, name] of FIXED) {
    // A page with judges also has everything that an address without judges requests.
    const found = terms[key] ?? (key === "judges" ? address.fixed.judges : "");
    if (key === "reading" && isHeld(data, found)) continue;
    const own = key === "frame" && found === address.opening ? "" : found;
    if (sorted(own) !== sorted(address.fixed[key])) {
      ignored.push(`the address asks for another ${name}, which this page does not hold`);
    }
  }
}

/**
 * Whether the page can show a reading that is not its own.
 * @param {PageData} data
 * @param {string} reading
 * @returns {boolean}
 */
const isHeld = ({ instrument: { readings = [] } }, reading) =>
  readings.some(({ id }) => id === reading);

/**
 * The state that the terms describe, and what is outside the view.
 * @param {PageData} data
 * @param {Terms} terms
 * @param {string[]} ignored extended
 * @returns {{ state: State, hidden: Hidden }}
 */
function adopt(data, terms, ignored) {
  const { problem, lenses } = data.instrument;
  /** @type {Known} */
  const known = (what, id, entries) => {
    if (id === undefined || entries.some((entry) => entry.id === id)) return id ?? null;
    ignored.push(fill(data, "no_such", { what, id: firstOf(id, SHOWN) }));
    return null;
  };
  const lens = known("lens", terms.lens, lenses);
  const { own, swings } = readSwings(data, terms.w, ignored);
  const disputes = readDisputes(data, terms.d, ignored);
  const every = data.address.criteria.map((id) => ({ id }));
  const locks = partsOf(terms.locks).filter((id) => known("criterion", id, every));
  const inView = idsInView(problem);
  const base = ownSwings(data.instrument, lens);
  const reading = terms.reading ?? "";
  const told = problem.criteria.map(({ id }, j) => (Object.hasOwn(own, id) ? own[id] : base[j]));
  return {
    state: {
      lens,
      ...(isHeld(data, reading) ? { reading } : {}),
      swings: shownSwings(data.instrument, told),
      locks: problem.criteria.map(({ id }) => locks.includes(id)),
      disputes: disputes.filter(([, criterion]) => inView.has(criterion))
        .map(([option, criterion, value]) => ({ option, criterion, value })),
      rival: known("option", terms.rival, problem.options),
    },
    hidden: {
      told,
      swings,
      locks: locks.filter((id) => !inView.has(id)),
      disputes: disputes.filter(([, criterion]) => !inView.has(criterion)),
    },
  };
}

/**
 * @param {Problem} problem
 * @returns {Set<string>} the ids of the criteria in view
 */
const idsInView = (problem) => new Set(problem.criteria.map(({ id }) => id));

/**
 * The swings of criteria in view, and those of the others, which only the address carries.
 * @param {PageData} data
 * @param {string | undefined} text
 * @param {string[]} ignored extended
 * @returns {{ own: Record<string, number>, swings: Record<string, number> }}
 */
function readSwings(data, text, ignored) {
  const { address, instrument } = data;
  /** @type {Record<string, number>[]} */
  const [own, swings] = [{}, {}];
  const inView = idsInView(instrument.problem);
  for (const part of partsOf(text)) {
    const [, id, number] = SWING.exec(part) ?? [];
    if (address.criteria.includes(id) && toNumber(number) <= instrument.mostSwing) {
      (inView.has(id) ? own : swings)[id] = toNumber(number);
    } else ignored.push(fill(data, "no_swing", { part: firstOf(part, SHOWN) }));
  }
  return { own, swings };
}

/**
 * The disputes of a term, the last one where a cell is named twice.
 * @param {PageData} data
 * @param {string | undefined} text
 * @param {string[]} ignored extended
 * @returns {DisputeTerm[]}
 */
function readDisputes(data, text, ignored) {
  const { address, instrument } = data;
  /** @type {Map<string, DisputeTerm>} */
  const found = new Map();
  for (const part of partsOf(text)) {
    const [, option, criterion, number] = DISPUTE.exec(part) ?? [];
    const isOption = instrument.problem.options.some(({ id }) => id === option);
    if (isOption && address.criteria.includes(criterion) && toNumber(number) <= 100) {
      found.set(`${option}.${criterion}`, [option, criterion, toNumber(number)]);
    } else ignored.push(fill(data, "no_score", { part: firstOf(part, SHOWN) }));
  }
  return [...found.values()];
}
