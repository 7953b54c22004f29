// The state of an explorer in the part of its address after `#`: a link shows what its sender saw.

/** The address's values by name. */
export function readAddress() {
  return new URLSearchParams(window.location.hash.slice(1));
}

/** Writes values by name; going back leaves the explorer, and not the last move of a slider. */
export function writeAddress(values) {
  const text = Object.entries(values).map(([name, value]) => `${name}=${value}`).join("&");
  window.history.replaceState(null, "", `#${text}`);
}

/** `onChange()` when the address was changed by hand or by a link. */
export function watchAddress(onChange) {
  window.addEventListener("hashchange", onChange);
}

/** The number under `name` within [low, high]; `otherwise` where there is none. */
export function numberIn(values, name, low, high, otherwise) {
  const text = values.get(name);
  const number = Number(text);
  return text === null || text === "" || !Number.isFinite(number) ? otherwise : Math.min(Math.max(number, low), high);
}
