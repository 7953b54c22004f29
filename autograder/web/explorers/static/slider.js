// A slider with its name and its value beside it.
import { html } from "./elements.js";
import { shown } from "./numbers.js";

let made = 0;

export class Slider {
  /** `onChange(number)` at every move; `said(number)` is how the value reads. */
  constructor({ label, low, high, step, value, onChange, said = (number) => shown(number) }) {
    const id = `slider-${made++}`;
    this.said = said;
    this.input = html("input", { type: "range", id, min: low, max: high, step });
    this.output = html("output", { for: id });
    this.element = html("div", { class: "slider" }, html("label", { for: id }, label), this.output, this.input);
    this.input.addEventListener("input", () => {
      this.say();
      onChange(this.value);
    });
    this.value = value;
  }

  get value() {
    return Number(this.input.value);
  }

  set value(number) {
    this.input.value = String(number);
    this.say();
  }

  /** The value in words, for eyes and for ears. */
  say(words = this.said(this.value)) {
    this.output.textContent = words;
    this.input.setAttribute("aria-valuetext", words);
  }
}
