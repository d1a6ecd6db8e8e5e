// What the verdicts on several lists come to for one tag.

import { dayOf } from '../exposure/ids.js';
import { MEMORY_DAYS } from '../exposure/published-list.js';

/** @typedef {import('../store/tag-store.js').ListSeen} ListSeen */
/** @typedef {import('../store/tag-store.js').TagRecord} TagRecord */
/** @typedef {import('../exposure/published-list.js').PublishedList} PublishedList */
/** @typedef {import('../sync/reports.js').Verdict} Verdict */

export const CHECKING = 2;
export const DONE = 3;

/** The record of lists after new verdicts, newest first. @param {readonly ListSeen[]} seen @param {readonly Verdict[]} verdicts @param {readonly PublishedList[]} lists @param {number} nowMs */
export function withVerdicts(seen, verdicts, lists, nowMs) {
  const all = new Map(seen.map((one) => [one.id, one]));
  for (const verdict of verdicts.filter((one) => one.state >= CHECKING)) {
    const known = all.get(verdict.listId);
    const list = lists.find((one) => one.id === verdict.listId);
    all.set(verdict.listId, {
      id: verdict.listId,
      name: list?.name ?? known?.name ?? '',
      issuedSeconds: list?.issuedSeconds ?? known?.issuedSeconds ?? 0,
      utcMs: nowMs,
      verdict,
    });
  }
  return [...all.values()].sort((a, b) => b.utcMs - a.utcMs || b.issuedSeconds - a.issuedSeconds);
}

/** @typedef {{kind: 'unknown' | 'checking' | 'none' | 'f1' | 'f2', seen: ListSeen | null, isChecking: boolean}} Summary */

/** The worst that any list says; an exposure is forgotten when its day is older than a tag remembers. @param {readonly ListSeen[]} seen @param {number} nowMs @returns {Summary} */
export function summaryOf(seen, nowMs) {
  const isChecking = seen.some((one) => one.verdict.state === CHECKING);
  const done = seen.filter((one) => one.verdict.state === DONE);
  const exposures = done
    .filter(({ verdict }) => verdict.level > 0 && dayOf(nowMs) - verdict.localDay <= MEMORY_DAYS + 1)
    .sort((a, b) => a.verdict.level - b.verdict.level || b.verdict.minutes - a.verdict.minutes);
  if (exposures.length > 0) {
    return { kind: exposures[0].verdict.level === 1 ? 'f1' : 'f2', seen: exposures[0], isChecking };
  }
  if (isChecking) {
    return { kind: 'checking', seen: seen.find((one) => one.verdict.state === CHECKING) ?? null, isChecking };
  }
  return { kind: done.length > 0 ? 'none' : 'unknown', seen: done[0] ?? null, isChecking };
}
