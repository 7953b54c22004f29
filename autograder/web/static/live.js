// Shows what becomes of what was sent without a new page: `check` beside the editor, or why a hand-in was not taken; and
// the page of one that waits. Without this script each has a page of its own, which asks anew every few seconds.
"use strict";

for (const box of document.querySelectorAll("[data-state]")) follow(box, box.dataset.state);

for (const form of document.querySelectorAll("form[data-live]")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = event.submitter ?? form.querySelector("[data-check]"), box = document.getElementById("result");
    const buttons = document.querySelectorAll("form[data-live] .button");
    if (button.getAttribute("aria-disabled") === "true") return; // a second click is the first one's
    for (const one of buttons) one.setAttribute("aria-disabled", "true");
    box.hidden = false;
    box.querySelector("h3").textContent = button.textContent;
    box.querySelector(".progress").classList.remove("hidden");
    box.querySelector(".found").replaceChildren();
    say(box, "Sending …");
    try {
      const given = new FormData(form);
      const body = form.enctype === "multipart/form-data" ? given : new URLSearchParams(given);
      const address = button.hasAttribute("formaction") ? button.formAction : form.action;
      const answer = await fetch(address, { method: "POST", body, headers: { Accept: "application/json" } });
      const told = await answer.json();
      if (!answer.ok) say(box, `${told.words} What you typed stays in the editor.`, true);
      else if (button.hasAttribute("data-check")) await follow(box, told.state);
      else return location.assign(told.page);
    } catch {
      say(box, "The service could not be reached. What you typed is kept in this browser: send it again soon.", true);
    }
    for (const one of buttons) one.removeAttribute("aria-disabled");
    box.scrollIntoView({ block: "nearest" });
  });
}

// Who comes back to the page finds its buttons as they were.
addEventListener("pageshow", () => {
  for (const one of document.querySelectorAll("form[data-live] .button")) one.removeAttribute("aria-disabled");
});

async function follow(box, address) {
  let failures = 0, most = 3000;
  for (let wait = 300; ; wait = Math.min(wait * 1.25, most)) {
    let told;
    try {
      const answer = await fetch(address, { headers: { Accept: "application/json" } });
      told = await answer.json();
      if (!answer.ok && answer.status !== 429 && answer.status < 500) return say(box, told.words, true);
      if (!answer.ok) throw new Error();
      failures = 0;
    } catch {
      failures += 1;
      say(box, "The service does not answer just now. What you sent is kept; this page goes on asking.", true);
      wait = Math.min(1000 * 2 ** failures, 30000);
    }
    if (told?.done) {
      box.querySelector(".found").innerHTML = told.html;
      const score = box.querySelector(".found .score");
      say(box, [told.words, score?.textContent.trim() ?? ""].join(" "));
      return box.querySelector(".progress").classList.add("hidden"); // said, and shown below
    }
    if (told?.words && !failures) say(box, told.words);
    most = Math.min(3000 + 100 * (told?.ahead ?? 0), 15000); // who is far behind asks less often: a class is many
    await new Promise((done) => setTimeout(done, wait));
  }
}

function say(box, words, bad = false) {
  const line = box.querySelector(".progress");
  if (line.textContent !== words) line.textContent = words;
  line.classList.toggle("bad", bad);
}

for (const input of document.querySelectorAll('input[type="file"][data-most]')) {
  input.addEventListener("change", () => {
    const file = input.files[0], most = Number(input.dataset.most), large = (file?.size ?? 0) > most;
    const advice = /\.ipynb$/i.test(file?.name ?? "") ? "Clear the notebook's outputs." : "Take data out of the code.";
    input.setCustomValidity(large ? `The most that is taken is ${most / 2 ** 20} MB. ${advice}` : "");
    if (large) input.reportValidity();
  });
}
