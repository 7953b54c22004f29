// Lets the end be typed in the browser's own zone: it is one more choice beside UTC, and says its name and offset.
"use strict";

{
  const due = document.getElementById("due");
  const zone = document.getElementById("zone");
  const name = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const own = document.createElement("option");
  const two = (number) => String(number).padStart(2, "0");

  // Of the day that is typed: in summer it is another one. Not getTimezoneOffset alone: in the hour that the clocks skip
  // it is already the one after, and what was typed would end an hour too early.
  const offset = () => {
    const ahead = (Date.parse(`${due.value}Z`) - Date.parse(due.value)) / 60000;
    const minutes = Math.round(Number.isNaN(ahead) ? -new Date().getTimezoneOffset() : ahead);
    return `${minutes < 0 ? "-" : "+"}${two(Math.trunc(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
  };

  const tell = () => {
    own.value = offset();
    own.textContent = `${name} (UTC${own.value})`;
  };

  if (name !== "UTC" && name !== "Etc/UTC") {
    // What came back with a complaint stays in the zone in which it was typed.
    const typedInUtc = "typed" in zone.dataset && zone.value === "+00:00";
    zone.replaceChildren(own, zone.options[0]);
    if (due.dataset.at) {
      const at = new Date(due.dataset.at);
      const day = `${String(at.getFullYear()).padStart(4, "0")}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
      due.value = `${day}T${two(at.getHours())}:${two(at.getMinutes())}`;
    }
    tell();
    zone.selectedIndex = typedInUtc ? 1 : 0;
    due.addEventListener("input", tell);
  }
}
