// Moves an entry of an order without a new page. Without this script the same buttons send the form.
"use strict";

const said = document.getElementById("moved");

document.getElementById("order")?.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-move]");
  if (!button) return;
  event.preventDefault();
  const entry = button.closest(".entry"), list = entry.parentElement;
  const other = button.dataset.move === "up" ? entry.previousElementSibling : entry.nextElementSibling;
  const words = button.getAttribute("aria-label").replace(/^Move /, "").replace(/ (up|down)$/, "");
  if (other) {
    list.insertBefore(...(button.dataset.move === "up" ? [entry, other] : [other, entry]));
    // At an end the style hides the button that leads no further.
    (getComputedStyle(button).visibility === "hidden" ? entry.querySelector(`button:not([data-move="${button.dataset.move}"])`) : button).focus();
  }
  const place = [...list.children].indexOf(entry) + 1;
  said.textContent = `${words} is now ${place} of ${list.children.length}.`;
});
