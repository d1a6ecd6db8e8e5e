// What a label says: serial and claim secret (docs/registry.md 7). As the QR code's text, or as the code that people type. Secret.

import { checkCharacters } from './check-characters.js';
import { ClaimError } from './claim-error.js';

/** @typedef {import('../core/bytes.js').Bytes} Bytes */
/** @typedef {{serial: number, secret: Bytes}} Claim */

const PREFIX = 'BZT:1/';
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const SECRET = 16;
const CHARACTERS = 26;
const MAX_SERIAL = 0xffffffff;
/** What people read for what stands there. */
const LOOKALIKES = new Map([['0', 'O'], ['1', 'I'], ['8', 'B']]);

/** The text of the QR code. @param {Claim} claim */
export const labelOf = (claim) => `${PREFIX}${claim.serial}/${encode(claim.secret)}`;

/** The code for people: the serial, a space, and 7 groups of 4, the last two characters being the check. @param {Claim} claim */
export function typedCodeOf(claim) {
  const data = encode(claim.secret);
  const groups = (data + checkCharacters(`${claim.serial}${data}`)).match(/.{4}/g) ?? [];
  return `${claim.serial} ${groups.join('-')}`;
}

/** Reads a QR code's text. Throws ClaimError. @param {string} text @returns {Claim} */
export function readLabel(text) {
  if (!text.startsWith('BZT:')) {
    throw new ClaimError('Foreign');
  }
  if (!text.startsWith(PREFIX)) {
    throw new ClaimError('Newer');
  }
  const [serialText, data, ...rest] = text.slice(PREFIX.length).split('/');
  const serial = Number(serialText);
  const secret = rest.length === 0 && data?.length === CHARACTERS ? decode(data) : null;
  if (secret === null || !isSerial(serial) || labelOf({ serial, secret }) !== text) {
    throw new ClaimError('Damaged');
  }
  return { serial, secret };
}

/**
 * Reads what somebody typed: spaces, hyphens and case do not matter, and where only letters can stand 0, 1 and 8 are read as O, I and B.
 * Throws ClaimError.
 * @param {string} text @returns {Claim}
 */
export function readTypedCode(text) {
  const typed = text.toUpperCase().replace(/[\s\u2010-\u2015-]/g, '');
  if (typed === '') {
    throw new ClaimError('Empty');
  }
  if (/[^0-9A-Z]/.test(typed)) {
    throw new ClaimError('BadCharacter');
  }
  const at = typed.length - CHARACTERS - 2;
  if (at < 1) {
    throw new ClaimError('Short');
  }
  const serialText = typed.slice(0, at);
  if (!/^[0-9]+$/.test(serialText) || !isSerial(Number(serialText))) {
    throw new ClaimError('Long');
  }
  const serial = Number(serialText);
  const data = Array.from(typed.slice(at, -2), (c) => LOOKALIKES.get(c) ?? c).join('');
  const secret = decode(data);
  if (secret === null) {
    throw new ClaimError('BadCharacter');
  }
  if (encode(secret) !== data || checkCharacters(`${serial}${data}`) !== typed.slice(-2)) {
    throw new ClaimError('BadCheck');
  }
  return { serial, secret };
}

/** Reads either form. Throws ClaimError. @param {string} text */
export const readClaim = (text) => (/^[^0-9]*:/.test(text.trim()) ? readLabel(text.trim()) : readTypedCode(text));

/** @param {number} serial */
const isSerial = (serial) => Number.isInteger(serial) && serial > 0 && serial <= MAX_SERIAL;

/** Base 32, most significant bit first. @param {Bytes} bytes */
function encode(bytes) {
  const bits = Array.from(bytes, (b) => b.toString(2).padStart(8, '0')).join('').padEnd(CHARACTERS * 5, '0');
  return Array.from({ length: CHARACTERS }, (_, i) => ALPHABET[parseInt(bits.slice(5 * i, 5 * i + 5), 2)]).join('');
}

/** @param {string} text @returns {Bytes | null} */
function decode(text) {
  const values = Array.from(text, (c) => ALPHABET.indexOf(c));
  if (values.includes(-1)) {
    return null;
  }
  const bits = values.map((v) => v.toString(2).padStart(5, '0')).join('');
  return Uint8Array.from({ length: SECRET }, (_, i) => parseInt(bits.slice(8 * i, 8 * i + 8), 2));
}
