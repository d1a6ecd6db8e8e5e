// Contacts of the last two weeks as bars, and the same as a table.

import { h, s } from './dom.js';
import { dayName, shortDay } from './format.js';

/** @typedef {import('../sync/reports.js').DayCount} DayCount */
/** @typedef {import('../texts/index.js').Texts} Texts */

const MAX_DAYS = 14;
// Of a drawing that is stretched to the width there is; words stand beside it in the page's own type.
const WIDTH = 1000;
const HEIGHT = 20;
const LEAST = 8;

/** @param {Texts} texts @param {readonly DayCount[]} days newest first */
export function chartCard(texts, days) {
  const { t } = texts;
  const isEmpty = days.every((day) => day.around === 0);
  const shown = Math.min(MAX_DAYS, days.findLastIndex((day) => day.around > 0) + 1);
  return h('section', { class: 'card', 'aria-labelledby': 'chart-title' },
    h('h2', { id: 'chart-title' }, t('chart.title')),
    ...(isEmpty
      ? [h('p', {}, t('chart.empty'))]
      : [legend(texts), bars(texts, days.slice(0, shown)), h('p', { class: 'fine' }, t('chart.hint')), h('details', {}, h('summary', {}, t('chart.table')), table(texts, days))]));
}

/** @param {Texts} texts */
const legend = ({ t }) =>
  h('p', { class: 'legend', 'aria-hidden': 'true' },
    h('span', {}, h('span', { class: 'swatch around' }), t('chart.around')),
    h('span', {}, h('span', { class: 'swatch close' }), t('chart.close')),
    h('span', { class: 'unit' }, t('chart.unit')));

/** @param {Texts} texts @param {readonly DayCount[]} days */
function bars(texts, days) {
  const most = days.reduce((a, b) => (b.around > a.around ? b : a));
  const summary = texts.t('chart.summary', { around: days[0].around, close: days[0].close, most: most.around, day: dayName(texts, most.localDay) });
  const wide = (/** @type {number} */ count) => Math.max(count > 0 ? LEAST : 0, Math.round((WIDTH * count) / Math.max(most.around, 1)));
  const rows = days.flatMap((day) => [
    h('span', { class: 'day' }, shortDay(texts, day.localDay)),
    s('svg', { class: 'bar', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none' },
      s('rect', { class: 'around', width: wide(day.around), height: HEIGHT }),
      s('rect', { class: 'close', y: HEIGHT / 4, width: wide(day.close), height: HEIGHT / 2 })),
    h('span', { class: 'count' }, `${day.around} · ${day.close}`),
  ]);
  return h('div', { class: 'chart', role: 'img', 'aria-label': summary }, ...rows);
}

/** @param {Texts} texts @param {readonly DayCount[]} days */
const table = (texts, days) =>
  h('table', {},
    h('thead', {}, h('tr', {}, ...['chart.day', 'chart.around', 'chart.close'].map((key) => h('th', { scope: 'col' }, texts.t(/** @type {import('../texts/index.js').TextKey} */ (key)))))),
    h('tbody', {}, ...days.map((day) => h('tr', {}, h('th', { scope: 'row' }, dayName(texts, day.localDay)), h('td', {}, day.around), h('td', {}, day.close)))));
