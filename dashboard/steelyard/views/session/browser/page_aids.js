// Aids for every page: definitions of words, links to its parts, names shown in full, and scrolling
// by keyboard.

import { followWords } from "./definitions.js";
import { followJumps } from "./jumps.js";
import { followScrollers } from "./scrollers.js";
import { keepNamesWhole } from "./whole_names.js";

/** @import { Component } from "../../../instrument/js/streamlit.js" */

/**
 * Starts all aids. The data: definitions by the names of the words, and the selector of the app.
 * @param {Component<Uint8Array>} component
 * @returns {() => void} the cleanup function
 */
export default function ({ data }) {
  const { words, page } = JSON.parse(new TextDecoder().decode(data));
  const ends = [followWords(words, page), followJumps(page), keepNamesWhole(), followScrollers()];
  return () => ends.forEach((end) => end());
}
