// The sync of a day: status, time, counts, coverage, log, verdict, and an exposure list if there is one. Each part is fetched once.

import { SyncError, isFault } from './fault.js';
import { keepAliveUntil } from './patience.js';

/** @typedef {import('./tag-client.js').TagClient} TagClient */
/** @typedef {{header: import('../core/bytes.js').Bytes, chunks: import('../core/bytes.js').Bytes[], id: string}} SendableList */

/** A tag and a device that differ by more than this have to be decided between by a person. */
export const CLOCK_LIMIT_MS = 120_000;

const CHECKING = 2;

/**
 * @typedef {object} DaySyncOptions
 * @property {import('../link.js').SyncClock} clock
 * @property {(difference: {deviceMs: number, tagMs: number}) => Promise<boolean>} askClock  whether the device's time is right and may be set
 * @property {number} [serial]           of the tag that it has to be
 * @property {SendableList | null} [list]
 * @property {boolean} [isForSchool]     then nothing about contacts is asked for: no counts, no verdict
 */

export class DaySync {
  #options;
  #isTimeDone = false;
  /** What the person said about the clocks, when it had to be asked. @type {boolean | null} */
  #isDeviceRight = null;
  #isListDone = false;

  /** @param {DaySyncOptions} options */
  constructor(options) {
    this.#options = options;
  }

  /** Cell, clock, versions, as they were before the time was set. @type {import('./reports.js').StatusReport | null} */
  status = null;
  /** By how much the clock was put right; null when it was left as it is. @type {number | null} */
  correctionMs = null;
  /** Contacts of the last 21 local days. @type {import('./reports.js').DayCount[] | null} */
  days = null;
  /** @type {import('./reports.js').CoverageDay[] | null} */
  coverage = null;
  /** What the log holds and what is missing from it. @type {import('./reports.js').LogSummary | null} */
  log = null;
  /** @type {import('./reports.js').AuditEntry[] | null} */
  audit = null;
  /** Of the list that the tag had before, then of the one that was sent. @type {import('./reports.js').Verdict[]} */
  verdicts = [];
  /** What became of the list. @type {'none' | 'sent' | 'checking' | 'refused' | 'unsupported'} */
  listState = 'none';

  /** @param {TagClient} tag */
  async continue(tag) {
    const { serial, isForSchool } = this.#options;
    this.status ??= await tag.status();
    if (serial !== undefined && this.status.serial !== serial) {
      throw new SyncError('WrongTag');
    }
    await this.#setTime(tag, this.status);
    this.coverage ??= await tag.coverage();
    if (!isForSchool) {
      this.days ??= await tag.days();
      this.log ??= await tag.log();
      this.audit ??= await tag.audit();
    }
    if (!this.#isListDone) {
      await this.#exchangeList(tag);
      this.#isListDone = true;
    }
  }

  /** @param {TagClient} tag @param {import('./reports.js').StatusReport} status */
  async #setTime(tag, status) {
    if (this.#isTimeDone) {
      return;
    }
    const { clock } = this.#options;
    const deviceMs = clock.utcMs();
    const isFar = Math.abs(deviceMs - status.utcMs) > CLOCK_LIMIT_MS + Math.max(0, status.clockErrorMs);
    if (status.isClockKnown && isFar) {
      this.#isDeviceRight ??= await keepAliveUntil(tag, clock, this.#options.askClock({ deviceMs, tagMs: status.utcMs }));
    }
    if (this.#isDeviceRight !== false) {
      this.correctionMs = await tag.setTime();
    }
    this.#isTimeDone = true;
  }

  /** @param {TagClient} tag */
  async #exchangeList(tag) {
    const { list, isForSchool } = this.#options;
    // A school's page never asks whom the list concerns; the tag tells its wearer.
    const before = isForSchool ? null : await earlierVerdict(tag);
    this.verdicts = before === null ? [] : [before];
    if (!list || before?.listId === list.id) {
      this.listState = list ? 'sent' : 'none';
      return;
    }
    if (before?.state === CHECKING) {
      this.listState = 'checking';
      return;
    }
    try {
      await tag.sendList(list);
      if (!isForSchool) {
        this.verdicts.push(await tag.endList());
      }
      this.listState = 'sent';
    } catch (error) {
      if (!isFault(error, 'NotSupported') && !isFault(error, 'ListRefused') && !isFault(error, 'Later')) {
        throw error;
      }
      this.listState = isFault(error, 'NotSupported') ? 'unsupported' : 'refused';
    }
  }
}

/** @param {TagClient} tag */
async function earlierVerdict(tag) {
  try {
    return await tag.verdict();
  } catch (error) {
    if (isFault(error, 'OutOfOrder') || isFault(error, 'Incomplete') || isFault(error, 'NotSupported')) {
      return null;
    }
    throw error;
  }
}
