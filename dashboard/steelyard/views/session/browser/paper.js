// Prints pictures drawn for the dark theme in the colours of the light one: paper is always light.

/**
 * @typedef {object} Paper
 * @property {[string, string][]} colours of the dark theme, each with that of the light one
 * @property {[string, string][]} letters likewise, for letters in the colour of an option
 * @property {[string[], string[]][]} ramps likewise, each of evenly spaced stops
 */

/** @typedef {[number, number, number]} Channels */

const BLACK = "black";
const WHITE = "white";
const WRITTEN = /^(white|black|#0{6}|#f{6})$/; // Black or white: what contrasts with its ground.
const STEPS = 400; // Intervals between the places of a ramp that are compared.
const ALIKE = 6; // The largest distance of a colour from a ramp that it belongs to.
const CONTRAST = 0.179; // Above this luminance black reads better than white.

/**
 * @param {string} colour as style sheets and pictures write it
 * @returns {Channels | null}
 */
function channelsOf(colour) {
  if (colour === BLACK || colour === WHITE) {
    const channel = colour === BLACK ? 0 : 255;
    return [channel, channel, channel];
  }
  const hex = colour.match(/^#(..)(..)(..)$/)?.slice(1).map((one) => parseInt(one, 16));
  const found = hex ?? colour.match(/^rgb\((\d+), ?(\d+), ?(\d+)\)$/)?.slice(1).map(Number);
  return found ? [found[0], found[1], found[2]] : null;
}

/**
 * @param {Channels} channels
 * @returns {string}
 */
function asHex(channels) {
  return `#${channels.map((one) => one.toString(16).padStart(2, "0")).join("")}`;
}

/**
 * @param {string[]} stops
 * @param {number} share
 * @returns {Channels}
 */
function onRamp(stops, share) {
  const place = share * (stops.length - 1);
  const at = Math.min(Math.floor(place), stops.length - 2);
  const [low, high] = [stops[at], stops[at + 1]].map((one) => channelsOf(one) ?? [0, 0, 0]);
  const mixed = low.map((one, i) => Math.round(one + (high[i] - one) * (place - at)));
  return [mixed[0], mixed[1], mixed[2]];
}

/**
 * @param {string} colour
 * @param {Paper} paper
 * @returns {string | null} the colour on paper, null where it stays
 */
function onPaper(colour, { colours, ramps }) {
  const channels = channelsOf(colour);
  if (!channels) return null;
  const same = colours.find(([dark]) => channelsOf(dark)?.every((one, i) => one === channels[i]));
  if (same) return same[1];
  const away = (/** @type {Channels} */ one) =>
    one.reduce((sum, value, i) => sum + Math.abs(value - channels[i]), 0);
  for (const [dark, light] of ramps) {
    const shares = Array.from({ length: STEPS + 1 }, (_, i) => i / STEPS);
    const nearest = shares.reduce((best, one) =>
      away(onRamp(dark, one)) < away(onRamp(dark, best)) ? one : best);
    if (away(onRamp(dark, nearest)) <= ALIKE) return asHex(onRamp(light, nearest));
  }
  return null;
}

/**
 * @param {string} colour
 * @returns {boolean} whether black letters on it read better than white ones
 */
function isPale(colour) {
  const parts = (channelsOf(colour) ?? [255, 255, 255]).map((one) => one / 255)
    .map((one) => one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4);
  return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2] > CONTRAST;
}

/**
 * @param {Document | ShadowRoot} root
 * @returns {Element[]} all elements, also those of components
 */
function allIn(root) {
  return [...root.querySelectorAll("*")].flatMap((one) =>
    [one, ...(one.shadowRoot ? allIn(one.shadowRoot) : [])]);
}

/** The changes made for printing, and how they are undone. */
class Repainting {
  /** @param {Paper} paper */
  constructor(paper) {
    this.paper = paper;
    /** @type {(() => void)[]} */
    this.undo = [];
    /** @type {Map<string, string | null>} */
    this.known = new Map();
  }

  /**
   * @param {string} colour
   * @returns {string | null} the colour on paper, null where it stays
   */
  find(colour) {
    if (!this.known.has(colour)) this.known.set(colour, onPaper(colour, this.paper));
    return this.known.get(colour) ?? null;
  }

  /**
   * @param {Element} node
   * @param {string} colour
   * @returns {string | undefined} the colour of letters on paper
   */
  findLetter(node, colour) {
    if (node.tagName !== "text") return undefined;
    return this.paper.letters.find(([dark]) => dark === colour)?.[1];
  }

  /**
   * @param {Element} node
   * @param {string} name
   * @param {string} colour
   */
  put(node, name, colour) {
    const before = node.getAttribute(name) ?? "";
    node.setAttribute(name, colour);
    this.undo.push(() => node.setAttribute(name, before));
  }

  /**
   * Repaints an element that has colours in its own style attribute.
   * @param {Element} node
   */
  repaintStyle(node) {
    if (!(node instanceof HTMLElement || node instanceof SVGElement)) return;
    const before = node.style.cssText;
    const colours = before.match(/#[0-9a-f]{6}|rgb\([^)]*\)/g);
    if (!colours) return;
    node.style.cssText = colours.reduce((text, one) =>
      text.replaceAll(one, this.find(one) ?? one), before);
    this.undo.push(() => { node.style.cssText = before; });
  }

  /**
   * Repaints a picture. Letters and dots on a colour become black or white, whichever is easier
   * to read there now.
   * @param {Element} picture
   */
  repaintPicture(picture) {
    /** @type {[Element, string][]} */
    const written = [];
    for (const node of picture.querySelectorAll("[fill], [stroke]")) {
      for (const name of ["fill", "stroke"]) {
        const colour = node.getAttribute(name) ?? "";
        const found = this.findLetter(node, colour) ?? this.find(colour);
        if (found) this.put(node, name, found);
        else if (WRITTEN.test(colour)) written.push([node, name]);
      }
    }
    const writers = new Set(written.map(([node]) => node));
    const grounds = [...picture.querySelectorAll("path, rect")]
      .filter((node) => !writers.has(node) && channelsOf(node.getAttribute("fill") ?? ""))
      .map((node) => ({ node, box: node.getBoundingClientRect() }))
      .sort((one, other) => one.box.width * one.box.height - other.box.width * other.box.height);
    for (const [node, name] of written) {
      const { left, top, width, height } = node.getBoundingClientRect();
      const [x, y] = [left + width / 2, top + height / 2];
      const ground = grounds.find(({ box }) =>
        box.left <= x && x <= box.right && box.top <= y && y <= box.bottom);
      this.put(node, name, isPale(ground?.node.getAttribute("fill") ?? WHITE) ? BLACK : WHITE);
    }
  }
}

/**
 * Applies the colours of the light theme to everything that has colours of its own.
 * @param {Paper} paper
 * @returns {() => void} a function that restores the colours
 */
export function toPaper(paper) {
  const work = new Repainting(paper);
  for (const node of allIn(document)) work.repaintStyle(node);
  for (const picture of document.querySelectorAll("svg.marks")) work.repaintPicture(picture);
  return () => work.undo.reverse().forEach((one) => one());
}
