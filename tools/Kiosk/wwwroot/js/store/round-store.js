// The school's roster and the round under way: opaque numbers and how each tag is doing. Nothing about contacts, no names. Written after each step, so that a
// page that is closed goes on where it was.

/** @typedef {'sync' | 'battery' | 'gate'} RoundMode */
/** @typedef {'waiting' | 'syncing' | 'done' | 'problem'} RowState */

/**
 * @typedef {object} TagFacts  what the kiosk learns of a tag
 * @property {number | null} batteryPercent
 * @property {number | null} workPercent   of the radio slots of today and yesterday, the better day; null when there is none
 * @property {boolean} isClockKept
 * @property {string} [listFault]       name in the catalogue of errors of why the tag has not taken the list, or empty
 */

/**
 * @typedef {object} RoundRow
 * @property {number} serial
 * @property {number | null} holder
 * @property {RowState} state
 * @property {number} utcMs        of the last change, 0 for none
 * @property {string} fault        name in the catalogue of errors, or empty
 * @property {TagFacts | null} facts
 */

/** @typedef {{mode: RoundMode, startedUtcMs: number, rows: RoundRow[]}} Round */
/** @typedef {{serial: number, holder: number | null}} RosterRow */

export class RoundStore {
  #database;

  /** @param {import('../platform/database.js').Database} database */
  constructor(database) {
    this.#database = database;
  }

  /** @returns {Promise<RosterRow[]>} */
  roster = async () => (await this.#database.get('settings', 'roster')) ?? [];

  /** @param {RosterRow[]} rows */
  saveRoster = (rows) => this.#database.put('settings', 'roster', rows.map(({ serial, holder }) => ({ serial, holder })));

  /** The round under way, null for none; a tag that was being worked on when the page was closed waits again. @returns {Promise<Round | null>} */
  async round() {
    /** @type {Round | undefined} */
    const round = await this.#database.get('settings', 'round');
    round?.rows.forEach((row) => (row.state = row.state === 'syncing' ? 'waiting' : row.state));
    return round ?? null;
  }

  /** @param {Round} round */
  saveRound = (round) => this.#database.put('settings', 'round', round);

  async clear() {
    await this.#database.remove('settings', 'round');
    await this.#database.remove('settings', 'roster');
  }
}
