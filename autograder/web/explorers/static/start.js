// How the weights of a layer start.
import { orthonormal } from "./matrix.js";

/** The standard deviation of a weight, by fan-in and fan-out. */
const SPREADS = {
  he: (fanIn) => Math.sqrt(2 / fanIn),
  xavier: (fanIn, fanOut) => Math.sqrt(2 / (fanIn + fanOut)),
  lecun: (fanIn) => Math.sqrt(1 / fanIn),
  small: () => 0.01,
  large: () => 1,
};

/** Name to label. Sources: He et al. 2015, Glorot & Bengio 2010, LeCun et al. 1998, Saxe et al. 2014. */
export const STARTS = new Map([
  ["he", "He: variance 2 / fan-in"],
  ["xavier", "Xavier (Glorot): variance 2 / (fan-in + fan-out)"],
  ["lecun", "LeCun: variance 1 / fan-in"],
  ["orthogonal", "orthogonal"],
  ["small", "too small: std 0.01"],
  ["large", "too large: std 1"],
]);

/** Weights of shape (fanIn, fanOut), times the gain. Raises RangeError for an orthogonal start with fanIn < fanOut. */
export function drawWeights(start, fanIn, fanOut, gain, generator) {
  const drawn = generator.normals(fanIn * fanOut);
  if (start === "orthogonal") {
    if (fanIn < fanOut) throw new RangeError(`no ${fanOut} orthogonal columns in ${fanIn} dimensions`);
    return orthonormal(drawn, fanIn, fanOut).map((entry) => gain * entry);
  }
  const spread = gain * SPREADS[start](fanIn, fanOut);
  return drawn.map((entry) => spread * entry);
}
