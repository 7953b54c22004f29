// Activations whose values, or whose logarithm's values, stay within bounds.
import { sigmoid, sigmoidSlope, softplus, tanhSlope } from "./logistic.js";
import { parameter } from "./parameter.js";

export const SQUASHING = [
  { name: "sigmoid", value: sigmoid, slope: sigmoidSlope },
  { name: "tanh", value: Math.tanh, slope: tanhSlope },
  {
    name: "softsign",
    value: (x) => x / (1 + Math.abs(x)),
    slope: (x) => 1 / (1 + Math.abs(x)) ** 2,
  },
  { name: "arctan", value: Math.atan, slope: (x) => 1 / (1 + x * x) },
  { name: "logsigmoid", value: (x) => -softplus(-x), slope: (x) => sigmoid(-x) },
  {
    name: "hardsigmoid",
    value: (x) => Math.min(Math.max(x + 3, 0), 6) / 6,
    slope: (x) => (x > -3 && x < 3 ? 1 / 6 : 0),
    kinks: () => [-3, 3],
  },
  {
    name: "hardtanh",
    parameters: [parameter("low", "lowest", -1, -5, -0.1, 0.1), parameter("high", "highest", 1, 0.1, 5, 0.1)],
    value: (x, low, high) => Math.min(Math.max(x, low), high),
    slope: (x, low, high) => (x > low && x < high ? 1 : 0),
    kinks: (low, high) => [low, high],
  },
  {
    name: "step",
    value: (x) => (x > 0 ? 1 : 0),
    slope: () => 0,
    kinks: () => [0],
  },
  {
    name: "softmax",
    parameters: [parameter("classes", "classes", 3, 2, 20, 1)],
    value: (x, classes) => sigmoid(x - Math.log(classes - 1)),
    slope: (x, classes) => sigmoidSlope(x - Math.log(classes - 1)),
  },
];
