// A release on its way to the authority: P-256 key agreement with a key made for this one package, HKDF-SHA256, AES-256-GCM. Layout: ASCII BZRP,
// length of the sender's public key (2), the key, nonce (12), tag (16), cipher text. Nobody but the authority can open it, this page included.

import { ascii, concat, writeUint16, writeUint32 } from '../core/bytes.js';
import { sha256 } from '../core/sha256.js';

/** @typedef {import('../core/bytes.js').Bytes} Bytes */

const TAG = 16;
const NONCE = 12;
const CURVE = { name: 'ECDH', namedCurve: 'P-256' };
const INFO = ascii('bluezonetag release package v1');

/**
 * Encrypts what was released. The rows are those of the tag, byte for byte.
 * @param {Bytes} authorityKey SubjectPublicKeyInfo @param {Bytes} request 17 bytes @param {readonly Bytes[]} keys @param {readonly Bytes[]} contacts
 * @param {import('../link.js').Random} random @returns {Promise<Bytes>}
 */
export async function sealRelease(authorityKey, request, keys, contacts, random) {
  const authority = await crypto.subtle.importKey('spki', authorityKey, CURVE, false, []);
  const sender = await crypto.subtle.generateKey(CURVE, false, ['deriveBits']);
  const senderKey = new Uint8Array(await crypto.subtle.exportKey('spki', sender.publicKey));
  const agreed = await crypto.subtle.deriveBits({ name: 'ECDH', public: authority }, sender.privateKey, 256);
  const material = await crypto.subtle.importKey('raw', agreed, 'HKDF', false, ['deriveKey']);
  const key = await crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: sha256(senderKey), info: INFO }, material, { name: 'AES-GCM', length: 256 }, false, ['encrypt']);
  const plain = concat(request, count(keys), ...keys, count(contacts), ...contacts);
  const nonce = random(NONCE);
  const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce, additionalData: senderKey, tagLength: 8 * TAG }, key, plain));
  plain.fill(0);
  const length = new Uint8Array(2);
  writeUint16(length, 0, senderKey.length);
  return concat(ascii('BZRP'), length, senderKey, nonce, sealed.subarray(-TAG), sealed.subarray(0, -TAG));
}

/** @param {readonly Bytes[]} rows */
function count(rows) {
  const bytes = new Uint8Array(4);
  writeUint32(bytes, 0, rows.length);
  return bytes;
}
