// Smooth relatives of ReLU, and the piecewise one that stands in for SiLU.
import { sigmoid, softplus, tanhSlope } from "./logistic.js";
import { normalBelow, normalDensity } from "./normal.js";
import { parameter } from "./parameter.js";

const GELU_CUBIC = 0.044715;
const ROOT = Math.sqrt(2 / Math.PI);

const bend = (x) => ROOT * (x + GELU_CUBIC * x ** 3);

export function swish(x, beta) {
  return x * sigmoid(beta * x);
}

export function swishSlope(x, beta) {
  const gate = sigmoid(beta * x);
  return gate + beta * x * gate * sigmoid(-beta * x);
}

export function gelu(x) {
  return x * normalBelow(x);
}

export function geluSlope(x) {
  return normalBelow(x) + x * normalDensity(x);
}

function mishSlope(x) {
  const plus = softplus(x);
  return Math.tanh(plus) + x * tanhSlope(plus) * sigmoid(x);
}

function geluTanhSlope(x) {
  const inner = bend(x);
  return 0.5 * (1 + Math.tanh(inner)) + 0.5 * x * tanhSlope(inner) * ROOT * (1 + 3 * GELU_CUBIC * x * x);
}

function hardswishSlope(x) {
  if (x <= -3) return 0;
  return x < 3 ? x / 3 + 0.5 : 1;
}

export const SMOOTH = [
  {
    name: "softplus",
    parameters: [parameter("beta", "β", 1, 0.1, 10, 0.1)],
    value: (x, beta) => softplus(beta * x) / beta,
    slope: (x, beta) => sigmoid(beta * x),
  },
  { name: "silu", value: (x) => swish(x, 1), slope: (x) => swishSlope(x, 1) },
  { name: "swish", parameters: [parameter("beta", "β", 1, 0, 10, 0.05)], value: swish, slope: swishSlope },
  { name: "gelu", value: gelu, slope: geluSlope },
  { name: "gelu_tanh", value: (x) => 0.5 * x * (1 + Math.tanh(bend(x))), slope: geluTanhSlope },
  { name: "gelu_sigmoid", value: (x) => swish(x, 1.702), slope: (x) => swishSlope(x, 1.702) },
  { name: "mish", value: (x) => x * Math.tanh(softplus(x)), slope: mishSlope },
  {
    name: "hardswish",
    value: (x) => (x * Math.min(Math.max(x + 3, 0), 6)) / 6,
    slope: hardswishSlope,
    kinks: () => [-3, 3],
  },
];
