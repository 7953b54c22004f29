// The identity to compare with, a bell, and two waves.
import { parameter } from "./parameter.js";

export const OTHERS = [
  { name: "identity", value: (x) => x, slope: () => 1 },
  {
    name: "sine",
    parameters: [parameter("omega", "ω", 1, 0.1, 30, 0.1)],
    value: (x, omega) => Math.sin(omega * x),
    slope: (x, omega) => omega * Math.cos(omega * x),
  },
  {
    name: "snake",
    parameters: [parameter("a", "a", 1, 0.1, 10, 0.1)],
    value: (x, a) => x + Math.sin(a * x) ** 2 / a,
    slope: (x, a) => 1 + Math.sin(2 * a * x),
  },
  { name: "gaussian", value: (x) => Math.exp(-x * x), slope: (x) => (x === 0 ? 0 : -2 * x * Math.exp(-x * x)) },
];
