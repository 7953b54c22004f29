// Shows what becomes of what was sent without a new page: `check` beside the editor, and the page of a hand-in that
// waits. Without this script a check has a page of its own, which asks anew every few seconds.
"use strict";

for (const box of document.querySelectorAll("[data-state]")) follow(box, box.dataset.state);

for (const form of document.querySelectorAll("form[data-live]")) {
  form.addEventListener("submit", async (event) => {
    if (!event.submitter?.hasAttribute("data-check")) return;
    event.preventDefault();
    const button = event.submitter, box = document.getElementById("result");
    if (button.getAttribute("aria-disabled") === "true") return;
    button.setAttribute("aria-disabled", "true");
    box.hidden = false;
    box.querySelector(".progress").classList.remove("hidden");
    box.querySelector(".found").replaceChildren();
    say(box, "Sending …");
    try {
      const body = new URLSearchParams(new FormData(form));
      const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
      const told = await answer.json();
      if (answer.ok) await follow(box, told.state);
      else say(box, told.words, true);
    } catch {
      say(box, "The service could not be reached. What you typed is kept in this browser: check it again soon.", true);
    } finally {
      button.removeAttribute("aria-disabled");
    }
    box.scrollIntoView({ block: "nearest" });
  });
}

async function follow(box, address) {
  let failures = 0;
  for (let wait = 300; ; wait = Math.min(wait * 1.25, 3000)) {
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
    const most = Number(input.dataset.most), large = (input.files[0]?.size ?? 0) > most;
    input.setCustomValidity(large ? `The most that is taken is ${most / 2 ** 20} MB. Clear the notebook's outputs.` : "");
    if (large) input.reportValidity();
  });
}
