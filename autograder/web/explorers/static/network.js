// A stack of square layers with one output, its signals forward and its gradients back: exact, in float64.
import { Generator } from "./generator.js";
import { norm, product, transposed } from "./matrix.js";
import { drawWeights } from "./start.js";

/** Examples in the batch. */
export const ROWS = 32;

/**
 * The network before it has learned anything: `depth` hidden layers of `width` neurons.
 *
 * Inputs (ROWS, width) are standard normal; `weights` holds an array (width, width) per hidden layer, `head` one
 * (width, 1). Inputs, head and each layer draw from streams of their own, so that a deeper network begins with the layers
 * of a shallower one. The head has variance 1 / width. `bias` is what all biases of hidden layers are.
 */
export function drawNetwork({ depth, width, start, gain, bias, seed }) {
  const weights = [];
  for (let layer = 0; layer < depth; layer++) {
    weights.push(drawWeights(start, width, width, gain, new Generator(seed, layer + 2)));
  }
  return {
    width,
    bias,
    inputs: new Generator(seed, 0).normals(ROWS * width),
    head: drawWeights("lecun", width, 1, 1, new Generator(seed, 1)),
    weights,
  };
}

/** `before` and `after` the activation, an array (ROWS, width) per hidden layer. */
export function passForward(network, one) {
  const before = [];
  const after = [];
  let signal = network.inputs;
  for (const weight of network.weights) {
    const sums = product(signal, weight, ROWS, network.width, network.width);
    if (network.bias) for (let place = 0; place < sums.length; place++) sums[place] += network.bias;
    signal = sums.map(one.value);
    before.push(sums);
    after.push(signal);
  }
  return { before, after };
}

/**
 * The norms of the loss's gradient, per hidden layer from the input side: at the `weights` (biases apart), and at the
 * `sums` before the activation. The loss is the mean of the head's outputs over the batch.
 */
export function passBack(network, one, { before, after }) {
  const { width, weights, head, inputs } = network;
  const norms = { weights: [], sums: [] };
  let gradient = Float64Array.from({ length: ROWS * width }, (_, place) => head[place % width] / ROWS);
  for (let layer = weights.length - 1; layer >= 0; layer--) {
    const sums = before[layer];
    for (let place = 0; place < sums.length; place++) gradient[place] *= one.slope(sums[place]);
    const entering = layer > 0 ? after[layer - 1] : inputs;
    norms.sums.unshift(norm(gradient));
    norms.weights.unshift(norm(product(transposed(entering, ROWS, width), gradient, width, ROWS, width)));
    gradient = product(gradient, transposed(weights[layer], width, width), ROWS, width, width);
  }
  return norms;
}
