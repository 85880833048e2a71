// What helps on every page: definitions of words, and links to its parts.

import { followWords } from "./definitions.js";
import { followJumps } from "./jumps.js";

/** @import { Component } from "../../instrument/js/streamlit.js" */

/**
 * @param {Component<Uint8Array>} component
 * @returns {() => void} what ends it
 */
export default function ({ data }) {
  const ends = [followWords(JSON.parse(new TextDecoder().decode(data))), followJumps()];
  return () => ends.forEach((end) => end());
}
