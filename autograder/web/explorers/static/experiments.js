// The two experiments with networks, from settings that can be sent to and from a worker.
import { chosen } from "./activations.js";
import { flatness, histogram, moments } from "./layer_statistics.js";
import { drawNetwork, passBack, passForward } from "./network.js";

export const BINS = 48;

/**
 * Gradient norms per layer: for each activation `{weights, sums, silent}`, over `starts` networks of seeds one after the
 * other. `network` is what drawNetwork takes; `activations` is a list of `{name, settings}`. `silent` counts networks in
 * which no gradient arrives at the first layer: a layer of dead neurons lets nothing through.
 */
export function gradientFlow({ network, activations, starts }) {
  const drawn = Array.from({ length: starts }, (_, place) => drawNetwork({ ...network, seed: network.seed + place }));
  return activations.map(({ name, settings }) => {
    const one = chosen(name, settings);
    const found = drawn.map((each) => passBack(each, one, passForward(each, one)));
    return {
      weights: geometricMeans(found.map(({ weights }) => weights)),
      sums: geometricMeans(found.map(({ sums }) => sums)),
      silent: found.filter(({ weights }) => weights[0] === 0).length,
    };
  });
}

/** Layer by layer, the geometric mean of the norms that are not 0; 0 where all are. */
function geometricMeans(rows) {
  return rows[0].map((_, layer) => {
    const logs = rows.map((row) => row[layer]).filter((norm) => norm !== 0).map(Math.log);
    return logs.length ? Math.exp(logs.reduce((sum, log) => sum + log, 0) / logs.length) : 0;
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
