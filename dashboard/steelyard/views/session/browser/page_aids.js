// What helps on every page: definitions of words, links to its parts, names that are whole, and keys
// that scroll them.

import { followWords } from "./definitions.js";
import { followJumps } from "./jumps.js";
import { followScrollers } from "./scrollers.js";
import { keepNamesWhole } from "./whole_names.js";

/** @import { Component } from "../../../instrument/js/streamlit.js" */

/**
 * Takes the definitions by the names of the words, and where the colours of the page are set.
 * @param {Component<Uint8Array>} component
 * @returns {() => void} what ends it
 */
export default function ({ data }) {
  const { words, page } = JSON.parse(new TextDecoder().decode(data));
  const ends = [followWords(words, page), followJumps(page), keepNamesWhole(), followScrollers()];
  return () => ends.forEach((end) => end());
}
