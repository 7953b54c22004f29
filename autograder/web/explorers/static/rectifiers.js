// ReLU and its family: a bend at 0. At a bend, the slope is the one that PyTorch takes.
import { parameter } from "./parameter.js";

const SELU_ALPHA = 1.6732632423543772;
const SELU_SCALE = 1.0507009873554805;
const AT_ZERO = () => [0];

const leaky = (x, slope) => (x > 0 ? x : slope * x);
const leakySlope = (x, slope) => (x > 0 ? 1 : slope);
const elu = (x, alpha) => (x > 0 ? x : alpha * Math.expm1(x));
const eluSlope = (x, alpha) => (x > 0 ? 1 : alpha * Math.exp(x));

export const RECTIFIERS = [
  { name: "relu", value: (x) => Math.max(x, 0), slope: (x) => (x > 0 ? 1 : 0), kinks: AT_ZERO },
  {
    name: "leaky_relu",
    parameters: [parameter("slope", "negative slope", 0.01, -0.5, 1.5)],
    value: leaky,
    slope: leakySlope,
    kinks: AT_ZERO,
  },
  {
    name: "prelu",
    parameters: [parameter("weight", "learned weight", 0.25, -1, 2)],
    value: leaky,
    slope: leakySlope,
    kinks: AT_ZERO,
  },
  {
    name: "rrelu",
    parameters: [parameter("lower", "lower", 0.125, 0, 1, 0.005), parameter("upper", "upper", 0.333, 0, 1, 0.001)],
    value: (x, lower, upper) => leaky(x, (lower + upper) / 2),
    slope: (x, lower, upper) => leakySlope(x, (lower + upper) / 2),
    kinks: AT_ZERO,
  },
  {
    name: "relu6",
    value: (x) => Math.min(Math.max(x, 0), 6),
    slope: (x) => (x > 0 && x < 6 ? 1 : 0),
    kinks: () => [0, 6],
  },
  { name: "elu", parameters: [parameter("alpha", "α", 1, 0.1, 3)], value: elu, slope: eluSlope, kinks: AT_ZERO },
  {
    name: "selu",
    value: (x) => SELU_SCALE * elu(x, SELU_ALPHA),
    slope: (x) => SELU_SCALE * eluSlope(x, SELU_ALPHA),
    kinks: AT_ZERO,
  },
  {
    name: "celu",
    parameters: [parameter("alpha", "α", 1, 0.1, 3)],
    value: (x, alpha) => (x > 0 ? x : alpha * Math.expm1(x / alpha)),
    slope: (x, alpha) => (x > 0 ? 1 : Math.exp(x / alpha)),
    kinks: AT_ZERO,
  },
  {
    name: "threshold",
    parameters: [parameter("threshold", "threshold", 1, -3, 3, 0.05), parameter("value", "value below", 0, -3, 3, 0.05)],
    value: (x, threshold, below) => (x > threshold ? x : below),
    slope: (x, threshold) => (x > threshold ? 1 : 0),
    kinks: (threshold) => [threshold],
  },
  {
    name: "maxout",
    parameters: [
      parameter("a", "first slope", -0.5, -2, 2, 0.05),
      parameter("b", "second slope", 1, -2, 2, 0.05),
      parameter("c", "second shift", 0, -3, 3, 0.05),
    ],
    value: (x, a, b, c) => Math.max(a * x, b * x + c),
    slope: (x, a, b, c) => (a * x > b * x + c ? a : a * x < b * x + c ? b : (a + b) / 2),
    kinks: (a, b, c) => (a === b ? [] : [c / (a - b)]),
  },
];
