// Keeps copies of the files that were opened in this tab from its own computer, so that they
// outlive a reload and a restart of the server. They lie in the tab's own store: no other tab
// sees them, and they go when the tab is closed. A copy is reported once to every session
// that does not have it.
const PLACE = "steelyard:opened:";
const MOST_CHARACTERS = 4_000_000;
let answered = "";
let told = "";

function names() {
  try {
    return Object.keys(sessionStorage)
      .filter((place) => place.startsWith(PLACE))
      .map((place) => place.slice(PLACE.length));
  } catch {
    return [];
  }
}

function read(name) {
  try {
    return { ...JSON.parse(sessionStorage.getItem(PLACE + name)), name };
  } catch {
    return { name };
  }
}

function remove(name) {
  try {
    sessionStorage.removeItem(PLACE + name);
  } catch { /* no store, nothing to remove */ }
}

function keep({ name, mark, raw }) {
  const others = names().filter((other) => other !== name);
  const taken = others.reduce((sum, other) => sum + (read(other).raw ?? "").length, 0);
  remove(name);
  if (taken + raw.length > MOST_CHARACTERS) return;
  try {
    sessionStorage.setItem(PLACE + name, JSON.stringify({ mark, raw, at: Date.now() }));
  } catch { /* full: told below, as what is not kept */ }
}

export default function (component) {
  const { setStateValue, setTriggerValue } = component;
  const data = JSON.parse(new TextDecoder().decode(component.data));
  data.closed.forEach(remove);
  for (const file of data.files) if (file.raw !== null) keep(file);
  if (answered !== data.session) told = "";
  if (data.waiting || answered !== data.session) {
    answered = data.session;
    const known = new Set(data.files.map((file) => file.name));
    const found = names().filter((name) => !known.has(name)).map(read);
    if (found.length || data.waiting) setTriggerValue("found", found);
  }
  const marks = data.files.map(({ name, mark }) => [name, mark, read(name).mark === mark]);
  const now = JSON.stringify(marks);
  const isNews = data.files.some((file) => file.raw !== null);
  if (isNews && now !== told) setStateValue("standing", marks);
  told = now;
}
