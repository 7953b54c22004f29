// Hands experiments to the worker, one at a time: of those that wait, only the latest is done.

export class Laboratory {
  /** `onFound(found, settings, isLatest)` gets each result; what is wrong with the worker is said in the page. */
  constructor(experiment, onFound) {
    this.worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
    this.worker.addEventListener("message", ({ data }) => this.finish(data.found));
    this.worker.addEventListener("error", () => (document.getElementById("failed").hidden = false));
    this.experiment = experiment;
    this.onFound = onFound;
    this.running = null;
    this.waiting = null;
  }

  ask(settings) {
    if (this.running) this.waiting = settings;
    else this.send(settings);
  }

  send(settings) {
    this.running = settings;
    this.worker.postMessage({ experiment: this.experiment, settings });
  }

  finish(found) {
    const done = this.running;
    this.running = null;
    this.onFound(found, done, this.waiting === null);
    if (this.waiting) this.send(this.waiting);
    this.waiting = null;
  }
}
