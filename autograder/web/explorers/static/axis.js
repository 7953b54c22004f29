// An axis: which values it spans, where its ticks stand, and where a value falls, from 0 to 1.
import { raised, shown } from "./numbers.js";

/** Up to `most` + 1 round values in [low, high]: steps of 1, 2 or 5 times a power of ten. */
export function roundValues(low, high, most) {
  const rough = (high - low) / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * [1, 2, 5, 10].find((factor) => power * factor >= rough * (1 - 1e-9));
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, place) => (first + place) * step);
}

function decades(low, high, most) {
  const step = Math.max(1, Math.ceil((high - low) / most));
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, place) => (first + place) * step);
}

/** An even axis from low to high. */
export function evenAxis(low, high, most = 6) {
  return {
    low,
    high,
    place: (value) => (value - low) / (high - low),
    value: (place) => low + place * (high - low),
    ticks: roundValues(low, high, most).map((value) => ({ value, text: shown(value) })),
  };
}

/** An axis of powers of ten from low to high, both above 0; 0 itself lies below the axis. */
export function powerAxis(low, high, most = 7) {
  let [from, to] = [Math.floor(Math.log10(low) + 1e-9), Math.ceil(Math.log10(high) - 1e-9)];
  if (to - from < 2) [from, to] = [from - 1, to + 1];
  return {
    low: 10 ** from,
    high: 10 ** to,
    place: (value) => (value > 0 ? (Math.log10(value) - from) / (to - from) : -1),
    value: (place) => 10 ** (from + place * (to - from)),
    ticks: decades(from, to, most).map((power) => ({ value: 10 ** power, text: power === 0 ? "1" : `10${raised(power)}` })),
  };
}

/** An even axis around some values, with a margin; `also` are values that it shows in any case. */
export function axisAround(values, also = [], most = 6) {
  const all = [...values.filter(Number.isFinite), ...also];
  const low = Math.min(...all);
  const high = Math.max(...all);
  const margin = 0.06 * (high - low) || 0.5;
  return evenAxis(low - margin, high + margin, most);
}
