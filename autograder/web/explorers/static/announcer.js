// Says what changed to who listens: once things have come to rest, not at every step.

const REST_MILLISECONDS = 700;

export class Announcer {
  constructor(element) {
    this.element = element;
    this.timer = 0;
  }

  say(words) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (this.element.textContent !== words) this.element.textContent = words;
    }, REST_MILLISECONDS);
  }
}
