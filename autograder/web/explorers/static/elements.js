// Elements of a page and of a drawing, with attributes and what is in them. Text is never read as markup.

const SVG = "http://www.w3.org/2000/svg";

function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

export function html(tag, attributes = {}, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

export function svg(tag, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, tag), attributes, children);
}

/** A short stretch of a curve's line: which colour and dashes are whose. */
export function swatch(look) {
  const line = svg("path", { class: `curve look-${look}`, d: "M2 6H34" });
  return svg("svg", { class: "swatch", viewBox: "0 0 36 12", "aria-hidden": "true" }, line);
}
