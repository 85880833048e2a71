// Listens for changed files and reports each change, so that the page is run again. There is
// one socket for the whole dashboard, kept while its pages change.

import { CUT_OFF } from "./cut_off.js";

/** @import { Component } from "../../../instrument/js/streamlit.js" */

const FIRST_WAIT = 500; // Milliseconds before the first new attempt.
const LONGEST_WAIT = 15000;
const GRACE = 2000; // Milliseconds in which a component may be mounted again.
const AGAIN = 2000; // Milliseconds after which a change is reported again, after a cut-off.
const MOST_TIMES = 5;

/**
 * `known`: the token that the page was drawn from; `heard`: the last one from the server.
 * @type {{
 *   known: string,
 *   heard: string,
 *   isBack: boolean,
 *   times: number,
 *   again: number,
 *   report: ((token: string) => void) | null,
 *   socket: WebSocket | null,
 *   wait: number,
 *   timer: number,
 *   ending: number,
 * }}
 */
const state = {
  known: "", heard: "", isBack: false, times: 0, again: 0, report: null, socket: null,
  wait: FIRST_WAIT, timer: 0, ending: 0,
};

/**
 * Reports a change. After an outage the page may reconnect later than this socket and lose the
 * report: then it is repeated until the page has been drawn from the change, a few times at most.
 */
function reportNews() {
  clearTimeout(state.again);
  if (state.heard === state.known || state.times >= MOST_TIMES) return;
  state.times += 1;
  state.report?.(state.heard);
  if (state.isBack) state.again = setTimeout(reportNews, AGAIN);
  else state.known = state.heard;
}

/**
 * Opens the socket, and opens it again whenever the server closes it.
 * @param {string} path
 */
function connect(path) {
  const address = new URL(path, document.baseURI);
  address.protocol = address.protocol.replace("http", "ws");
  const socket = new WebSocket(address);
  state.socket = socket;
  socket.onmessage = (message) => {
    state.wait = FIRST_WAIT;
    state.heard = message.data;
    state.times = 0;
    reportNews();
  };
  socket.onclose = () => {
    if (state.socket !== socket) return;
    state.socket = null;
    state.isBack = true;
    dispatchEvent(new Event(CUT_OFF));
    // The server has stopped, or has no room: try again, at growing intervals.
    state.timer = setTimeout(() => connect(path), state.wait);
    state.wait = Math.min(state.wait * 2, LONGEST_WAIT);
  };
}

/** Closes the socket for good. */
function end() {
  clearTimeout(state.timer);
  clearTimeout(state.again);
  const socket = state.socket;
  state.socket = null;
  state.report = null;
  socket?.close();
}

/**
 * Connects on the first mount.
 * @param {Component<{ path: string, token: string }>} component
 * @returns {() => void} the cleanup function
 */
export default function ({ data, setStateValue }) {
  clearTimeout(state.ending);
  state.known = data.token;
  if (state.known === state.heard) state.isBack = false;
  const isFirst = state.report === null;
  state.report = (token) => setStateValue("token", token);
  if (isFirst) connect(data.path);
  // Streamlit may unmount and mount again at once; only a lasting absence ends the socket.
  return () => {
    state.ending = setTimeout(end, GRACE);
  };
}
