// The QR code of a label (ISO/IEC 18004), of this one size: version 3 with error correction Q in alphanumeric mode holds 47 characters, and the longest label
// has 43.

const CHARACTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
export const SIZE = 29;
const MAX_LENGTH = 47;
const BLOCKS = 2;
const DATA = 17;
const CHECK = 18;
const ALIGNMENT = 22;
// Level Q and mask 0, with their check bits.
const FORMAT = 0b011010101011111;

/** @typedef {{isDark: boolean, isFixed: boolean}[][]} Modules */

/** The dark modules, row by row. @param {string} text of digits, capitals and $%*+-./: @returns {boolean[][]} */
export function qrCode(text) {
  const modules = frame();
  place(modules, interleave(dataOf(text)));
  return modules.map((row, y) => row.map(({ isDark, isFixed }, x) => (isFixed ? isDark : isDark !== ((x + y) % 2 === 0))));
}

/** Mode, length, characters in pairs, end and padding. @param {string} text @returns {number[]} 34 bytes */
function dataOf(text) {
  const values = Array.from(text, (c) => CHARACTERS.indexOf(c));
  if (values.includes(-1) || values.length > MAX_LENGTH) {
    throw new RangeError('No text of a label.');
  }
  const bit = (/** @type {number} */ value, /** @type {number} */ count) => value.toString(2).padStart(count, '0');
  let bits = bit(2, 4) + bit(values.length, 9);
  for (let i = 0; i < values.length; i += 2) {
    bits += i + 1 < values.length ? bit(values[i] * 45 + values[i + 1], 11) : bit(values[i], 6);
  }
  const room = BLOCKS * DATA * 8;
  bits = bits.padEnd(Math.min(bits.length + 4, room), '0');
  bits = bits.padEnd(Math.ceil(bits.length / 8) * 8, '0');
  const bytes = (bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2));
  for (let i = 0; bytes.length < BLOCKS * DATA; i++) {
    bytes.push(i % 2 === 0 ? 0xec : 0x11);
  }
  return bytes;
}

/** The blocks' bytes taken in turn, then their check bytes. @param {number[]} data */
function interleave(data) {
  const blocks = Array.from({ length: BLOCKS }, (_, i) => data.slice(i * DATA, (i + 1) * DATA));
  const checks = blocks.map(checkBytes);
  const inTurn = (/** @type {number[][]} */ parts) => parts[0].flatMap((_, i) => parts.map((part) => part[i]));
  return [...inTurn(blocks), ...inTurn(checks)];
}

/** Product in the field of 256 elements by x^8 + x^4 + x^3 + x^2 + 1. @param {number} a @param {number} b */
function times(a, b) {
  let product = 0;
  for (let x = a, y = b; y > 0; y >>= 1, x = (x << 1) ^ (x & 0x80 ? 0x11d : 0)) {
    product ^= y & 1 ? x : 0;
  }
  return product;
}

/** The generator's coefficients after the leading 1, highest power first. */
const generator = (() => {
  let factors = [1];
  for (let i = 0, root = 1; i < CHECK; i++, root = times(root, 2)) {
    factors = [...factors, 0].map((factor, k) => factor ^ (k > 0 ? times(factors[k - 1], root) : 0));
  }
  return factors.slice(1);
})();

/** Reed-Solomon check bytes of a block. @param {number[]} block */
function checkBytes(block) {
  /** @type {number[]} */
  let rest = new Array(CHECK).fill(0);
  for (const byte of block) {
    const lead = byte ^ rest[0];
    rest = generator.map((factor, i) => (rest[i + 1] ?? 0) ^ times(factor, lead));
  }
  return rest;
}

/** Finders, timing, alignment and format; the rest is free. @returns {Modules} */
function frame() {
  /** @type {Modules} */
  const modules = Array.from({ length: SIZE }, () => Array.from({ length: SIZE }, () => ({ isDark: false, isFixed: false })));
  const fix = (/** @type {number} */ x, /** @type {number} */ y, /** @type {boolean} */ isDark) => {
    if (modules[y]?.[x]) {
      modules[y][x] = { isDark, isFixed: true };
    }
  };
  for (let i = 0; i < SIZE; i++) {
    fix(6, i, i % 2 === 0);
    fix(i, 6, i % 2 === 0);
  }
  const square = (/** @type {number} */ cx, /** @type {number} */ cy, /** @type {number} */ reach, /** @type {number[]} */ light) => {
    for (let dy = -reach; dy <= reach; dy++) {
      for (let dx = -reach; dx <= reach; dx++) {
        fix(cx + dx, cy + dy, !light.includes(Math.max(Math.abs(dx), Math.abs(dy))));
      }
    }
  };
  for (const [x, y] of [[3, 3], [SIZE - 4, 3], [3, SIZE - 4]]) {
    square(x, y, 4, [2, 4]);
  }
  square(ALIGNMENT, ALIGNMENT, 2, [1]);
  for (let i = 0; i < 15; i++) {
    const isDark = ((FORMAT >> i) & 1) !== 0;
    fix(8, i < 6 ? i : i < 8 ? i + 1 : SIZE - 15 + i, isDark);
    fix(i < 8 ? SIZE - 1 - i : i === 8 ? 7 : 14 - i, 8, isDark);
  }
  fix(8, SIZE - 8, true);
  return modules;
}

/** Two columns at a time from the right, up and down in turn. @param {Modules} modules @param {number[]} bytes */
function place(modules, bytes) {
  let bit = 0;
  for (let right = SIZE - 1; right > 0; right -= 2) {
    const column = right <= 6 ? right - 1 : right;
    const isUp = ((right + 1) & 2) === 0;
    for (let i = 0; i < SIZE; i++) {
      const row = modules[isUp ? SIZE - 1 - i : i];
      for (const x of [column, column - 1]) {
        if (!row[x].isFixed && bit < bytes.length * 8) {
          row[x].isDark = ((bytes[bit >> 3] >> (7 - (bit & 7))) & 1) !== 0;
          bit++;
        }
      }
    }
  }
}
