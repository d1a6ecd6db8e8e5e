// A round of a school: one tag after the other, whichever comes. Each step is written down before and after, so that a page that is closed goes on where it was,
// and each tag is done once.

import { DaySync } from '../sync/day-sync.js';
import { SyncError, isFault } from '../sync/fault.js';
import { run } from '../sync/runner.js';
import { toHex } from '../core/bytes.js';
import { nameOf } from '../texts/index.js';
import { factsOf, needsAttention } from './judge.js';

/** @typedef {import('../store/round-store.js').Round} Round */
/** @typedef {import('../store/round-store.js').RoundRow} RoundRow */
/** @typedef {import('../claim/claim.js').Claim} Claim */

/**
 * @typedef {object} RoundPorts
 * @property {import('../link.js').GattTransport} transport
 * @property {import('../link.js').SyncClock} clock
 * @property {import('../link.js').Random} random
 * @property {(round: Round) => Promise<unknown>} save
 * @property {(difference: {deviceMs: number, tagMs: number}) => Promise<boolean>} askClock
 * @property {(phase: RoundPhase) => void} onPhase
 */

/**
 * @typedef {object} RoundPhase  what is going on, for the big panel
 * @property {'looking' | 'syncing' | 'done' | 'again' | 'problem' | 'nobody'} kind
 * @property {RoundRow | null} row
 * @property {unknown} [error]
 */

/** A new round of these tags. @param {import('../store/round-store.js').RoundMode} mode @param {readonly import('../store/round-store.js').RosterRow[]} roster @param {number} utcMs @returns {Round} */
export const newRound = (mode, roster, utcMs) => ({
  mode,
  startedUtcMs: utcMs,
  rows: roster.map(({ serial, holder }) => ({ serial, holder, state: 'waiting', utcMs: 0, fault: '', facts: null })),
});

/** @param {Round} round */
export function progressOf({ rows }) {
  const count = (/** @type {import('../store/round-store.js').RowState} */ state) => rows.filter((row) => row.state === state).length;
  return { all: rows.length, done: count('done'), problem: count('problem'), waiting: count('waiting') + count('syncing') };
}

/** Serves the next tag that comes. @param {RoundPorts} ports @param {Round} round @param {readonly Claim[]} claims @param {import('../sync/day-sync.js').SendableList | null} list @returns {Promise<RoundPhase>} */
export async function serveNext(ports, round, claims, list) {
  /** @type {RoundRow | null} */
  let row = null;
  const sync = new DaySync({
    clock: ports.clock,
    askClock: ports.askClock,
    list: round.mode === 'sync' ? list : null,
    isForSchool: true,
    // Known when the tag has proved who it is. A label with another tag's number: nothing is done to it, nothing is written under the wrong number.
    get serial() {
      return row?.serial;
    },
  });
  const job = {
    /** @param {import('../sync/tag-client.js').TagClient} tag */
    async continue(tag) {
      if (row !== null && row.state !== 'done') {
        await sync.continue(tag);
      }
    },
  };
  const onTag = (/** @type {Uint8Array} */ claim) => {
    const serial = claims.find((one) => toHex(one.secret) === toHex(claim))?.serial;
    row = round.rows.find((one) => one.serial === serial) ?? null;
    if (row !== null && row.state !== 'done') {
      row.state = 'syncing';
      ports.onPhase({ kind: 'syncing', row });
    }
  };
  try {
    ports.onPhase({ kind: 'looking', row: null });
    await run({ transport: ports.transport, clock: ports.clock, random: ports.random, onTag }, claims.map((one) => one.secret), job);
    return await finish(ports, round, row, sync);
  } catch (error) {
    return await fail(ports, round, row, error);
  }
}

/** @param {RoundPorts} ports @param {Round} round @param {RoundRow | null} row @param {DaySync} sync @returns {Promise<RoundPhase>} */
async function finish(ports, round, row, sync) {
  if (row === null) {
    throw new SyncError('UnknownTag');
  }
  if (row.state === 'done') {
    return { kind: 'again', row };
  }
  row.facts = factsOf(sync);
  row.fault = '';
  row.utcMs = ports.clock.utcMs();
  row.state = 'done';
  await ports.save(round);
  return { kind: needsAttention(row.facts, round.mode) ? 'problem' : 'done', row };
}

/** @param {RoundPorts} ports @param {Round} round @param {RoundRow | null} row @param {unknown} error @returns {Promise<RoundPhase>} */
async function fail(ports, round, row, error) {
  if (row === null) {
    return { kind: isFault(error, 'NotFound') || isFault(error, 'Cancelled') ? 'nobody' : 'problem', row: null, error };
  }
  const isStopped = isFault(error, 'Cancelled');
  row.state = isStopped ? 'waiting' : 'problem';
  row.fault = isStopped ? '' : nameOf(error);
  row.utcMs = ports.clock.utcMs();
  await ports.save(round);
  return { kind: isStopped ? 'nobody' : 'problem', row, error };
}
