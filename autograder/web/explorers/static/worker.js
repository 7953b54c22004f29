// Runs an experiment away from the page, so that its sliders never wait.
import { gradientFlow, signalFlow } from "./experiments.js";

const EXPERIMENTS = { gradientFlow, signalFlow };

self.addEventListener("message", ({ data }) => {
  self.postMessage({ found: EXPERIMENTS[data.experiment](data.settings) });
});
