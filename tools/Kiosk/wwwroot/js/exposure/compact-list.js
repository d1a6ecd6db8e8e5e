// A published list in the form that goes to a tag (docs/protocol.md 9.1 to 9.3): a header and chunks.

import { compare, concat, fromHex, writeUint16, writeUint32 } from '../core/bytes.js';
import { crc32 } from '../core/crc32.js';
import { SLOTS_PER_DAY, nextDailyKey } from './ids.js';
import { ListError } from './list-error.js';

/** @typedef {import('../core/bytes.js').Bytes} Bytes */
/** @typedef {{key: Bytes, day: number, slots: number}} Cut */

const FORMAT = 1;
const RULE = 1;
const ENTRY = 36;
const ENTRIES_PER_CHUNK = 6;
const MAX_KEY_DAYS = 1024;

/**
 * Makes it for UTC days first to last, at most 22: entries are cut to these, and a key that begins earlier is run on to the first of them, so that the
 * tag is not told older ones.
 * @param {import('./published-list.js').PublishedList} list @param {number} firstDay @param {number} lastDay
 */
export function compact(list, firstDay, lastDay) {
  const cuts = list.entries.map((entry) => cut(entry, firstDay, lastDay)).filter((one) => one.slots > 0);
  if (cuts.length === 0) {
    throw new ListError('NoEntry', 'days');
  }
  // Ascending by key: the tag sees duplicates by it, and the order says nothing.
  cuts.sort((a, b) => compare(a.key, b.key));
  const start = Math.min(...cuts.map((one) => one.day));
  const keyDays = cuts.reduce((sum, one) => sum + daysOf(one), 0);
  if (keyDays > MAX_KEY_DAYS) {
    throw new ListError('TooManyKeyDays', 'days');
  }
  const entries = cuts.map((one) => entryOf(one, start));
  const header = new Uint8Array(24);
  header.set([FORMAT, list.level, RULE, entries.length]);
  header.set(/** @type {Bytes} */ (fromHex(list.id)), 4);
  writeUint16(header, 12, start);
  writeUint16(header, 14, Math.max(...cuts.map((one) => one.day + daysOf(one) - 1)));
  writeUint16(header, 16, keyDays);
  writeUint32(header, 20, crc32(concat(...entries)));
  /** @type {Bytes[]} */
  const chunks = [];
  for (let at = 0; at < entries.length; at += ENTRIES_PER_CHUNK) {
    const part = entries.slice(at, at + ENTRIES_PER_CHUNK);
    chunks.push(concat([chunks.length, 0, part.length, 0], ...part));
  }
  return { header, chunks, id: list.id, people: entries.length, keyDays };
}

/** @param {Pick<Cut, 'slots'>} one */
const daysOf = (one) => Math.ceil(one.slots / SLOTS_PER_DAY);

/** @param {import('./info-reader.js').InfoEntry} entry @param {number} firstDay @param {number} lastDay @returns {Cut} */
function cut(entry, firstDay, lastDay) {
  let { dailyKey: key, firstDay: day, slots } = entry;
  for (; day < firstDay && slots > 0; day++) {
    key = nextDailyKey(key);
    slots -= SLOTS_PER_DAY;
  }
  return { key, day, slots: Math.min(slots, (lastDay + 1 - day) * SLOTS_PER_DAY) };
}

/** @param {Cut} one @param {number} start */
function entryOf({ key, day, slots }, start) {
  const bytes = new Uint8Array(ENTRY);
  bytes.set(key);
  bytes[32] = day - start;
  writeUint16(bytes, 33, slots);
  return bytes;
}
