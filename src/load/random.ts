/** A number in (0, 1) that depends on nothing but its three whole arguments: 52 bits of two mixed 32-bit words. */
export function uniform(seed: number, stream: number, n: number): number {
  const key = mix(mix(seed ^ 0x9e3779b9) + stream);
  const high = mix(key + Math.imul(n, 0x9e3779b1));
  const low = mix(high ^ Math.imul(n + 0x7f4a7c15, 0x85ebca6b) ^ key);
  return ((high >>> 6) * 2 ** 26 + (low >>> 6) + 0.5) / 2 ** 52;
}

/** The finaliser of MurmurHash3: every bit of the input moves every bit of the output. */
function mix(word: number): number {
  let h = word | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** A draw of the exponential distribution with mean 1. */
export function exponential(seed: number, stream: number, n: number): number {
  return -Math.log(uniform(seed, stream, n));
}

/**
 * A draw of the gamma distribution with the given shape (1 or more) and scale 1, by Marsaglia and Tsang's squeeze
 * ("A simple method for generating gamma variables", 2000); `stream` is used up.
 */
export function gamma(seed: number, stream: number, shape: number): number {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (let n = 0; ; n += 3) {
    const radius = Math.sqrt(2 * exponential(seed, stream, n));
    const normal = radius * Math.cos(2 * Math.PI * uniform(seed, stream, n + 1));
    const v = (1 + c * normal) ** 3;
    if (v > 0 && Math.log(uniform(seed, stream, n + 2)) < (normal * normal) / 2 + d - d * v + d * Math.log(v))
      return d * v;
  }
}

/** A seed of its own for each name: FNV-1a over the name, mixed with the seed. */
export function seedOf(seed: number, name: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < name.length; at++) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193);
  return mix(hash ^ mix(seed)) >>> 0;
}
