// The round for the school office: a table, a file, a print.

import { remarks, reportCsv } from '../kiosk/report.js';
import { h, saveFile } from './dom.js';
import { dateAndTime } from './format.js';
import { icon } from './icons.js';
import { heading } from './parts.js';

/** @param {import('../app.js').App} app */
export async function kioskReportView(app) {
  const { t } = app.texts;
  const round = await app.rounds.round();
  if (round === null) {
    app.go('/kiosk');
    return h('div', {});
  }
  const save = () => saveFile(`report-${new Date(round.startedUtcMs).toISOString().slice(0, 10)}.csv`, reportCsv(app.texts, round, app.names), 'text/csv');
  const hasNames = app.names.size > 0;
  const cells = (/** @type {import('../store/round-store.js').RoundRow} */ row) => [
    row.serial, row.holder ?? '', ...(hasNames ? [app.names.get(row.serial)?.name ?? '', app.names.get(row.serial)?.group ?? ''] : []),
    t(`state.${row.state}`), remarks(app.texts, row, round.mode).map((one) => one.text).join('; '), row.utcMs === 0 ? '' : dateAndTime(app.texts, row.utcMs),
  ];
  /** @type {import('../texts/index.js').TextKey[]} */
  const heads = ['report.serial', 'report.holder', ...(hasNames ? /** @type {const} */ (['report.name', 'report.class']) : []), 'report.state', 'report.note', 'report.time'];
  return h('div', { class: 'report' },
    heading(app, t('report.title'), '/kiosk/round'),
    h('p', {}, `${t(`mode.${round.mode}`)}, ${dateAndTime(app.texts, round.startedUtcMs)}`),
    h('div', { class: 'actions no-print' },
      h('button', { class: 'button primary', onclick: save }, icon('file'), h('span', {}, t('report.csv'))),
      h('button', { class: 'button', onclick: () => print() }, t('report.print'))),
    h('div', { class: 'table-box', tabindex: '0', role: 'region', 'aria-label': t('report.title') }, h('table', {},
      h('thead', {}, h('tr', {}, ...heads.map((key) => h('th', { scope: 'col' }, t(key))))),
      h('tbody', {}, ...round.rows.map((row) => h('tr', {}, ...cells(row).map((cell) => h('td', {}, cell))))))));
}
