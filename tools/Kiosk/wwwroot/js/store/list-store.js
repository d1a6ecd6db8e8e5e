// Exposure lists that this page has fetched. Kept as they were published and verified anew each time they are read: what lies in the browser is not believed.

import { ListError } from '../exposure/list-error.js';
import { isIndex, readIndex } from '../exposure/published-index.js';
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

  /** Fetches a list of this same host and takes it in, or all lists of an index; what the index says is withdrawn is dropped. Throws ListError. @param {string} address @returns {Promise<PublishedList[]>} */
  async fetch(address) {
    const text = await download(address);
    if (!isIndex(text)) {
      return [await this.add(text)];
    }
    const index = await readIndex(text, this.#keys);
    const last = (await this.#database.get('settings', `index ${index.authority}`)) ?? 0;
    if (index.number < last) {
      // An older one, held back by the host: what is known is newer.
      return [];
    }
    await this.#drop(index);
    await this.#database.put('settings', `index ${index.authority}`, index.number);
    const lists = [];
    for (const { file } of index.lists) {
      lists.push(await this.add(await download(new URL(file, new URL(address, location.href)).href)));
    }
    return lists;
  }

  /** @param {import('../exposure/published-index.js').PublishedIndex} index */
  async #drop({ authority, withdrawn }) {
    for (const { key, value } of await this.#database.all('lists')) {
      const list = await this.#read(value).catch(() => null);
      if (list !== null && list.authority === authority && withdrawn.some(({ name }) => name === list.name)) {
        await this.#database.remove('lists', key);
      }
    }
  }

  /** @param {string} text */
  async #read(text) {
    const nowMs = this.#clock.utcMs();
    const list = await readList(text, this.#keys, nowMs);
    refuseExpired(list, nowMs);
    return list;
  }
}

/** @param {string} address */
async function download(address) {
  const answer = await fetch(address, { cache: 'no-cache' }).catch(() => null);
  if (!answer?.ok) {
    throw new ListError('NotFetched', address);
  }
  const text = await answer.text();
  if (text.length > MAX_BYTES) {
    throw new ListError('TooLong', 'file');
  }
  return text;
}
