// Passes the sentences about what would change the leader to the list in the instrument, which is
// another component: at once, and whenever a new list requests them.

import { TOLD, WANTED } from "../../instrument/js/beside/changes_list.js";

/** @import { Component } from "../../instrument/js/streamlit.js" */

/**
 * @param {Component<Uint8Array>} component
 * @returns {() => void} the cleanup function
 */
export default function ({ data }) {
  const detail = JSON.parse(new TextDecoder().decode(data));
  const tell = () => window.dispatchEvent(new CustomEvent(TOLD, { detail }));
  tell();
  window.addEventListener(WANTED, tell);
  return () => window.removeEventListener(WANTED, tell);
}
