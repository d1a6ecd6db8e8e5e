// Sealed messages of one direction of one session (docs/protocol.md 8.5): AES-128 in counter mode, then HMAC-SHA256 over all that is sent.

import { areEqual, readUint32, writeUint16, writeUint32 } from '../core/bytes.js';
import { encryptBlocks, importBlockKey } from '../core/aes.js';
import { hmacSha256 } from '../core/sha256.js';

/** @typedef {import('../core/bytes.js').Bytes} Bytes */

export const SEALED = 3;
export const SEALED_REPLY = 131;
const TEXT = 7;
const MAC = 16;
const BLOCK = 16;

/** The counter that a sealed message states. @param {Uint8Array} message */
export const counterOf = (message) => readUint32(message, 3);

export class SealedBox {
  #mac;
  #cipher;

  /** @param {{cipher: Bytes, mac: Bytes}} keys */
  constructor(keys) {
    this.#mac = keys.mac;
    this.#cipher = importBlockKey(keys.cipher);
  }

  /** The message of a text. No counter is ever used for two texts. @param {Uint8Array} text @param {number} type @param {number} counter */
  async seal(text, type, counter) {
    const message = new Uint8Array(TEXT + text.length + MAC);
    writeUint16(message, 0, message.length);
    message[2] = type;
    writeUint32(message, 3, counter);
    message.set(await this.#apply(text, counter), TEXT);
    message.set(hmacSha256(this.#mac, message.subarray(0, -MAC)).subarray(0, MAC), message.length - MAC);
    return message;
  }

  /** @param {Uint8Array} message */
  isAuthentic(message) {
    return message.length > TEXT + MAC && areEqual(hmacSha256(this.#mac, message.subarray(0, -MAC)).subarray(0, MAC), message.subarray(-MAC));
  }

  /** The text of an authentic message. @param {Uint8Array} message */
  open(message) {
    return this.#apply(message.subarray(TEXT, -MAC), counterOf(message));
  }

  /** @param {Uint8Array} text @param {number} counter @returns {Promise<Bytes>} */
  async #apply(text, counter) {
    const blocks = Array.from({ length: Math.ceil(text.length / BLOCK) }, (_, i) => {
      const block = new Uint8Array(BLOCK);
      writeUint32(block, 0, counter);
      writeUint32(block, 12, i);
      return block;
    });
    const stream = await encryptBlocks(await this.#cipher, blocks);
    return Uint8Array.from(text, (byte, i) => byte ^ stream[i >> 4][i & 15]);
  }
}
