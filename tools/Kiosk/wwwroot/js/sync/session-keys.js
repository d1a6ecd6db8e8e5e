// Keys of one session from the claim secret and both nonces (docs/protocol.md 8.4).

import { areEqual, ascii, concat } from '../core/bytes.js';
import { hmacSha256 } from '../core/sha256.js';

/** @typedef {import('../core/bytes.js').Bytes} Bytes */

/**
 * @typedef {object} SessionKeys
 * @property {Bytes} clientProof
 * @property {{cipher: Bytes, mac: Bytes}} client  keys of what the client sends
 * @property {{cipher: Bytes, mac: Bytes}} tag     keys of what the tag sends
 */

const half = (/** @type {Bytes} */ bytes) => bytes.slice(0, 16);

/**
 * The session secret.
 * @param {Bytes} claim @param {{oldest: number, newest: number, version: number}} versions @param {Uint8Array} clientNonce @param {Uint8Array} tagNonce
 */
export const sessionSecret = (claim, versions, clientNonce, tagNonce) =>
  hmacSha256(claim, concat(ascii('bluezonetag sync'), [versions.oldest, versions.newest, versions.version], clientNonce, tagNonce));

/** What a tag that knows the session secret proves it by. @param {Bytes} secret */
export const tagProof = (secret) => half(hmacSha256(secret, ascii('tag proof')));

/** @param {Bytes} secret @returns {SessionKeys} */
export const deriveKeys = (secret) => ({
  clientProof: half(hmacSha256(secret, ascii('client proof'))),
  client: { cipher: half(hmacSha256(secret, ascii('client cipher'))), mac: hmacSha256(secret, ascii('client mac')) },
  tag: { cipher: half(hmacSha256(secret, ascii('tag cipher'))), mac: hmacSha256(secret, ascii('tag mac')) },
});

/**
 * The claim secret of the ring that the tag has proved to know, with the keys that follow, or null. The tag does not name itself, so each is tried.
 * @param {readonly Bytes[]} ring @param {{oldest: number, newest: number, version: number}} versions
 * @param {Uint8Array} clientNonce @param {Uint8Array} tagNonce @param {Uint8Array} proof
 */
export function findClaim(ring, versions, clientNonce, tagNonce, proof) {
  for (const claim of ring) {
    const secret = sessionSecret(claim, versions, clientNonce, tagNonce);
    if (areEqual(tagProof(secret), proof)) {
      return { claim, keys: deriveKeys(secret) };
    }
  }
  return null;
}
