// Tiles to choose activations by: each shows its curve.
import { ACTIVATIONS, chosen } from "./activations.js";
import { html, svg } from "./elements.js";

const SIZE = 40;
const REACH = 3;

/** A small picture of an activation with its default parameters. */
function thumbnail(name) {
  const one = chosen(name);
  let path = "";
  for (let place = 0; place <= SIZE; place++) {
    const x = (place / SIZE) * 2 * REACH - REACH;
    path += `${path ? "L" : "M"}${place} ${(SIZE / 2 - (one.value(x) / REACH) * (SIZE / 2)).toFixed(1)}`;
  }
  const axes = svg("path", { class: "thumb-axes", d: `M0 ${SIZE / 2}H${SIZE}M${SIZE / 2} 0V${SIZE}` });
  return svg("svg", { class: "thumb", viewBox: `0 0 ${SIZE} ${SIZE}`, "aria-hidden": "true" }, axes, svg("path", { class: "thumb-curve", d: path }));
}

export class Picker {
  /** In `host`; `groups` is a list of [title, [[name, title], ...]]. */
  constructor(host, groups, selection) {
    this.selection = selection;
    this.tiles = new Map();
    for (const [title, members] of groups) {
      const allowed = members.filter(([name]) => ACTIVATIONS.has(name) && selection.allowed(name));
      const tiles = allowed.map(([name, label]) => this.tile(name, label));
      if (tiles.length) host.append(html("fieldset", { class: "picks" }, html("legend", {}, title), ...tiles));
    }
  }

  tile(name, label) {
    const button = html("button", { type: "button", class: "pick", "aria-pressed": "false" }, thumbnail(name), html("span", {}, label));
    button.addEventListener("click", () => {
      if (this.selection.has(name)) this.selection.remove(name);
      else this.selection.add(name);
    });
    this.tiles.set(name, button);
    return button;
  }

  /** Tiles as the selection is; where it is full, the others cannot be pressed. */
  show() {
    for (const [name, button] of this.tiles) {
      const entry = this.selection.entries.find(({ one }) => one.name === name);
      button.setAttribute("aria-pressed", String(Boolean(entry)));
      button.className = entry ? `pick look-${entry.look}` : "pick";
      button.disabled = !entry && this.selection.isFull;
    }
  }
}
