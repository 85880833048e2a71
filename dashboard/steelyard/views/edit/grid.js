// The table one types scores into: options by criteria, with a row of swings on top.
// Every entry is checked here as it is typed and again by the server, which alone changes
// the draft. What the server has not yet taken stays in this browser's own store.
const grids = new WeakMap();

const WAYS = "Write one number, or low / likely / high, or unknown.";
const START = `${WAYS} Arrow keys move; several cells can be pasted from a spreadsheet.`;
const SWINGS = "*";
const NUMBER = /^[-+\u2212]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i;

function readNumber(text) {
  return NUMBER.test(text) ? Number(text.replace("\u2212", "-")) : NaN;
}

// Return the numbers of a score, [] for unknown, or null where it is left to the server.
function readScore(text) {
  if (/^(unknown|\?)?$/i.test(text)) return [];
  const parts = text.split(/\s*[/\u2013;]\s*/).map(readNumber);
  return parts.every(Number.isFinite) ? parts : null;
}

function checkScore(text, criterion, pattern) {
  const numbers = readScore(text);
  if (numbers === null) return pattern.test(text) ? "" : WAYS;
  if (numbers.length !== 0 && numbers.length !== 1 && numbers.length !== 3) return WAYS;
  const outside = numbers.find((n) => n < criterion.from || n > criterion.to);
  if (outside !== undefined) {
    return `${outside} is off the scale, which runs from ${criterion.from} to ${criterion.to}.`;
  }
  const ordered = numbers.every((n, i) => i === 0 || numbers[i - 1] <= n);
  return ordered ? "" : "Put the lowest number first and the highest last.";
}

function checkSwing(text) {
  const number = readNumber(text);
  return number >= 0 && number <= 1e9 ? "" : "A swing is a number from 0 upwards, usually to 100.";
}

function element(name, properties = {}, ...inside) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...inside);
  return made;
}

class EditGrid {
  constructor(root) {
    this.root = root;
    this.read = 0; // the last answer of the server that has been read
    this.count = 0; // numbers the entries, so that each is taken once
    this.pending = new Map(); // sent or to be sent, not yet confirmed: key -> {n, text}
    this.held = new Map(); // typed but not understood: key -> text
    this.inputs = new Map();
    this.chosen = "";
    this.hint = element("p", { className: "hint", id: "hint", textContent: START });
    this.said = element("p", { className: "said", role: "status" });
    this.frame = element("div", { className: "frame" });
    root.replaceChildren(this.hint, this.said, this.frame);
  }

  update(data, send) {
    this.sendState = send;
    if (this.data && this.data.mark !== data.mark) {
      this.pending.clear();
      this.held.clear();
    }
    this.data = data;
    this.pattern = new RegExp(data.pattern, "u");
    this.count = Math.max(this.count, data.done);
    for (const [key, entry] of this.pending) if (entry.n <= data.done) this.pending.delete(key);
    for (const [key, entry] of Object.entries(data.refused)) {
      if (entry.n > this.read && !this.pending.has(key)) this.held.set(key, entry.text);
    }
    this.read = data.done;
    const shape = JSON.stringify([data.criteria, data.options.map((o) => [o.id, o.name]), data.readOnly]);
    if (shape !== this.shape) this.build();
    this.shape = shape;
    this.fill();
    this.keep();
  }

  build() {
    const { criteria, options } = this.data;
    this.inputs.clear();
    const corner = element("th", { scope: "col", textContent: "Option" });
    const heads = criteria.map((c) =>
      element("th", { scope: "col", title: c.question || c.name },
        element("b", { textContent: c.label }), element("span", { textContent: c.hint })));
    const swings = this.row({ id: SWINGS, name: "Swing" });
    swings.className = "swings";
    const body = element("tbody", {}, swings, ...options.map((o) => this.row(o)));
    const caption = element("caption", { className: "spoken",
      textContent: "Scores of every option on every criterion. Arrow keys move between cells." });
    this.frame.replaceChildren(
      element("table", { lang: "en" }, caption, element("thead", {}, element("tr", {}, corner, ...heads)), body));
    this.grid = [...body.rows].map((row) => [...row.querySelectorAll("input")]);
  }

  row(option) {
    const cells = this.data.criteria.map((criterion) => {
      const input = element("input", {
        type: "text", autocomplete: "off", spellcheck: false, readOnly: this.data.readOnly,
      });
      input.setAttribute("aria-label", option.id === SWINGS
        ? `Swing of ${criterion.name}` : `${option.name}: ${criterion.name}`);
      input.setAttribute("autocapitalize", "off");
      input.setAttribute("aria-describedby", "hint");
      const cell = { key: `${option.id}.${criterion.id}`, option, criterion, input };
      this.inputs.set(cell.key, cell);
      input.addEventListener("input", () => this.typed(cell));
      input.addEventListener("change", () => this.commit(cell));
      input.addEventListener("blur", () => this.commit(cell));
      input.addEventListener("focus", () => this.choose(cell));
      input.addEventListener("keydown", (event) => this.key(event, cell));
      input.addEventListener("paste", (event) => this.paste(event, cell));
      return element("td", {}, input);
    });
    return element("tr", {},
      element("th", { scope: "row", textContent: option.name, title: option.name }), ...cells);
  }

  // Show what the draft holds, but never under the fingers of whoever types.
  fill() {
    const active = this.root.getRootNode().activeElement;
    const texts = this.data.options.flatMap((option) => option.cells.map((cell) => cell.text.length));
    this.frame.style.setProperty("--longest", Math.min(Math.max(4, ...texts), 16));
    for (const [c, criterion] of this.data.criteria.entries()) {
      this.show(this.inputs.get(`${SWINGS}.${criterion.id}`), this.data.swings[c], active);
      for (const option of this.data.options) {
        this.show(this.inputs.get(`${option.id}.${criterion.id}`), option.cells[c], active);
      }
    }
  }

  show(cell, now, active) {
    const { input, key } = cell;
    cell.now = now;
    const text = this.pending.get(key)?.text ?? this.held.get(key) ?? now.text;
    const isTyping = input === active && cell.isTyped;
    if (!isTyping && input.value !== text) input.value = text;
    input.classList.toggle("changed", now.was !== undefined);
    input.title = now.was === undefined ? "" : `In the file: ${now.was || "nothing"}`;
    this.judge(cell);
  }

  sentence(cell) {
    const text = cell.input.value.trim();
    const refused = this.data.refused[cell.key];
    if (refused && refused.text === text) return refused.why;
    if (text === cell.now.text) return cell.now.problem || "";
    return cell.option.id === SWINGS ? checkSwing(text)
      : checkScore(text, cell.criterion, this.pattern);
  }

  judge(cell) {
    const why = this.sentence(cell);
    cell.input.setAttribute("aria-invalid", why ? "true" : "false");
    if (cell.key === this.chosen) {
      const isTaken = cell.input.value.trim() === cell.now.text;
      const said = why && !isTaken ? `Not taken yet. ${why}` : why;
      if (this.said.textContent !== said) this.said.textContent = said;
      this.hint.textContent = this.explain(cell);
    }
    return why;
  }

  // What a number means here: the scale, and the worded anchors on either side of it.
  explain(cell) {
    const { criterion, option } = cell;
    if (option.id === SWINGS) {
      return `${criterion.name}: how much going from its worst to its best end matters, 0 to 100. ` +
        (criterion.swingReason || "");
    }
    const numbers = readScore(cell.input.value.trim()) || [];
    const likely = numbers.length === 3 ? numbers[1] : numbers[0];
    const below = criterion.anchors.filter(([at]) => likely === undefined || at <= likely).slice(-1);
    const above = criterion.anchors.filter(([at]) => likely !== undefined && at > likely).slice(0, 1);
    const near = likely === undefined ? [] : below.some(([at]) => at === likely) ? below : [...below, ...above];
    const words = near.map(([at, meaning]) => `${at}: ${meaning}`).join(" · ");
    return `${option.name} on ${criterion.name}, ${criterion.hint}. ${words}`;
  }

  choose(cell) {
    this.chosen = cell.key;
    cell.input.select();
    this.judge(cell);
    clearTimeout(this.later);
    if (cell.option.id !== SWINGS) this.later = setTimeout(() => this.send(), 350);
  }

  typed(cell) {
    cell.isTyped = true;
    this.judge(cell);
    this.keep();
  }

  commit(cell) {
    if (!cell.isTyped || this.data.readOnly) return;
    cell.isTyped = false;
    this.take(cell);
    this.send();
    this.keep();
  }

  // Take over what stands in a cell: to be sent, or held until it is understood.
  take(cell) {
    const text = cell.input.value.trim();
    const { key } = cell;
    delete this.data.refused[key];
    this.held.delete(key);
    if (text === cell.now.text && !this.pending.has(key)) {
      this.judge(cell);
    } else if (text !== cell.now.text && this.judge(cell)) {
      this.held.set(key, text);
      this.pending.delete(key);
    } else {
      this.count += 1;
      this.pending.set(key, { n: this.count, text });
    }
  }

  send() {
    clearTimeout(this.later);
    const edits = [...this.pending].map(([key, { n, text }]) => ({ key, n, text }));
    this.sendState({ mark: this.data.mark, edits, chosen: this.chosen, held: this.held.size });
  }

  // What is typed and not yet taken outlives a reload, also when the server is away.
  keep() {
    const open = Object.fromEntries([...this.held, ...[...this.pending].map(([k, e]) => [k, e.text])]);
    for (const cell of this.inputs.values()) {
      if (cell.isTyped) open[cell.key] = cell.input.value.trim();
    }
    const place = `steelyard:typed:${this.data.slot}:${this.data.mark}`;
    try {
      if (Object.keys(open).length) localStorage.setItem(place, JSON.stringify(open));
      else localStorage.removeItem(place);
    } catch { /* a browser without a store: the server still has the draft */ }
  }

  key(event, cell) {
    const { input } = cell;
    if ((event.ctrlKey || event.metaKey) && event.key === "s") this.commit(cell);
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    // Streamlit's own keys (r runs the page again) must not hear what is typed here.
    event.stopPropagation();
    const isWhole = input.selectionStart === 0 && input.selectionEnd === input.value.length;
    const isStart = input.selectionStart === 0 && (isWhole || input.selectionEnd === 0);
    const isEnd = isWhole || input.selectionStart === input.value.length;
    const moves = {
      ArrowUp: [-1, 0], ArrowDown: [1, 0], Enter: [event.shiftKey ? -1 : 1, 0],
      ArrowLeft: isStart ? [0, -1] : null, ArrowRight: isEnd ? [0, 1] : null,
    };
    if (event.key === "Escape") {
      input.value = this.pending.get(cell.key)?.text ?? cell.now.text;
      this.held.delete(cell.key);
      cell.isTyped = false;
      this.judge(cell);
      this.keep();
      input.select();
    } else if (moves[event.key] && !(event.shiftKey && event.key !== "Enter")) {
      event.preventDefault();
      this.commit(cell);
      this.step(cell, ...moves[event.key]);
    }
  }

  place(cell) {
    const row = this.grid.findIndex((inputs) => inputs.includes(cell.input));
    return [row, this.grid[row].indexOf(cell.input)];
  }

  step(cell, down, right) {
    const [row, column] = this.place(cell);
    this.grid[row + down]?.[column + right]?.focus();
  }

  paste(event, cell) {
    const text = event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n").replace(/\n$/, "");
    if (this.data.readOnly || !/[\t\n]/.test(text)) return;
    event.preventDefault();
    const [top, left] = this.place(cell);
    const block = text.split("\n").map((line) => line.split("\t"));
    const byInput = new Map([...this.inputs.values()].map((one) => [one.input, one]));
    let [taken, outside, wrong] = [0, 0, 0];
    for (const [r, line] of block.entries()) {
      for (const [c, entry] of line.entries()) {
        const target = byInput.get(this.grid[top + r]?.[left + c]);
        if (!target) {
          outside += 1;
          continue;
        }
        target.input.value = entry.trim();
        target.isTyped = false;
        this.take(target);
        taken += 1;
        if (target.input.getAttribute("aria-invalid") === "true") wrong += 1;
      }
    }
    this.send();
    this.keep();
    this.said.textContent = `${taken} cells pasted.` +
      (wrong ? ` ${wrong} of them are not understood and wait for you.` : "") +
      (outside ? ` ${outside} did not fit into the table.` : "");
  }
}

export default function (component) {
  const { data, parentElement, setStateValue } = component;
  let grid = grids.get(parentElement);
  if (!grid) {
    grid = new EditGrid(parentElement.querySelector("[data-edit-grid]"));
    grids.set(parentElement, grid);
  }
  grid.update(data, (state) => setStateValue("sent", state));
  return () => grids.delete(parentElement);
}
