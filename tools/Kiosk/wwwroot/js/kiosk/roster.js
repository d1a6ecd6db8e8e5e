// The roster of a school: the registry's export (docs/registry.md; columns serial, state, holder, and name and class when the school has put them in), as CSV
// or JSON. Only tags that are issued to somebody count.

import { PageError } from '../texts/page-error.js';

/** @typedef {{serial: number, holder: number | null, name: string, group: string}} RosterEntry */

const ISSUED = 'issued';

/** @param {string} text @returns {RosterEntry[]} by holder */
export function readRoster(text) {
  const plain = text.replace(/^\ufeff/, '');
  const rows = plain.trimStart().startsWith('{') ? fromJson(plain) : fromCsv(plain);
  const entries = rows.filter((row) => String(row.state).toLowerCase() === ISSUED).map(entryOf);
  if (entries.length === 0) {
    throw new PageError('RosterEmpty');
  }
  return entries.sort((a, b) => (a.holder ?? a.serial) - (b.holder ?? b.serial));
}

/** @param {Record<string, unknown>} row @returns {RosterEntry} */
function entryOf(row) {
  const serial = Number(row.serial);
  const holder = row.holder === '' || row.holder === undefined ? null : Number(row.holder);
  if (!Number.isInteger(serial) || serial <= 0 || (holder !== null && !Number.isInteger(holder))) {
    throw new PageError('RosterUnreadable');
  }
  return { serial, holder, name: String(row.name ?? ''), group: String(row.class ?? '') };
}

/** @param {string} text @returns {Record<string, unknown>[]} */
function fromJson(text) {
  try {
    const { tags } = JSON.parse(text);
    if (Array.isArray(tags) && tags.every((tag) => typeof tag === 'object' && tag !== null)) {
      return tags;
    }
  } catch {
    // Said below.
  }
  throw new PageError('RosterUnreadable');
}

/** @param {string} text @returns {Record<string, unknown>[]} */
function fromCsv(text) {
  const [heading, ...rows] = parseCsv(text);
  if (!heading?.includes('serial') || !heading.includes('state')) {
    throw new PageError('RosterUnreadable');
  }
  return rows.map((row) => Object.fromEntries(heading.map((name, i) => [name, row[i] ?? ''])));
}

/** Fields in quotation marks may hold commas, line ends and doubled marks (RFC 4180). @param {string} text */
export function parseCsv(text) {
  /** @type {string[][]} */
  const rows = [];
  const field = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r?\n|$)/gy;
  /** @type {string[]} */
  let row = [];
  while (field.lastIndex < text.length) {
    const found = field.exec(text);
    if (found === null) {
      throw new PageError('RosterUnreadable');
    }
    row.push(found[1].startsWith('"') ? found[1].slice(1, -1).replaceAll('""', '"') : found[1]);
    if (found[2] !== ',') {
      rows.push(row);
      row = [];
    }
  }
  return rows.filter((one) => one.length > 1 || one[0] !== '');
}

/** CSV with a mark for spreadsheets; a field that one would take for a formula is disarmed. @param {(string | number)[][]} rows */
export function writeCsv(rows) {
  const fieldOf = (/** @type {string | number} */ value) => {
    const text = String(value);
    const harmless = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
  };
  return `\ufeff${rows.map((row) => row.map(fieldOf).join(',')).join('\r\n')}\r\n`;
}
