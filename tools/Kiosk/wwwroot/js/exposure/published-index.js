// What the authority has in force (docs/officer.md): its lists by name, and those that it has withdrawn, signed. A host can hold an index back but not change one.

import { ascii, fromBase64 } from '../core/bytes.js';
import { isObject } from './info-reader.js';
import { ListError } from './list-error.js';

/** @typedef {{name: string, level: string, issued: number, file: string, sha256: string}} IndexEntry */
/** @typedef {{number: number, authority: string, lists: IndexEntry[], withdrawn: {name: string, seconds: number}[]}} PublishedIndex */

const FORMAT = 'bluezone-exposure-index';
const VERSION = 1;
const MAX_LISTS = 256;
const NAME = /^[0-9A-Za-z._-]{1,64}$/;
const FILE = /^lists\/[0-9A-Za-z._-]{1,64}\.json$/;
const SHA256 = /^[0-9A-Fa-f]{64}$/;

/** Whether a file is an index rather than a list. @param {string} text */
export const isIndex = (text) => text.slice(0, 200).includes(`"${FORMAT}"`);

/** Reads and verifies one. Throws ListError. @param {string} text @param {import('./authority-keys.js').AuthorityKeys} keys @returns {Promise<PublishedIndex>} */
export async function readIndex(text, keys) {
  const file = parse(text);
  if (file.format !== FORMAT || file.version !== VERSION) {
    throw new ListError('UnknownFormat', 'index');
  }
  const lists = rows(file.lists, (row) => ({ name: named(row.list), level: named(row.level), issued: whole(row.issued), file: like(row.file, FILE), sha256: like(row.sha256, SHA256) }));
  const withdrawn = rows(file.withdrawn, (row) => ({ name: named(row.list), seconds: whole(row.withdrawn) }));
  const index = { number: whole(file.number), authority: String(file.authority).toUpperCase(), lists, withdrawn };
  const signature = typeof file.signature === 'string' ? fromBase64(file.signature) : null;
  const isGenuine = signature === null ? false : await keys.verify(index.authority, ascii(signedText(index, whole(file.issued))), signature);
  if (isGenuine !== true) {
    throw isGenuine === null ? new ListError('UnknownAuthority', 'index') : new ListError('BadSignature', 'index');
  }
  return index;
}

/** What the signature is over. @param {PublishedIndex} index @param {number} issued */
function signedText({ number, lists, withdrawn }, issued) {
  const lines = [`${FORMAT} ${VERSION}`, `number ${number}`, `issued ${issued}`, `lists ${lists.length}`, ...lists.map((one) => `${one.name} ${one.level} ${one.issued} ${one.sha256}`),
    `withdrawn ${withdrawn.length}`, ...withdrawn.map((one) => `${one.name} ${one.seconds}`)];
  return lines.map((line) => `${line}\n`).join('');
}

/** @template T @param {unknown} value @param {(row: Record<string, unknown>) => T} read @returns {T[]} */
function rows(value, read) {
  if (!Array.isArray(value) || value.length > MAX_LISTS || !value.every(isObject)) {
    throw new ListError('NotReadable', 'index');
  }
  return value.map(read);
}

/** @param {unknown} value @param {RegExp} pattern */
function like(value, pattern) {
  if (typeof value !== 'string' || !pattern.test(value)) {
    throw new ListError('NotReadable', 'index');
  }
  return value;
}

/** @param {unknown} value */
const named = (value) => like(value, NAME);

/** @param {unknown} value */
function whole(value) {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
    throw new ListError('NotReadable', 'index');
  }
  return value;
}

/** @param {string} text @returns {Record<string, unknown>} */
function parse(text) {
  try {
    const file = JSON.parse(text);
    if (isObject(file)) {
      return file;
    }
  } catch {
    // Said below.
  }
  throw new ListError('NotReadable', 'index');
}
