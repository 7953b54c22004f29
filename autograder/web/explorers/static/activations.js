// Every activation of the explorers by its name, with its value, its slope and where it bends.
import { GATED } from "./gated.js";
import { OTHERS } from "./others.js";
import { within } from "./parameter.js";
import { RECTIFIERS } from "./rectifiers.js";
import { SHRINKING } from "./shrinking.js";
import { SMOOTH } from "./smooth.js";
import { SQUASHING } from "./squashing.js";

const BARE = { parameters: [], kinks: () => [] };
const ALL = [...RECTIFIERS, ...SQUASHING, ...SMOOTH, ...SHRINKING, ...OTHERS, ...GATED];

/** Name to `{name, parameters, value(x, ...), slope(x, ...), kinks(...)}`; the dots stand for the parameters' values. */
export const ACTIVATIONS = new Map(ALL.map((one) => [one.name, Object.freeze({ ...BARE, ...clean(one) })]));

function clean(one) {
  return Object.fromEntries(Object.entries(one).filter(([, value]) => value !== undefined));
}

/** The activation with chosen values of its parameters; what is missing or no number is the default. */
export function chosen(name, numbers = []) {
  const activation = ACTIVATIONS.get(name);
  const settings = activation.parameters.map((one, place) => within(one, numbers[place]));
  return {
    name,
    activation,
    settings,
    value: (x) => activation.value(x, ...settings),
    slope: (x) => activation.slope(x, ...settings),
    kinks: activation.kinks(...settings),
  };
}
