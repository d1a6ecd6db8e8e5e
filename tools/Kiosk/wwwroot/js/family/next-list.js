// Which list a tag should be given next, in the form that it takes, and how long it is busy with one.

import { compact } from '../exposure/compact-list.js';
import { dayOf } from '../exposure/ids.js';
import { ListError } from '../exposure/list-error.js';
import { MEMORY_DAYS } from '../exposure/published-list.js';
import { DONE } from './verdicts.js';

/** @typedef {import('../store/tag-store.js').ListSeen} ListSeen */
/** @typedef {import('../exposure/published-list.js').PublishedList} PublishedList */
/** @typedef {import('../sync/reports.js').Verdict} Verdict */

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
  return { id: verdict.listId, done: verdict.next, people: form?.people ?? null, longestMs: form === null ? null : form.keyDays * KEY_DAY_MS };
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
