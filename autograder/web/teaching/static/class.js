// Shows the rows that contain what is typed, as it is typed. Without this script the form asks the server.
"use strict";

const field = document.getElementById("filter");
const rows = [...document.querySelectorAll(".everybody tbody tr")];
const shown = document.getElementById("shown");

function narrow() {
  const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
  let count = 0;
  for (const row of rows) {
    row.hidden = !words.every((word) => row.dataset.said.includes(word));
    count += row.hidden ? 0 : 1;
  }
  const none = count ? "" : " Nobody's row has all of these words.";
  shown.textContent = words.length ? `${count} of ${shown.dataset.of} shown.${none}` : "";
}

// What the server has narrowed already is not all there is: then the form asks it again.
if (field && rows.length === Number(shown.dataset.of)) {
  field.form.addEventListener("submit", (event) => event.preventDefault());
  field.form.querySelector("button").hidden = true;
  field.addEventListener("input", narrow);
  narrow();
}
