// The activation explorer: functions and slopes of chosen activations side by side.
import { numberIn, readAddress, watchAddress, writeAddress } from "./address.js";
import { Announcer } from "./announcer.js";
import { axisAround, evenAxis } from "./axis.js";
import { ChosenCards } from "./chosen_cards.js";
import { html, swatch } from "./elements.js";
import { foldOnPhones } from "./folds.js";
import { LineChart } from "./line_chart.js";
import { listed, shown } from "./numbers.js";
import { Picker } from "./picker.js";
import { inWords } from "./properties.js";
import { formulas, groups, titles } from "./reference.js";
import { Selection } from "./selection.js";
import { shapeOf } from "./shape.js";
import { offerLink } from "./share.js";
import { Slider } from "./slider.js";

const POINTS = 1200;
const ROWS = 21;
const NEAR = 1e-9;
const DEFAULTS = { show: "relu,gelu,tanh", reach: 5, at: 1 };

const place = (name) => document.getElementById(name);
const names = titles();
const status = new Announcer(place("status"));
const selection = new Selection(draw);
const picker = new Picker(place("picker"), groups(), selection);
const cards = new ChosenCards(place("chosen"), selection, names, ({ one }) => [formulas(one.name), properties(one)]);
const valueChart = new LineChart(place("values"), { label: "Function", height: 340, onPoint: moveTo });
const slopeChart = new LineChart(place("slopes"), { label: "Derivative", height: 280, onPoint: moveTo });
const at = new Slider({ label: "x", low: -20, high: 20, step: 0.01, value: DEFAULTS.at, onChange: read });
const reach = new Slider({
  label: "Shown", low: 1, high: 20, step: 0.5, value: DEFAULTS.reach, onChange: draw, said: (number) => `−${shown(number)} to ${shown(number)}`,
});
place("cursor").append(at.element, reach.element);

function properties(one) {
  const rows = inWords(shapeOf(one)).flatMap(([what, how]) => [html("dt", {}, what), html("dd", {}, how)]);
  return html("dl", { class: "properties" }, ...rows);
}

/** Arguments across the picture, with one on either side of each bend. */
function across(kinks) {
  const even = Array.from({ length: POINTS + 1 }, (_, number) => reach.value * ((2 * number) / POINTS - 1));
  const near = kinks.filter((kink) => Math.abs(kink) < reach.value).flatMap((kink) => [kink - NEAR, kink + NEAR]);
  return [...even.filter((x) => !kinks.includes(x)), ...near].sort((one, other) => one - other);
}

function draw() {
  picker.show();
  cards.show();
  at.input.min = -reach.value;
  at.input.max = reach.value;
  const curves = selection.entries.map(({ look, one }) => ({ look, one, xs: across(one.kinks) }));
  plot(valueChart, curves, "value", "f(x)", []);
  plot(slopeChart, curves, "slope", "f′(x)", [0, 1]);
  place("empty").hidden = curves.length > 0;
  place("count").textContent = `${curves.length} of ${names.size}`;
  tabulate();
  read();
}

function plot(chart, curves, what, yLabel, also) {
  const series = curves.map(({ look, one, xs }) => ({ look, xs, ys: xs.map(one[what]), breaks: one.kinks }));
  const values = series.flatMap(({ ys }) => ys);
  const said = selection.entries.map(({ one }, number) => `${names.get(one.name)}: ${spanned(series[number].ys)}`).join("; ");
  const x = evenAxis(-reach.value, reach.value, 8);
  chart.draw({ x, y: axisAround(values, [0, ...also]), xLabel: "x", yLabel, series, said: said || "Nothing is chosen." });
}

function spanned(values) {
  const [low, high] = values.reduce(([least, most], value) => [Math.min(least, value), Math.max(most, value)], [Infinity, -Infinity]);
  return low === high ? shown(low) : `${shown(low, 3)} to ${shown(high, 3)}`;
}

function moveTo(x) {
  at.value = x;
  read();
}

/** What all curves are at the cursor. */
function read() {
  const x = at.value;
  const found = selection.entries.map(({ look, one }) => ({ look, name: names.get(one.name), value: one.value(x), slope: one.slope(x) }));
  valueChart.mark(x, found.map(({ look, value }) => ({ look, y: value })));
  slopeChart.mark(x, found.map(({ look, slope }) => ({ look, y: slope })));
  place("readings").replaceChildren(
    ...found.map(({ look, name, value, slope }) =>
      html("tr", {}, html("th", { scope: "row" }, swatch(look), name), html("td", {}, shown(value)), html("td", {}, shown(slope))),
    ),
  );
  at.say(`x = ${shown(x)}`);
  const each = found.map(({ name, value, slope }) => `${name} ${shown(value)} with slope ${shown(slope)}`);
  at.input.setAttribute("aria-valuetext", `x = ${shown(x)}: ${each.join("; ")}`);
  status.say(found.length ? `${listed(found.map(({ name }) => name))}, for x from ${reach.said(reach.value)}. At x = ${shown(x)}: ${each.join("; ")}.` : "Nothing is chosen.");
  writeAddress({ show: selection.text, reach: reach.value, at: x });
}

/** The same curves as numbers. */
function tabulate() {
  const titled = selection.entries.map(({ one }) => names.get(one.name));
  const xs = Array.from({ length: ROWS }, (_, number) => reach.value * ((2 * number) / (ROWS - 1) - 1));
  const heads = titled.flatMap((title) => [`${title}: f(x)`, `${title}: f′(x)`]);
  place("table-head").replaceChildren(html("tr", {}, ...["x", ...heads].map((head) => html("th", { scope: "col" }, head))));
  place("table-body").replaceChildren(
    ...xs.map((x) => {
      const cells = selection.entries.flatMap(({ one }) => [one.value(x), one.slope(x)]);
      return html("tr", {}, html("th", { scope: "row" }, shown(x)), ...cells.map((value) => html("td", {}, shown(value))));
    }),
  );
}

function restore() {
  const values = readAddress();
  reach.value = numberIn(values, "reach", 1, 20, DEFAULTS.reach);
  at.input.min = -reach.value;
  at.input.max = reach.value;
  at.value = numberIn(values, "at", -20, 20, DEFAULTS.at);
  selection.text = values.get("show") ?? DEFAULTS.show;
}

foldOnPhones();
offerLink();
watchAddress(restore);
restore();
