// One handshake and the requests after it over one link (docs/protocol.md 8.2 to 8.5). One request is open at a time; it is repeated, byte for
// byte, until its reply is here or the time is over.

import { concat, readUint16, writeUint16 } from '../core/bytes.js';
import { SyncError, faultOf } from './fault.js';
import { Assembler, cut } from './frames.js';
import { SEALED, SEALED_REPLY, SealedBox, counterOf } from './sealed-box.js';
import { findClaim } from './session-keys.js';

/** @typedef {import('../core/bytes.js').Bytes} Bytes */

const VERSION = 1;
const HELLO = 1;
const PROOF = 2;
const CHALLENGE = 129;
const REFUSAL = 143;
const CHALLENGE_LENGTH = 36;
const REFUSAL_LENGTH = 6;
const NONCE = 16;

const REPEAT_MS = 700;
const MAX_REPEAT_MS = 4000;
const ANSWER_MS = 8000;
const SLOW_ANSWER_MS = 30000;
const SLOW = new Set([32, 33, 34, 49, 50, 57]);

/** @param {number} type @param {...ArrayLike<number>} parts */
function message(type, ...parts) {
  const bytes = concat([0, 0, type], ...parts);
  writeUint16(bytes, 0, bytes.length);
  return bytes;
}

export class Connection {
  #link;
  #clock;
  #random;
  #frames = new Assembler();
  #number;
  #counter = 0;
  /** @type {SealedBox | null} */
  #out = null;
  /** @type {SealedBox | null} */
  #in = null;

  /** @param {import('../link.js').GattLink} link @param {import('../link.js').SyncClock} clock @param {import('../link.js').Random} random */
  constructor(link, clock, random) {
    this.#link = link;
    this.#clock = clock;
    this.#random = random;
    this.#number = random(1)[0];
  }

  /** Shakes hands as the holder of one of the ring's claim secrets, and returns which. @param {readonly Bytes[]} ring @returns {Promise<Bytes>} */
  async authenticate(ring) {
    const nonce = this.#random(NONCE);
    const challenge = await this.#exchange(message(HELLO, [VERSION, VERSION], nonce), ANSWER_MS, (m) => m[2] === CHALLENGE && m.length === CHALLENGE_LENGTH);
    const version = challenge[3];
    if (version !== VERSION) {
      throw new SyncError('BadReply');
    }
    const found = findClaim(ring, { oldest: VERSION, newest: VERSION, version }, nonce, challenge.subarray(4, 20), challenge.subarray(20));
    if (found === null) {
      throw new SyncError('UnknownTag');
    }
    const tag = new SealedBox(found.keys.tag);
    await this.#exchange(message(PROOF, found.keys.clientProof), ANSWER_MS, (m) => isReply(tag, m, 0));
    this.#in = tag;
    this.#out = new SealedBox(found.keys.client);
    return found.claim;
  }

  /** The authenticated reply to a request, whatever its status. @param {number} operation @param {ArrayLike<number>} body */
  async request(operation, body) {
    const [tag, client] = [this.#in, this.#out];
    if (tag === null || client === null) {
      throw new SyncError('NoSession');
    }
    const counter = ++this.#counter;
    const sealed = await client.seal(concat([operation], body), SEALED, counter);
    const reply = await this.#exchange(sealed, SLOW.has(operation) ? SLOW_ANSWER_MS : ANSWER_MS, (m) => isReply(tag, m, counter));
    const text = await tag.open(reply);
    if (text.length < 2 || text[0] !== operation) {
      throw new SyncError('BadReply');
    }
    return { status: text[1], body: text.slice(2) };
  }

  close() {
    this.#in = null;
    this.#out = null;
    this.#link.close();
  }

  /** @param {Bytes} request @param {number} answerMs @param {(message: Bytes) => boolean} isAnswer */
  async #exchange(request, answerMs, isAnswer) {
    this.#number = (this.#number + 1) & 0xff;
    this.#frames.takeOnly(this.#number);
    const endMs = this.#clock.nowMs() + answerMs;
    let repeatMs = REPEAT_MS;
    while (this.#clock.nowMs() < endMs) {
      const frames = cut(request, this.#number, this.#link.maxFrame);
      // The response to the last frame says that all have arrived; only then does the time for the reply begin.
      for (const frame of frames.slice(0, -1)) {
        await this.#link.writeAhead(frame);
      }
      await this.#link.write(frames[frames.length - 1]);
      const answer = await this.#receive(this.#clock.nowMs() + repeatMs, isAnswer);
      if (answer !== null) {
        return answer;
      }
      // A slow answer is being worked on: asking less and less often spares the tag.
      repeatMs = answerMs > ANSWER_MS ? Math.min(2 * repeatMs, MAX_REPEAT_MS) : repeatMs;
    }
    throw new SyncError('NoAnswer');
  }

  /** Null when the time is over; what is no answer to this request is passed over. @param {number} untilMs @param {(message: Bytes) => boolean} isAnswer */
  async #receive(untilMs, isAnswer) {
    for (;;) {
      const leftMs = untilMs - this.#clock.nowMs();
      const frame = leftMs <= 0 ? null : await this.#link.read(leftMs);
      if (frame === null) {
        return null;
      }
      const whole = this.#frames.add(frame);
      if (whole !== null) {
        if (isAnswer(whole)) {
          return whole;
        }
        throwIfRefused(whole);
      }
    }
  }
}

/** @param {SealedBox} box @param {Bytes} reply @param {number} counter */
const isReply = (box, reply, counter) => reply[2] === SEALED_REPLY && box.isAuthentic(reply) && counterOf(reply) === counter;

/** Nothing in a Refusal is authenticated: it ends this attempt, and nothing more follows from it. @param {Bytes} reply */
function throwIfRefused(reply) {
  if (reply[2] === REFUSAL && reply.length === REFUSAL_LENGTH) {
    throw new SyncError(faultOf(reply[3]), readUint16(reply, 4));
  }
}
