// Records sealed with a key that the browser keeps and never hands out, not even to this page: a copy of the database's files alone tells nothing. What it
// does not keep out is somebody who can use this browser.

/** @typedef {import('./database.js').Database} Database */
/** @typedef {{iv: Uint8Array<ArrayBuffer>, data: ArrayBuffer}} Sealed */

const KEY = 'vault';

export class Vault {
  #database;
  #random;
  /** @type {Promise<CryptoKey> | null} */
  #key = null;

  /** @param {Database} database @param {import('../link.js').Random} random */
  constructor(database, random) {
    this.#database = database;
    this.#random = random;
  }

  /** @param {unknown} value anything that JSON can say @returns {Promise<Sealed>} */
  async seal(value) {
    const iv = this.#random(12);
    const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await this.#theKey(), new TextEncoder().encode(JSON.stringify(value)));
    return { iv, data };
  }

  /** The value, or null when it was sealed with a key that is no more. @param {Sealed} sealed @returns {Promise<any>} */
  async open({ iv, data }) {
    try {
      return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, await this.#theKey(), data)));
    } catch (error) {
      if (error instanceof DOMException && error.name === 'OperationError') {
        return null;
      }
      throw error;
    }
  }

  #theKey() {
    return (this.#key ??= this.#load());
  }

  async #load() {
    const kept = await this.#database.get('keys', KEY);
    if (kept) {
      return kept;
    }
    const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
    await this.#database.put('keys', KEY, key);
    return key;
  }
}
