// The instrument on the page: verdict, lenses, winner-track sliders, weighted scorecard.
//
// Everything shown is computed by SteelyardEngine while the hand drags; the server hears of it
// when the hand lifts. Text from files only ever becomes textContent or an attribute's value.

const SteelyardInstrument = (() => {
  "use strict";

  const MOST_PERCENT = 99; // At 100 % the other weights would lose their proportions.
  const TOTAL_SHARE = 0.24; // Of the table's width, for the totals.
  const OTHER_COLUMNS = 26 + 172 + 62; // Pixels for rank, name and share of worlds.
  const HEAD_SIZE = 13.2; // Pixels, as in the style sheet: 0.82 of the browser's 16.
  const CELL_GAP = 7; // Pixels between two columns.
  const BASIS = "What it rests on";
  const engine = SteelyardEngine;

  // --- small pieces of page -----------------------------------------------------------------

  function make(tag, attributes = {}, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name === "text") node.textContent = value;
      else if (name.startsWith("on")) node[name] = value;
      // Written on the element itself, a style would need a laxer policy than the live page has.
      else if (name === "style") node.style.cssText = value;
      else if (value !== null && value !== undefined) node.setAttribute(name, value);
    }
    node.append(...children);
    return node;
  }

  const LOCKS = {
    true: "M5 7V5a3 3 0 0 1 6 0v2h1v7H4V7zm1.5 0h3V5a1.5 1.5 0 0 0-3 0z",
    false: "M5 7V5a3 3 0 0 1 5.8-1l-1.4.5A1.5 1.5 0 0 0 6.5 5v2H12v7H4V7z",
  };

  function lockIcon(isLocked) {
    const space = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(space, "svg");
    svg.setAttribute("viewBox", "0 0 16 16");
    svg.setAttribute("aria-hidden", "true");
    const path = document.createElementNS(space, "path");
    path.setAttribute("d", LOCKS[isLocked]);
    path.setAttribute("fill", "currentColor");
    path.setAttribute("fill-rule", "evenodd");
    svg.append(path);
    return svg;
  }

  const round = (number, digits) => Number(number.toFixed(digits));
  const percentOf = (share) => engine.wording.whole(share * 100);

  const letterOf = (index) =>
    (index < 26 ? "" : letterOf(Math.floor(index / 26) - 1)) + String.fromCharCode(97 + (index % 26));

  let ruler = null;

  // The width in pixels of the longest word of a head: a column narrower than that cuts it.
  function longestWord(text, family) {
    ruler ??= document.createElement("canvas").getContext("2d");
    ruler.font = `${HEAD_SIZE}px ${family}`;
    return Math.max(...text.split(/\s+/).map((word) => ruler.measureText(word).width));
  }

  function shareLabels(shares) {
    const labels = engine.wording.wholeShares(shares);
    return shares.map((share, i) => {
      if (share > 0 && labels[i] === 0) return "<1%";
      return share < 1 && labels[i] === 100 ? ">99%" : `${labels[i]}%`;
    });
  }

  // --- weights ------------------------------------------------------------------------------

  // The swings after one criterion is dragged to a share of the whole. Without locks only its
  // own swing changes; with locks the sum stays, so that locked shares do.
  function dragged(swings, locks, moved, share) {
    const n = swings.length;
    const sum = swings.reduce((a, b) => a + b, 0);
    const rest = sum - swings[moved];
    if (n === 1) return [swings[0] || 100];
    if (sum === 0 || rest === 0) {
      const other = ((1 - share) * 100) / (n - 1);
      return swings.map((_, i) => round(i === moved ? share * 100 : other, 4));
    }
    if (!locks.some((isLocked, i) => isLocked && i !== moved)) {
      const next = [...swings];
      next[moved] = round((share / (1 - share)) * rest, share < 0.9 ? 2 : 4);
      return next;
    }
    return draggedBesideLocks(swings, locks, moved, share, sum);
  }

  function draggedBesideLocks(swings, locks, moved, share, sum) {
    const isFixed = (i) => locks[i] && i !== moved;
    const fixed = swings.reduce((a, swing, i) => a + (isFixed(i) ? swing : 0), 0);
    const free = swings.map((_, i) => i).filter((i) => !isFixed(i) && i !== moved);
    const room = sum - fixed;
    const own = Math.min(share * sum, room);
    const before = free.reduce((a, i) => a + swings[i], 0);
    return swings.map((swing, i) => {
      if (isFixed(i)) return swing;
      if (i === moved) return free.length ? round(own, 4) : swing;
      const part = before > 0 ? swing / before : 1 / free.length;
      return round((room - own) * part, 4);
    });
  }

  // Who leads at every place of one slider while locked weights stay: again straight lines,
  // now between nothing and all of the room that the locks leave.
  function trackBesideLocks(problem, weights, locks, moved) {
    const isFixed = (i) => locks[i] && i !== moved;
    const room = 1 - weights.reduce((a, w, i) => a + (isFixed(i) ? w : 0), 0);
    const free = weights.map((_, i) => i).filter((i) => !isFixed(i) && i !== moved);
    if (room <= 0 || free.length === 0) return null;
    const before = free.reduce((a, i) => a + weights[i], 0);
    const ends = [0, room].map((own) =>
      weights.map((w, i) => {
        if (isFixed(i)) return w;
        if (i === moved) return own;
        return (room - own) * (before > 0 ? w / before : 1 / free.length);
      }),
    );
    const table = problem.likely.map((row) => ends.map((w) => engine.totals([row], w)[0]));
    const at = weights[moved] / room;
    const track = engine.tracks(table, [1 - at, at])[1];
    const scale = (x) => x * room;
    return {
      ...track,
      weight: weights[moved],
      nearest: track.nearest === null ? null : scale(track.nearest),
      segments: track.segments.map((s) => ({ ...s, begin: scale(s.begin), end: scale(s.end) })),
    };
  }

  // --- one instrument -----------------------------------------------------------------------

  class Instrument {
    constructor(root, send) {
      this.root = root;
      this.send = send;
      this.past = [];
      this.future = [];
      this.element = make("div", { class: "sy" });
      root.replaceChildren(this.element);
      this.element.onkeydown = (event) => this.onKey(event);
    }

    // Take new data from the server. The state is only adopted when the server says that it is
    // the newer one (another file, a reset, an address), never as an echo of our own; and
    // nothing is built anew under a hand that may still be on it.
    update(data) {
      const isNew = !this.data || data.rev !== this.data.rev || data.key !== this.data.key;
      const { state, rev, ...rest } = data;
      const signature = JSON.stringify(rest);
      const isChanged = signature !== this.signature;
      this.data = data;
      this.signature = signature;
      if (isNew) {
        this.state = structuredClone(state);
        [this.past, this.future, this.before] = [[], [], null];
      }
      if (!isNew && !isChanged) return;
      this.base = data.problem;
      this.element.dataset.mode = data.mode;
      this.prepare();
      if (isChanged) this.build();
      this.paint();
    }

    prepare() {
      const cells = this.state.disputes.map(({ option, criterion, value }) => ({
        option, criterion, low: value, likely: value, high: value,
      }));
      this.problem = cells.length ? engine.withDisputes(this.base, cells) : this.base;
      this.sampler = engine.worlds(this.problem);
    }

    evaluate() {
      const { swings } = this.state;
      this.result = engine.evaluate(this.problem, swings, this.sampler.shares(swings));
      if (this.state.locks.some(Boolean)) {
        this.result.tracks = this.result.tracks.map((track, i) =>
          trackBesideLocks(this.problem, this.result.weights, this.state.locks, i) || track,
        );
      }
    }

    // --- building: once per data ------------------------------------------------------------

    build() {
      const { texts } = this.data;
      this.heading = make("h1");
      this.because = make("p", { class: "because" });
      this.spoken = make("p", { class: "spoken", "aria-live": "polite" });
      this.weightRows = this.base.criteria.map((criterion, i) => this.buildWeight(criterion, i));
      this.disputesBox = make("div", { class: "disputes", role: "group", "aria-label": "Disputed scores" });
      const weights = make("section", { class: "weights", "aria-label": "Weights" },
        ...this.weightRows.map((row) => row.element), this.buildTools());
      const result = make("section", { class: "result", "aria-label": "Ranking" },
        this.buildTable(), this.key, this.disputesBox, make("p", { class: "note", text: texts.worlds }));
      this.element.replaceChildren(
        this.heading, this.because, this.spoken, this.buildLenses(),
        make("div", { class: "desk whole" }, weights, result),
      );
    }

    buildLenses() {
      const lenses = [{ id: null, name: this.data.texts.fileLens, swings: this.data.fileSwings }];
      this.lensButtons = [...lenses, ...this.data.lenses].map((lens) => ({
        lens,
        button: make("button", {
          class: "chip", type: "button", text: lens.name,
          onclick: () => this.commit({ lens: lens.id, swings: [...lens.swings] }),
        }),
      }));
      this.lensNote = make("p", { class: "lens-note" });
      const group = make("div", { class: "lenses", role: "group", "aria-label": "Whose weights" },
        ...this.lensButtons.map(({ button }) => button));
      return this.data.lenses.length ? make("div", {}, group, this.lensNote) : make("div");
    }

    buildWeight(criterion, i) {
      const id = `sy-weight-${i}`;
      const input = make("input", {
        type: "range", min: "0", max: "100", step: "0.1", id,
        oninput: () => this.drag(i, Number(input.value)),
        onchange: () => this.settle(),
        onkeydown: (event) => this.step(event, i, input),
      });
      const number = make("input", {
        type: "number", class: "swing", min: "0", step: "any",
        "aria-label": `Swing of ${criterion.name}, in points`,
        onchange: () => this.type(i, number),
      });
      const percent = make("span", { class: "percent" });
      const lock = make("button", {
        class: "lock", type: "button",
        onclick: () => {
          const locks = [...this.state.locks];
          locks[i] = !locks[i];
          this.commit({ locks });
        },
      });
      const colours = make("div", { class: "colours" });
      const tick = make("div", { class: "tick", title: this.data.texts.fileTick });
      const line = make("div", { class: "track-line" });
      const element = make("div", { class: "weight", title: criterion.swingReason || null },
        make("div", { class: "weight-head" },
          make("label", { class: "weight-name", for: id, text: criterion.name }),
          lock, number, percent),
        make("div", { class: "rail" }, colours, tick, input), line);
      return { element, input, number, percent, lock, colours, tick, line };
    }

    buildTools() {
      const tool = (text, title, onclick) => make("button", { class: "chip", type: "button", text, title, onclick });
      this.undoButton = tool("Undo", "Ctrl+Z", () => this.undo());
      this.redoButton = tool("Redo", "Ctrl+Shift+Z", () => this.redo());
      this.resetButton = tool("Reset to file", "Weights and scores as in the file", () =>
        this.commit({ lens: null, swings: [...this.data.fileSwings], disputes: [],
          locks: this.state.locks.map(() => false) }));
      this.copyButton = tool("Copy as YAML", "These weights as a lens, for the file", () => this.copy());
      return make("div", { class: "tools" }, this.undoButton, this.redoButton, this.resetButton, this.copyButton);
    }

    buildTable() {
      const head = make("tr", {}, make("th", { class: "rank", scope: "col" }, make("span", { class: "spoken", text: "Rank" })),
        make("th", { class: "option", scope: "col", text: "Option" }));
      const family = getComputedStyle(this.element).fontFamily || "sans-serif";
      this.heads = this.base.criteria.map((criterion) => {
        const weight = make("b");
        const name = make("span", { class: "head-name", text: criterion.label });
        const cell = make("th", { scope: "col", title: criterion.name }, weight, name);
        head.append(cell);
        return { cell, weight, name, longest: longestWord(criterion.label, family) };
      });
      this.key = make("p", { class: "key note" });
      head.append(
        make("th", { class: "total", scope: "col" }, make("b", { text: "Total" }), this.data.texts.range),
        make("th", { class: "share", scope: "col" }, make("b", { text: "Leads in" }), "of worlds"),
        make("th", { class: "more", scope: "col" }),
      );
      this.columns = this.base.criteria.map(() => make("col"));
      const group = make("colgroup", {}, make("col", { style: "width:26px" }), make("col", { style: "width:172px" }),
        ...this.columns, make("col", { style: "width:24%" }), make("col", { style: "width:62px" }));
      this.rows = this.base.options.map((option, i) => this.buildRow(option, i));
      this.body = make("tbody", {}, ...this.rows.map((row) => row.element));
      this.table = make("table", {}, make("caption", { class: "spoken", text: "Ranking of the options" }),
        group, make("thead", {}, head), this.body);
      if (this.watcher) this.watcher.disconnect();
      this.tableWidth = 0;
      this.watcher = new ResizeObserver(([{ contentRect }]) => {
        this.tableWidth = contentRect.width;
        this.schedule();
      });
      this.watcher.observe(this.table);
      return this.table;
    }

    buildRow(option, i) {
      const rank = make("td", { class: "rank" });
      const name = make("button", {
        type: "button", text: option.label, title: option.name,
        onclick: () => this.commit({ rival: option.id }),
      });
      const cells = this.base.criteria.map((criterion, j) => {
        const number = make("span", { class: "number" });
        const fill = make("span", { class: "fill" });
        const button = make("button", { type: "button", onclick: () => this.openEditor(i, j) },
          number, make("span", { class: "bar" }, fill));
        fill.style.background = option.colour;
        return { element: make("td", { class: "cell" }, button), button, number, fill };
      });
      const total = make("span", { class: "number" });
      const fill = make("span", { class: "fill" });
      fill.style.background = option.colour;
      const range = make("span", { class: "range" });
      const share = make("td", { class: "share" });
      const list = this.buildList(option, i);
      const element = make("tr", {}, rank, make("th", { class: "option", scope: "row" }, name),
        ...cells.map((cell) => cell.element),
        make("td", { class: "total" }, total, make("span", { class: "bar" }, fill, range)), share,
        list.toggle, list.element);
      return { element, rank, name, cells, total, fill, range, share, list };
    }

    // Where there is no room for columns, a row opens its scores as a list with number boxes.
    buildList(option, i) {
      const id = `sy-scores-${i}`;
      const button = make("button", { type: "button", "aria-controls": id, onclick: () => {
        this.opened = this.opened === option.id ? null : option.id;
        this.paintLists();
      } });
      const items = this.base.criteria.map((criterion, j) => {
        const name = `${option.label} on ${criterion.name}`;
        const box = make("input", {
          type: "number", min: "0", max: "100", step: "1", inputmode: "decimal",
          "aria-label": `Value of ${name}`,
          onchange: () => this.settle(),
          oninput: () => {
            const typed = Number(box.value);
            if (box.value === "" || !(typed >= 0 && typed <= 100)) return;
            this.dispute(option.id, criterion.id, typed);
          },
          onblur: () => this.paintLists(),
        });
        const back = make("button", { type: "button", class: "chip", onclick: () => {
          this.commit({ disputes: this.state.disputes.filter((d) => d !== this.disputeOf(i, j)) });
          box.focus();
          box.value = this.base.unknown[i][j] ? "" : this.fileValue(i, j);
        } });
        const item = make("li", {}, this.buildBasis(i, j), back, box);
        return { item, box, back, name };
      });
      const note = make("p", { class: "note", text: this.data.texts.dispute });
      const element = make("td", { class: "scores", id }, note, make("ul", {}, ...items.map(({ item }) => item)));
      return { element, toggle: make("td", { class: "more" }, button), button, items };
    }

    // The criterion of one score, which leads to what the score rests on where there is a way.
    buildBasis(i, j) {
      const name = make("span", { text: this.base.criteria[j].name });
      const open = this.basisOf(i, j);
      if (!open) return name;
      return make("button", { type: "button", class: "basis", onclick: open }, name, make("u", { text: BASIS }));
    }

    // What leads to the evidence for a score: the page says, or that there is no way.
    basisOf() {
      return null;
    }

    // --- painting: on every movement --------------------------------------------------------

    paint() {
      this.evaluate();
      const { verdict } = this.result;
      this.heading.textContent = verdict.sentence;
      const isUnweighted = this.state.swings.every((swing) => swing === 0);
      this.because.textContent = (isUnweighted ? `${this.data.texts.unweighted} ` : "") + verdict.because;
      this.paintWeights();
      this.paintRows();
      this.paintLenses();
      this.paintDisputes();
      this.paintHistory();
    }

    // A button that goes dead under the keyboard hands it on: the browser would lose it.
    paintHistory() {
      const buttons = [this.undoButton, this.redoButton];
      const held = buttons.find((button) => button.getRootNode().activeElement === button);
      this.undoButton.disabled = this.past.length === 0;
      this.redoButton.disabled = this.future.length === 0;
      if (held?.disabled) buttons.find((button) => !button.disabled)?.focus();
    }

    paintWeights() {
      const labels = engine.wording.wholeShares(this.result.weights);
      const own = engine.weights(this.data.fileSwings);
      this.weightRows.forEach((row, i) => {
        const track = this.result.tracks[i];
        const share = this.result.weights[i] * 100;
        const root = row.input.getRootNode();
        if (root.activeElement !== row.input || Math.abs(Number(row.input.value) - share) > 0.06) {
          row.input.value = share;
        }
        const line = engine.trackLine(track, this.problem);
        row.input.setAttribute("aria-valuetext", `${labels[i]} %; ${line}`);
        const typing = root.activeElement === row.number;
        if (!typing) row.number.value = round(this.state.swings[i], 2);
        row.percent.textContent = `${labels[i]} %`;
        row.line.textContent = line;
        row.tick.style.left = `${own[i] * 100}%`;
        row.colours.style.background = this.gradient(track);
        const isLocked = this.state.locks[i];
        row.lock.replaceChildren(lockIcon(isLocked));
        row.lock.setAttribute("aria-pressed", String(isLocked));
        row.lock.setAttribute("aria-label", `Keep the share of ${this.base.criteria[i].name}`);
        row.input.disabled = isLocked;
        row.number.disabled = isLocked;
      });
    }

    gradient(track) {
      const stops = [];
      let end = 0;
      for (const segment of track.segments) {
        const colours = segment.leaders.map((leader) => this.base.options[leader].colour);
        const [begin, stop] = [segment.begin * 100, segment.end * 100];
        // A tie along a stretch shows all of its leaders, in equal parts.
        colours.forEach((colour, k) => {
          const from = begin + ((stop - begin) * k) / colours.length;
          const to = begin + ((stop - begin) * (k + 1)) / colours.length;
          stops.push(`${colour} ${from}% ${to}%`);
        });
        end = stop;
      }
      if (end < 99.999) stops.push(`var(--track) ${end}% 100%`);
      return `linear-gradient(to right, ${stops.join(", ")})`;
    }

    paintRows() {
      const { result, problem } = this;
      const n = problem.criteria.length;
      const shares = shareLabels(result.shares.lead);
      const heads = engine.wording.wholeShares(result.weights);
      // A column is as wide as its weight; none is too thin to be pressed.
      const least = Math.min(0.5, 0.03 * n);
      // Asking the page for it in the middle of a repaint would have it laid out once more.
      const width = this.tableWidth || this.table.clientWidth;
      const room = width * (1 - TOTAL_SHARE) - OTHER_COLUMNS;
      this.columns.forEach((column, j) => {
        column.style.width = `${room * (least / n + (1 - least) * result.weights[j])}px`;
        this.heads[j].weight.textContent = `${heads[j]}%`;
      });
      this.paintHeads(room, least, heads);
      this.rows.forEach((row, i) => {
        row.rank.textContent = result.ranks[i];
        row.element.classList.toggle("leads", result.ranks[i] === 1);
        const isRival = this.base.options[i].id === this.state.rival;
        row.element.classList.toggle("rival", isRival);
        row.name.setAttribute("aria-pressed", String(isRival));
        row.cells.forEach((cell, j) => this.paintCell(row, cell, i, j));
        row.total.textContent = engine.wording.integer(result.totals[i]);
        row.fill.style.width = `${result.totals[i]}%`;
        row.range.style.left = `${result.shares.low[i]}%`;
        row.range.style.width = `${Math.max(result.shares.high[i] - result.shares.low[i], 0)}%`;
        row.share.textContent = shares[i];
      });
      this.paintLists();
      this.sort();
    }

    // A name that its column would cut bears a letter instead, explained below the table.
    paintHeads(room, least, percents) {
      const n = this.heads.length;
      const explained = [];
      this.heads.forEach(({ cell, name, longest }, j) => {
        const { label, name: whole } = this.base.criteria[j];
        const width = room * (least / n + (1 - least) * this.result.weights[j]);
        const isCut = longest > width - CELL_GAP;
        const letter = letterOf(j);
        if (isCut) explained.push([letter, whole]);
        name.textContent = isCut ? letter : label;
        name.classList.toggle("letter", isCut);
        cell.setAttribute("aria-label", `${whole}, ${percents[j]}%`);
      });
      const text = explained.map((pair) => pair.join("\u00a0")).join(" · ");
      if (this.key.dataset.text === text) return;
      this.key.dataset.text = text;
      this.key.replaceChildren(...explained.flatMap(([letter, whole], i) => [
        i ? " · " : "", make("b", { text: letter }), `\u00a0${whole}`,
      ]));
    }

    paintLists() {
      this.rows.forEach(({ list }, i) => {
        const { id, label } = this.base.options[i];
        const isOpen = this.opened === id;
        list.element.classList.toggle("open", isOpen);
        list.button.setAttribute("aria-expanded", String(isOpen));
        list.button.setAttribute("aria-label", `Scores of ${label}`);
        list.button.textContent = isOpen ? "▴" : "▾";
        if (!isOpen) return;
        list.items.forEach(({ item, box, back, name }, j) => {
          const isHeld = box.getRootNode().activeElement === box;
          const text = this.problem.unknown[i][j] ? "" : engine.wording.whole(this.problem.likely[i][j]);
          if (!isHeld) box.value = text;
          box.placeholder = text === "" ? "?" : "";
          const isDisputed = Boolean(this.disputeOf(i, j));
          item.classList.toggle("disputed", isDisputed);
          back.hidden = !isDisputed;
          back.textContent = `Back to ${this.fileValue(i, j)}`;
          back.setAttribute("aria-label", `Back to ${this.fileValue(i, j)}: ${name}`);
        });
      });
    }

    paintCell(row, cell, i, j) {
      const value = this.problem.likely[i][j];
      const isUnknown = this.problem.unknown[i][j];
      const dispute = this.disputeOf(i, j);
      const text = isUnknown ? "?" : engine.wording.integer(value);
      cell.number.textContent = text;
      cell.fill.style.width = isUnknown ? "0" : `${value}%`;
      cell.element.classList.toggle("unknown", isUnknown);
      cell.element.classList.toggle("disputed", Boolean(dispute));
      const was = dispute ? `, in the file ${this.fileValue(i, j)}` : "";
      const [option, criterion] = [this.base.options[i].label, this.base.criteria[j].name];
      cell.button.setAttribute("aria-label", `${option} on ${criterion}: ${text}${was}. Dispute this score`);
      cell.button.title = `${criterion}: ${text}${was}`;
    }

    fileValue(i, j) {
      return this.base.unknown[i][j] ? "unknown" : engine.wording.integer(this.base.likely[i][j]);
    }

    // Put the rows in the order of the ranking, gliding from where they were.
    sort() {
      const order = this.result.ranking.map((i) => this.rows[i].element);
      const present = [...this.body.children];
      if (order.every((row, i) => row === present[i])) return;
      const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
      const before = new Map(present.map((row) => [row, row.getBoundingClientRect().top]));
      const focused = this.element.getRootNode().activeElement;
      this.body.append(...order);
      if (focused && this.body.contains(focused)) focused.focus({ preventScroll: true });
      if (isStill) return;
      for (const row of order) {
        const distance = before.get(row) - row.getBoundingClientRect().top;
        if (distance) row.animate([{ transform: `translateY(${distance}px)` }, { transform: "none" }], 160);
      }
    }

    paintLenses() {
      const same = (a, b) => a.every((x, i) => Math.abs(x - b[i]) < 1e-9);
      for (const { lens, button } of this.lensButtons) {
        button.setAttribute("aria-pressed", String((this.state.lens ?? null) === lens.id));
      }
      const chosen = this.lensButtons.find(({ lens }) => lens.id === (this.state.lens ?? null));
      if (!chosen) return;
      const moved = same(this.state.swings, chosen.lens.swings) ? "" : `${this.data.texts.moved} `;
      this.lensNote.textContent = moved + (chosen.lens.reason || "");
    }

    paintDisputes() {
      const { disputes } = this.state;
      this.disputesBox.hidden = disputes.length === 0;
      this.disputesBox.style.display = disputes.length ? "" : "none";
      const count = disputes.length === 1 ? "1 score differs" : `${disputes.length} scores differ`;
      const items = disputes.map(({ option, criterion, value }, index) => {
        const i = this.base.options.findIndex(({ id }) => id === option);
        const j = this.base.criteria.findIndex(({ id }) => id === criterion);
        const text = `${this.base.options[i].label} on ${this.base.criteria[j].name}: ` +
          `${this.fileValue(i, j)} → ${engine.wording.integer(value)}`;
        return make("button", {
          class: "chip", type: "button", text: `${text} ✕`, "aria-label": `Undo: ${text}`,
          onclick: () => this.commit({ disputes: disputes.filter((_, k) => k !== index) }),
        });
      });
      const all = make("button", { class: "chip", type: "button", text: "Undo all",
        onclick: () => this.commit({ disputes: [] }) });
      const copy = make("button", { class: "chip", type: "button", text: "Copy as a reading",
        onclick: () => this.copyReading() });
      const more = this.data.writeTo ? [this.writeLink()] : [];
      this.disputesBox.replaceChildren(
        make("span", { text: `${count} from the file:` }), ...items, all, ...more, copy,
      );
    }

    // To the page that writes files, with everything moved so far: by the page's own link
    // where it has one, which keeps the session.
    writeLink() {
      const { page, text } = this.data.writeTo;
      const link = make("a", { class: "chip", href: page, text });
      link.onclick = (event) => {
        const own = [...document.querySelectorAll("[data-testid=stPageLink] a")]
          .find(({ href }) => new URL(href).pathname.endsWith(`/${page}`));
        if (!own) link.href = page + location.search;
        else {
          event.preventDefault();
          own.click();
        }
      };
      return link;
    }

    // --- hands ------------------------------------------------------------------------------

    drag(i, percent) {
      if (!this.before) this.before = structuredClone(this.state);
      const share = Math.min(percent, MOST_PERCENT) / 100;
      this.state.swings = dragged(this.state.swings, this.state.locks, i, share);
      this.schedule();
    }

    // One repaint per frame, however many events a hand makes.
    schedule() {
      if (this.frame) return;
      this.frame = requestAnimationFrame(() => {
        this.frame = 0;
        this.paint();
      });
    }

    step(event, i, input) {
      const steps = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 };
      const jumps = { Home: 0, End: 100 };
      const now = percentOf(this.result.weights[i]);
      const next = event.key in steps ? now + steps[event.key] : jumps[event.key];
      if (next === undefined) return;
      event.preventDefault();
      this.drag(i, Math.max(0, Math.min(100, next)));
      this.flush();
      input.value = this.result.weights[i] * 100;
      clearTimeout(this.keyTimer);
      this.keyTimer = setTimeout(() => this.settle(), 250);
    }

    type(i, input) {
      const typed = Number(input.value);
      if (input.value === "" || !Number.isFinite(typed) || typed < 0 || typed > 1e9) {
        input.value = round(this.state.swings[i], 2);
        return;
      }
      const swings = [...this.state.swings];
      swings[i] = typed;
      this.commit({ swings });
    }

    flush() {
      if (this.frame) cancelAnimationFrame(this.frame);
      this.frame = 0;
      this.paint();
    }

    // The hand has lifted: remember what was, tell the server, say the verdict once.
    settle() {
      clearTimeout(this.keyTimer);
      if (!this.before) return;
      this.past.push(this.before);
      this.past = this.past.slice(-100);
      this.future = [];
      this.before = null;
      if (this.frame) this.flush();
      else this.paintHistory();
      this.tell();
    }

    commit(change) {
      this.closeEditor();
      this.past.push(structuredClone(this.state));
      this.future = [];
      this.show({ ...this.state, ...change });
    }

    show(state) {
      const isRescored = JSON.stringify(state.disputes) !== JSON.stringify(this.state.disputes);
      this.state = structuredClone(state);
      if (isRescored) this.prepare();
      this.flush();
      this.tell();
    }

    undo() {
      if (!this.past.length) return;
      this.future.push(structuredClone(this.state));
      this.show(this.past.pop());
    }

    redo() {
      if (!this.future.length) return;
      this.past.push(structuredClone(this.state));
      this.show(this.future.pop());
    }

    onKey(event) {
      if (event.key === "Escape") this.leaveEditor();
      const isTyping = event.composedPath()[0]?.type === "number";
      if (isTyping || !(event.ctrlKey || event.metaKey)) return;
      const key = event.key.toLowerCase();
      if (key !== "z" && key !== "y") return;
      event.preventDefault();
      if (key === "y" || event.shiftKey) this.redo();
      else this.undo();
    }

    tell() {
      this.spoken.textContent = this.result.verdict.sentence;
      const { criteria } = this.base;
      this.send({
        key: this.data.key,
        rev: this.data.rev,
        lens: this.state.lens ?? null,
        swings: Object.fromEntries(criteria.map(({ id }, i) => [id, this.state.swings[i]])),
        locks: criteria.filter((_, i) => this.state.locks[i]).map(({ id }) => id),
        disputes: this.state.disputes,
        rival: this.state.rival ?? null,
      });
    }

    // --- disputing a score ------------------------------------------------------------------

    disputeOf(i, j) {
      const [option, criterion] = [this.base.options[i].id, this.base.criteria[j].id];
      return this.state.disputes.find((d) => d.option === option && d.criterion === criterion);
    }

    openEditor(i, j) {
      this.closeEditor();
      const cell = this.rows[i].cells[j].button;
      const [option, criterion] = [this.base.options[i], this.base.criteria[j]];
      const value = engine.wording.whole(this.problem.likely[i][j]);
      const name = `${option.label} on ${criterion.name}`;
      const slider = make("input", { type: "range", min: "0", max: "100", step: "1", "aria-label": `Value of ${name}` });
      const number = make("input", { type: "number", min: "0", max: "100", step: "1", "aria-label": `Value of ${name}, typed` });
      slider.value = number.value = value;
      const take = (text, other) => {
        const typed = Number(text);
        if (text === "" || !(typed >= 0 && typed <= 100)) return;
        other.value = text;
        this.dispute(option.id, criterion.id, typed);
      };
      slider.oninput = () => take(slider.value, number);
      number.oninput = () => take(number.value, slider);
      slider.onchange = number.onchange = () => this.settle();
      const back = make("button", { class: "chip", type: "button", text: `Back to ${this.fileValue(i, j)}`,
        onclick: () => this.commit({ disputes: this.state.disputes.filter((d) => d !== this.disputeOf(i, j)) }) });
      const done = make("button", { class: "chip", type: "button", text: "Done", onclick: () => this.leaveEditor() });
      const open = this.basisOf(i, j);
      const basis = open ? [make("button", { class: "basis", type: "button",
        onclick: () => {
          this.closeEditor();
          open();
        } }, make("u", { text: BASIS }))] : [];
      this.editor = make("div", { class: "editor", role: "dialog", "aria-label": `Dispute: ${name}` },
        make("p", {}, make("b", { text: name })), make("p", { class: "note", text: this.data.texts.dispute }),
        make("div", { class: "line" }, slider, number), make("div", { class: "tools" }, done, back, ...basis));
      this.opener = cell;
      this.placeEditor(cell);
      slider.focus();
    }

    placeEditor(cell) {
      const frame = this.element.querySelector(".whole");
      frame.append(this.editor);
      const [outer, inner] = [frame.getBoundingClientRect(), cell.getBoundingClientRect()];
      const left = Math.max(0, Math.min(inner.left - outer.left, outer.width - 290));
      this.editor.style.left = `${left}px`;
      this.editor.style.top = `${inner.bottom - outer.top + 6}px`;
    }

    // Close the editor, and put the keyboard back on what opened it.
    leaveEditor() {
      if (!this.editor) return;
      this.closeEditor();
      this.opener?.focus();
    }

    closeEditor() {
      if (!this.editor) return;
      this.editor.remove();
      this.editor = null;
      this.settle();
    }

    dispute(option, criterion, value) {
      if (!this.before) this.before = structuredClone(this.state);
      const others = this.state.disputes.filter((d) => d.option !== option || d.criterion !== criterion);
      this.state.disputes = [...others, { option, criterion, value }];
      this.prepare();
      this.schedule();
    }

    // --- taking weights and scores away -----------------------------------------------------

    copy() {
      const lines = this.base.criteria.map(({ id }, i) => `      ${id}: ${round(this.state.swings[i], 2)}`);
      const text = ["lenses:", "  mine:", "    name: My weights", "    swings:", ...lines, ""].join("\n");
      this.toClipboard(text, this.copyButton);
    }

    copyReading() {
      const rows = this.state.disputes.map(({ option, criterion, value }) => {
        const { raw } = this.base.criteria.find(({ id }) => id === criterion);
        const share = raw.better === "higher" ? value / 100 : 1 - value / 100;
        return [option, `${criterion}: ${round(raw.from + share * (raw.to - raw.from), 4)}`];
      });
      const lines = [...new Set(rows.map(([option]) => option))].flatMap((option) => [
        `      ${option}:`, ...rows.filter(([o]) => o === option).map(([, line]) => `        ${line}`),
      ]);
      const text = ["readings:", "  mine:", "    name: My scores", "    assessments:", ...lines, ""].join("\n");
      this.toClipboard(text, this.disputesBox.lastElementChild);
    }

    toClipboard(text, button) {
      const label = button.textContent;
      const say = (word) => {
        button.textContent = word;
        setTimeout(() => { button.textContent = label; }, 1500);
      };
      navigator.clipboard.writeText(text).then(() => say("Copied"), () => this.showText(text));
    }

    // Where the browser keeps its clipboard closed, the text is shown to be copied by hand.
    showText(text) {
      this.closeEditor();
      const area = make("textarea", { rows: "9", readonly: "", "aria-label": "YAML to copy", style: "width:100%" });
      area.value = text;
      this.editor = make("div", { class: "editor", role: "dialog", "aria-label": "YAML to copy" }, area,
        make("button", { class: "chip", type: "button", text: "Close", onclick: () => this.leaveEditor() }));
      this.opener = this.copyButton;
      this.placeEditor(this.copyButton);
      area.select();
    }
  }

  return Object.freeze({ Instrument, dragged, make, trackBesideLocks });
})();
