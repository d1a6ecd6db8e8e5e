// From daily keys to the ids on the air (docs/protocol.md 1).

import { sha256 } from '../core/sha256.js';
import { ascii } from '../core/bytes.js';

/** @typedef {import('../core/bytes.js').Bytes} Bytes */

export const SLOTS_PER_DAY = 96;
export const DAY_MS = 86_400_000;
const SALT = ascii('bluzonesubkey');
const ID_BYTES = [0, 4, 8, 12, 16, 18, 20, 22, 24, 26, 28, 30];

/** UTC day of a time. @param {number} utcMs */
export const dayOf = (utcMs) => Math.floor(utcMs / DAY_MS);

/** The daily key of the day after. @param {Bytes} dailyKey */
export const nextDailyKey = (dailyKey) => sha256(dailyKey);

/** The sub-key of slot 0. @param {Bytes} dailyKey */
export function firstSubKey(dailyKey) {
  const salted = new Uint8Array(dailyKey.length + SALT.length);
  salted.set(dailyKey);
  salted.set(SALT, dailyKey.length);
  return sha256(salted);
}

/** The sub-key of the slot after. @param {Bytes} subKey */
export const nextSubKey = (subKey) => sha256(subKey);

/** The 12 bytes that are sent. @param {Bytes} subKey */
export const idOf = (subKey) => Uint8Array.from(ID_BYTES, (place) => subKey[place]);

/** The ids of so many slots from slot 0 of the key's day on. @param {Bytes} dailyKey @param {number} slots @returns {Bytes[]} */
export function expand(dailyKey, slots) {
  /** @type {Bytes[]} */
  const ids = [];
  for (let key = dailyKey; ids.length < slots; key = nextDailyKey(key)) {
    let subKey = firstSubKey(key);
    for (let slot = 0; slot < SLOTS_PER_DAY && ids.length < slots; slot++) {
      ids.push(idOf(subKey));
      subKey = nextSubKey(subKey);
    }
  }
  return ids;
}
