// The sections of the card of an option: what it is and needs, its scores, rivals, evidence.

import { make } from "../../instrument/js/panel/elements.js";
import { claimGroups } from "./claim_list.js";
import { section, told } from "./sheet_head.js";

/** @import { CardScore, OptionData, Sending } from "./types.js" */
/** @import { Section } from "./sheet_head.js" */

/** @type {Record<string, string>} A sign for each state of a condition. */
const SIGNS = { yes: "✓", open: "○", no: "✕" };

/**
 * @param {OptionData} card
 * @param {Sending} send
 * @returns {Section[]}
 */
export function optionSections(card, send) {
  const { texts } = card;
  const figures = make("div", { class: "figures" }, ...card.figures.map(([big, beside, counts]) =>
    make("p", {}, make("b", { text: big }), ` ${beside}`,
      make("small", {}, ...told(card, counts)))));
  const first = make("section", { class: "first" },
    ...(card.summary ? [make("p", { text: card.summary })] : []), figures);
  const compare = make("button", { type: "button", class: "second", text: texts.compare,
    "data-keeps": "rival", onclick: () => send.rival() });
  return [
    { name: texts.what, element: first },
    ...(card.needs.length ? [section(texts.needs, texts.needs,
      make("p", { class: "sub" }, ...told(card, card.needs_mean)), needList(card))] : []),
    section(texts.scores, texts.scores, make("p", { class: "sub", text: card.scores_mean }),
      scoreTable(card, send)),
    section(texts.rivals, texts.rivals,
      make("ul", { class: "said" }, ...card.rivals.map((text) => make("li", {}, ...told(card, text)))),
      ...(card.can_rival ? [compare] : [])),
    section(texts.evidence, texts.evidence, make("p", { text: card.evidence }),
      ...claimGroups(card.groups, texts)),
  ];
}

/**
 * @param {OptionData} card
 * @returns {HTMLElement}
 */
function needList({ needs }) {
  return make("table", {}, make("tbody", {}, ...needs.map(([state, word, name, note]) =>
    make("tr", {}, make("td", { class: `state ${state}`, text: `${SIGNS[state]} ${word}` }),
      make("td", {}, make("b", { text: name }), make("p", { class: "sub", text: note }))))));
}

/**
 * @param {OptionData} card
 * @param {Sending} send
 * @returns {HTMLElement} one row per criterion, with the leader's score as a tick
 */
function scoreTable(card, send) {
  return make("table", { class: "scores" }, make("tbody", {}, ...card.scores.map((score) => {
    const fill = make("span", { class: score.is_known ? "fill" : "fill unknown" });
    fill.style.cssText =
      `left:0;width:${score.is_known ? score.value : 100}%;background-color:${card.colours[card.option]}`;
    const tick = make("span", { class: "tick",
      style: `left:${score.leader}%;background:${card.colours[card.leader]}` });
    return make("tr", { class: score.criterion ? null : "out" },
      make("th", { scope: "row" }, nameOf(card, score, send)),
      make("td", { class: "note", text: score.good }),
      make("td", { class: "bars" },
        make("span", { class: "bar" }, fill, ...(score.leader === null ? [] : [tick]))),
      make("td", { class: "figure" }, make("b", { text: score.printed }),
        make("small", { text: ` ${score.extent}` })));
  })));
}

/**
 * @param {OptionData} card
 * @param {CardScore} score
 * @param {Sending} send
 * @returns {Node | string} a name that opens the score, where it counts in this view
 */
function nameOf(card, { criterion, label }, send) {
  if (!criterion) return label;
  return make("button", { type: "button", class: "plain", text: label,
    onclick: () => send.open({ score: `${card.option}.${criterion}` }) });
}
