// Listens for changed files and reports each change, so that the page is run again. There is
// one socket for the whole dashboard, kept while its pages change.

import { CUT_OFF } from "./cut_off.js";

/** @import { Component } from "../../../instrument/js/streamlit.js" */

const FIRST_WAIT = 500; // Milliseconds before the first new attempt.
const LONGEST_WAIT = 15000;
const GRACE = 2000; // Milliseconds in which a component may be mounted again.

/**
 * @type {{
 *   known: string,
 *   report: ((token: string) => void) | null,
 *   socket: WebSocket | null,
 *   wait: number,
 *   timer: number,
 *   ending: number,
 * }}
 */
const state = { known: "", report: null, socket: null, wait: FIRST_WAIT, timer: 0, ending: 0 };

/**
 * Opens the socket, and opens it again whenever it is closed from the other side.
 * @param {string} path
 */
function connect(path) {
  const address = new URL(path, document.baseURI);
  address.protocol = address.protocol.replace("http", "ws");
  const socket = new WebSocket(address);
  state.socket = socket;
  socket.onmessage = (message) => {
    state.wait = FIRST_WAIT;
    if (message.data !== state.known) {
      state.known = message.data;
      state.report?.(message.data);
    }
  };
  socket.onclose = () => {
    if (state.socket !== socket) return;
    state.socket = null;
    dispatchEvent(new Event(CUT_OFF));
    // The server has stopped, or has no room: try again, at growing intervals.
    state.timer = setTimeout(() => connect(path), state.wait);
    state.wait = Math.min(state.wait * 2, LONGEST_WAIT);
  };
}

/** Closes the socket for good. */
function end() {
  clearTimeout(state.timer);
  const socket = state.socket;
  state.socket = null;
  state.report = null;
  socket?.close();
}

/**
 * Connects on the first mount.
 * @param {Component<{ path: string, token: string }>} component
 * @returns {() => void} what ends it
 */
export default function ({ data, setStateValue }) {
  clearTimeout(state.ending);
  state.known = data.token;
  const isFirst = state.report === null;
  state.report = (token) => setStateValue("token", token);
  if (isFirst) connect(data.path);
  // Streamlit may unmount and mount again at once; only a lasting absence ends the socket.
  return () => {
    state.ending = setTimeout(end, GRACE);
  };
}
