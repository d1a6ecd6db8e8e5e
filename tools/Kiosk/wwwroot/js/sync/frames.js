// Messages cut into frames and put together again (docs/protocol.md 8.2).

import { readUint16, writeUint16 } from '../core/bytes.js';

/** @typedef {import('../core/bytes.js').Bytes} Bytes */

export const MIN_FRAME = 20;
export const MAX_FRAME = 253;
export const MAX_MESSAGE = 512;
const HEADER = 3;
const PLACE = 0x3ff;
const RESERVED = 0x7c00;
const FROM_TAG = 0x8000;

/**
 * The frames of a message, each of at most `maxFrame` bytes.
 * @param {Bytes} message @param {number} number @param {number} maxFrame @param {boolean} [isFromTag] @returns {Bytes[]}
 */
export function cut(message, number, maxFrame, isFromTag = false) {
  const room = Math.min(Math.max(maxFrame, MIN_FRAME), MAX_FRAME) - HEADER;
  /** @type {Bytes[]} */
  const frames = [];
  for (let place = 0; place < message.length; place += room) {
    const part = message.subarray(place, place + room);
    const frame = new Uint8Array(HEADER + part.length);
    frame[0] = number;
    writeUint16(frame, 1, place | (isFromTag ? FROM_TAG : 0));
    frame.set(part, HEADER);
    frames.push(frame);
  }
  return frames;
}

/** Takes the frames of one message of the tag, in whatever order and however often they come, and never throws whatever they contain. */
export class Assembler {
  #number = 0;
  #message = new Uint8Array(MAX_MESSAGE);
  #here = new Uint8Array(MAX_MESSAGE);

  /** Forgets what is there and takes messages of this number only. @param {number} number */
  takeOnly(number) {
    this.#number = number & 0xff;
    this.#here.fill(0);
  }

  /** Takes one frame; returns the message when it is whole now. @param {Uint8Array} frame @returns {Bytes | null} */
  add(frame) {
    if (frame.length <= HEADER || frame[0] !== this.#number) {
      return null;
    }
    const field = readUint16(frame, 1);
    const place = field & PLACE;
    if ((field & FROM_TAG) === 0 || (field & RESERVED) !== 0 || place + frame.length - HEADER > MAX_MESSAGE) {
      return null;
    }
    for (let i = HEADER; i < frame.length; i++) {
      const at = place + i - HEADER;
      if (!this.#here[at]) {
        this.#here[at] = 1;
        this.#message[at] = frame[i];
      }
    }
    return this.#whole();
  }

  #whole() {
    if (!this.#here[0] || !this.#here[1]) {
      return null;
    }
    const length = readUint16(this.#message, 0);
    if (length < HEADER || length > MAX_MESSAGE) {
      this.#here.fill(0);
      return null;
    }
    if (this.#here.subarray(0, length).includes(0)) {
      return null;
    }
    this.#here.fill(0);
    return this.#message.slice(0, length);
  }
}
