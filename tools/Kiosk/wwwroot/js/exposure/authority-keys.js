// The public keys of the authorities whose lists are believed and who may be sent a release, pinned in the page's configuration: P-256.

import { fromBase64, toHex } from '../core/bytes.js';
import { sha256 } from '../core/sha256.js';

/** @typedef {import('../core/bytes.js').Bytes} Bytes */

const CURVE = { name: 'ECDSA', namedCurve: 'P-256' };

/** First 8 bytes of the SHA-256 of the key, in upper-case hex. @param {Bytes} key SubjectPublicKeyInfo */
export const nameOf = (key) => toHex(sha256(key).subarray(0, 8)).toUpperCase();

export class AuthorityKeys {
  /** @type {Map<string, {key: Bytes, verifier: CryptoKey}>} */
  #keys = new Map();

  /** Those of the texts in base64 that are P-256 keys; the others are left out. @param {readonly string[]} texts */
  static async of(texts) {
    const keys = new AuthorityKeys();
    for (const text of texts) {
      const key = fromBase64(text);
      const verifier = key && (await crypto.subtle.importKey('spki', key, CURVE, false, ['verify']).catch(() => null));
      if (key && verifier) {
        keys.#keys.set(nameOf(key), { key, verifier });
      }
    }
    return keys;
  }

  /** @returns {{name: string, key: Bytes}[]} */
  get all() {
    return [...this.#keys].map(([name, { key }]) => ({ name, key }));
  }

  /**
   * Whether the signature (r and s, 64 bytes) over SHA-256 of the content is that of the key named; null when no such key is pinned.
   * @param {string} name @param {Bytes} content @param {Bytes} signature
   */
  async verify(name, content, signature) {
    const found = this.#keys.get(name.toUpperCase());
    return found === undefined ? null : crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, found.verifier, signature, content);
  }
}
