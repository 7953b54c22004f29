// A card for each chosen activation: whose line is whose, its parameters, and what else a page wants to say of it.
import { html, swatch } from "./elements.js";
import { Slider } from "./slider.js";

export class ChosenCards {
  /** In `host`; `details(entry)` returns the elements of a card's body, and is asked again at every change. */
  constructor(host, selection, titles, details = () => []) {
    Object.assign(this, { host, selection, titles, details });
    this.cards = new Map();
  }

  /** Cards as the selection is: those that stay are kept, and with them what has the keyboard. */
  show() {
    const names = this.selection.entries.map(({ one }) => one.name);
    for (const [name, card] of this.cards) {
      if (names.includes(name)) continue;
      card.element.remove();
      this.cards.delete(name);
    }
    for (const entry of this.selection.entries) {
      const name = entry.one.name;
      if (!this.cards.has(name)) this.cards.set(name, this.made(entry));
      const card = this.cards.get(name);
      card.sliders.forEach((slider, place) => (slider.value = entry.one.settings[place]));
      card.body.replaceChildren(...this.details(entry));
      this.host.append(...(card.element.isConnected ? [] : [card.element]));
    }
    this.host.classList.toggle("is-empty", names.length === 0);
  }

  made({ look, one }) {
    const title = this.titles.get(one.name);
    const remove = html("button", { type: "button", class: "remove", "aria-label": `Remove ${title}` }, "×");
    remove.addEventListener("click", () => this.removed(one.name));
    const sliders = one.activation.parameters.map(
      (parameter, place) => new Slider({ ...parameter, onChange: (number) => this.selection.set(one.name, place, number) }),
    );
    const head = html("div", { class: "chosen-head" }, swatch(look), html("h3", {}, title), remove);
    const body = html("div", { class: "chosen-body" });
    const element = html("section", { class: `chosen look-${look}`, "aria-label": title }, head, ...sliders.map((one) => one.element), body);
    return { element, sliders, body };
  }

  /** The keyboard goes on to the next card's button, or to the list where there is none. */
  removed(name) {
    this.selection.remove(name);
    (this.host.querySelector(".remove") ?? this.host).focus();
  }
}
