// Random numbers that a seed decides: xoshiro128++ (Blackman & Vigna 2021), and normal ones by Box & Muller (1958).

const rotated = (word, by) => (word << by) | (word >>> (32 - by));

/** One 32-bit word for another, all bits depending on all: MurmurHash3's last step (Appleby). */
function mixed(word) {
  word = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
  return word ^ (word >>> 16);
}

export class Generator {
  /** Streams of one seed are independent of each other: each layer has its own, and keeps it at any depth. */
  constructor(seed, stream = 0) {
    const start = mixed(seed) ^ Math.imul(stream + 1, 0x9e3779b9);
    this.state = Int32Array.from([1, 2, 3, 4], (place) => mixed(start + Math.imul(place, 0x6d2b79f5)));
  }

  /** The next word, from 0 to 2^32 - 1. */
  word() {
    const s = this.state;
    const found = (rotated((s[0] + s[3]) | 0, 7) + s[0]) | 0;
    const kept = s[1] << 9;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= kept;
    s[3] = rotated(s[3], 11);
    return found >>> 0;
  }

  /** A number between 0 and 1, neither of them. */
  uniform() {
    return (this.word() + 0.5) / 2 ** 32;
  }

  /** `count` standard normal numbers; each pair takes two words. */
  normals(count) {
    const found = new Float64Array(count);
    for (let place = 0; place < count; place += 2) {
      const radius = Math.sqrt(-2 * Math.log(this.uniform()));
      const angle = 2 * Math.PI * this.uniform();
      found[place] = radius * Math.cos(angle);
      if (place + 1 < count) found[place + 1] = radius * Math.sin(angle);
    }
    return found;
  }
}
