// Which option leads at every value of one weight: `one_way` and `robustness` in
// `analysis/sensitivity`.

import { TIE, minus, rowSum, weightedTotal } from "./sums.js";
import { setAside } from "./locks.js";
import { leadersOf, sharesOfOne } from "./totals.js";
import { fill, named, percent } from "./wording.js";

/** @import { Problem, Segment, Track } from "../types.js" */

/** A stretch of weight narrower than this comes from rounding. */
const NARROWEST = 1e-9;

/** Gaps that change by less than this from weight 0 to 1 can tie on a visible stretch. */
const FLAT = 1e-3;

/**
 * One track per criterion: which options lead as its weight goes from 0 to the most it can have
 * while the others keep their proportions; locked ones keep their weights.
 * @param {number[][]} values
 * @param {number[]} swings
 * @param {boolean[]} [locks]
 * @returns {Track[]}
 */
export function tracks(values, swings, locks = []) {
  return swings.map((_, criterion) => {
    const isLocked = swings.map((_swing, j) => Boolean(locks[j]) && j !== criterion);
    if (!isLocked.some(Boolean)) return freeTrack(values, swings, criterion);
    const left = setAside(values, swings, isLocked);
    const track = freeTrack(left.values, left.weights, left.criteria.indexOf(criterion));
    return scaled(track, left.room);
  });
}

/**
 * Converts a track of shares of the unlocked weight to one of weights.
 * @param {Track} track
 * @param {number} room
 * @returns {Track}
 */
function scaled({ weight, segments, leaderStays, nearest, takesOver }, room) {
  return {
    weight: weight * room,
    segments: segments.map(({ begin, end, leaders }) => ({
      begin: begin * room, end: end * room, leaders,
    })),
    leaderStays: [leaderStays[0] * room, leaderStays[1] * room],
    nearest: nearest === null ? null : nearest * room,
    takesOver,
    most: room,
  };
}

/**
 * The track of one criterion where no weight is locked.
 * @param {number[][]} values
 * @param {number[]} swings
 * @param {number} criterion
 * @returns {Track}
 */
function freeTrack(values, swings, criterion) {
  const present = sharesOfOne(swings);
  const leaders = leadersOf(values.map((row) => weightedTotal(row, present)));
  return trackOf(values, present, leaders, criterion);
}

/**
 * The track of one criterion.
 * @param {number[][]} values
 * @param {number[]} present
 * @param {number[]} leaders
 * @param {number} criterion
 * @returns {Track}
 */
function trackOf(values, present, leaders, criterion) {
  const isAlone = present.length === 1;
  const weight = isAlone ? 1 : Math.min(present[criterion], 1);
  const others = isAlone ? [1] : sharesOfOthers(present, criterion);
  const atZero = values.map((row) => weightedTotal(row, others));
  const atOne = values.map((row) => row[criterion]);
  const stretches = values.map((_, option) => leadsBetween(atZero, atOne, option));
  const segments = segmentsOf(stretches);
  const low = Math.max(0, ...leaders.map((option) => stretches[option].begin));
  const high = Math.min(1, ...leaders.map((option) => stretches[option].end));
  /** @type {[number, number]} */
  const leaderStays = [Math.min(low, weight), Math.max(high, weight)];
  const nearest = endsOf(leaderStays, weight, 1)[0]?.crossover ?? null;
  // Options that draw level only at the end of the track have no segment above it.
  const above = nearest === null ? [] : leadersBeyond(segments, nearest, false);
  const below = nearest === null ? [] : leadersBeyond(segments, nearest, true);
  const takesOver = nearest !== null && nearest >= weight && above.length ? above : below;
  return { weight, segments, leaderStays, nearest, takesOver, most: 1 };
}

/**
 * The weights of the other criteria when this one has none.
 * @param {number[]} present
 * @param {number} criterion
 * @returns {number[]}
 */
function sharesOfOthers(present, criterion) {
  const others = present.map((weight, j) => (j === criterion ? 0 : weight));
  const sum = rowSum([...others].sort(minus));
  if (sum !== 0) return others.map((weight) => weight / sum);
  return others.map((_, j) => (j === criterion ? 0 : 1 / (present.length - 1)));
}

/**
 * The stretch of weight on which no option is ahead of this one. Totals are straight lines
 * in the weight; `begin` is above `end` if there is none.
 * @param {number[]} atZero totals at weight 0
 * @param {number[]} atOne totals at weight 1
 * @param {number} option
 * @returns {Segment}
 */
function leadsBetween(atZero, atOne, option) {
  let [begin, end] = [0, 1];
  for (let rival = 0; rival < atZero.length; rival++) {
    const gapZero = atZero[option] - atZero[rival];
    const gapOne = atOne[option] - atOne[rival];
    if (gapZero < -TIE && gapOne < -TIE) return { begin: 2, end: -1, leaders: [option] };
    const falls = gapZero - gapOne;
    const lost = gapZero + (Math.abs(falls) < FLAT ? TIE : 0);
    // A crossing outside 0..1 comes from a gap within the tolerance at one end.
    const crossing = Math.min(Math.max(lost / falls, 0), 1);
    if (gapZero < -TIE) begin = Math.max(begin, crossing);
    if (gapOne < -TIE) end = Math.min(end, crossing);
  }
  return { begin, end, leaders: [option] };
}

/**
 * The stretches of all options as segments from 0 to 1 without gaps or overlaps.
 * @param {Segment[]} stretches
 * @returns {Segment[]}
 */
function segmentsOf(stretches) {
  const leading = stretches.filter(({ begin, end }) => end - begin > NARROWEST);
  leading.sort((a, b) => a.begin - b.begin || a.end - b.end);
  const begins = [...leading.map(({ begin }) => begin), 1];
  const ends = [0, ...leading.map(({ end }) => end)];
  return ends.every((end, i) => end === begins[i]) ? leading : cutAtEnds(leading);
}

/**
 * Segments made of stretches that overlap in ties or leave slivers between them.
 * @param {Segment[]} leading
 * @returns {Segment[]}
 */
function cutAtEnds(leading) {
  const ends = leading.flatMap(({ begin, end }) => [begin, end]);
  const cuts = [...new Set([0, 1, ...ends])].sort(minus);
  /** @type {Segment[]} */
  const segments = [];
  for (let i = 1; i < cuts.length; i++) {
    const [low, high] = [cuts[i - 1], cuts[i]];
    const middle = (low + high) / 2;
    const inside = leading.filter(({ begin, end }) => begin < middle && middle < end);
    if (high - low <= NARROWEST || inside.length === 0) continue;
    const leaders = inside.flatMap((stretch) => stretch.leaders).sort(minus);
    const last = segments.at(-1);
    if (last && String(last.leaders) === String(leaders)) last.end = high;
    else segments.push({ begin: last ? last.end : 0, end: high, leaders });
  }
  segments[segments.length - 1].end = 1;
  return segments;
}

/**
 * The ends of `leaderStays` at which another option takes the lead, the nearest first.
 * @param {[number, number]} leaderStays
 * @param {number} weight
 * @param {number} most the greatest weight there is
 * @returns {{ crossover: number, isBelow: boolean, isInside: boolean }[]}
 */
function endsOf([low, high], weight, most) {
  const ends = [
    { crossover: low, isBelow: true, isInside: low > 0 },
    { crossover: high, isBelow: false, isInside: high < most },
  ];
  const distance = (/** @type {{ crossover: number }} */ { crossover }) =>
    Math.abs(crossover - weight);
  return ends.filter(({ isInside }) => isInside).sort((a, b) => distance(a) - distance(b));
}

/**
 * The options that lead just beyond a crossover; [] where no segment lies there.
 * @param {Segment[]} segments
 * @param {number} crossover
 * @param {boolean} isBelow
 * @param {number} [hair] by how much rounding may move an end
 * @returns {number[]}
 */
function leadersBeyond(segments, crossover, isBelow, hair = 1e-12) {
  const segment = isBelow
    ? segments.filter(({ end }) => end <= crossover + hair).at(-1)
    : segments.find(({ begin }) => begin >= crossover - hair);
  return segment ? segment.leaders : [];
}

/**
 * Which options lead beyond which weights, in words; the nearest crossover first.
 * @param {Track} track
 * @param {Pick<Problem, "options" | "templates">} problem
 * @returns {string}
 */
export function trackLine({ segments, leaderStays, weight, most }, problem) {
  const parts = endsOf(leaderStays, weight, most).flatMap(({ crossover, isBelow }) => {
    const next = leadersBeyond(segments, crossover, isBelow, 1e-12 * most);
    if (next.length === 0) return [];
    const fields = { percent: percent(crossover), leaders: named(problem, next) };
    return [fill(problem, isBelow ? "track_below" : "track_above", fields)];
  });
  return parts.join("; ") || fill(problem, "track_stays");
}
