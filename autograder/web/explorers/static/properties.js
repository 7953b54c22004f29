// An activation's properties in words.
import { listed, shown } from "./numbers.js";

const COURSES = { both: "no", constant: "constant" };

function range({ low, high }) {
  if (low.value === high.value) return `only ${shown(low.value)}`;
  return `${low.isReached ? "[" : "("}${shown(low.value)}, ${shown(high.value)}${high.isReached ? "]" : ")"}`;
}

function monotone({ course, isStrict }) {
  if (course in COURSES) return COURSES[course];
  if (course === "rises") return isStrict ? "yes, it always rises" : "yes, it never falls";
  return isStrict ? "yes, it always falls" : "yes, it never rises";
}

function centred({ isOdd, mean }) {
  if (isOdd) return "yes: f(−x) = −f(x)";
  if (Math.abs(mean) < 5e-4) return "on average: mean 0 for standard normal inputs";
  return `no: mean ${shown(mean, 3)} for standard normal inputs`;
}

function stretch([low, high]) {
  if (low === -Infinity) return high === Infinity ? "everywhere" : `for x < ${shown(high)}`;
  return high === Infinity ? `for x > ${shown(low)}` : `for x from ${shown(low)} to ${shown(high)}`;
}

function flat({ stretches, points, fadesLeft, fadesRight }) {
  const parts = stretches.map(stretch);
  if (points.length > 4) parts.push(`at ${points.length} points between −10 and 10`);
  else if (points.length) parts.push(`at x = ${listed(points.map((x) => shown(x)))}`);
  const ends = fadesLeft && fadesRight ? "±∞" : fadesLeft ? "−∞" : "∞";
  if (fadesLeft || fadesRight) parts.push(`${parts.length ? "" : "nowhere, but "}nearly so towards ${ends}`);
  return parts.length ? listed(parts) : "nowhere";
}

/** Pairs of what and how, for a shape that shapeOf found. */
export function inWords(shape) {
  return [
    ["Range", range(shape)],
    ["Monotone", monotone(shape)],
    ["Zero-centred", centred(shape)],
    ["Slope is 0", flat(shape)],
    ["Steepest", `slope ${shown(shape.steepest)}`],
  ];
}
