// A parameter of an activation: its name, its label, the default and the range of its slider.

export function parameter(name, label, value, low, high, step = 0.01) {
  return Object.freeze({ name, label, value, low, high, step });
}

/** The number in steps within the parameter's range, without rounding's last digits; the default for no number. */
export function within(one, number) {
  if (!Number.isFinite(number)) return one.value;
  const near = Math.min(Math.max(number, one.low), one.high);
  return Number((Math.round(near / one.step) * one.step).toFixed(6));
}
