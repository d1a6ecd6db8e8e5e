// The phone app's InfoF (docs/protocol.md 9.8): whom to look for, and for how long. Refuses what no tag should be asked to look for.

import { fromHex, toHex } from '../core/bytes.js';
import { SLOTS_PER_DAY, dayOf, nextDailyKey } from './ids.js';
import { ListError } from './list-error.js';

/** @typedef {import('../core/bytes.js').Bytes} Bytes */
/** @typedef {{dailyKey: Bytes, startSeconds: number, endSeconds: number, firstDay: number, slots: number}} InfoEntry */

export const MAX_ENTRIES = 128;
const MAX_SPAN_DAYS = 21;
const DAY_SECONDS = 86_400;
const SLOT_SECONDS = 900;
// A value above this is milliseconds: some builds of the phone app write them.
const MAX_SECONDS = 100_000_000_000;

/** @param {unknown} info @param {number} nowUtcMs @returns {InfoEntry[]} */
export function readInfo(info, nowUtcMs) {
  const data = isObject(info) ? info.data : null;
  if (!Array.isArray(data)) {
    throw new ListError('NotReadable', 'info_f.data');
  }
  if (data.length === 0) {
    throw new ListError('NoEntry', 'info_f.data');
  }
  if (data.length > MAX_ENTRIES) {
    throw new ListError('TooManyEntries', 'info_f.data');
  }
  const entries = data.map((element, i) => readEntry(element, `data[${i}]`, nowUtcMs));
  refuseDuplicates(entries);
  return entries;
}

/** @param {unknown} value @returns {value is Record<string, unknown>} */
export const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** @param {unknown} element @param {string} place @param {number} nowUtcMs @returns {InfoEntry} */
function readEntry(element, place, nowUtcMs) {
  if (!isObject(element)) {
    throw new ListError('NotReadable', place);
  }
  const dailyKey = typeof element.daily_key === 'string' ? fromHex(element.daily_key) : null;
  if (dailyKey?.length !== 32) {
    throw new ListError('BadKey', `${place}.daily_key`);
  }
  const startSeconds = readSeconds(element, 'time_start', place);
  const endSeconds = readSeconds(element, 'time_end', place);
  const fault = faultOf(startSeconds, endSeconds, readNumber(element, 'max', place), nowUtcMs);
  if (fault !== null) {
    throw new ListError(fault, place);
  }
  // The phone app tests a slot that begins exactly at the end too.
  return { dailyKey, startSeconds, endSeconds, firstDay: startSeconds / DAY_SECONDS, slots: Math.floor((endSeconds - startSeconds) / SLOT_SECONDS) + 1 };
}

/** @param {number} start @param {number} end @param {number} max @param {number} nowUtcMs @returns {import('./list-error.js').ListFault | null} */
function faultOf(start, end, max, nowUtcMs) {
  if (max !== SLOTS_PER_DAY) {
    return max === 0 ? 'MaxZero' : 'MaxUnsupported';
  }
  if (start % DAY_SECONDS !== 0) {
    return 'StartNotMidnight';
  }
  if (end < start) {
    return 'EndBeforeStart';
  }
  if (end - start > MAX_SPAN_DAYS * DAY_SECONDS) {
    return 'SpanTooLong';
  }
  const tomorrow = (dayOf(nowUtcMs) + 1) * DAY_SECONDS;
  return end > tomorrow || start >= tomorrow ? 'FutureDay' : null;
}

/** @param {Record<string, unknown>} element @param {string} name @param {string} place */
function readSeconds(element, name, place) {
  const value = readNumber(element, name, place);
  return value > MAX_SECONDS ? Math.floor(value / 1000) : value;
}

/** @param {Record<string, unknown>} element @param {string} name @param {string} place */
function readNumber(element, name, place) {
  const value = element[name];
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
    throw new ListError('NotReadable', `${place}.${name}`);
  }
  return value;
}

/** The same key twice, or a key that another one leads to by the chain on a day of both. @param {InfoEntry[]} entries */
function refuseDuplicates(entries) {
  const seen = new Set();
  entries.forEach(({ dailyKey, firstDay, slots }, i) => {
    const days = Math.ceil(slots / SLOTS_PER_DAY);
    for (let day = 0, key = dailyKey; day < days; day++, key = nextDailyKey(key)) {
      // The extra slot of one list is the first of the next: no duplicate.
      const isExtra = day === days - 1 && slots % SLOTS_PER_DAY === 1 && day > 0;
      const name = `${firstDay + day} ${toHex(key)}`;
      if (!isExtra && seen.has(name)) {
        throw new ListError('Duplicate', `data[${i}]`);
      }
      if (!isExtra) {
        seen.add(name);
      }
    }
  });
}
