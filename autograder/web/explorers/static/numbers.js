// Numbers as people read them.

const RAISED = { "-": "⁻", 0: "⁰", 1: "¹", 2: "²", 3: "³", 4: "⁴", 5: "⁵", 6: "⁶", 7: "⁷", 8: "⁸", 9: "⁹" };

/** An integer as an exponent. */
export function raised(power) {
  return [...String(power)].map((sign) => RAISED[sign]).join("");
}

/** `digits` significant digits; powers of ten where the number is very small or very large. */
export function shown(number, digits = 4) {
  if (Number.isNaN(number)) return "undefined";
  if (!Number.isFinite(number)) return number > 0 ? "∞" : "−∞";
  const size = Math.abs(number);
  if (size !== 0 && (size < 1e-3 || size >= 1e6)) {
    const [front, power] = number.toExponential(Math.max(0, digits - 2)).split("e");
    return `${signed(Number(front))}·10${raised(Number(power))}`;
  }
  return signed(Number(number.toPrecision(digits)));
}

function signed(number) {
  return number === 0 ? "0" : String(number).replace("-", "−");
}

/** A share as a percentage. */
export function percent(share) {
  const hundredths = 100 * share;
  if (hundredths > 0 && hundredths < 0.1) return "below 0.1\u00a0%";
  return `${Number(hundredths.toFixed(hundredths < 10 || hundredths > 99 ? 1 : 0))}\u00a0%`;
}

/** "one, two and three". */
export function listed(words) {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

/** The first word whose border the number does not exceed; `borders` is a list of [border, word] in rising order. */
export function graded(number, borders) {
  return borders.find(([border]) => number <= border)?.[1] ?? "cannot be told";
}
