// Asks the platform's frame to keep the proof of this login, then goes on to the platform: kept or not, for where
// cookies work the proof is a cookie, too.
"use strict";

const login = document.getElementById("login").dataset;
const { holder, keeper } = keeperOf(login.storage);
const id = crypto.randomUUID ? crypto.randomUUID() : String(Math.random());
const goOn = () => window.location.replace(login.address);

window.addEventListener("message", (event) => {
  const told = event.data;
  if (event.origin === login.origin && told && told.subject === "lti.put_data.response" && told.message_id === id) {
    goOn();
  }
});
const kept = { subject: "lti.put_data", message_id: id, key: login.key, value: login.proof };
const ask = () => keeper()?.postMessage(kept, login.origin);
if (holder === window) {
  goOn();
} else {
  ask();
  window.setInterval(ask, 500);
  window.setTimeout(goOn, 6000);
}
