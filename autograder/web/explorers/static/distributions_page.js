// Distributions through layers: what becomes of a signal in a network that has learned nothing yet.
import { Announcer } from "./announcer.js";
import { axisAround, evenAxis, powerAxis } from "./axis.js";
import { html, swatch } from "./elements.js";
import { Laboratory } from "./laboratory.js";
import { LineChart } from "./line_chart.js";
import { NetworkControls } from "./network_controls.js";
import { graded, percent, shown } from "./numbers.js";
import { RidgeChart } from "./ridge_chart.js";
import { Slider } from "./slider.js";

const SIDES = new Map([["after", "after the activation"], ["before", "before the activation"]]);
/** What becomes of the signal, by the ratio of the last layer's standard deviation to the first layer's. */
const COURSES = [[0.01, "is lost"], [0.5, "shrinks"], [2, "keeps its size"], [100, "grows"], [Infinity, "runs away"]];
const HEADS = ["mean", "std", "saturated", "dead"];

const place = (name) => document.getElementById(name);
const status = new Announcer(place("status"));
const laboratory = new Laboratory("signalFlow", found);
const charts = {
  deviation: chartIn("deviations", "Standard deviation by layer"),
  mean: chartIn("means", "Mean by layer"),
  saturated: chartIn("saturations", "Saturated share by layer"),
  dead: chartIn("deaths", "Dead neurons by layer"),
};
const ridges = new Map();
const layer = new Slider({ label: "Layer", low: 1, high: 20, step: 1, value: 20, onChange: read });
place("cursor").append(layer.element);
let curves = [];
let latest = null;

const controls = new NetworkControls({
  show: "tanh,relu,selu",
  start: "lecun",
  choices: { side: { label: "Values", options: SIDES, value: "after" } },
  more: { reach: { label: "Histograms reach to", low: 0.5, high: 10, step: 0.5, value: 3, said: (number) => `±${shown(number)}` } },
  onChange: ask,
});

function chartIn(name, label) {
  return new LineChart(place(name), { label, height: 240, onPoint: (x) => moveTo(Math.round(x)) });
}

function ask() {
  place("stage").setAttribute("aria-busy", "true");
  laboratory.ask({ ...controls.settings, side: controls.get("side"), reach: controls.get("reach"), looks: controls.selection.entries.map(({ look }) => look) });
}

function found(results, settings, isLatest) {
  const names = settings.activations.map(({ name }) => name);
  curves = results.map((layers, number) => ({ look: settings.looks[number], key: names[number], name: controls.names.get(names[number]), layers }));
  layer.input.max = settings.network.depth;
  latest = settings;
  draw(settings);
  if (isLatest) place("stage").setAttribute("aria-busy", "false");
}

function draw({ network }) {
  const spreads = curves.flatMap(({ layers }) => layers.map(({ deviation }) => deviation)).filter((value) => value > 0 && Number.isFinite(value));
  const means = curves.flatMap(({ layers }) => layers.map(({ mean }) => mean));
  const axes = {
    deviation: powerAxis(Math.min(1, ...spreads), Math.max(1, ...spreads), 5),
    mean: axisAround(means, [0], 5),
    saturated: evenAxis(-0.03, 1.03, 5),
    dead: evenAxis(-0.03, 1.03, 5),
  };
  const xs = Array.from({ length: network.depth }, (_, number) => number + 1);
  for (const [what, chart] of Object.entries(charts)) {
    const series = curves.map(({ look, layers }) => ({ look, xs, ys: layers.map((one) => one[what]) }));
    const said = curves.map(({ name, layers }) => `${name}: ${shown(layers[0][what], 3)} in the first layer, ${shown(layers.at(-1)[what], 3)} in the last`).join("; ");
    chart.draw({ x: evenAxis(1, network.depth, 6), y: axes[what], xLabel: "layer, from the input", series, said: said || "Nothing is chosen." });
  }
  place("empty").hidden = curves.length > 0;
  place("summary").replaceChildren(...curves.map((curve) => html("li", {}, swatch(curve.look), verdict(curve))));
  status.say(curves.map(verdict).join(" ") || "Nothing is chosen.");
  tabulate(xs);
  read();
}

function verdict({ name, layers }) {
  const [first, last] = [layers[0], layers.at(-1)];
  const dead = last.dead > 0 ? ` and ${percent(last.dead)} of the neurons dead` : "";
  const course = graded(last.deviation / first.deviation, COURSES);
  return `${name}: the signal ${course}. Its std is ${shown(first.deviation, 3)} in the first layer and ${shown(last.deviation, 3)} in the last, where ${percent(last.saturated)} of the values are saturated${dead}.`;
}

function moveTo(number) {
  layer.value = number;
  read();
}

/** Everything that depends on the chosen layer. */
function read() {
  const number = layer.value;
  layer.say(`${number} of ${layer.input.max}`);
  for (const [what, chart] of Object.entries(charts)) {
    chart.mark(number, curves.map(({ look, layers }) => ({ look, y: layers[number - 1][what] })));
  }
  place("readings").replaceChildren(
    ...curves.map(({ look, name, layers }) => html("tr", {}, html("th", { scope: "row" }, swatch(look), name), ...cells(layers[number - 1]))),
  );
  const each = curves.map(({ name, layers }) => `${name} mean ${shown(layers[number - 1].mean, 3)}, std ${shown(layers[number - 1].deviation, 3)}`);
  layer.input.setAttribute("aria-valuetext", `layer ${number}: ${each.join("; ")}`);
  drawRidges(number - 1);
}

function cells({ mean, deviation, saturated, dead }) {
  return [shown(mean, 3), shown(deviation, 3), percent(saturated), percent(dead)].map((text) => html("td", {}, text));
}

/** A drawing for each activation; those that stay are kept. */
function drawRidges(marked) {
  for (const [key, { figure }] of ridges) {
    if (curves.some((curve) => curve.key === key)) continue;
    figure.remove();
    ridges.delete(key);
  }
  for (const { key, look, name, layers } of curves) {
    if (!ridges.has(key)) {
      const figure = html("figure", {}, html("figcaption", {}, swatch(look), name));
      place("ridges").append(figure);
      ridges.set(key, { figure, chart: new RidgeChart(figure, `Histograms of ${name}'s values by layer`) });
    }
    const beyond = layers.filter((one) => one.beyond > 0.001).length;
    const said = beyond ? `In ${beyond} of ${layers.length} layers some values lie beyond the picture.` : "All values lie within the picture.";
    ridges.get(key).chart.draw({ look, layers, reach: latest.reach, marked, said });
  }
}

function tabulate(xs) {
  const heads = curves.flatMap(({ name }) => HEADS.map((head) => `${name}: ${head}`));
  place("table-head").replaceChildren(html("tr", {}, ...["layer", ...heads].map((head) => html("th", { scope: "col" }, head))));
  place("table-body").replaceChildren(
    ...xs.map((x) => html("tr", {}, html("th", { scope: "row" }, String(x)), ...curves.flatMap(({ layers }) => cells(layers[x - 1])))),
  );
}

controls.restore();
