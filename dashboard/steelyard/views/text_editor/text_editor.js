// The editor on the page: the field (plain at once, CodeMirror as soon as it has come), what
// is said beside it, the list of problems below it, and what passes to and from the server.
const editors = new WeakMap();
const SEND_AFTER = 300; // milliseconds without a key
const SEND_WITHIN = 3000; // even if the hand never rests
const MAC = /Mac|iPhone|iPad/.test(navigator.platform);
const CTRL = MAC ? "Cmd" : "Ctrl";
let ids = 0;

function make(name, properties = {}, ...inside) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...inside);
  return made;
}

class TextEditor {
  constructor(root, data) {
    this.root = root;
    this.revision = null;
    this.count = 0;
    this.saves = "";
    this.timer = 0;
    this.shown = "";
    this.hint = make("p", { className: "hint", id: `hint-${ids++}` });
    this.host = make("div", { className: "field" });
    this.problems = make("div", { className: "problems" });
    this.said = make("p", { className: "spoken", role: "status" });
    root.replaceChildren(this.hint, this.host, this.problems, this.said);
    this.options = {
      label: data.label,
      hint: this.hint.id,
      root: root.getRootNode(),
      onChange: () => this.changed(),
    };
    this.field = new PlainField(this.host, this.options);
    this.tellKeys(false);
    root.addEventListener("keydown", (event) => this.key(event));
    root.addEventListener("focusout", () => this.flush());
    if (data.module) this.upgrade(data.module);
  }

  // CodeMirror takes the place of the text area with its text, marks, focus and cursor.
  async upgrade(module) {
    const { CodeField } = await import(new URL(module, document.baseURI).href);
    const [plain, { place }] = [this.field, this.field];
    const focused = this.options.root.activeElement === plain.area;
    const field = new CodeField(this.host, this.options);
    field.put(plain.text);
    this.field = field;
    this.tellKeys(true);
    if (this.data) this.apply();
    field.mark(this.marks ?? []);
    if (focused) {
      field.place = place;
      field.focus();
    }
  }

  tellKeys(full) {
    const keys = [`${CTRL}+S saves`, "F8 goes to the next problem"];
    if (full) keys.push(`${CTRL}+F searches`, "Ctrl+Space completes", `${CTRL}+Z takes back`);
    keys.push("Tab indents; to leave by keyboard press Escape, then Tab");
    this.hint.textContent = keys.join(" · ");
  }

  update(data, send) {
    this.data = data;
    this.sendState = send;
    if (data.revision !== this.revision) {
      if (data.text === null) {
        // The server thinks this page still has a text that it has lost: ask for it.
        send({ revision: -1, count: 0, text: "", saves: this.saves });
        return;
      }
      clearTimeout(this.timer);
      this.timer = 0;
      this.revision = data.revision;
      this.count = 0;
      this.quietly(() => this.field.put(data.text));
    }
    this.apply();
    // Marks of a text that has been typed over since are out of date; the next are on the way.
    if (data.of === this.count) {
      // The same marks sent again stay the same objects: the list below offers to mend those.
      if (JSON.stringify(data.marks) !== JSON.stringify(this.marks)) this.marks = data.marks;
      this.field.mark(this.marks);
      this.list({ ...data, marks: this.marks });
    }
  }

  apply() {
    this.field.readOnly = this.data.readOnly;
    this.field.setWords(this.data.words, this.data.keys);
    this.root.classList.toggle("read-only", this.data.readOnly);
  }

  quietly(change) {
    this.quiet = true;
    change();
    this.quiet = false;
  }

  changed() {
    if (this.quiet) return;
    this.count++;
    if (!this.timer) this.since = Date.now();
    clearTimeout(this.timer);
    const left = this.since + SEND_WITHIN - Date.now();
    this.timer = setTimeout(() => this.send(), Math.max(0, Math.min(SEND_AFTER, left)));
  }

  flush() {
    if (this.timer) this.send();
  }

  send() {
    clearTimeout(this.timer);
    this.timer = 0;
    const { revision, count, saves } = this;
    const { text } = this.field;
    // Whoever keeps unsaved work in this browser hears of it, also while the server is away.
    const typed = new CustomEvent("steelyard-typed", { bubbles: true, composed: true, detail: text });
    this.root.dispatchEvent(typed);
    this.sendState({ revision, count, text, saves });
  }

  key(event) {
    // Streamlit's own keys (r runs the page again) must not hear what is typed here.
    event.stopPropagation();
    const command = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (command && event.key.toLowerCase() === "s") {
      event.preventDefault();
      if (this.data.readOnly || event.repeat) return;
      this.saves = `${Date.now()}-${Math.random()}`;
      this.send();
    } else if (event.key === "F8" && !event.defaultPrevented && this.marks?.length) {
      event.preventDefault();
      this.next = ((this.next ?? -1) + 1) % this.marks.length;
      this.field.go(this.marks[this.next]);
    }
  }

  list({ marks, elsewhere, more }) {
    const shown = JSON.stringify([marks, elsewhere, more]);
    if (shown === this.shown) return;
    this.shown = shown;
    const count = marks.length + elsewhere.length + more;
    const words = count === 1 ? "1 problem" : `${count} problems`;
    this.said.textContent = count
      ? `${words}.` + (marks[0] ? ` Line ${marks[0].line}: ${marks[0].title}.` : "")
      : "No problems.";
    const items = marks.slice(0, 50).map((mark) => this.item(mark));
    items.push(...elsewhere.map((text) => make("li", {}, make("span", { textContent: text }))));
    const left = count - items.length;
    if (left > 0) items.push(make("li", { textContent: `and ${left} more` }));
    this.problems.replaceChildren(
      make("p", { className: "count", textContent: count ? words : "No problems" }),
      ...(count ? [make("ol", {}, ...items)] : []),
    );
    this.problems.classList.toggle("none", count === 0);
  }

  item(mark) {
    const go = make("button", { type: "button", className: "go", textContent: `Line ${mark.line}` });
    go.setAttribute("aria-label", `Go to line ${mark.line}: ${mark.title}`);
    go.addEventListener("click", () => this.field.go(mark));
    const [first, ...rest] = mark.words.split("\n");
    const words = make("span", { className: "words" }, make("b", { textContent: mark.title }));
    for (const line of [first, ...rest]) words.append(make("span", { textContent: line }));
    const item = make("li", {}, go, words);
    if (mark.mend && !this.data.readOnly) {
      const mend = make("button", {
        type: "button",
        className: "mend",
        textContent: `Change to ${mark.mend}`,
      });
      mend.setAttribute("aria-label", `Change ${mark.was} in line ${mark.line} to ${mark.mend}`);
      mend.addEventListener("click", () => {
        if (this.field.mend(mark)) this.send();
      });
      item.append(mend);
    }
    return item;
  }

  end() {
    clearTimeout(this.timer);
    this.field.end();
  }
}

export default function ({ data, parentElement, setStateValue }) {
  const root = parentElement.querySelector("[data-editor]");
  let editor = editors.get(parentElement);
  if (!editor) {
    editor = new TextEditor(root, data);
    editors.set(parentElement, editor);
  }
  editor.update(data, (sent) => setStateValue("sent", sent));
  return () => {
    editor.end();
    editors.delete(parentElement);
  };
}
