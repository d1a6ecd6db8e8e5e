// Cell, coverage, clock and last sync of a tag, each with a word for whether it is well.

import { percentLeft } from '../core/battery.js';
import { LOW_PERCENT, POOR_PERCENT, percentListened } from '../kiosk/judge.js';
import { h } from './dom.js';
import { ago, dateAndTime, dayName, span } from './format.js';
import { icon } from './icons.js';

/** @typedef {import('../store/tag-store.js').SyncResult} SyncResult */
/** @typedef {import('../texts/index.js').Texts} Texts */

const HALF_PERCENT = 60;
const SHOWN_DAYS = 2;
const SMALL_CORRECTION_MS = 2_000;

/** @param {Texts} texts @param {SyncResult} last @param {number} nowMs */
export function statusCard(texts, last, nowMs) {
  const { t } = texts;
  return h('section', { class: 'card', 'aria-labelledby': 'status-title' },
    h('h2', { id: 'status-title' }, t('status.title')),
    h('dl', { class: 'facts' },
      battery(texts, last),
      coverage(texts, last),
      clock(texts, last),
      log(texts, last),
      fact(texts, 'sync', t('status.last'), [`${ago(texts, last.utcMs, nowMs)} (${dateAndTime(texts, last.utcMs)})`], null),
      fact(texts, 'chip', t('status.firmware'), [last.status.firmware], null)));
}

/** @param {Texts} texts @param {import('./icons.js').IconName} name @param {string} term @param {string[]} lines @param {boolean | null} isGood */
function fact(texts, name, term, lines, isGood) {
  const mark = isGood === null ? '' : h('span', { class: isGood ? 'mark good' : 'mark attention' }, icon(isGood ? 'check' : 'warn'), h('span', {}, texts.t(isGood ? 'status.good' : 'status.attention')));
  return h('div', { class: 'fact' }, h('dt', {}, icon(name), h('span', {}, term)), h('dd', {}, ...lines.map((line) => h('span', { class: 'line' }, line)), mark));
}

/** @param {Texts} texts @param {SyncResult} last */
function battery(texts, last) {
  const percent = percentLeft(last.status.cellMillivolts);
  if (percent === null) {
    return fact(texts, 'battery', texts.t('status.battery'), [texts.t('status.batteryUnknown')], null);
  }
  const key = percent >= HALF_PERCENT ? 'status.batteryFull' : percent >= LOW_PERCENT ? 'status.batteryHalf' : 'status.batteryLow';
  return fact(texts, 'battery', texts.t('status.battery'), [texts.t(key, { n: percent })], percent >= LOW_PERCENT);
}

/** @param {Texts} texts @param {SyncResult} last */
function coverage(texts, last) {
  const days = last.coverage.slice(0, SHOWN_DAYS).map((day) => ({ day: dayName(texts, day.localDay), n: percentListened(day) }));
  const lines = days.flatMap(({ day, n }) => (n === null ? [] : [texts.t(n >= POOR_PERCENT ? 'status.coverageGood' : 'status.coveragePoor', { day, n })]));
  const isGood = lines.length === 0 ? null : days.every(({ n }) => n === null || n >= POOR_PERCENT);
  return fact(texts, 'ear', texts.t('status.coverage'), lines.length === 0 ? [texts.t('status.coverageNone')] : lines, isGood);
}

/** @param {Texts} texts @param {SyncResult} last */
function clock(texts, last) {
  const { t } = texts;
  const { correctionMs, status } = last;
  if (correctionMs === null) {
    return fact(texts, 'clock', t('status.clock'), [t('status.clockKept', { n: span(texts, last.utcMs - status.utcMs) })], false);
  }
  if (!status.isClockKnown) {
    return fact(texts, 'clock', t('status.clock'), [t('status.clockFirst')], true);
  }
  const isRight = Math.abs(correctionMs) < SMALL_CORRECTION_MS;
  return fact(texts, 'clock', t('status.clock'), [isRight ? t('status.clockRight') : t('status.clockSet', { n: span(texts, correctionMs) })], true);
}

/** @param {Texts} texts @param {SyncResult} last */
function log(texts, last) {
  const missing = last.log.lost + last.log.damaged;
  const line = missing === 0 ? texts.t('status.logGood', { n: last.log.written }) : texts.t('status.logBad', { n: missing });
  return fact(texts, 'list', texts.t('status.log'), [line], missing === 0);
}
