// Histograms of a network's layers, one behind the other, the input's side on top.
import { evenAxis } from "./axis.js";
import { svg } from "./elements.js";
import { shown } from "./numbers.js";

const MOST_ROWS = 14;
const ROW = 26;
const TALL = 1.9;
const TOP = 44;
const LEFT = 34;
const RIGHT = 62;
const FOOT = 34;

/** Layers to show, counted from 0: all, or evenly spread ones with the first and the last. */
export function shownLayers(depth) {
  const rows = Math.min(depth, MOST_ROWS);
  return Array.from({ length: rows }, (_, row) => Math.round((row * (depth - 1)) / Math.max(1, rows - 1)));
}

export class RidgeChart {
  constructor(host, label) {
    this.host = host;
    this.label = label;
    this.picture = svg("svg", { class: "chart ridges", role: "img", "aria-label": label });
    host.append(this.picture);
    new ResizeObserver(() => this.content && this.draw(this.content)).observe(host);
  }

  /** `layers` as signalFlow finds them; `reach` is the histograms' half width; `marked` a layer, counted from 0. */
  draw(content) {
    this.content = content;
    const { look, layers, reach, marked, said } = content;
    this.width = Math.max(230, Math.round(this.host.clientWidth));
    const rows = shownLayers(layers.length);
    const bottom = TOP + ROW * rows.length;
    this.x = evenAxis(-reach, reach, 4);
    this.picture.setAttribute("viewBox", `0 0 ${this.width} ${bottom + FOOT}`);
    this.picture.setAttribute("aria-label", `${this.label}. ${said}`);
    this.picture.replaceChildren(
      ...this.grid(bottom),
      svg("text", { class: "head", x: 0, y: 14 }, "layer"),
      svg("text", { class: "head", x: this.width - 4, y: 14, "text-anchor": "end" }, "std"),
      ...rows.map((layer, row) => this.ridge(look, layers[layer], layer, TOP + ROW * (row + 1) - 6, layer === marked)),
    );
  }

  place(value) {
    return LEFT + this.x.place(value) * (this.width - LEFT - RIGHT);
  }

  grid(bottom) {
    return this.x.ticks.flatMap(({ value, text }) => {
      const at = this.place(value).toFixed(1);
      return [
        svg("line", { class: value === 0 ? "zero" : "grid", x1: at, x2: at, y1: 20, y2: bottom }),
        svg("text", { x: at, y: bottom + 18, "text-anchor": "middle" }, text),
      ];
    });
  }

  /** A spike, as of ReLU's zeros, is cut: or nothing else would be seen. */
  ridge(look, { counts, deviation }, layer, base, isMarked) {
    const total = counts.reduce((sum, count) => sum + count, 0);
    const second = [...counts].sort((one, other) => other - one)[1];
    const scale = (ROW * TALL) / Math.max(second * 1.35, 0.02 * total, 1);
    const step = (this.place(this.x.high) - this.place(this.x.low)) / counts.length;
    let path = `M${this.place(this.x.low).toFixed(1)} ${base}`;
    counts.forEach((count, bin) => {
      const top = (base - Math.min(count * scale, ROW * TALL)).toFixed(1);
      const left = this.place(this.x.low) + bin * step;
      path += `L${(left + step / 2).toFixed(1)} ${top}`;
    });
    path += `L${this.place(this.x.high).toFixed(1)} ${base}`;
    return svg(
      "g",
      { class: `ridge look-${look}${isMarked ? " is-marked" : ""}` },
      svg("path", { class: "back", d: `${path}Z` }),
      svg("path", { class: "edge", d: path }),
      svg("text", { x: LEFT - 8, y: base + 1, "text-anchor": "end" }, String(layer + 1)),
      svg("text", { x: this.width - 4, y: base + 1, "text-anchor": "end" }, shown(deviation, 2)),
    );
  }
}
