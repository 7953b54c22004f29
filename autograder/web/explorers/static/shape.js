// What an activation looks like, found by looking: its range, where it is flat, whether it rises throughout.
// Nothing is kept in a table, so that it holds for every value of the parameters.
import { normalDensity } from "./normal.js";

const REACH = 10;
const STEP = 0.01;
const FAR = 1e12;
const UNBOUNDED = 1e6;
const BESIDE = 1e-12;

/** Arguments from -REACH to REACH, 0 and the bends among them, in order. */
function arguments_(kinks) {
  const count = Math.round(REACH / STEP);
  const even = Array.from({ length: 2 * count + 1 }, (_, place) => (place - count) * STEP);
  return [...new Set([...even, ...kinks])].sort((one, other) => one - other);
}

/** The stretches between bends on which the slope is exactly 0, as [low, high]. */
function flatStretches(one) {
  const borders = [-Infinity, ...[...one.kinks].sort((a, b) => a - b), Infinity];
  const found = [];
  for (let place = 0; place + 1 < borders.length; place++) {
    const low = Math.max(borders[place], Math.min(borders[place + 1], REACH) - 2 * REACH);
    const high = Math.min(borders[place + 1], low + 2 * REACH);
    const inner = [0.13, 0.37, 0.5, 0.61, 0.89].map((share) => low + share * (high - low));
    if (low < high && inner.every((x) => one.slope(x) === 0)) found.push([borders[place], borders[place + 1]]);
  }
  return found;
}

function bisected(slope, low, high) {
  for (let round = 0; round < 60; round++) {
    const middle = (low + high) / 2;
    if (Math.sign(slope(middle)) === Math.sign(slope(low))) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The argument of the smallest |slope| between two that enclose it, by ternary search. */
function lowest(slope, low, high) {
  for (let round = 0; round < 80; round++) {
    const third = (high - low) / 3;
    if (Math.abs(slope(low + third)) < Math.abs(slope(high - third))) high -= third;
    else low += third;
  }
  return (low + high) / 2;
}

/** Single arguments at which the slope is 0: where it changes its sign, or touches 0 and turns back. */
function flatPoints(one, xs) {
  const slopes = xs.map(one.slope);
  const found = [];
  for (let place = 1; place < xs.length; place++) {
    const [before, here, after] = [slopes[place - 1], slopes[place], slopes[place + 1]];
    if (here === 0 && before && after) found.push(xs[place]);
    else if (before * here < 0) found.push(bisected(one.slope, xs[place - 1], xs[place]));
    else if (isDip(before, here, after)) found.push(lowest(one.slope, xs[place - 1], xs[place + 1]));
  }
  const isBend = (x) => one.kinks.some((kink) => Math.abs(kink - x) < 1e-9);
  return found.filter((x) => Math.abs(one.slope(x)) < 1e-9 && !isBend(x)).map((x) => (Math.abs(x) < 1e-9 ? 0 : x));
}

/** Whether the slope comes near 0 here, and keeps its sign. */
function isDip(before, here, after) {
  const nearest = Math.abs(here) <= Math.abs(before) && Math.abs(here) < Math.abs(after);
  return nearest && before * here > 0 && here * after > 0;
}

/** The least value (sign 1) or the greatest (sign -1), times the sign, and whether it is reached or only approached. */
function bound(one, reached, sign) {
  const beside = one.kinks.flatMap((kink) => [kink - BESIDE, kink + BESIDE]);
  const limits = [-FAR, FAR, ...beside].map((x) => sign * Number(one.value(x).toPrecision(10)));
  const low = Math.min(...limits);
  const inner = Math.min(Infinity, ...reached.map((x) => sign * one.value(x)));
  if (low < -UNBOUNDED) return { value: -Infinity, isReached: false };
  return { value: Math.min(inner, low), isReached: inner <= low };
}

/** A finite argument in each flat stretch. */
function within([low, high]) {
  if (low === -Infinity) return high === Infinity ? 0 : high - 1;
  return high === Infinity ? low + 1 : (low + high) / 2;
}

function rise(values) {
  const steps = values.slice(1).map((value, place) => value - values[place]);
  if (steps.every((step) => Math.abs(step) < 1e-14)) return "constant";
  if (steps.every((step) => step > -1e-14)) return "rises";
  return steps.every((step) => step < 1e-14) ? "falls" : "both";
}

function fades(one, side) {
  return [1e6, 1.7e6].every((x) => Math.abs(one.slope(side * x)) < 1e-9);
}

/** The mean of the outputs for inputs from a standard normal distribution, by the midpoint rule. */
function normalMean(one) {
  let sum = 0;
  for (let x = -REACH + STEP / 2; x < REACH; x += STEP) sum += one.value(x) * normalDensity(x);
  return sum * STEP;
}

/**
 * The properties of a chosen activation.
 *
 * `low`, `high`: bounds of the values, each `{value, isReached}`; `stretches`: [low, high] with slope exactly 0;
 * `points`: single arguments with slope 0, from -10 to 10; `fadesLeft`, `fadesRight`: the slope tends to 0 there without
 * being 0; `course`: "rises", "falls", "both" or "constant", and `isStrict`; `isOdd`; `mean` of the outputs for standard
 * normal inputs; `steepest`: the slope of the largest absolute value from -10 to 10, beside the bends as well.
 */
export function shapeOf(one) {
  const xs = arguments_(one.kinks);
  const values = xs.map(one.value);
  const stretches = flatStretches(one);
  const points = flatPoints(one, xs);
  const reached = [...points, ...one.kinks, ...stretches.map(within)];
  const high = bound(one, reached, -1);
  const nearby = [...xs, ...one.kinks.flatMap((kink) => [kink - 1e-9, kink + 1e-9])];
  const steepestAt = nearby.reduce((best, x) => (Math.abs(one.slope(x)) > Math.abs(one.slope(best)) ? x : best), 0);
  const scale = 1e-12 * Math.max(...values.map(Math.abs));
  return {
    low: bound(one, reached, 1),
    high: { value: -high.value, isReached: high.isReached },
    stretches,
    points,
    fadesLeft: fades(one, -1) && !stretches.some(([low]) => low === -Infinity),
    fadesRight: fades(one, 1) && !stretches.some(([, end]) => end === Infinity),
    course: rise(values),
    isStrict: stretches.length === 0,
    isOdd: xs.every((x) => Math.abs(one.value(x) + one.value(-x)) <= scale || one.kinks.includes(x)),
    mean: normalMean(one),
    steepest: one.slope(steepestAt),
  };
}
