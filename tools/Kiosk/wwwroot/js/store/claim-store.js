// The school's claim codes, each sealed. Keyed by a number that says nothing.

import { fromBase64, toBase64 } from '../core/bytes.js';

/** @typedef {import('../claim/claim.js').Claim} Claim */

export class ClaimStore {
  #database;
  #vault;

  /** @param {import('../platform/database.js').Database} database @param {import('../platform/vault.js').Vault} vault */
  constructor(database, vault) {
    this.#database = database;
    this.#vault = vault;
  }

  /** @returns {Promise<Claim[]>} */
  async all() {
    const kept = await this.#database.get('claims', 'school');
    /** @type {{serial: number, secret: string}[] | null} */
    const claims = kept ? await this.#vault.open(kept) : [];
    return (claims ?? []).map(({ serial, secret }) => ({ serial, secret: fromBase64(secret) ?? new Uint8Array(16) }));
  }

  /** Adds codes; a newer one of the same tag replaces the older. All of them or none. @param {readonly Claim[]} claims */
  async add(claims) {
    const all = new Map((await this.all()).map((claim) => [claim.serial, claim]));
    claims.forEach((claim) => all.set(claim.serial, claim));
    const rows = [...all.values()].map(({ serial, secret }) => ({ serial, secret: toBase64(secret) }));
    await this.#database.put('claims', 'school', await this.#vault.seal(rows));
  }

  clear = () => this.#database.remove('claims', 'school');
}
