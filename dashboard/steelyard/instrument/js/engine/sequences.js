// Where a weight or a score falls in its range in each simulation, and what that place
// means: `low_discrepancy` and `quantiles` in `analysis/simulations`. Weights follow an additive
// low-discrepancy sequence, scores a nested scrambled one, so that few simulations cover the
// ranges evenly.

/** Simulations per block, and slices of a range. */
export const SLICES = 4096;

const GOLDEN = 0x9e3779b9;
const SCORES = 0x5c04e5;
const SHARED = 0x5a4ed;
/** Steps of an error per standard deviation. */
const GRID = 512;

/**
 * A 32-bit number with its bits mixed (the finaliser of MurmurHash3).
 * @param {number} word
 * @returns {number}
 */
function scramble(word) {
  let x = word | 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}

/**
 * The number at position `count` of the pseudo-random sequence of a key.
 * @param {number} key
 * @param {number} count
 * @returns {number}
 */
const stirred = (key, count) => scramble(key + Math.imul(count, GOLDEN));

/**
 * @param {number} rank from 0
 * @returns {number} the prime number of that rank
 */
function prime(rank) {
  /** @type {number[]} */
  const primes = [];
  for (let candidate = 2; primes.length <= rank; candidate++) {
    if (primes.every((divisor) => candidate % divisor)) primes.push(candidate);
  }
  return primes[rank];
}

/**
 * The sequence of one weight: simulation i has the place (step × i + shift) >>> 20 of 4,096.
 * @param {number} rank of the criterion's key among all
 * @param {number} seed
 * @returns {{ step: number, shift: number }}
 */
export function weightSequence(rank, seed) {
  const root = Math.sqrt(prime(rank));
  const step = Math.floor((root - Math.floor(root)) * 2 ** 32) | 1;
  return { step, shift: stirred(seed, rank + 1) };
}

/**
 * The key of the sequence of one score.
 * @param {number} seed
 * @param {number} optionKey
 * @param {number} criterionKey
 * @returns {number}
 */
export const cellKey = (seed, optionKey, criterionKey) =>
  stirred(stirred(scramble(seed ^ SCORES), optionKey), criterionKey);

/**
 * The key of the error that the scores of one option share.
 * @param {number} seed
 * @param {number} optionKey
 * @returns {number}
 */
export const sharedKey = (seed, optionKey) => stirred(scramble(seed ^ SHARED), optionKey);

/**
 * The number that a cell's indices are XORed with in one block of simulations.
 * @param {number} key
 * @param {number} block
 * @returns {number}
 */
export const blockShift = (key, block) => stirred(key + 3, block) & (SLICES - 1);

/**
 * The 4,096 images of a tree of coin tosses, grown one level at a time.
 * @param {number} key
 * @returns {Uint16Array}
 */
function treeOf(key) {
  const images = new Uint16Array(SLICES);
  for (let size = 1; size < SLICES; size *= 2) {
    for (let t = size - 1; t >= 0; t--) {
      const first = 2 * images[t] + (stirred(key, size + t) >>> 31);
      images[2 * t] = first;
      images[2 * t + 1] = first ^ 1;
    }
  }
  return images;
}

/**
 * The numbers 0..4095 with their twelve bits in reverse order.
 * @returns {Uint16Array}
 */
function reversedBits() {
  const found = new Uint16Array(SLICES);
  for (let i = 1; i < SLICES; i++) found[i] = (found[i >> 1] >> 1) | ((i & 1) << 11);
  return found;
}

const REVERSED = reversedBits();

/**
 * The places of a cell: that of simulation i of a block is at index i ^ the block's shift.
 * @param {number} key
 * @returns {Uint16Array}
 */
export function cellOrder(key) {
  const [outer, inner] = [treeOf(scramble(key + 1)), treeOf(scramble(key + 2))];
  return inner.map((place) => outer[REVERSED[place]]);
}

/**
 * 4,096 quantiles of the normal distribution.
 * @returns {Float64Array}
 */
function normalTable() {
  const mean = new Float64Array(SLICES);
  for (let k = 0, sum = 0; k < SLICES; k++) mean[k] = sum += 1 / (SLICES - k);
  return mean.map((_, k) => {
    const logOdds = mean[k] - mean[SLICES - 1 - k];
    const square = logOdds * logOdds;
    return (logOdds * (0.6199 + 0.00948 * square)) / (1 + 0.0293 * square);
  });
}

const NORMAL = normalTable();

/**
 * The factor of a swing at each of the 4,096 places: median 1, its logarithm close to the
 * bell curve with this spread. Written with +, −, × and ÷ alone, which are exact everywhere.
 * @param {number} spread
 * @returns {Float64Array}
 */
export function factorTable(spread) {
  return NORMAL.map((normal) => {
    const y = (spread * normal) / 64;
    const even = 1 + (y * y) / 12;
    let power = (even + y / 2) / (even - y / 2);
    for (let i = 0; i < 6; i++) power *= power;
    return power;
  });
}

/**
 * How the errors of one option go together: `shared_errors` in `analysis/simulations`. A score
 * is at step common[place of the option] + own[its own place], the quantile at the share there.
 * @typedef {{ common: Int32Array, own: Int32Array, shares: Float64Array }} ErrorSteps
 */

/** @type {Map<number, ErrorSteps>} */
const stepsFound = new Map();

/**
 * @param {number} shared how much of an error is common to an option, 0..1
 * @returns {ErrorSteps}
 */
export function errorSteps(shared) {
  const found = stepsFound.get(shared) ?? findSteps(shared);
  stepsFound.set(shared, found);
  return found;
}

/**
 * @param {number} shared
 * @returns {ErrorSteps}
 */
function findSteps(shared) {
  const [common, own] = [stepsOf(Math.sqrt(shared)), stepsOf(Math.sqrt(1 - shared))];
  const [left, right] = [countsOf(common), countsOf(own)];
  const shares = new Float64Array(left.length + right.length - 1);
  left.forEach((count, k) => {
    if (count) right.forEach((other, l) => (shares[k + l] += count * other));
  });
  let below = 0;
  shares.forEach((count, t) => {
    below += count;
    shares[t] = (below - count / 2) / (SLICES * SLICES);
  });
  return { common, own, shares };
}

/**
 * @param {number} root
 * @returns {Int32Array} the part of the step at each place, from 0 up
 */
function stepsOf(root) {
  const steps = Int32Array.from(NORMAL, (normal) => Math.floor(GRID * root * normal + 0.5));
  const least = Math.min(...steps);
  return steps.map((step) => step - least);
}

/**
 * @param {Int32Array} steps
 * @returns {Float64Array} how often each number occurs
 */
function countsOf(steps) {
  const counts = new Float64Array(Math.max(...steps) + 1);
  for (const step of steps) counts[step] += 1;
  return counts;
}

/**
 * The ends of the triangle that has a share `tail` below low and one above high: `outer_ends`
 * in `analysis/simulations/quantiles`.
 * @param {number} low
 * @param {number} likely
 * @param {number} high
 * @param {number} tail 0, or less than a quarter
 * @returns {[number, number]}
 */
export function outerEnds(low, likely, high, tail) {
  if (tail === 0 || low === high) return [low, high];
  const [left, right, root] = [likely - low, high - likely, Math.sqrt(tail)];
  const sides = (/** @type {number} */ q) => {
    const [below, above] = [Math.sqrt(q), Math.sqrt(1 - q)];
    return [below * (below - root), above * (above - root)];
  };
  let [least, most] = [tail, 1 - tail];
  for (let i = 0; i < 60; i++) {
    const q = (least + most) / 2;
    const [a, b] = sides(q);
    if (a * right < b * left) least = q;
    else most = q;
  }
  const q = (least + most) / 2;
  const [a, b] = sides(q);
  const width = (high - low) / (a + b);
  return [likely - width * q, likely + width * (1 - q)];
}

/**
 * The middle of a slice, as a share of the range.
 * @param {number} slice 0..4095
 * @returns {number}
 */
export const middle = (slice) => (slice + 0.5) / SLICES;

/**
 * The quantile of a triangular distribution with its peak at the likely value.
 * @param {{ low: number, likely: number, high: number }} ends
 * @param {number} u 0..1
 * @returns {number}
 */
export function triangular({ low, likely, high }, u) {
  const [width, left, right] = [high - low, likely - low, high - likely];
  if (u * width < left) return low + Math.sqrt(u * width * left);
  return high - Math.sqrt((1 - u) * width * right);
}
