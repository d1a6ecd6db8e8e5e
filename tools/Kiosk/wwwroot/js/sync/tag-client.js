// The operations of docs/protocol.md 8.6 as functions, over one authenticated connection. A status that is not ok becomes a SyncError, and so does
// a reply that cannot be.

import { concat, readInt64, readUint16, readUint32, writeInt64, writeUint16, writeUint32 } from '../core/bytes.js';
import { SyncError, faultOf, refusalOf } from './fault.js';
import * as reports from './reports.js';

/** @typedef {import('../core/bytes.js').Bytes} Bytes */

const OP = {
  status: 1, counters: 2, days: 3, coverage: 4, log: 5, audit: 6, mark: 16, setTime: 17, find: 18, settings: 19, changeSettings: 20,
  listBegin: 32, listChunk: 33, listEnd: 34, verdict: 35, askRelease: 48, releaseCode: 49, readRelease: 50, endRelease: 51,
  askWipe: 56, wipe: 57, certificate: 58, bye: 127,
};
const ANY = -1;
const TIME_TRIES = 5;
const GOOD_ERROR_MS = 150;
const ROW_HEADER = 6;

// Next chunk (2), list status (1; docs/protocol.md 9.4).
const LIST_ANSWER = 3;
const LIST_PARTS = new Set([OP.listBegin, OP.listChunk]);

/** Rows of a release by their stream. */
export const ROWS = { keys: { stream: 0, length: 38 }, contacts: { stream: 1, length: 23 } };

export class TagClient {
  #connection;
  #clock;

  /** @param {import('./connection.js').Connection} connection @param {import('../link.js').SyncClock} clock */
  constructor(connection, clock) {
    this.#connection = connection;
    this.#clock = clock;
  }

  status = async () => reports.readStatus(await this.#ask(OP.status, [], reports.LENGTH.status));
  days = async () => reports.readDays(await this.#ask(OP.days, [], reports.LENGTH.days));
  coverage = async () => reports.readCoverage(await this.#ask(OP.coverage, [], reports.LENGTH.coverage));
  log = async () => reports.readLog(await this.#ask(OP.log, [], reports.LENGTH.log));
  audit = async () => reports.readAudit(await this.#ask(OP.audit, [], reports.LENGTH.audit));

  /** The event counters in the firmware's order. */
  async counters() {
    const body = await this.#ask(OP.counters, [], ANY);
    if (body.length < 1 || body.length !== 1 + 4 * body[0]) {
      throw new SyncError('BadReply');
    }
    return Array.from({ length: body[0] }, (_, i) => readUint32(body, 1 + 4 * i));
  }

  /** Sets the tag's clock by the client's, and returns the correction in milliseconds. Marks are taken until one is good; the last counts. */
  async setTime() {
    for (let tried = 1; ; tried++) {
      const beforeMs = this.#clock.nowMs();
      const beforeUtcMs = this.#clock.utcMs();
      const mark = await this.#ask(OP.mark, [], 9);
      const spanMs = this.#clock.nowMs() - beforeMs;
      const errorMs = Math.ceil(spanMs / 2) + 1 + this.#clock.errorMs;
      if (errorMs <= GOOD_ERROR_MS || tried === TIME_TRIES) {
        const body = new Uint8Array(13);
        body[0] = mark[0];
        writeInt64(body, 1, Math.round(beforeUtcMs + spanMs / 2));
        writeUint32(body, 9, Math.ceil(errorMs));
        return readInt64(await this.#ask(OP.setTime, body, 8), 0);
      }
    }
  }

  /** Has the tag vibrate and blink. @param {number} seconds 1..30 */
  find = (seconds) => this.#ask(OP.find, [seconds], 0);

  async settings() {
    const body = await this.#ask(OP.settings, [], 9);
    return { version: readUint32(body, 0), aliveSeconds: readUint16(body, 4), checkpointSeconds: readUint16(body, 6), isQuiet: body[8] === 1 };
  }

  /** Hands over settings as the authority signed them. @param {Bytes} signed 25 bytes */
  changeSettings = (signed) => this.#ask(OP.changeSettings, signed, 0);

  /**
   * Sends an exposure list, from where the tag has it. After a lost link call it again. What the tag had of it and finds damaged is sent once more.
   * @param {{header: Bytes, chunks: Bytes[]}} list
   */
  async sendList(list) {
    try {
      await this.#sendChunks(list);
    } catch (error) {
      if (!(error instanceof SyncError) || error.refusal !== 'ListBadSum') {
        throw error;
      }
      await this.#sendChunks(list);
    }
  }

  /** @param {{header: Bytes, chunks: Bytes[]}} list */
  async #sendChunks(list) {
    let next = readUint16(await this.#ask(OP.listBegin, list.header, LIST_ANSWER), 0);
    while (next < list.chunks.length) {
      const body = concat([0, 0], list.chunks[next]);
      writeUint16(body, 0, next);
      next = readUint16(await this.#ask(OP.listChunk, body, LIST_ANSWER), 0);
    }
  }

  /** The verdict on the list that has just been sent. */
  endList = async () => this.#verdict(await this.#ask(OP.listEnd, [], ANY));

  /** The verdict of the last list. Throws OutOfOrder when the tag never had one. */
  verdict = async () => this.#verdict(await this.#ask(OP.verdict, [], ANY));

  /** Asks the wearer to release days; returns the challenge for the officer. @param {Bytes} request 17 bytes */
  async askRelease(request) {
    const body = await this.#ask(OP.askRelease, request, 6);
    return { challenge: readUint32(body, 0), holdSeconds: readUint16(body, 4) };
  }

  /** Hands over the officer's code; throws HoldButton until the wearer has agreed. @param {number} code 0..999,999 */
  giveCode(code) {
    const body = new Uint8Array(4);
    writeUint32(body, 0, code);
    return this.#ask(OP.releaseCode, body, 1);
  }

  /** Rows from `first` on as bytes, and whether they are the last. @param {{stream: number, length: number}} kind @param {number} first */
  async readRows(kind, first) {
    const body = new Uint8Array(5);
    body[0] = kind.stream;
    writeUint32(body, 1, first);
    const reply = await this.#ask(OP.readRelease, body, ANY);
    if (reply.length < ROW_HEADER || readUint32(reply, 0) !== first || reply.length !== ROW_HEADER + reply[4] * kind.length) {
      throw new SyncError('BadReply');
    }
    const rows = Array.from({ length: reply[4] }, (_, i) => reply.slice(ROW_HEADER + i * kind.length, ROW_HEADER + (i + 1) * kind.length));
    const isLast = reply[5] === 1;
    reply.fill(0);
    return { rows, isLast };
  }

  endRelease = () => this.#ask(OP.endRelease, [], 0);

  /** Asks the wearer to wipe; returns the token that acknowledges. @param {boolean} isForReturn */
  askWipe = async (isForReturn) => (await this.#ask(OP.askWipe, [isForReturn ? 1 : 0], 12)).slice(0, 8);

  /** Wipes and returns the certificate; throws HoldButton until the wearer has agreed. @param {Bytes} token */
  wipe = (token) => this.#ask(OP.wipe, token, reports.LENGTH.certificate);

  /** The certificate of the wipe, again. */
  certificate = () => this.#ask(OP.certificate, [], reports.LENGTH.certificate);

  /** Ends the session; the tag stops listening. */
  bye = () => this.#ask(OP.bye, [], 0);

  /** @param {Bytes} body */
  #verdict(body) {
    if (body.length !== reports.LENGTH.verdict) {
      throw new SyncError('BadReply');
    }
    return reports.readVerdict(body);
  }

  /** @param {number} operation @param {ArrayLike<number>} body @param {number} length @returns {Promise<Bytes>} */
  async #ask(operation, body, length) {
    const reply = await this.#connection.request(operation, body);
    if (reply.status !== 0) {
      if (reply.body.length === LIST_ANSWER && LIST_PARTS.has(operation)) {
        throw new SyncError(faultOf(reply.status), 0, refusalOf(reply.body[2]));
      }
      const wait = reply.body.length === 1 ? reply.body[0] : reply.body.length === 2 ? readUint16(reply.body, 0) : 0;
      throw new SyncError(faultOf(reply.status), wait);
    }
    if (length !== ANY && reply.body.length !== length) {
      throw new SyncError('BadReply');
    }
    return reply.body;
  }
}
