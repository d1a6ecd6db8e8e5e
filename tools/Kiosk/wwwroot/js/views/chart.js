// Contacts of the last two weeks as bars, and the same as a table.

import { h, s } from './dom.js';
import { dayName, shortDay } from './format.js';

/** @typedef {import('../sync/reports.js').DayCount} DayCount */
/** @typedef {import('../texts/index.js').Texts} Texts */

const MAX_DAYS = 14;
const MIN_DAYS = 5;
const ROW = 30;
const LEFT = 62;
const BAR = 210;
const WIDTH = 360;

/** @param {Texts} texts @param {readonly DayCount[]} days newest first */
export function chartCard(texts, days) {
  const { t } = texts;
  const isEmpty = days.every((day) => day.around === 0);
  const shown = Math.min(MAX_DAYS, Math.max(MIN_DAYS, days.findLastIndex((day) => day.around > 0) + 1));
  return h('section', { class: 'card', 'aria-labelledby': 'chart-title' },
    h('h2', { id: 'chart-title' }, t('chart.title')),
    ...(isEmpty
      ? [h('p', {}, t('chart.empty'))]
      : [legend(texts), bars(texts, days.slice(0, shown)), h('p', { class: 'fine' }, t('chart.hint')), h('details', {}, h('summary', {}, t('chart.table')), table(texts, days))]));
}

/** @param {Texts} texts */
const legend = ({ t }) =>
  h('p', { class: 'legend', 'aria-hidden': 'true' }, h('span', { class: 'swatch around' }), t('chart.around'), h('span', { class: 'swatch close' }), t('chart.close'));

/** @param {Texts} texts @param {readonly DayCount[]} days */
function bars(texts, days) {
  const most = days.reduce((a, b) => (b.around > a.around ? b : a));
  const summary = texts.t('chart.summary', { around: days[0].around, close: days[0].close, most: most.around, day: dayName(texts, most.localDay) });
  const wide = (/** @type {number} */ count) => Math.max(count > 0 ? 3 : 0, Math.round((BAR * count) / Math.max(most.around, 1)));
  const rows = days.flatMap((day, i) => [
    s('text', { class: 'day', x: LEFT - 8, y: i * ROW + 20, 'text-anchor': 'end' }, shortDay(texts, day.localDay)),
    s('rect', { class: 'around', x: LEFT, y: i * ROW + 5, width: wide(day.around), height: 20, rx: 4 }),
    s('rect', { class: 'close', x: LEFT, y: i * ROW + 10, width: wide(day.close), height: 10, rx: 3 }),
    s('text', { class: 'count', x: LEFT + wide(day.around) + 8, y: i * ROW + 20 }, `${day.around} · ${day.close}`),
  ]);
  return s('svg', { class: 'chart', viewBox: `0 0 ${WIDTH} ${days.length * ROW}`, role: 'img', 'aria-label': summary }, s('title', {}, summary), ...rows);
}

/** @param {Texts} texts @param {readonly DayCount[]} days */
const table = (texts, days) =>
  h('table', {},
    h('thead', {}, h('tr', {}, ...['chart.day', 'chart.around', 'chart.close'].map((key) => h('th', { scope: 'col' }, texts.t(/** @type {import('../texts/index.js').TextKey} */ (key)))))),
    h('tbody', {}, ...days.map((day) => h('tr', {}, h('th', { scope: 'row' }, dayName(texts, day.localDay)), h('td', {}, day.around), h('td', {}, day.close)))));
