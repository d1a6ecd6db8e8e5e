// The page's frame: what every view is given, and which view is shown. Views are functions that make a node; leaving one runs what it asked for.

import { AuthorityKeys } from './exposure/authority-keys.js';
import { BluetoothTransport, hasBluetooth } from './links/bluetooth-link.js';
import { deviceClock, deviceRandom } from './platform/clock.js';
import { Database } from './platform/database.js';
import { Vault } from './platform/vault.js';
import { ClaimStore } from './store/claim-store.js';
import { ListStore } from './store/list-store.js';
import { RoundStore } from './store/round-store.js';
import { TagStore } from './store/tag-store.js';
import { Texts } from './texts/index.js';

/**
 * @typedef {object} PageConfig
 * @property {boolean} demo
 * @property {string[]} authorities  public keys in base64
 * @property {string | null} releaseKey  public key that releases are encrypted for, in base64; null for the authorities' own
 * @property {string[]} lists        addresses on this host
 * @property {string | null} releases
 */

/**
 * @typedef {object} App
 * @property {Texts} texts
 * @property {PageConfig} config
 * @property {AuthorityKeys} authorities  whose lists are believed
 * @property {AuthorityKeys} receivers    who may be sent a release
 * @property {boolean} hasLink          whether tags can be reached from here
 * @property {import('./link.js').GattTransport} transport
 * @property {import('./link.js').SyncClock} clock
 * @property {import('./link.js').Random} random
 * @property {TagStore} tags
 * @property {ListStore} lists
 * @property {ClaimStore} claims
 * @property {RoundStore} rounds
 * @property {Map<number, {name: string, group: string}>} names  by serial, from the roster; in memory only
 * @property {() => Promise<void>} freshLists     done when the host's lists have been fetched, or it has been tried long enough
 * @property {(path: string) => void} go
 * @property {() => Promise<void>} show            makes the present view anew
 * @property {(work: () => void) => void} onLeave  done when the view is left
 * @property {(language: import('./texts/index.js').Language) => Promise<void>} speak
 */

/** @type {PageConfig} */
const NO_CONFIG = { demo: false, authorities: [], releaseKey: null, lists: [], releases: null };

/** What the host says; without it the page works all the same. @returns {Promise<PageConfig>} */
async function loadConfig() {
  try {
    const answer = await fetch('config.json');
    return answer.ok ? { ...NO_CONFIG, ...(await answer.json()) } : NO_CONFIG;
  } catch {
    return NO_CONFIG;
  }
}

const FETCH_MS = 2_000;

/** Fetches the host's lists once for each time that the page is opened. What is wrong with one is told where lists are shown. @param {ListStore} lists @param {readonly string[]} addresses */
function fetchOnce(lists, addresses) {
  /** @type {Promise<unknown> | null} */
  let fetching = null;
  return async () => {
    fetching ??= Promise.all(addresses.map((address) => lists.fetch(address).catch(() => undefined)));
    await Promise.race([fetching, deviceClock.delay(FETCH_MS)]);
  };
}

/** Everything but the frame's own functions. */
export async function prepare() {
  const database = new Database();
  const vault = new Vault(database, deviceRandom);
  const config = await loadConfig();
  const authorities = await AuthorityKeys.of(config.authorities);
  const lists = new ListStore(database, authorities, deviceClock);
  const language = await database.get('settings', 'language').catch(() => undefined);
  return {
    database,
    texts: new Texts(language === 'en' ? 'en' : 'vi'),
    config,
    authorities,
    receivers: config.releaseKey === null ? authorities : await AuthorityKeys.of([config.releaseKey]),
    hasLink: config.demo || hasBluetooth(),
    transport: config.demo ? new (await import('./links/demo-link.js')).DemoTransport() : new BluetoothTransport(),
    clock: deviceClock,
    random: deviceRandom,
    tags: new TagStore(database, vault, deviceRandom),
    lists,
    freshLists: fetchOnce(lists, config.lists),
    claims: new ClaimStore(database, vault),
    rounds: new RoundStore(database),
  };
}
