// Which activations are shown, with what parameters, and each in what look; kept in the page's address.
import { ACTIVATIONS, chosen } from "./activations.js";

/** So many looks there are. */
export const MOST = 6;

export class Selection {
  /** `allowed(name)` says which activations may be chosen here; `onChange()` is called after every change. */
  constructor(onChange, allowed = () => true) {
    this.entries = [];
    this.onChange = onChange;
    this.allowed = allowed;
  }

  has(name) {
    return this.entries.some((entry) => entry.one.name === name);
  }

  get isFull() {
    return this.entries.length >= MOST;
  }

  add(name, numbers = []) {
    if (this.has(name) || this.isFull || !ACTIVATIONS.has(name) || !this.allowed(name)) return;
    const look = Array.from({ length: MOST }, (_, place) => place).find((place) => this.entries.every((entry) => entry.look !== place));
    this.entries.push({ look, one: chosen(name, numbers) });
    this.onChange();
  }

  remove(name) {
    this.entries = this.entries.filter((entry) => entry.one.name !== name);
    this.onChange();
  }

  set(name, place, number) {
    const entry = this.entries.find(({ one }) => one.name === name);
    const numbers = [...entry.one.settings];
    numbers[place] = number;
    entry.one = chosen(name, numbers);
    this.onChange();
  }

  /** Such as `relu,leaky_relu:0.2`: a parameter at its default is left out where all after it are. */
  get text() {
    return this.entries.map(({ one }) => [one.name, ...told(one)].join(":")).join(",");
  }

  /** What the text says, as far as it says something; the rest is passed over. */
  set text(text) {
    const quiet = this.onChange;
    this.onChange = () => {};
    this.entries = [];
    for (const part of text.split(",")) {
      const [name, ...numbers] = part.trim().split(":");
      this.add(name, numbers.map((number) => (number === "" ? NaN : Number(number))));
    }
    this.onChange = quiet;
    this.onChange();
  }
}

function told({ activation, settings }) {
  const last = settings.findLastIndex((number, place) => number !== activation.parameters[place].value);
  return settings.slice(0, last + 1);
}
