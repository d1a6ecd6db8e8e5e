// What the tag's answers say (docs/protocol.md 5.10, 8.6, 8.10, 8.11, 9.5). Each reader takes a body of the length that the client has checked.

import { readInt64, readUint16, readUint32, toHex } from '../core/bytes.js';

/** @typedef {ReturnType<typeof readStatus>} StatusReport */
/** @typedef {ReturnType<typeof readDays>[number]} DayCount */
/** @typedef {ReturnType<typeof readCoverage>[number]} CoverageDay */
/** @typedef {ReturnType<typeof readLog>} LogSummary */
/** @typedef {ReturnType<typeof readVerdict>} Verdict */
/** @typedef {ReturnType<typeof readAudit>[number]} AuditEntry */
/** @typedef {ReturnType<typeof readCertificate>} WipeCertificate */

export const DAYS = 21;
const COVERAGE_DAYS = 8;
const COVERAGE_LENGTH = 24;
const AUDIT_ENTRIES = 12;
const AUDIT_LENGTH = 16;

/** Bytes of each answer. */
export const LENGTH = { status: 44, days: 4 + 4 * DAYS, coverage: COVERAGE_DAYS * COVERAGE_LENGTH, log: 29, audit: 4 + AUDIT_ENTRIES * AUDIT_LENGTH, verdict: 20, certificate: 37 };

/** @param {Uint8Array} b */
export const readStatus = (b) => ({
  serial: readUint32(b, 0),
  firmware: `${b[4]}.${b[5]}.${b[6]}`,
  cellMillivolts: readUint16(b, 10),
  /** 0 unset, 1 approximate, 2 synced */
  clockTrust: b[12],
  isClockKnown: (b[13] & 1) !== 0,
  isClockDoubted: (b[13] & 4) !== 0,
  /** Either way; -1 unknown. */
  clockErrorMs: readUint32(b, 14) | 0,
  utcMs: readInt64(b, 18),
  /** 0 for never. */
  lastSyncUtcMs: readInt64(b, 26),
  uptimeSeconds: readUint32(b, 34),
  leftSeconds: readUint16(b, 38),
  settingsVersion: readUint32(b, 40),
});

/** Contacts of the last 21 local days, newest first. @param {Uint8Array} b */
export const readDays = (b) =>
  Array.from({ length: DAYS }, (_, i) => ({ localDay: readUint32(b, 0) - i, around: readUint16(b, 4 + 4 * i), close: readUint16(b, 6 + 4 * i) }));

/** How well the tag listened, newest first; days that cannot be are left out. @param {Uint8Array} b */
export const readCoverage = (b) =>
  Array.from({ length: COVERAGE_DAYS }, (_, i) => COVERAGE_LENGTH * i)
    .map((at) => ({
      localDay: readUint32(b, at),
      planned: readUint16(b, at + 4),
      listened: readUint16(b, at + 6),
      stretched: readUint16(b, at + 8),
      spentPermille: readUint16(b, at + 10),
    }))
    .filter((day, i) => day.localDay > 0 && day.localDay % COVERAGE_DAYS === i && day.listened + day.stretched <= day.planned)
    .sort((a, c) => c.localDay - a.localDay);

/** @param {Uint8Array} b */
export const readLog = (b) => ({ written: readUint32(b, 9), lost: readUint32(b, 13), overQuota: readUint32(b, 17), damaged: readUint32(b, 21), recovered: readUint32(b, 25) });

/** The tag's own diary of what was done with it, oldest first. @param {Uint8Array} b */
export const readAudit = (b) =>
  Array.from({ length: Math.min(readUint32(b, 0), AUDIT_ENTRIES) }, (_, i) => 4 + AUDIT_LENGTH * i).map((at) => ({
    number: readUint32(b, at),
    utcMs: readUint32(b, at + 4) * 1000,
    event: b[at + 8],
    detail: b[at + 9],
    days: readUint32(b, at + 12),
  }));

/** @param {Uint8Array} b */
export const readVerdict = (b) => ({
  /** 0 no list, 1 chunks are missing, 2 being checked, 3 done */
  state: b[1],
  /** 0 no exposure, 1 met an F0, 2 met an F1 */
  level: b[2],
  listId: toHex(b.subarray(4, 12)),
  localDay: readUint16(b, 12),
  minutes: readUint16(b, 14),
  days: b[16],
  isAcknowledged: (b[17] & 8) !== 0,
  /** Entries done while it is being checked; the chunk that is wanted while some are missing. */
  next: readUint16(b, 18),
});

/** @param {Uint8Array} b */
export const readCertificate = (b) => ({ serial: readUint32(b, 0), isReturn: b[4] === 1, utcMs: readInt64(b, 5), blocks: readUint32(b, 13), records: readUint32(b, 17) });
