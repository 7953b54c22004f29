// The two experiments with networks, from settings that can be sent to and from a worker.
import { chosen } from "./activations.js";
import { flatness, histogram, moments } from "./layer_statistics.js";
import { drawNetwork, passBack, passForward } from "./network.js";

const TINY = 1e-300;
export const BINS = 48;

/**
 * Gradient norms per layer: for each activation `{weights, sums}`, geometric means over `starts` seeds from `seed` on.
 * `network` is what drawNetwork takes; `activations` is a list of `{name, settings}`.
 */
export function gradientFlow({ network, activations, starts }) {
  const drawn = Array.from({ length: starts }, (_, place) => drawNetwork({ ...network, seed: network.seed + place }));
  return activations.map(({ name, settings }) => {
    const one = chosen(name, settings);
    const found = drawn.map((each) => passBack(each, one, passForward(each, one)));
    return { weights: geometricMeans(found.map((each) => each.weights)), sums: geometricMeans(found.map((each) => each.sums)) };
  });
}

function geometricMeans(rows) {
  return rows[0].map((_, layer) => {
    const logs = rows.map((row) => Math.log(Math.max(row[layer], TINY)));
    const mean = Math.exp(logs.reduce((sum, log) => sum + log, 0) / rows.length);
    return mean > TINY * 1.01 ? mean : 0;
  });
}

/**
 * Values per layer: for each activation a list, input side first, of `{mean, deviation, saturated, dead, counts, beyond}`.
 * Of the values `after` the activation, or of the sums before it; `reach` is the histogram's half width, `beyond` the
 * share of values outside it.
 */
export function signalFlow({ network, activations, side, reach }) {
  const drawn = drawNetwork(network);
  return activations.map(({ name, settings }) => {
    const one = chosen(name, settings);
    const passed = passForward(drawn, one);
    return passed[side].map((values, layer) => {
      const counts = histogram(values, -reach, reach, BINS);
      const inside = counts.reduce((sum, count) => sum + count, 0);
      const flat = flatness(passed.before[layer], network.width, one.slope);
      return { ...moments(values), ...flat, counts, beyond: 1 - inside / values.length };
    });
  });
}
