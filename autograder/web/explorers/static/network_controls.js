// The controls that both experiments with networks share; their values are kept in the page's address.
import { numberIn, readAddress, watchAddress, writeAddress } from "./address.js";
import { ChosenCards } from "./chosen_cards.js";
import { html } from "./elements.js";
import { foldOnPhones } from "./folds.js";
import { Picker } from "./picker.js";
import { groups, titles } from "./reference.js";
import { Selection } from "./selection.js";
import { offerLink } from "./share.js";
import { Slider } from "./slider.js";
import { STARTS } from "./start.js";

/** A gate has two inputs, softmax a whole layer's, and a step no gradient: these stand between no two layers here. */
const UNFIT = new Set(["glu", "reglu", "geglu", "swiglu", "softmax"]);

const SLIDERS = {
  depth: { label: "Hidden layers", low: 2, high: 60, step: 1, value: 20 },
  width: { label: "Neurons in each", low: 4, high: 128, step: 4, value: 64 },
  gain: { label: "Gain, times the start's", low: 0.1, high: 3, step: 0.05, value: 1 },
  bias: { label: "Bias at the start", low: -2, high: 2, step: 0.1, value: 0 },
  seed: { label: "Seed", low: 0, high: 99, step: 1, value: 0 },
};

export class NetworkControls {
  /**
   * In the elements `settings`, `picker` and `chosen`. `more` describes further sliders by name; `choices` further lists
   * to choose from, each {label, options: Map, value}; `onChange()` is called after every change.
   */
  constructor({ show, start, more = {}, choices = {}, onChange }) {
    this.defaults = { show };
    this.onChange = onChange;
    this.names = titles();
    this.sliders = new Map();
    this.lists = new Map();
    const host = document.getElementById("settings");
    this.list(host, "start", { label: "Start of the weights", options: STARTS, value: start });
    for (const [name, choice] of Object.entries(choices)) this.list(host, name, choice);
    for (const [name, about] of Object.entries({ ...SLIDERS, ...more })) this.slider(host, name, about);
    this.selection = new Selection(() => this.changed(), (name) => !UNFIT.has(name));
    this.picker = new Picker(document.getElementById("picker"), groups(), this.selection);
    this.cards = new ChosenCards(document.getElementById("chosen"), this.selection, this.names);
    watchAddress(() => this.restore());
    foldOnPhones();
    offerLink();
  }

  slider(host, name, about) {
    const slider = new Slider({ ...about, onChange: () => this.changed() });
    this.sliders.set(name, { slider, about });
    host.append(slider.element);
  }

  list(host, name, { label, options, value }) {
    const id = `choice-${name}`;
    const entries = [...options].map(([key, text]) => html("option", { value: key }, text));
    const select = html("select", { id }, ...entries);
    select.value = value;
    select.addEventListener("change", () => this.changed());
    this.lists.set(name, { select, options, value });
    host.append(html("div", { class: "choice" }, html("label", { for: id }, label), select));
  }

  get(name) {
    return this.sliders.has(name) ? this.sliders.get(name).slider.value : this.lists.get(name).select.value;
  }

  /** What an experiment takes. */
  get settings() {
    const network = Object.fromEntries(["depth", "width", "start", "gain", "bias", "seed"].map((name) => [name, this.get(name)]));
    const activations = this.selection.entries.map(({ one }) => ({ name: one.name, settings: one.settings }));
    return { network, activations };
  }

  changed() {
    this.picker.show();
    this.cards.show();
    document.getElementById("network").textContent = `${this.get("depth")} layers of ${this.get("width")}`;
    const values = [...this.sliders.keys(), ...this.lists.keys()].map((name) => [name, this.get(name)]);
    writeAddress({ show: this.selection.text, ...Object.fromEntries(values) });
    this.onChange();
  }

  restore() {
    const values = readAddress();
    for (const [name, { slider, about }] of this.sliders) slider.value = numberIn(values, name, about.low, about.high, about.value);
    for (const [name, { select, options, value }] of this.lists) select.value = options.has(values.get(name)) ? values.get(name) : value;
    this.selection.text = values.get("show") ?? this.defaults.show;
  }
}
