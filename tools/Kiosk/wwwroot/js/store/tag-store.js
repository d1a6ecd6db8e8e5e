// The family's tags: claim secret, name and what the last sync said, each record sealed as a whole. Keys of records are random and say nothing.

import { fromBase64, toBase64, toHex } from '../core/bytes.js';

/** @typedef {import('../core/bytes.js').Bytes} Bytes */

/**
 * @typedef {object} SyncResult
 * @property {number} utcMs           when, by this device
 * @property {import('../sync/reports.js').StatusReport} status
 * @property {number | null} correctionMs
 * @property {import('../sync/reports.js').DayCount[]} days
 * @property {import('../sync/reports.js').CoverageDay[]} coverage
 * @property {import('../sync/reports.js').AuditEntry[]} audit
 * @property {import('../sync/reports.js').LogSummary} log
 */

/**
 * @typedef {object} ListSeen  a list version that the tag has seen, and its verdict
 * @property {string} id
 * @property {string} name    empty when this page does not have the list
 * @property {number} issuedSeconds
 * @property {number} utcMs   when the verdict was read
 * @property {import('../sync/reports.js').Verdict} verdict
 */

/** @typedef {{authority: string, rows: number, data: string}} WaitingRelease  encrypted for the authority, in base64, until it has been handed in or saved */

/**
 * @typedef {object} TagRecord
 * @property {string} key
 * @property {number} serial
 * @property {string} name
 * @property {Bytes} secret
 * @property {SyncResult | null} last
 * @property {ListSeen[]} lists
 * @property {string | null} certificate       of its wipe, in base64
 * @property {WaitingRelease | null} release
 */

export class TagStore {
  #database;
  #vault;
  #random;

  /** @param {import('../platform/database.js').Database} database @param {import('../platform/vault.js').Vault} vault @param {import('../link.js').Random} random */
  constructor(database, vault, random) {
    this.#database = database;
    this.#vault = vault;
    this.#random = random;
  }

  /** @returns {Promise<TagRecord[]>} by name */
  async all() {
    const rows = await this.#database.all('tags');
    const tags = await Promise.all(rows.map(async ({ key, value }) => this.#read(key, await this.#vault.open(value))));
    return tags.filter((tag) => tag !== null).sort((a, b) => a.name.localeCompare(b.name) || a.serial - b.serial);
  }

  /** @param {string} key @returns {Promise<TagRecord | null>} */
  async get(key) {
    const row = await this.#database.get('tags', key);
    return row ? this.#read(key, await this.#vault.open(row)) : null;
  }

  /** Adds a tag, or takes the new secret for one that is here already. @param {import('../claim/claim.js').Claim} claim @param {string} name @returns {Promise<TagRecord>} */
  async add(claim, name) {
    const known = (await this.all()).find((tag) => tag.serial === claim.serial);
    const key = known?.key ?? toHex(this.#random(8));
    const tag = { key, serial: claim.serial, name, secret: claim.secret, last: known?.last ?? null, lists: known?.lists ?? [], certificate: null, release: known?.release ?? null };
    await this.save(tag);
    return tag;
  }

  /** @param {TagRecord} tag */
  async save({ key, secret, ...rest }) {
    await this.#database.put('tags', key, await this.#vault.seal({ ...rest, secret: toBase64(secret) }));
  }

  /** @param {string} key */
  remove = (key) => this.#database.remove('tags', key);

  /** @param {string} key @param {any} value @returns {TagRecord | null} */
  #read(key, value) {
    const secret = value && fromBase64(value.secret);
    return secret ? { ...value, key, secret } : null;
  }
}
