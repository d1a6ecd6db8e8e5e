// SHA-256 (FIPS 180-4) and HMAC (RFC 2104). WebCrypto has both, but answers a promise for each of the tens of thousands of hashes that walking
// through a list of patients takes; this answers at once.

/** @typedef {import('./bytes.js').Bytes} Bytes */

const BLOCK = 64;

const primes = (() => {
  /** @type {number[]} */
  const found = [];
  for (let n = 2; found.length < 64; n++) {
    if (found.every((p) => n % p !== 0)) {
      found.push(n);
    }
  }
  return found;
})();

const fraction = (/** @type {number} */ x) => ((x - Math.floor(x)) * 0x1_0000_0000) | 0;
const START = Int32Array.from(primes.slice(0, 8), (p) => fraction(Math.sqrt(p)));
const ROUND = Int32Array.from(primes, (p) => fraction(Math.cbrt(p)));

const words = new Int32Array(BLOCK);
const state = new Int32Array(8);
const last = new Uint8Array(2 * BLOCK);

/** @param {Uint8Array} data @param {number} at */
function mix(data, at) {
  for (let i = 0; i < 16; i++, at += 4) {
    words[i] = (data[at] << 24) | (data[at + 1] << 16) | (data[at + 2] << 8) | data[at + 3];
  }
  for (let i = 16; i < 64; i++) {
    const x = words[i - 15];
    const y = words[i - 2];
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    words[i] = (words[i - 16] + s0 + words[i - 7] + s1) | 0;
  }
  let a = state[0];
  let b = state[1];
  let c = state[2];
  let d = state[3];
  let e = state[4];
  let f = state[5];
  let g = state[6];
  let h = state[7];
  for (let i = 0; i < 64; i++) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + ROUND[i] + words[i]) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  state[0] += a;
  state[1] += b;
  state[2] += c;
  state[3] += d;
  state[4] += e;
  state[5] += f;
  state[6] += g;
  state[7] += h;
}

/** @param {Uint8Array} message @returns {Bytes} 32 bytes */
export function sha256(message) {
  state.set(START);
  const whole = message.length - (message.length % BLOCK);
  for (let at = 0; at < whole; at += BLOCK) {
    mix(message, at);
  }
  const rest = message.length - whole;
  const length = rest < BLOCK - 8 ? BLOCK : 2 * BLOCK;
  last.fill(0);
  last.set(message.subarray(whole));
  last[rest] = 0x80;
  writeBigEndian(last, length - 8, Math.floor(message.length / 0x2000_0000));
  writeBigEndian(last, length - 4, message.length << 3);
  for (let at = 0; at < length; at += BLOCK) {
    mix(last, at);
  }
  const hash = new Uint8Array(32);
  for (let i = 0; i < 8; i++) {
    writeBigEndian(hash, 4 * i, state[i]);
  }
  return hash;
}

/** @param {Uint8Array} bytes @param {number} at @param {number} value */
function writeBigEndian(bytes, at, value) {
  bytes[at] = value >>> 24;
  bytes[at + 1] = value >>> 16;
  bytes[at + 2] = value >>> 8;
  bytes[at + 3] = value;
}

/** @param {Uint8Array} key @param {Uint8Array} message @returns {Bytes} 32 bytes */
export function hmacSha256(key, message) {
  const short = key.length > BLOCK ? sha256(key) : key;
  const inner = new Uint8Array(BLOCK + message.length).fill(0x36, 0, BLOCK);
  const outer = new Uint8Array(BLOCK + 32).fill(0x5c, 0, BLOCK);
  short.forEach((byte, i) => {
    inner[i] ^= byte;
    outer[i] ^= byte;
  });
  inner.set(message, BLOCK);
  outer.set(sha256(inner), BLOCK);
  return sha256(outer);
}
