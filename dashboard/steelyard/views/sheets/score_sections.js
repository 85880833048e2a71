// The sections of the sheet of a score: scale, what it decides, why, evidence, and a dispute.

import { make } from "../../instrument/js/panel/elements.js";
import { scaleNumber } from "../../instrument/js/engine/scales.js";
import { disputeSection } from "./dispute_section.js";
import { claimGroups } from "./claim_list.js";
import { section, told } from "./sheet_head.js";

/** @import { RivalScore, ScoreData, Sending } from "./types.js" */
/** @import { Section } from "./sheet_head.js" */

const HEIGHT = 232; // Least height of the scale, in pixels.
const MOST_HIGH = 1600; // Greatest height of the scale, in pixels.
const GAP = 6; // Pixels between the words of two points.

/**
 * @param {ScoreData} sheet
 * @param {Sending} send
 * @returns {Section[]}
 */
export function scoreSections(sheet, send) {
  const { texts, decides, why, readings } = sheet;
  const first = make("section", { class: "first" }, scalePicture(sheet),
    ...sheet.facts.map((fact) => make("p", { class: "sub", text: fact })));
  const answer = make("p", { class: "answer" }, make("b", { text: decides[0] }), " ",
    ...told(sheet, decides[1]));
  answer.classList.toggle("decisive", sheet.is_decisive);
  const other = sheet.effect.below === sheet.option ? sheet.effect.above : sheet.effect.below;
  if (sheet.is_decisive) answer.style.borderColor = sheet.colours[other];
  const claims = claimGroups(sheet.groups, texts);
  return [
    { name: texts.score, element: first },
    section(texts.decides, texts.decides, answer),
    section(texts.why, why[0], make("p", { text: why[1] })),
    ...(claims.length ? [section(texts.evidence, texts.evidence, ...claims)] : []),
    ...(readings[0] || readings[1].length
      ? [section(texts.readings, told(sheet, texts.readings),
        make("p", { class: "sub", text: readings[0] }),
        ...(readings[1].length ? [rivalTable(sheet, readings[1])] : []))]
      : []),
    disputeSection(sheet, send),
  ];
}

/**
 * The position of a score on the picture: 0 at the best end, which is on top, 100 at the worst.
 * @param {ScoreData} sheet
 * @param {number} score
 * @returns {number}
 */
function downTo({ scale }, score) {
  const share = ((score - scale.from) / (scale.to - scale.from)) * 100;
  return scale.good.startsWith("↓") ? share : 100 - share;
}

/**
 * The worded scale with the score, its range and where the leader changes.
 * @param {ScoreData} sheet
 * @returns {HTMLElement}
 */
function scalePicture(sheet) {
  const { scale, colours, option } = sheet;
  const rail = make("div", { class: "rail" });
  const [top, bottom] = [downTo(sheet, sheet.high), downTo(sheet, sheet.low)].sort((a, b) => a - b);
  const range = make("span", { class: sheet.is_known ? "range" : "range unknown" });
  range.style.cssText = `top:${top}%;height:${bottom - top}%;background-color:${colours[option]}`;
  rail.append(range);
  const left = make("div", { class: "read" });
  const likely = downTo(sheet, sheet.likely);
  if (sheet.is_known) {
    const dot = make("span", { class: "dot", style: `top:${likely}%;background:${colours[option]}` });
    rail.append(dot);
  }
  if (sheet.filed !== null) {
    rail.append(make("span", { class: "filed", style: `top:${downTo(sheet, sheet.filed)}%` }));
  }
  const number = make("p", { class: "number", style: `top:${likely}%` },
    make("b", { text: sheet.printed }), ` ${sheet.unit}`,
    ...[sheet.extent, sheet.was].filter(Boolean).map((text) => make("small", { text })));
  left.append(number);
  if (sheet.effect.changes_at !== null && sheet.tip) {
    const at = downTo(sheet, sheet.effect.changes_at);
    const isAbove = at < likely || (at === likely && at > 50);
    const tip = make("p", { class: isAbove ? "tip over" : "tip", style: `top:${at}%`, text: sheet.tip });
    left.append(tip);
    // Where number and tipping point are close, each keeps to its own side of the line.
    number.classList.toggle(isAbove ? "under" : "over", Math.abs(at - likely) < 24);
  }
  const words = make("ol", { class: "anchors" }, ...sheet.anchors.map(([at, printed, text], i) => {
    const isBest = i === 0;
    return make("li", { style: `top:${downTo(sheet, at)}%` }, make("b", { text: printed }),
      make("span", {}, text, ...(isBest ? [make("i", { text: ` (${sheet.best})` })] : [])));
  }));
  const picture = make("div", { class: "scale", style: `height:${HEIGHT}px`, role: "group",
    "aria-label": scaleSpoken(sheet, scale.unit) }, left, rail, words);
  new ResizeObserver(() => giveRoom(picture, words, sheet)).observe(words);
  return picture;
}

/**
 * Makes the scale as high as its words need, so that none overlaps the next.
 * @param {HTMLElement} picture
 * @param {HTMLElement} words
 * @param {ScoreData} sheet
 */
function giveRoom(picture, words, sheet) {
  const items = [...words.children].map((item) => /** @type {HTMLElement} */ (item).offsetHeight);
  const places = sheet.anchors.map(([at]) => downTo(sheet, at) / 100);
  const needed = items.slice(1).map((item, i) =>
    ((item + items[i]) / 2 + GAP) / Math.max(places[i + 1] - places[i], 0.02));
  picture.style.height = `${Math.min(Math.max(HEIGHT, ...needed), MOST_HIGH)}px`;
  const [first, last] = [items[0], items[items.length - 1]];
  picture.style.marginTop = `${Math.max(30, first / 2)}px`;
  picture.style.marginBottom = `${Math.max(30, last / 2 + GAP)}px`;
}

/**
 * @param {ScoreData} sheet
 * @param {string} unit
 * @returns {string} the picture in words
 */
function scaleSpoken(sheet, unit) {
  const ends = [scaleNumber(sheet, sheet.scale.from), scaleNumber(sheet, sheet.scale.to)];
  const parts = [`${sheet.printed} ${sheet.unit}`, sheet.extent, sheet.was, sheet.tip,
    `${ends[0]} – ${ends[1]} ${unit}`, sheet.scale.good];
  return parts.filter(Boolean).join("; ");
}

/**
 * What each reading gives, with its range and its reason; the best end of the scale is at the
 * right, as in the bars of a table, and both ends are named.
 * @param {ScoreData} sheet
 * @param {RivalScore[]} rivals
 * @returns {HTMLElement}
 */
function rivalTable(sheet, rivals) {
  const placed = (/** @type {number} */ score) => 100 - downTo(sheet, score);
  const { anchors } = sheet;
  const ends = make("th", { class: "bars", scope: "col" }, make("span", { class: "ends" },
    make("span", { text: anchors[anchors.length - 1][1] }),
    make("span", {}, make("b", { text: anchors[0][1] }), make("i", { text: ` (${sheet.best})` }))));
  const head = make("tr", {}, make("td", {}), make("td", {}), ends, make("td", {}));
  return make("table", {}, make("thead", {}, head), make("tbody", {}, ...rivals.map((rival) => {
    const [left, right] = [placed(rival.low), placed(rival.high)].sort((a, b) => a - b);
    const bar = make("span", { class: "bar" },
      make("span", { class: "fill", style: `left:${left}%;width:${right - left}%` }),
      make("span", { class: "tick", style: `left:${placed(rival.likely)}%` }));
    return make("tr", {}, make("th", { scope: "row", text: rival.name }),
      make("td", { class: "figure", text: rival.printed }), make("td", { class: "bars" }, bar),
      make("td", { class: "sub", text: rival.reason }));
  })));
}
