// What the verdicts on several lists come to for one tag, and which list it should be given next.

import { compact } from '../exposure/compact-list.js';
import { dayOf } from '../exposure/ids.js';
import { ListError } from '../exposure/list-error.js';
import { MEMORY_DAYS } from '../exposure/published-list.js';

/** @typedef {import('../store/tag-store.js').ListSeen} ListSeen */
/** @typedef {import('../store/tag-store.js').TagRecord} TagRecord */
/** @typedef {import('../exposure/published-list.js').PublishedList} PublishedList */
/** @typedef {import('../sync/reports.js').Verdict} Verdict */

export const CHECKING = 2;
export const DONE = 3;

/** What a tag takes for the ids of one key-day by the planning figure, with the time that a waiting client's questions cost: docs/exposure.md 2. */
const KEY_DAY_MS = (96 * 12 * 4) / 3;

/** The list in the form that a tag takes; null for one with nobody in these days, or too much for a tag: the lists' own page says so. @param {PublishedList} list @param {number} nowMs */
function formOf(list, nowMs) {
  const today = dayOf(nowMs);
  try {
    return compact(list, today - MEMORY_DAYS, today);
  } catch (error) {
    if (!(error instanceof ListError)) {
      throw error;
    }
    return null;
  }
}

/** How far the check of a list is, and how long it takes at most; null for what is not known of a list that another device brought. @param {Verdict} verdict @param {readonly PublishedList[]} lists @param {number} nowMs */
export function checkOf(verdict, lists, nowMs) {
  const list = lists.find((one) => one.id === verdict.listId);
  const form = list === undefined ? null : formOf(list, nowMs);
  return { done: verdict.next, people: form?.people ?? null, longestMs: form === null ? null : form.keyDays * KEY_DAY_MS };
}

/** The newest list that the tag has not checked, in the form that it takes; null for none. @param {readonly PublishedList[]} lists @param {readonly ListSeen[]} seen @param {number} nowMs */
export function nextList(lists, seen, nowMs) {
  for (const list of lists) {
    const form = seen.some((one) => one.id === list.id && one.verdict.state === DONE) ? null : formOf(list, nowMs);
    if (form !== null) {
      return form;
    }
  }
  return null;
}

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
