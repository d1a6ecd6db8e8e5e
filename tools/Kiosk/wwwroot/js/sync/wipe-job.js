// A wipe: asks the wearer, acknowledges, and brings the certificate home; after a lost link it asks for the certificate again before anything else.

import { SyncError, isFault } from './fault.js';
import { untilHeld } from './patience.js';

export class WipeJob {
  #clock;
  #serial;
  #onHold;
  /** @type {import('../core/bytes.js').Bytes | null} */
  #token = null;
  #isTagKnown = false;

  /** @param {import('../link.js').SyncClock} clock @param {number} serial @param {() => void} onHold called when the wearer has to hold the button */
  constructor(clock, serial, onHold) {
    this.#clock = clock;
    this.#serial = serial;
    this.#onHold = onHold;
  }

  /** 37 bytes, when there is one. @type {import('../core/bytes.js').Bytes | null} */
  certificate = null;

  /** @param {import('./tag-client.js').TagClient} tag */
  async continue(tag) {
    if (!this.#isTagKnown && (await tag.status()).serial !== this.#serial) {
      throw new SyncError('WrongTag');
    }
    this.#isTagKnown = true;
    if (this.#token !== null) {
      this.certificate ??= await earlierCertificate(tag);
    }
    if (this.certificate === null) {
      const token = (this.#token ??= await tag.askWipe(true));
      this.certificate = await untilHeld(this.#clock, () => tag.wipe(token), this.#onHold);
    }
  }
}

/** Null when the tag is not wiped yet. @param {import('./tag-client.js').TagClient} tag */
async function earlierCertificate(tag) {
  try {
    return await tag.certificate();
  } catch (error) {
    if (isFault(error, 'OutOfOrder')) {
      return null;
    }
    throw error;
  }
}
