// The logistic function and its relatives, none of which overflows.

/** 1 / (1 + exp(-x)). */
export function sigmoid(x) {
  if (x >= 0) return 1 / (1 + Math.exp(-x));
  const power = Math.exp(x);
  return power / (1 + power);
}

/** The derivative of sigmoid, as a product: 1 - sigmoid(x) alone would lose all digits for large x. */
export function sigmoidSlope(x) {
  return sigmoid(x) * sigmoid(-x);
}

/** log(1 + exp(x)). */
export function softplus(x) {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

/** The derivative of tanh. */
export function tanhSlope(x) {
  return 1 / Math.cosh(x) ** 2;
}
