// Disputing a score: a slider coloured by who would lead, the effect on the result shown at once,
// a reason, and saving it under the visitor's name.

import { make, round } from "../../instrument/js/panel/elements.js";
import { scaleNumber, valueAt } from "../../instrument/js/engine/scales.js";
import { tenth } from "../../instrument/js/engine/wording.js";
import { section, told } from "./sheet_head.js";

/** @import { ScoreData, Sending } from "./types.js" */
/** @import { Section } from "./sheet_head.js" */

const LEVEL = 1e-6; // Two totals that differ by fewer points are level.

/**
 * @param {ScoreData} sheet
 * @param {Sending} send
 * @returns {Section}
 */
export function disputeSection(sheet, send) {
  const { texts, scale, title } = sheet;
  const limits = { min: String(scale.from), max: String(scale.to) };
  const slider = make("input", { type: "range", ...limits,
    step: String((scale.to - scale.from) / 100), "aria-label": `${texts.yours}: ${title}` });
  const number = make("input", { type: "number", ...limits, step: "any",
    "aria-label": `${texts.yours}, as a number: ${title}` });
  const said = make("p", { class: "effect", "aria-live": "polite" });
  const reason = make("textarea", { rows: "2", maxlength: String(sheet.letters) });
  reason.value = sheet.reason;
  const done = make("button", { type: "button", class: "main", "data-keeps": "dispute" });
  const file = sheet.filed ?? sheet.likely;
  const back = make("button", { type: "button", class: "second", "data-keeps": "back",
    text: texts.back_to.replace("{score}", scaleNumber(sheet, file)) });
  back.hidden = !sheet.is_disputed;
  const name = make("input", { type: "text", maxlength: "200", autocomplete: "name" });
  name.value = sheet.name;
  const save = make("button", { type: "button", class: "second", "data-keeps": "save",
    text: texts.save });
  const missing = make("p", { class: "missing", role: "alert" });
  back.onclick = () => send.dispute(null, "", name.value);
  let score = sheet.likely;
  const show = () => {
    const printed = scaleNumber(sheet, score);
    said.textContent = effectOf(sheet, score);
    slider.setAttribute("aria-valuetext", `${printed} ${scale.unit}. ${said.textContent}`);
    done.textContent = texts.dispute_at.replace("{score}", printed);
    done.disabled = score === sheet.likely && reason.value === sheet.reason;
    save.disabled = done.disabled && !sheet.is_disputed;
  };
  const take = (/** @type {HTMLInputElement} */ from, /** @type {HTMLInputElement} */ to) => {
    const typed = Number(from.value);
    if (from.value.trim() === "" || !(typed >= scale.from && typed <= scale.to)) return;
    score = round(typed, scale.digits);
    to.value = String(score);
    show();
  };
  slider.classList.toggle("turned", isTurned(sheet));
  slider.value = number.value = String(round(score, scale.digits));
  slider.oninput = () => take(slider, number);
  number.oninput = () => take(number, slider);
  reason.oninput = show;
  const value = () => round(valueAt(sheet, score), 6);
  const sent = () => send.dispute(value(), reason.value, name.value);
  done.onclick = sent;
  number.onkeydown = (event) => {
    if (event.key === "Enter" && !done.disabled) sent();
  };
  save.onclick = () => {
    const empty = [reason, name].find((field) => field.value.trim() === "");
    missing.textContent = empty ? texts.needed : "";
    if (empty) empty.focus();
    else send.save(value(), reason.value, name.value);
  };
  show();
  const write = make("button", { type: "button", class: "plain", text: texts.write,
    onclick: () => send.write() });
  write.hidden = !sheet.is_disputed;
  const label = make("label", { class: "note" }, texts.reason, reason);
  const saving = sheet.saves
    ? [make("label", { class: "note" }, texts.name, name), missing] : [];
  const buttons = sheet.saves ? [done, save, back, write] : [done, back, write];
  const how = sheet.saves ? [make("p", { class: "note", text: texts.saved_as })] : [];
  return section(texts.dispute, told(sheet, texts.dispute),
    make("div", { class: "line" },
      make("div", { class: "slide" },
        make("div", { class: "track" }, trackOf(sheet), slider), ...belowTrack(sheet)),
      number),
    said, label, ...saving, make("div", { class: "line" }, ...buttons), ...how);
}

/**
 * Whether the low end of the scale is at the right, where the best end is, as in the bars of a
 * table.
 * @param {ScoreData} sheet
 * @returns {boolean}
 */
function isTurned({ anchors, scale }) {
  return anchors[0][0] === scale.from;
}

/**
 * @param {ScoreData} sheet
 * @returns {HTMLElement[]} both ends of the slider, and what its colours mean
 */
function belowTrack(sheet) {
  const { anchors, best, texts } = sheet;
  const [bestSide, otherSide] = isTurned(sheet) ? [texts.low, texts.high] : [texts.high, texts.low];
  const ends = make("div", { class: "ends" },
    make("span", {}, make("b", { text: anchors[anchors.length - 1][1] }), ` ${otherSide}`),
    make("span", {}, make("b", { text: anchors[0][1] }), ` ${bestSide}`,
      make("i", { text: ` (${best})` })));
  return [ends, make("div", { class: "note", text: texts.colour })];
}

/**
 * @param {ScoreData} sheet
 * @returns {HTMLElement} who leads at each score, in the direction of the slider
 */
function trackOf(sheet) {
  const { scale, effect, colours, filed, likely } = sheet;
  const [start, end] = isTurned(sheet) ? ["right", "left"] : ["left", "right"];
  const share = (/** @type {number} */ score) => ((score - scale.from) / (scale.to - scale.from)) * 100;
  const turn = effect.changes_at === null ? 100 : share(effect.changes_at);
  const [below, above] = [colours[effect.below], colours[effect.above]];
  const track = make("span", { class: "colours" });
  track.style.background = `linear-gradient(to ${end}, ${below} ${turn}%, ${above} ${turn}%)`;
  const tick = make("span", { class: "tick", style: `${start}:${share(filed ?? likely)}%` });
  return make("span", { class: "under" }, track, tick);
}

/**
 * @param {ScoreData} sheet
 * @param {number} score on its own scale
 * @returns {string} what the totals would be
 */
export function effectOf(sheet, score) {
  const { weight, rest, rival_total: best, close, templates } = sheet.effect;
  const total = rest + weight * valueAt(sheet, score);
  const gap = Math.abs(total - best);
  const isClose = gap < close;
  const name = best < 0 ? "alone" : gap < LEVEL ? "level"
    : total > best ? (isClose ? "close_ahead" : "ahead") : (isClose ? "close_behind" : "behind");
  return templates[name]
    .replace("{score}", scaleNumber(sheet, score))
    .replace("{total}", tenth(total))
    .replace("{gap}", gap < 0.05 ? "<0.1" : tenth(gap));
}
