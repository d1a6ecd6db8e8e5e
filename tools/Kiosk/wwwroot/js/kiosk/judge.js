// What a school wants to know of a tag, from what its sync said: alive, at work, charged. A tag has no sensor that says "worn"; that it listened stands for it.

import { percentLeft } from '../core/battery.js';
import { nameOf } from '../texts/index.js';

/** @typedef {import('../store/round-store.js').TagFacts} TagFacts */
/** @typedef {import('../sync/day-sync.js').DaySync} DaySync */

/** Below this a tag should be charged before the next day ends. */
export const LOW_PERCENT = 25;
/** Below this of its radio slots a tag was off, empty or left in a drawer. */
export const POOR_PERCENT = 50;

/** Share of the radio slots that the tag listened in, or null on a day without any. @param {import('../sync/reports.js').CoverageDay} day */
export const percentListened = (day) => (day.planned === 0 ? null : Math.round((100 * day.listened) / day.planned));

/** @param {DaySync} sync @returns {TagFacts} */
export function factsOf(sync) {
  const recent = (sync.coverage ?? []).slice(0, 2).map(percentListened).filter((percent) => percent !== null);
  return {
    batteryPercent: sync.status === null ? null : percentLeft(sync.status.cellMillivolts),
    workPercent: recent.length === 0 ? null : Math.max(...recent),
    isClockKept: sync.correctionMs === null,
    listFault: sync.listError === null ? '' : nameOf(sync.listError),
  };
}

/** @param {TagFacts} facts */
export const isLow = (facts) => facts.batteryPercent !== null && facts.batteryPercent < LOW_PERCENT;

/** @param {TagFacts} facts */
export const isIdle = (facts) => facts.workPercent !== null && facts.workPercent < POOR_PERCENT;

/** Whether anybody has to do something, for the round's question. @param {TagFacts} facts @param {import('../store/round-store.js').RoundMode} mode */
export const needsAttention = (facts, mode) =>
  mode === 'battery' ? isLow(facts) : mode === 'gate' ? isLow(facts) || isIdle(facts) || facts.workPercent === null : facts.isClockKept;
