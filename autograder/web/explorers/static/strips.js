// A strip of cells per curve, from the input to the output: full where a value is the largest, empty a billionth of it.
import { html, svg } from "./elements.js";

const DECADES = 9;
const HEIGHT = 22;

/** How full a cell is, from 0 to 1, by the value's share of the largest. */
export function fullness(value, largest) {
  return value > 0 ? Math.max(0, 1 + Math.log10(value / largest) / DECADES) : 0;
}

/** A strip for `values`, one per layer. */
export function strip(look, label, values) {
  const largest = Math.max(...values);
  const cells = values.map((value, place) =>
    svg("rect", { class: `cell look-${look}`, x: place + 0.04, y: 0, width: 0.92, height: HEIGHT, "fill-opacity": fullness(value, largest).toFixed(3) }),
  );
  const shape = { viewBox: `0 0 ${values.length} ${HEIGHT}`, preserveAspectRatio: "none", "aria-hidden": "true" };
  return html("div", { class: "strip" }, html("span", {}, label), svg("svg", shape, ...cells));
}
