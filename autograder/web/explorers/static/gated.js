// Gated units for one value that passes the gate: the value times an activation of the gate's own input x.
import { sigmoid, sigmoidSlope } from "./logistic.js";
import { parameter } from "./parameter.js";
import { gelu, geluSlope, swish, swishSlope } from "./smooth.js";

function gated(name, value, slope, kinks) {
  return {
    name,
    parameters: [parameter("value", "value let through", 1, -3, 3, 0.05)],
    value: (x, through) => through * value(x),
    slope: (x, through) => through * slope(x),
    kinks,
  };
}

export const GATED = [
  gated("glu", sigmoid, sigmoidSlope),
  gated("reglu", (x) => Math.max(x, 0), (x) => (x > 0 ? 1 : 0), () => [0]),
  gated("geglu", gelu, geluSlope),
  gated("swiglu", (x) => swish(x, 1), (x) => swishSlope(x, 1)),
];
