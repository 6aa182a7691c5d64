// Orders shuffled by respondent, and which pairs are asked first. The same seed and respondent
// give the same orders in every browser.

/** FNV-1a, 32 bits, of a text's UTF-8 bytes. */
function hashOf(text) {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) {
    hash = Math.imul(hash ^ byte, 0x01000193);
  }
  return hash >>> 0;
}

/** Numbers in [0, 1) by mulberry32, a small generator with 32 bits of state. */
function randomNumbers(state) {
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A generator for one purpose: the seed, the respondent's id and the purpose, joined by "|". */
function generatorFor(seed, respondent, purpose) {
  return randomNumbers(hashOf(`${seed}|${respondent}|${purpose}`));
}

/** The list in random order (Fisher and Yates, from the end). */
function shuffled(list, random) {
  const order = [...list];
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}

/**
 * All pairs of some elements, those to be asked first before the rest.
 *
 * First comes a cycle through all elements, and from six elements on the chord from each to the
 * one opposite: connected graphs in which each element is compared two or three times and any two
 * are few comparisons apart, as Szádoczki, Bozóki & Tekile (2022) recommend. Within both parts
 * pairs and sides are in random order.
 */
function pairsOf(elements, random) {
  const cycle = shuffled(elements, random);
  const n = cycle.length;
  const first = [];
  const rest = [];
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      const apart = Math.min(j - i, n - (j - i));
      const early = apart === 1 || (n >= 6 && apart === Math.floor(n / 2));
      const pair = random() < 0.5 ? [cycle[i], cycle[j]] : [cycle[j], cycle[i]];
      (early ? first : rest).push(pair);
    }
  }
  return { first: shuffled(first, random), rest: shuffled(rest, random) };
}
