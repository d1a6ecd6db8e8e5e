// The page's own database in the browser. Every change is one transaction: whole or not at all.

const NAME = 'bluezonetag';
const VERSION = 1;
/** @typedef {'keys' | 'tags' | 'claims' | 'lists' | 'settings'} StoreName */
/** @type {StoreName[]} */
const STORES = ['keys', 'tags', 'claims', 'lists', 'settings'];

/** @typedef {'StorageFull' | 'StorageUnusable'} StorageFault */

export class StorageError extends Error {
  /** @param {StorageFault} fault */
  constructor(fault) {
    super(fault);
    this.name = 'StorageError';
    this.fault = fault;
  }
}

/** @param {unknown} error */
const wrap = (error) => new StorageError(error instanceof DOMException && error.name === 'QuotaExceededError' ? 'StorageFull' : 'StorageUnusable');

export class Database {
  /** @type {Promise<IDBDatabase> | null} */
  #open = null;

  /** @param {StoreName} store @param {string} key @returns {Promise<any>} undefined when there is none */
  get = (store, key) => this.#run(store, 'readonly', (s) => s.get(key));

  /** @param {StoreName} store @returns {Promise<{key: string, value: any}[]>} */
  async all(store) {
    const keys = await this.#run(store, 'readonly', (s) => s.getAllKeys());
    const values = await this.#run(store, 'readonly', (s) => s.getAll());
    return values.map((value, i) => ({ key: String(keys[i]), value }));
  }

  /** @param {StoreName} store @param {string} key @param {unknown} value */
  put = (store, key, value) => this.#run(store, 'readwrite', (s) => s.put(value, key));

  /** @param {StoreName} store @param {string} key */
  remove = (store, key) => this.#run(store, 'readwrite', (s) => s.delete(key));

  /** @template T @param {StoreName} store @param {IDBTransactionMode} mode @param {(s: IDBObjectStore) => IDBRequest<T>} work @returns {Promise<T>} */
  async #run(store, mode, work) {
    try {
      const database = await (this.#open ??= openDatabase());
      return await new Promise((resolve, reject) => {
        const transaction = database.transaction(store, mode, { durability: 'strict' });
        const request = work(transaction.objectStore(store));
        transaction.oncomplete = () => resolve(request.result);
        transaction.onerror = () => reject(transaction.error);
        transaction.onabort = () => reject(transaction.error);
      });
    } catch (error) {
      this.#open = null;
      throw wrap(error);
    }
  }
}

/** @returns {Promise<IDBDatabase>} */
function openDatabase() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => STORES.forEach((store) => request.result.createObjectStore(store));
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new DOMException('blocked', 'InvalidStateError'));
  });
}
