// Bytes and their spellings. Little-endian throughout, as in docs/protocol.md.

/** @typedef {Uint8Array<ArrayBuffer>} Bytes */

const HEX = /^[0-9a-fA-F]*$/;

/** Text of ASCII characters as bytes. @param {string} text @returns {Bytes} */
export const ascii = (text) => Uint8Array.from(text, (c) => c.charCodeAt(0));

/** One behind the other. @param {...ArrayLike<number>} parts @returns {Bytes} */
export function concat(...parts) {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** @param {ArrayLike<number>} bytes @returns {string} lower-case hex */
export const toHex = (bytes) => Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');

/** Bytes of hex digits of either case, or null. @param {string} text @returns {Bytes | null} */
export function fromHex(text) {
  if (text.length % 2 !== 0 || !HEX.test(text)) {
    return null;
  }
  return Uint8Array.from({ length: text.length / 2 }, (_, i) => parseInt(text.slice(2 * i, 2 * i + 2), 16));
}

/** @param {ArrayLike<number>} bytes @returns {string} */
export const toBase64 = (bytes) => btoa(Array.from(bytes, (b) => String.fromCharCode(b)).join(''));

/** Bytes of base64, or null. @param {string} text @returns {Bytes | null} */
export function fromBase64(text) {
  try {
    return ascii(atob(text));
  } catch {
    return null;
  }
}

/** @param {ArrayLike<number>} a @param {number} at */
export const readUint16 = (a, at) => a[at] | (a[at + 1] << 8);

/** @param {ArrayLike<number>} a @param {number} at */
export const readUint32 = (a, at) => (readUint16(a, at) | (readUint16(a, at + 2) << 16)) >>> 0;

/** Signed, exact up to 2^53 as all times are. @param {ArrayLike<number>} a @param {number} at */
export const readInt64 = (a, at) => (readUint32(a, at + 4) | 0) * 0x1_0000_0000 + readUint32(a, at);

/** @param {Uint8Array} a @param {number} at @param {number} value */
export function writeUint16(a, at, value) {
  a[at] = value;
  a[at + 1] = value >>> 8;
}

/** @param {Uint8Array} a @param {number} at @param {number} value */
export function writeUint32(a, at, value) {
  writeUint16(a, at, value);
  writeUint16(a, at + 2, value >>> 16);
}

/** @param {Uint8Array} a @param {number} at @param {number} value a whole number */
export function writeInt64(a, at, value) {
  writeUint32(a, at, value);
  writeUint32(a, at + 4, Math.floor(value / 0x1_0000_0000));
}

/** Whether both are equal, in a time that does not tell where they differ. @param {ArrayLike<number>} a @param {ArrayLike<number>} b */
export function areEqual(a, b) {
  let difference = a.length ^ b.length;
  for (let i = 0; i < a.length; i++) {
    difference |= a[i] ^ b[i];
  }
  return difference === 0;
}

/** Order by the first byte that differs. @param {ArrayLike<number>} a @param {ArrayLike<number>} b */
export function compare(a, b) {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    if (a[i] !== b[i]) {
      return a[i] - b[i];
    }
  }
  return a.length - b.length;
}
