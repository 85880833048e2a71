// A list or a table of words, some of which ask for a score. All text is set as text.
const shown = new WeakMap();

const node = (name, role, ...children) => {
  const made = document.createElement(name);
  if (role) made.setAttribute("role", role);
  made.append(...children);
  return made;
};

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector("[data-links]");
  const kept = shown.get(root) ?? {};
  shown.set(root, kept);
  kept.ask = (link) => setTriggerValue("link", link);
  const told = JSON.stringify(data);
  // Whoever stands on a link with the keyboard stays there while nothing has changed.
  if (kept.told === told) return;
  kept.told = told;
  const piece = ({ text, link }) => {
    if (link === undefined) return document.createTextNode(text);
    // Not a real button: that would not break over two lines as words do.
    const made = node("span", "button", text);
    made.tabIndex = 0;
    made.addEventListener("click", () => kept.ask(link));
    made.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      kept.ask(link);
    });
    return made;
  };
  if (data.lines) {
    const items = data.lines.map((line) => node("li", "", ...line.map(piece)));
    root.replaceChildren(node("ul", "", ...items));
    return;
  }
  const heads = data.heads.map((head) => node("th", "columnheader", head));
  const rows = data.rows.map((row) => node("tr", "row", ...row.map((line, column) => {
    const cell = node(column ? "td" : "th", column ? "cell" : "rowheader", ...line.map(piece));
    cell.dataset.head = data.heads[column];
    return cell;
  })));
  const head = node("thead", "rowgroup", node("tr", "row", ...heads));
  const table = node("table", "table", head, node("tbody", "rowgroup", ...rows));
  table.setAttribute("aria-label", data.name);
  root.replaceChildren(table);
}
