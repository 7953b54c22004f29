// What the page's own reference says of each activation: titles, groups, formulas.

const all = () => [...document.querySelectorAll("#reference [data-activation]")];

/** Names to titles, as people write them. */
export function titles() {
  return new Map(all().map((entry) => [entry.dataset.activation, entry.dataset.title]));
}

/** Groups in order, each [title, [[name, title], ...]]. */
export function groups() {
  return [...document.querySelectorAll("#reference [data-group]")].map((group) => [
    group.dataset.group,
    [...group.querySelectorAll("[data-activation]")].map(({ dataset }) => [dataset.activation, dataset.title]),
  ]);
}

/** A copy of an activation's formulas. */
export function formulas(name) {
  return all().find((entry) => entry.dataset.activation === name).querySelector(".formulas").cloneNode(true);
}
