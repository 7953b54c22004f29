// What one layer's values look like: mean, spread, shape, and how many neurons let no gradient through.

/** A slope smaller than this counts as flat: the neuron is saturated for that example. */
export const FLAT = 0.01;
/** A neuron whose slope is smaller than this for every example is dead. */
export const DEAD = 1e-12;

/** Mean and standard deviation (of the whole, not of a sample) of some values. */
export function moments(values) {
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  return { mean, deviation: Math.sqrt(squares / values.length) };
}

/** The shares of values with a flat slope, and of neurons that are dead, from sums of shape (rows, width). */
export function flatness(sums, width, slope) {
  const largest = new Float64Array(width);
  let flat = 0;
  for (let place = 0; place < sums.length; place++) {
    const size = Math.abs(slope(sums[place]));
    if (size < FLAT) flat += 1;
    largest[place % width] = Math.max(largest[place % width], size);
  }
  return { saturated: flat / sums.length, dead: largest.filter((size) => size < DEAD).length / width };
}

/** How many values fall into each of `bins` equal bins of [low, high], the last of which holds `high` as well. */
export function histogram(values, low, high, bins) {
  const counts = new Array(bins).fill(0);
  const edge = (bin) => low + (bin * (high - low)) / bins;
  for (const value of values) {
    if (value < low || value > high) continue;
    let bin = Math.min(bins - 1, Math.floor(((value - low) / (high - low)) * bins));
    // The quotient of a value just below an edge is rounded onto it.
    if (value < edge(bin)) bin -= 1;
    counts[bin] += 1;
  }
  return counts;
}
