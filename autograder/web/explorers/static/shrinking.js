// Activations that take something away near 0, and leave large arguments about as they are.
import { parameter } from "./parameter.js";

const LAMBDA = () => [parameter("lambda", "λ", 0.5, 0, 3, 0.05)];
const BOTH_SIDES = (lambda) => (lambda > 0 ? [-lambda, lambda] : [0]);

export const SHRINKING = [
  { name: "tanhshrink", value: (x) => x - Math.tanh(x), slope: (x) => Math.tanh(x) ** 2 },
  {
    name: "softshrink",
    parameters: LAMBDA(),
    value: (x, lambda) => (x > lambda ? x - lambda : x < -lambda ? x + lambda : 0),
    slope: (x, lambda) => (x > lambda || x < -lambda ? 1 : 0),
    kinks: BOTH_SIDES,
  },
  {
    name: "hardshrink",
    parameters: LAMBDA(),
    value: (x, lambda) => (x > lambda || x < -lambda ? x : 0),
    slope: (x, lambda) => (x > lambda || x < -lambda ? 1 : 0),
    kinks: BOTH_SIDES,
  },
];
