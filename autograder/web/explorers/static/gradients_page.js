// Vanishing gradients: the gradient's norm at each layer, by activation and start.
import { Announcer } from "./announcer.js";
import { evenAxis, powerAxis } from "./axis.js";
import { html, swatch } from "./elements.js";
import { Laboratory } from "./laboratory.js";
import { LineChart } from "./line_chart.js";
import { NetworkControls } from "./network_controls.js";
import { graded, shown } from "./numbers.js";
import { Slider } from "./slider.js";
import { strip } from "./strips.js";

const SIDES = new Map([["weights", "its weights"], ["sums", "its sums, before the activation"]]);
/** What the gradient does on its way back, by the ratio of the first layer's norm to the last layer's. */
const COURSES = [[1e-3, "vanishes"], [0.1, "shrinks"], [10, "keeps its size"], [1e3, "grows"], [Infinity, "explodes"]];

const place = (name) => document.getElementById(name);
const status = new Announcer(place("status"));
const laboratory = new Laboratory("gradientFlow", found);
const chart = new LineChart(place("norms"), { label: "Norm of the gradient by layer", height: 420, onPoint: (x) => moveTo(Math.round(x)) });
const layer = new Slider({ label: "Layer", low: 1, high: 20, step: 1, value: 1, onChange: read });
place("cursor").append(layer.element);
let curves = [];

const controls = new NetworkControls({
  show: "sigmoid,tanh,relu",
  start: "he",
  choices: { at: { label: "Gradient of each layer at", options: SIDES, value: "weights" } },
  more: { starts: { label: "Networks to average", low: 1, high: 8, step: 1, value: 4 } },
  onChange: ask,
});

function ask() {
  place("stage").setAttribute("aria-busy", "true");
  laboratory.ask({ ...controls.settings, starts: controls.get("starts"), at: controls.get("at"), looks: controls.selection.entries.map(({ look }) => look) });
}

function found(results, settings, isLatest) {
  curves = results.map((result, number) => {
    const { name } = settings.activations[number];
    return { look: settings.looks[number], name: controls.names.get(name), norms: result[settings.at], silent: result.silent, starts: settings.starts };
  });
  layer.input.max = settings.network.depth;
  draw(settings);
  if (isLatest) place("stage").setAttribute("aria-busy", "false");
}

function draw({ network, at }) {
  const xs = Array.from({ length: network.depth }, (_, number) => number + 1);
  const norms = curves.flatMap((curve) => curve.norms).filter((norm) => norm > 0 && Number.isFinite(norm));
  const y = powerAxis(Math.min(1, ...norms), Math.max(1, ...norms));
  const series = curves.map(({ look, norms: ys }) => ({ look, xs, ys, dots: network.depth <= 40 }));
  const said = curves.map(verdict).join(" ") || "Nothing is chosen.";
  chart.draw({ x: evenAxis(1, network.depth, 8), y, xLabel: "layer, from the input", yLabel: `gradient at ${SIDES.get(at).split(",")[0]}`, series, said });
  place("strips").replaceChildren(...curves.map(({ look, name, norms: values }) => strip(look, name, values)));
  tabulate(xs);
  read();
  status.say(said);
  place("summary").replaceChildren(...curves.map((curve) => html("li", {}, swatch(curve.look), verdict(curve))));
  place("empty").hidden = curves.length > 0;
}

/** The first layer's norm over the last layer's, and that factor per layer. */
function ratioOf(norms) {
  const ratio = norms[0] / norms.at(-1);
  return { ratio, factor: ratio ** (1 / (norms.length - 1)) };
}

function verdict({ name, norms, silent, starts }) {
  if (silent === starts) return `${name}: no gradient arrives at the first layer.`;
  const rest = silent ? ` In ${silent} of ${starts} networks none arrives at all; those are left out.` : "";
  const { ratio, factor } = ratioOf(norms);
  return `${name}: the gradient ${graded(ratio, COURSES)}. The first layer's is ${shown(ratio, 3)} times the last one's: a factor of ${shown(factor, 3)} for each layer back.${rest}`;
}

function moveTo(number) {
  layer.value = number;
  read();
}

function read() {
  const number = layer.value;
  layer.say(`${number} of ${layer.input.max}`);
  chart.mark(number, curves.map(({ look, norms }) => ({ look, y: norms[number - 1] })));
  place("readings").replaceChildren(
    ...curves.map(({ look, name, norms }) =>
      html("tr", {}, html("th", { scope: "row" }, swatch(look), name), html("td", {}, shown(norms[number - 1])), html("td", {}, shown(norms[number - 1] / norms.at(-1), 3))),
    ),
  );
  const each = curves.map(({ name, norms }) => `${name} ${shown(norms[number - 1], 3)}`);
  layer.input.setAttribute("aria-valuetext", `layer ${number}: ${each.join("; ")}`);
}

function tabulate(xs) {
  place("table-head").replaceChildren(html("tr", {}, ...["layer", ...curves.map(({ name }) => name)].map((head) => html("th", { scope: "col" }, head))));
  place("table-body").replaceChildren(
    ...xs.map((x) => html("tr", {}, html("th", { scope: "row" }, String(x)), ...curves.map(({ norms }) => html("td", {}, shown(norms[x - 1]))))),
  );
}

controls.restore();
