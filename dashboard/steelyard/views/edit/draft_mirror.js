// Keeps a copy of unsaved work in this browser's own store, and finds what an earlier page
// left there. Each piece of work has its own entry; a lock that ends with the page tells
// which entries belong to another window that is still open.
const mirrors = new WeakMap();
const DRAFT = "steelyard:draft:";
const TYPED = "steelyard:typed:";
const LOCK = "steelyard:window:";

function read(place) {
  try {
    return JSON.parse(localStorage.getItem(place));
  } catch {
    return null;
  }
}

async function marksOfOtherWindows() {
  if (!navigator.locks) return new Set();
  const { held } = await navigator.locks.query();
  return new Set(held.map((lock) => lock.name.replace(LOCK, "")));
}

class DraftMirror {
  constructor() {
    this.hear = (event) => this.keepTyped(event.detail);
    document.addEventListener("steelyard-typed", this.hear);
  }

  update(data, report) {
    this.report = report;
    this.slot = data.slot;
    this.data = data;
    for (const mark of data.dropped) this.remove(mark);
    if (data.mark !== this.mark) this.begin(data.mark);
    const failed = data.draft ? !this.write(data.draft) : this.remove(data.mark, DRAFT);
    if (failed !== this.failed) {
      this.failed = failed;
      this.look();
    }
  }

  begin(mark) {
    this.release?.();
    this.mark = mark;
    const over = new Promise((resolve) => { this.release = resolve; });
    navigator.locks?.request(LOCK + mark, () => over);
    this.look();
  }

  write(draft) {
    try {
      localStorage.setItem(`${DRAFT}${this.slot}:${this.mark}`, JSON.stringify(draft));
      return true;
    } catch {
      return false;
    }
  }

  // A text the server has not seen yet; it answers with the draft that then holds it.
  keepTyped(text) {
    const { opened, draft } = this.data;
    this.write({ opened, base: draft ? draft.base : "", text, touched: new Date().toISOString() });
  }

  remove(mark, ...kinds) {
    for (const kind of kinds.length ? kinds : [DRAFT, TYPED]) {
      try {
        localStorage.removeItem(`${kind}${this.slot}:${mark}`);
      } catch { /* no store, nothing to remove */ }
    }
    return false;
  }

  // Tell the server what earlier pages left for this file.
  async look() {
    const others = await marksOfOtherWindows();
    const marks = new Set();
    try {
      for (const place of Object.keys(localStorage)) {
        for (const kind of [DRAFT, TYPED]) {
          const start = `${kind}${this.slot}:`;
          if (place.startsWith(start)) marks.add(place.slice(start.length));
        }
      }
    } catch { /* no store: nothing was kept */ }
    const entries = [...marks]
      .filter((mark) => mark !== this.mark && !others.has(mark))
      .map((mark) => ({
        mark,
        ...read(`${DRAFT}${this.slot}:${mark}`),
        typed: read(`${TYPED}${this.slot}:${mark}`) || {},
      }));
    const found = JSON.stringify([entries, this.failed]);
    if (found !== (this.found ?? JSON.stringify([[], false]))) {
      this.report({ entries, failed: this.failed === true });
    }
    this.found = found;
  }

  end() {
    document.removeEventListener("steelyard-typed", this.hear);
    this.release?.();
  }
}

export default function (component) {
  const { data, parentElement, setStateValue } = component;
  let mirror = mirrors.get(parentElement);
  if (!mirror) {
    mirror = new DraftMirror();
    mirrors.set(parentElement, mirror);
  }
  mirror.update(data, (state) => setStateValue("kept", state));
  return () => {
    mirror.end();
    mirrors.delete(parentElement);
  };
}
