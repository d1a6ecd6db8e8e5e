// A release: asks the wearer, gets the officer's code, reads each row once, encrypts everything to the authority. After a lost link it goes on at the
// row where it stopped.

import { SyncError, isFault } from './fault.js';
import { keepAliveUntil, untilHeld } from './patience.js';
import { sealRelease } from './release-package.js';
import { ROWS } from './tag-client.js';

/** @typedef {import('../core/bytes.js').Bytes} Bytes */
/** @typedef {import('./tag-client.js').TagClient} TagClient */

/**
 * @typedef {object} ReleaseOptions
 * @property {import('../link.js').SyncClock} clock
 * @property {import('../link.js').Random} random
 * @property {number} serial
 * @property {Bytes} authorityKey   SubjectPublicKeyInfo
 * @property {Bytes} request        17 bytes, naming that key
 * @property {(challenge: number, triesLeft: number | null) => Promise<number>} askCode  the officer's code for this challenge; asked again after a wrong one
 * @property {() => void} onHold    the wearer has to hold the button now
 * @property {(rows: number) => void} [onRows]
 */

export class ReleaseJob {
  #options;
  /** @type {number | null} */
  #challenge = null;
  /** @type {number | null} */
  #code = null;
  /** @type {number | null} */
  #triesLeft = null;
  #isTagKnown = false;
  #isAccepted = false;
  /** @type {Record<'keys' | 'contacts', {rows: Bytes[], isDone: boolean}>} */
  #streams = { keys: { rows: [], isDone: false }, contacts: { rows: [], isDone: false } };

  /** @param {ReleaseOptions} options */
  constructor(options) {
    this.#options = options;
  }

  /** The encrypted package, when everything has been read. @type {Bytes | null} */
  package = null;
  rowCount = 0;

  /** @param {TagClient} tag */
  async continue(tag) {
    const { authorityKey, request, random, serial } = this.#options;
    if (!this.#isTagKnown && (await tag.status()).serial !== serial) {
      throw new SyncError('WrongTag');
    }
    this.#isTagKnown = true;
    await this.#accept(tag);
    await this.#read(tag, 'keys');
    await this.#read(tag, 'contacts');
    if (this.package === null) {
      this.package = await sealRelease(authorityKey, request, this.#streams.keys.rows, this.#streams.contacts.rows, random);
      this.forget();
    }
    await end(tag);
  }

  /** Overwrites whatever has been read. To be called when the release is given up too. */
  forget() {
    for (const stream of Object.values(this.#streams)) {
      stream.rows.forEach((row) => row.fill(0));
      stream.rows = [];
    }
  }

  /** @param {TagClient} tag */
  async #accept(tag) {
    const { clock, askCode, onHold, request } = this.#options;
    const challenge = (this.#challenge ??= (await tag.askRelease(request)).challenge);
    while (!this.#isAccepted) {
      const code = (this.#code ??= await keepAliveUntil(tag, clock, askCode(challenge, this.#triesLeft)));
      try {
        await untilHeld(clock, () => tag.giveCode(code), onHold);
        this.#isAccepted = true;
      } catch (error) {
        if (!(error instanceof SyncError) || error.fault !== 'WrongCode' || error.wait === 0) {
          throw error;
        }
        this.#code = null;
        this.#triesLeft = error.wait;
      }
    }
  }

  /** @param {TagClient} tag @param {'keys' | 'contacts'} name */
  async #read(tag, name) {
    const stream = this.#streams[name];
    while (!stream.isDone) {
      const { rows, isLast } = await tag.readRows(ROWS[name], stream.rows.length);
      if (rows.length === 0 && !isLast) {
        throw new SyncError('BadReply');
      }
      stream.rows.push(...rows);
      stream.isDone = isLast;
      this.rowCount += rows.length;
      this.#options.onRows?.(this.rowCount);
    }
  }
}

/** When the answer was lost with its link, the release is over already. @param {TagClient} tag */
async function end(tag) {
  try {
    await tag.endRelease();
  } catch (error) {
    if (!isFault(error, 'OutOfOrder')) {
      throw error;
    }
  }
}
