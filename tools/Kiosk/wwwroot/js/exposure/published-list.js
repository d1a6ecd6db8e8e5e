// A list as the authority publishes it (docs/protocol.md 9.8). Only a list whose signature holds becomes an object.

import { ascii, fromBase64, toHex } from '../core/bytes.js';
import { sha256 } from '../core/sha256.js';
import { SLOTS_PER_DAY, dayOf } from './ids.js';
import { isObject, readInfo } from './info-reader.js';
import { ListError } from './list-error.js';

/** @typedef {import('./info-reader.js').InfoEntry} InfoEntry */

/**
 * @typedef {object} PublishedList
 * @property {0 | 1} level   0 people who are ill (F0), 1 people who met one (F1)
 * @property {string} name
 * @property {number} issuedSeconds
 * @property {string} authority  name of the key that signed it
 * @property {InfoEntry[]} entries
 * @property {string} id     16 hex digits
 */

export const MAX_LENGTH = 65_536;
/** Days that a tag remembers. */
export const MEMORY_DAYS = 21;
const FORMAT = 'bluezone-exposure-list';
const VERSION = 1;
const NAME = /^[0-9A-Za-z._-]{1,64}$/;
const LEVELS = ['F0', 'F1'];

/** What the signature is over. @param {Pick<PublishedList, 'level' | 'name' | 'issuedSeconds' | 'entries'>} list */
export function signedText(list) {
  const lines = [`${FORMAT} ${VERSION}`, `level ${LEVELS[list.level]}`, `list ${list.name}`, `issued ${list.issuedSeconds}`, `entries ${list.entries.length}`];
  const entries = list.entries.map((e) => `${toHex(e.dailyKey).toUpperCase()} ${e.startSeconds} ${e.endSeconds} ${SLOTS_PER_DAY}`);
  return [...lines, ...entries].map((line) => `${line}\n`).join('');
}

/**
 * Reads and verifies a published file. Throws ListError for anything that is wrong with it; the signature is checked before a value is believed.
 * @param {string} text @param {import('./authority-keys.js').AuthorityKeys} keys @param {number} nowUtcMs @returns {Promise<PublishedList>}
 */
export async function readList(text, keys, nowUtcMs) {
  if (new TextEncoder().encode(text).length > MAX_LENGTH) {
    throw new ListError('TooLong', 'file');
  }
  const file = parse(text);
  if (file.format !== FORMAT || file.version !== VERSION) {
    throw new ListError('UnknownFormat', 'format');
  }
  const level = LEVELS.indexOf(String(file.level));
  if (level !== 0 && level !== 1) {
    throw new ListError('BadLevel', 'level');
  }
  const { list: name, issued: issuedSeconds } = file;
  const signature = typeof file.signature === 'string' ? fromBase64(file.signature) : null;
  if (typeof name !== 'string' || !NAME.test(name) || typeof issuedSeconds !== 'number' || !Number.isSafeInteger(issuedSeconds) || signature === null) {
    throw new ListError('NotReadable', 'list');
  }
  const authority = String(file.authority).toUpperCase();
  const entries = readInfo(file.info_f, nowUtcMs);
  const signed = ascii(signedText({ level, name, issuedSeconds, entries }));
  const isGenuine = await keys.verify(authority, signed, signature);
  if (isGenuine !== true) {
    throw isGenuine === null ? new ListError('UnknownAuthority', 'authority') : new ListError('BadSignature', 'signature');
  }
  return { level, name, issuedSeconds, authority, entries, id: toHex(sha256(signed).subarray(0, 8)) };
}

/** Days since the last day of anybody on the list. @param {PublishedList} list @param {number} nowUtcMs */
export const ageInDays = (list, nowUtcMs) => dayOf(nowUtcMs) - Math.max(...list.entries.map((e) => e.firstDay + Math.floor((e.slots - 1) / SLOTS_PER_DAY)));

/** Throws when no tag remembers any of its days. @param {PublishedList} list @param {number} nowUtcMs */
export function refuseExpired(list, nowUtcMs) {
  const days = ageInDays(list, nowUtcMs);
  if (days > MEMORY_DAYS) {
    throw new ListError('ListExpired', 'info_f.data', days);
  }
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
  throw new ListError('NotReadable', 'file');
}
