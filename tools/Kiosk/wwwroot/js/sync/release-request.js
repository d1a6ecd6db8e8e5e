// The days that a wearer is asked to release, and to whom (docs/protocol.md 8.9).

import { concat, writeUint32 } from '../core/bytes.js';
import { sha256 } from '../core/sha256.js';

/** @typedef {import('../core/bytes.js').Bytes} Bytes */

export const DAY_LIMIT = 21;
const SUB_KEYS = 1;
const DAILY_KEYS = 2;
const AUTHORITY = 8;

/** The eight bytes that name an authority. @param {Bytes} publicKey SubjectPublicKeyInfo */
export const authorityName = (publicKey) => sha256(publicKey).slice(0, AUTHORITY);

/**
 * The 17 bytes. Days without a gap up to today are asked for as daily keys, the form that a list is published in; any other choice as keys of single
 * days, since a daily key would give the days left out too.
 * @param {Bytes} authorityKey @param {number} today UTC day @param {readonly number[]} days UTC days, not empty
 */
export function releaseRequest(authorityKey, today, days) {
  const newest = Math.max(...days);
  const mask = days.reduce((bits, day) => bits | (1 << (newest - day)), 0);
  const isUnbroken = newest === today && (mask & (mask + 1)) === 0;
  const head = new Uint8Array(9);
  head[0] = isUnbroken ? DAILY_KEYS : SUB_KEYS;
  writeUint32(head, 1, newest);
  writeUint32(head, 5, mask);
  return concat(head, authorityName(authorityKey));
}
