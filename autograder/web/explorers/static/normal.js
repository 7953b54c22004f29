// The normal distribution and the error function, to about the last digit of a float64.
// Below 2.5 by the series with positive terms, above by the continued fraction: Abramowitz & Stegun 1964, 7.1.6 and 7.1.14.

const ROOT_PI = Math.sqrt(Math.PI);
const BORDER = 2.5;
const FRACTIONS = 40;

function series(x) {
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / ROOT_PI) * Math.exp(-x * x) * sum;
}

function upperTail(x) {
  let below = x;
  for (let n = FRACTIONS; n > 0; n--) below = x + n / 2 / below;
  return Math.exp(-x * x) / (ROOT_PI * below);
}

/** The error function's complement, 1 - erf(x); accurate where it is tiny as well. */
export function erfc(x) {
  if (x >= BORDER) return upperTail(x);
  return x <= -BORDER ? 2 - upperTail(-x) : 1 - series(x);
}

/** The share of a standard normal distribution that lies below x. */
export function normalBelow(x) {
  return 0.5 * erfc(-x / Math.SQRT2);
}

/** The density of a standard normal distribution at x. */
export function normalDensity(x) {
  return Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
}
