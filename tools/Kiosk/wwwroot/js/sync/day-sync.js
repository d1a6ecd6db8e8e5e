// The sync of a day: status, time, counts, coverage, log, verdict, and an exposure list if there is one. Each part is fetched once. A tag checks a list while its
// client is silent, so a person who is willing to wait has the verdict in the same session.

import { SyncError, isFault } from './fault.js';
import { keepAliveUntil } from './patience.js';

/** @typedef {import('./tag-client.js').TagClient} TagClient */
/** @typedef {{header: import('../core/bytes.js').Bytes, chunks: import('../core/bytes.js').Bytes[], id: string}} SendableList */

/** A tag and a device that differ by more than this have to be decided between by a person. */
export const CLOCK_LIMIT_MS = 120_000;

const CHECKING = 2;
/** Leaves the tag three quarters of the time for its check; it begins half a second after the last frame. */
const POLL_MS = 2_000;
/** A session is given up so long before the tag would end it. */
const MARGIN_MS = 5_000;

/**
 * @typedef {object} VerdictWait
 * @property {(verdict: import('./reports.js').Verdict) => void} onChecking  called each time that the tag says that it is still checking
 * @property {Promise<unknown>} stopped   settles when the person does not want to wait any longer
 */

/**
 * @typedef {object} DaySyncOptions
 * @property {import('../link.js').SyncClock} clock
 * @property {(difference: {deviceMs: number, tagMs: number}) => Promise<boolean>} askClock  whether the device's time is right and may be set
 * @property {number} [serial]           of the tag that it has to be
 * @property {SendableList | null} [list]
 * @property {boolean} [isForSchool]     then nothing about contacts is asked for: no counts, no verdict
 * @property {VerdictWait} [wait]        without it the verdict is what the tag says at once, as a rule that it is checking
 */

export class DaySync {
  #options;
  #isTimeDone = false;
  /** What the person said about the clocks, when it had to be asked. @type {boolean | null} */
  #isDeviceRight = null;
  #isListDone = false;
  #isStopped = false;

  /** @param {DaySyncOptions} options */
  constructor(options) {
    this.#options = options;
    options.wait?.stopped.then(() => (this.#isStopped = true));
  }

  /** Whether all but the verdict is here, so that a tag that has gone leaves a whole sync. */
  isEnough = false;

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
  /** What became of the list. @type {'none' | 'sent' | 'checking' | 'refused'} */
  listState = 'none';
  /** Why the tag does not take it. @type {SyncError | null} */
  listError = null;

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
    const before = isForSchool ? null : await this.#whenChecked(tag, await earlierVerdict(tag));
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
      this.listState = 'sent';
      if (!isForSchool) {
        await this.#whenChecked(tag, await tag.endList());
      }
    } catch (error) {
      if (!(error instanceof SyncError) || (error.refusal === null && error.fault !== 'NotSupported' && error.fault !== 'ListRefused' && error.fault !== 'Later')) {
        throw error;
      }
      this.listState = 'refused';
      this.listError = error;
    }
  }

  /**
   * The verdict when the tag has checked the list, or the last one when the person or the tag's window did not last so long.
   * @template {import('./reports.js').Verdict | null} V @param {TagClient} tag @param {V} first @returns {Promise<V>}
   */
  async #whenChecked(tag, first) {
    const { clock, wait } = this.#options;
    let verdict = this.#keep(first);
    if (!wait || verdict?.state !== CHECKING) {
      return verdict;
    }
    this.isEnough = true;
    const endMs = clock.nowMs() + (await tag.status()).leftSeconds * 1000 - MARGIN_MS;
    while (verdict?.state === CHECKING && !this.#isStopped && clock.nowMs() + POLL_MS < endMs) {
      wait.onChecking(verdict);
      await Promise.race([clock.delay(POLL_MS), wait.stopped]);
      verdict = this.#keep(/** @type {V} */ (await tag.verdict()));
    }
    return verdict;
  }

  /** @template {import('./reports.js').Verdict | null} V @param {V} verdict */
  #keep(verdict) {
    if (verdict !== null) {
      this.verdicts = [...this.verdicts.filter((one) => one.listId !== verdict.listId), verdict];
    }
    return verdict;
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
