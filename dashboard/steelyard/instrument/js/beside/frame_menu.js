// The menu that chooses which criteria count; each entry shows who leads on those.

import { Menu } from "../panel/menu.js";

/** @import { Instrument } from "../panel/instrument.js" */

/**
 * @param {Instrument} instrument
 * @returns {HTMLElement[]} the menu; empty if there is no choice
 */
export function frameMenu({ around, data }) {
  const [entries, open] = [data.menus.frame, around.openView];
  if (!open || entries.length < 2) return [];
  const menu = new Menu(data.texts.frames, entries, data.problem.options,
    (place) => open({ frame: entries[place].id }), data.terms?.frame);
  const index = entries.findIndex(({ id }) => id === data.seen.frame);
  menu.show(index, entries[index]?.name ?? "");
  return [menu.element];
}
