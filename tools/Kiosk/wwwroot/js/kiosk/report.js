// What a round comes to for the office, in words. Nothing about contacts is in it: the rows hold none.

import { ERRORS } from '../texts/errors.js';
import { LANGUAGES } from '../texts/index.js';
import { LOW_PERCENT, isIdle, isLow } from './judge.js';
import { writeCsv } from './roster.js';

/** @typedef {import('../store/round-store.js').RoundRow} RoundRow */
/** @typedef {import('../store/round-store.js').RoundMode} RoundMode */
/** @typedef {import('../texts/index.js').Texts} Texts */
/** @typedef {Map<number, {name: string, group: string}>} Names */

/** @param {Texts} texts @param {string} fault */
const sentenceOf = ({ language }, fault) => (ERRORS[/** @type {import('../texts/errors.js').ErrorName} */ (fault)] ?? ERRORS.Unexpected)[LANGUAGES.indexOf(language)];

/** What somebody has to know or do. @param {Texts} texts @param {RoundRow} row @param {RoundMode} mode @returns {{text: string, isGood: boolean}[]} */
export function remarks(texts, row, mode) {
  const { t } = texts;
  if (row.fault !== '') {
    return [{ text: sentenceOf(texts, row.fault), isGood: false }];
  }
  if (row.facts === null) {
    return [];
  }
  const { batteryPercent, workPercent, isClockKept, listFault = '' } = row.facts;
  const battery = batteryPercent === null ? t('judge.unknownBattery') : t(batteryPercent < LOW_PERCENT ? 'judge.charge' : 'judge.charged', { n: batteryPercent });
  const list = [{ text: battery, isGood: !isLow(row.facts) && batteryPercent !== null }];
  if (mode === 'gate') {
    list.unshift({ text: t('judge.alive'), isGood: true });
    list.push(workPercent === null ? { text: t('judge.noDay'), isGood: false } : isIdle(row.facts) ? { text: t('judge.notWorn', { n: workPercent }), isGood: false } : { text: t('judge.worn'), isGood: true });
  }
  if (isClockKept) {
    list.push({ text: t('judge.clockKept'), isGood: false });
  }
  if (mode === 'sync' && listFault !== '') {
    list.push({ text: sentenceOf(texts, listFault), isGood: false });
  }
  return list;
}

/** The report as CSV; names only if they are in memory. @param {Texts} texts @param {import('../store/round-store.js').Round} round @param {Names} names */
export function reportCsv(texts, round, names) {
  const { t } = texts;
  const hasNames = names.size > 0;
  const heading = [t('report.serial'), t('report.holder'), ...(hasNames ? [t('report.name'), t('report.class')] : []), t('report.state'), t('report.battery'), t('report.note'), t('report.time')];
  const rows = round.rows.map((row) => [
    row.serial, row.holder ?? '',
    ...(hasNames ? [names.get(row.serial)?.name ?? '', names.get(row.serial)?.group ?? ''] : []),
    t(`state.${row.state}`), row.facts?.batteryPercent ?? '', remarks(texts, row, round.mode).map((one) => one.text).join('; '),
    row.utcMs === 0 ? '' : new Date(row.utcMs).toISOString(),
  ]);
  return writeCsv([heading, ...rows]);
}
