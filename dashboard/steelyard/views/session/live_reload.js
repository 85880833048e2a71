// Listens for changed files and asks for a new run. One socket for the page, kept over pages.
const state = { known: "", told: null, socket: null, wait: 500, timer: 0, ending: 0 };

function connect(path) {
  const address = new URL(path, document.baseURI);
  address.protocol = address.protocol.replace("http", "ws");
  const socket = new WebSocket(address);
  state.socket = socket;
  socket.onmessage = (message) => {
    state.wait = 500;
    if (message.data !== state.known) {
      state.known = message.data;
      state.told?.(message.data);
    }
  };
  socket.onclose = () => {
    if (state.socket !== socket) return;
    state.socket = null;
    // The server has stopped, or has no room: ask again, ever more rarely.
    state.timer = setTimeout(() => connect(path), state.wait);
    state.wait = Math.min(state.wait * 2, 15000);
  };
}

function end() {
  clearTimeout(state.timer);
  const socket = state.socket;
  state.socket = null;
  state.told = null;
  socket?.close();
}

export default function ({ data, setStateValue }) {
  clearTimeout(state.ending);
  state.known = data.token;
  const first = state.told === null;
  state.told = (token) => setStateValue("token", token);
  if (first) connect(data.path);
  // Streamlit may unmount and mount again at once; only a lasting farewell ends the socket.
  return () => {
    state.ending = setTimeout(end, 2000);
  };
}
