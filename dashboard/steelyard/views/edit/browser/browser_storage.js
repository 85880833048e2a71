// Keeps copies of the files that were opened in this tab from the visitor's computer, so that they
// survive a reload and a restart of the server. They are in session storage: no other tab can read
// them, and they are gone when the tab is closed. A copy is reported once to
// each session that does not have it.

/** @import { Component } from "../../../instrument/js/streamlit.js" */

/**
 * A file; `raw` is its content in base64, or null if the server has already sent it.
 * @typedef {{ name: string, mark: string, raw: string | null }} OpenedFile
 *
 * @typedef {{
 *   closed: string[], files: OpenedFile[], session: string, waiting: boolean,
 * }} ShelfData
 *
 * A copy as read back from storage; only its name is guaranteed.
 * @typedef {{ name: string, mark?: string, raw?: string, at?: number }} Copy
 */

const PLACE = "steelyard:opened:";
const MOST_CHARACTERS = 4_000_000;
/** The session that the copies have been reported to. */
let answered = "";
/** The last report about the files, as text. */
let reported = "";

/**
 * @returns {string[]} the names of the files with a copy
 */
function keptNames() {
  try {
    return Object.keys(sessionStorage)
      .filter((place) => place.startsWith(PLACE))
      .map((place) => place.slice(PLACE.length));
  } catch {
    return [];
  }
}

/**
 * @param {string} name
 * @returns {Copy}
 */
function readCopy(name) {
  try {
    return { ...JSON.parse(sessionStorage.getItem(PLACE + name) ?? "null"), name };
  } catch {
    return { name };
  }
}

/**
 * Removes the copy of a file.
 * @param {string} name
 */
function removeCopy(name) {
  try {
    sessionStorage.removeItem(PLACE + name);
  } catch {
    // Without storage there is nothing to remove.
  }
}

/**
 * Keeps a copy if there is room for it.
 * @param {string} name
 * @param {string} mark
 * @param {string} raw
 */
function keepCopy(name, mark, raw) {
  const others = keptNames().filter((other) => other !== name);
  const taken = others.reduce((sum, other) => sum + (readCopy(other).raw ?? "").length, 0);
  removeCopy(name);
  if (taken + raw.length > MOST_CHARACTERS) return;
  try {
    sessionStorage.setItem(PLACE + name, JSON.stringify({ mark, raw, at: Date.now() }));
  } catch {
    // Storage is full: the file is reported below as not kept.
  }
}

/**
 * Keeps and drops copies, and reports what the session does not have.
 * @param {Component<Uint8Array>} component
 */
export default function (component) {
  const { setStateValue, setTriggerValue } = component;
  /** @type {ShelfData} */
  const data = JSON.parse(new TextDecoder().decode(component.data));
  data.closed.forEach(removeCopy);
  for (const { name, mark, raw } of data.files) if (raw !== null) keepCopy(name, mark, raw);
  if (answered !== data.session) reported = "";
  if (data.waiting || answered !== data.session) {
    answered = data.session;
    const known = new Set(data.files.map((file) => file.name));
    const copies = keptNames().filter((name) => !known.has(name)).map(readCopy);
    if (copies.length || data.waiting) setTriggerValue("found", copies);
  }
  const marks = data.files.map(({ name, mark }) => [name, mark, readCopy(name).mark === mark]);
  const report = JSON.stringify(marks);
  const isNews = data.files.some((file) => file.raw !== null);
  if (isNews && report !== reported) setStateValue("standing", marks);
  reported = report;
}
