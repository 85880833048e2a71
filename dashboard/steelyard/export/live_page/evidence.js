// The evidence on the page, made quicker to read: claims in full under each score.
//
// Everything is in the page already and only copied, node by node. The fragment of the address
// belongs to the weights, so links within the page open and scroll instead of leading there.
const SteelyardEvidence = (() => {
  "use strict";

  const { make } = SteelyardInstrument;

  const HEADINGS = {
    "Rests on": "Claims about this very point, on which the score rests",
    "Stretched from": "Claims about something else, stretched to this score",
    "Claims for": "Claims that speak for it here",
    "Claims against": "Claims that speak against it here",
  };

  // The ids under each score become the claims themselves, those it rests on opened.
  function spread(section) {
    for (const line of section.querySelectorAll(".refs")) {
      line.replaceWith(...line.textContent.split("; ").map((group) => {
        const [heading, ids] = group.split(": ").map((text) => text.split(", "));
        const isCited = !heading[0].startsWith("Claims");
        return make("details", isCited ? { class: "refs", open: "" } : { class: "refs" },
          make("summary", { text: `${HEADINGS[heading[0]]} (${ids.length})` }),
          make("ul", {}, ...ids.map(claimOf)));
      }));
    }
  }

  function claimOf(id) {
    const own = document.getElementById(`claim-${id}`);
    const source = own.parentElement.dataset.source;
    const copy = make("li", {}, ...[...own.childNodes].map((node) => node.cloneNode(true)));
    copy.lastElementChild.prepend(`${source} · `);
    return copy;
  }

  function follow(event) {
    const link = event.target.closest?.("a[href^='#']");
    const goal = link && document.getElementById(link.getAttribute("href").slice(1));
    if (!goal) return;
    event.preventDefault();
    reveal(goal);
  }

  function reveal(goal) {
    for (let node = goal.parentElement; node; node = node.parentElement) {
      if (node.tagName === "DETAILS") node.open = true;
    }
    goal.tabIndex = -1;
    goal.scrollIntoView({ block: "start" });
    goal.focus({ preventScroll: true });
  }

  // Values that a hand has put in place of the file's are marked where the scores stand.
  function mark(section, { criteria }, disputes) {
    for (const old of section.querySelectorAll(".yours")) old.remove();
    for (const { option, criterion, value } of disputes) {
      const row = [...section.querySelectorAll(".values tbody tr")]
        .find(({ dataset }) => dataset.row === option);
      const column = criteria.findIndex(({ id }) => id === criterion);
      const text = ` yours: ${SteelyardEngine.wording.integer(value)}`;
      row?.children[column + 1]?.append(make("span", { class: "yours", text }));
    }
  }

  return Object.freeze({ spread, follow, reveal, mark });
})();
