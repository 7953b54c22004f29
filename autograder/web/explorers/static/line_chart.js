// Curves on one pair of axes, as SVG; it fits its own width, and can mark one place on all curves.
import { svg } from "./elements.js";

const TOP = 12;
const RIGHT = 14;
const BOTTOM = 40;
const DIGIT = 8;

let made = 0;

export class LineChart {
  /** In `host`, an element of the page. `onPoint(value)` is told where on the x axis the pointer is. */
  constructor(host, { label, height = 300, onPoint = null }) {
    this.host = host;
    this.label = label;
    this.height = height;
    this.clip = `inside-${made++}`;
    this.picture = svg("svg", { class: "chart", role: "img", "aria-label": label });
    host.append(this.picture);
    if (onPoint) for (const event of ["pointermove", "pointerdown"]) this.picture.addEventListener(event, (at) => this.point(at, onPoint));
    new ResizeObserver(() => this.content && this.draw(this.content)).observe(host);
  }

  /**
   * `x` and `y` are axes; `series` a list of {look, xs, ys, breaks, dots}: at a break the curve is interrupted, and
   * `dots` marks each point. `said` is the description for who does not see it.
   */
  draw(content) {
    this.content = content;
    const { x, y, xLabel, yLabel, series, said } = content;
    this.width = Math.max(260, Math.round(this.host.clientWidth));
    const height = Math.round(Math.min(this.height, Math.max(210, this.width * 0.68)));
    this.left = 14 + (yLabel ? 18 : 0) + DIGIT * Math.max(4, ...y.ticks.map(({ text }) => text.length));
    this.right = this.width - RIGHT;
    this.bottom = height - BOTTOM;
    this.picture.setAttribute("viewBox", `0 0 ${this.width} ${height}`);
    this.picture.setAttribute("aria-label", `${this.label}. ${said}`);
    this.marks = svg("g", { class: "marks" });
    this.picture.replaceChildren(
      svg("clipPath", { id: this.clip }, this.area()),
      this.area("area"),
      this.grid(x, y),
      this.names(xLabel, yLabel, height),
      svg("g", { "clip-path": `url(#${this.clip})` }, ...series.flatMap((one) => this.curve(one))),
      this.marks,
    );
    if (this.marked) this.mark(...this.marked);
  }

  area(kind) {
    const size = { width: this.right - this.left, height: this.bottom - TOP };
    return svg("rect", { class: kind, x: this.left, y: TOP, ...size });
  }

  placeX(value) {
    return this.left + this.content.x.place(value) * (this.right - this.left);
  }

  placeY(value) {
    const share = Math.min(Math.max(this.content.y.place(value), -0.2), 1.2);
    return this.bottom - share * (this.bottom - TOP);
  }

  grid(x, y) {
    const every = Math.ceil((x.ticks.length * 46) / (this.right - this.left));
    const upright = x.ticks.filter((_, place) => place % every === 0).flatMap(({ value, text }) => {
      const at = this.placeX(value).toFixed(1);
      return [
        svg("line", { class: value === 0 ? "zero" : "grid", x1: at, x2: at, y1: TOP, y2: this.bottom }),
        svg("text", { x: at, y: this.bottom + 17, "text-anchor": "middle" }, text),
      ];
    });
    const level = y.ticks.flatMap(({ value, text }) => {
      const at = this.placeY(value).toFixed(1);
      return [
        svg("line", { class: value === 0 ? "zero" : "grid", x1: this.left, x2: this.right, y1: at, y2: at }),
        svg("text", { x: this.left - 7, y: Number(at) + 4.5, "text-anchor": "end" }, text),
      ];
    });
    return svg("g", {}, ...upright, ...level);
  }

  names(xLabel, yLabel, height) {
    const middle = (this.left + this.right) / 2;
    const names = [svg("text", { class: "name", x: middle, y: height - 6, "text-anchor": "middle" }, xLabel ?? "")];
    if (yLabel) {
      const at = (TOP + this.bottom) / 2;
      names.push(svg("text", { class: "name", x: 13, y: at, "text-anchor": "middle", transform: `rotate(-90 13 ${at})` }, yLabel));
    }
    return svg("g", {}, ...names);
  }

  curve({ look, xs, ys, breaks = [], dots = false }) {
    const points = xs.map((x, place) => [this.placeX(x), this.placeY(ys[place])]);
    let path = "";
    const jumps = [];
    for (let place = 0; place < points.length; place++) {
      const isNew = place === 0 || breaks.some((at) => xs[place - 1] < at && at < xs[place]);
      path += `${isNew ? "M" : "L"}${points[place][0].toFixed(1)} ${points[place][1].toFixed(1)}`;
      if (isNew && place > 0 && Math.abs(points[place][1] - points[place - 1][1]) > 1) jumps.push([points[place - 1], points[place]]);
    }
    const lines = jumps.map(([one, other]) => svg("path", { class: `jump look-${look}`, d: `M${one}L${other}` }));
    const circles = dots ? points.map(([cx, cy]) => svg("circle", { class: `dot look-${look}`, cx: cx.toFixed(1), cy: cy.toFixed(1), r: 2.6 })) : [];
    return [...lines, svg("path", { class: `curve look-${look}`, d: path }), ...circles];
  }

  /** A line at `value` of the x axis, and a dot on each curve: `heights` is a list of {look, y}. */
  mark(value, heights) {
    this.marked = [value, heights];
    if (!this.content) return;
    const at = this.placeX(value).toFixed(1);
    const visible = heights.filter(({ y }) => this.content.y.place(y) >= -0.01 && this.content.y.place(y) <= 1.01);
    this.marks.replaceChildren(
      svg("line", { class: "cursor", x1: at, x2: at, y1: TOP, y2: this.bottom }),
      ...visible.map(({ look, y }) => svg("circle", { class: `knob look-${look}`, cx: at, cy: this.placeY(y).toFixed(1), r: 5 })),
    );
  }

  point(event, onPoint) {
    const box = this.picture.getBoundingClientRect();
    const along = ((event.clientX - box.left) / box.width) * this.width;
    const share = Math.min(Math.max((along - this.left) / (this.right - this.left), 0), 1);
    onPoint(this.content.x.value(share));
  }
}
