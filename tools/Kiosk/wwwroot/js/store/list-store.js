// Exposure lists that this page has fetched. Kept as they were published and verified anew each time they are read: what lies in the browser is not believed.

import { ListError } from '../exposure/list-error.js';
import { readList, refuseExpired } from '../exposure/published-list.js';

/** @typedef {import('../exposure/published-list.js').PublishedList} PublishedList */

const MAX_BYTES = 70_000;

export class ListStore {
  #database;
  #keys;
  #clock;

  /** @param {import('../platform/database.js').Database} database @param {import('../exposure/authority-keys.js').AuthorityKeys} keys @param {import('../link.js').SyncClock} clock */
  constructor(database, keys, clock) {
    this.#database = database;
    this.#keys = keys;
    this.#clock = clock;
  }

  /** Those that hold now, newest first; the others are dropped. @returns {Promise<PublishedList[]>} */
  async all() {
    /** @type {PublishedList[]} */
    const lists = [];
    for (const { key, value } of await this.#database.all('lists')) {
      try {
        lists.push(await this.#read(value));
      } catch (error) {
        if (!(error instanceof ListError)) {
          throw error;
        }
        // One of a day that has not come is kept: the device's clock may be wrong.
        if (error.fault !== 'FutureDay') {
          await this.#database.remove('lists', key);
        }
      }
    }
    return lists.sort((a, b) => b.issuedSeconds - a.issuedSeconds);
  }

  /** Takes a list in. Throws ListError, and keeps nothing then. @param {string} text */
  async add(text) {
    const list = await this.#read(text);
    await this.#database.put('lists', list.id, text);
    return list;
  }

  /** Fetches a list of this same host and takes it in. Throws ListError. @param {string} address */
  async fetch(address) {
    /** @type {Response} */
    let answer;
    try {
      answer = await fetch(address, { cache: 'no-cache' });
    } catch {
      throw new ListError('NotFetched', address);
    }
    if (!answer.ok) {
      throw new ListError('NotFetched', address);
    }
    const text = await answer.text();
    if (text.length > MAX_BYTES) {
      throw new ListError('TooLong', 'file');
    }
    return this.add(text);
  }

  /** @param {string} text */
  async #read(text) {
    const nowMs = this.#clock.utcMs();
    const list = await readList(text, this.#keys, nowMs);
    refuseExpired(list, nowMs);
    return list;
  }
}
