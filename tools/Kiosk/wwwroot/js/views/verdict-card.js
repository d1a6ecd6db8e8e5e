// The verdict and what to do now, told by shape, words and colour.

import { h } from './dom.js';
import { dayName } from './format.js';
import { icon } from './icons.js';

/** @typedef {import('../family/verdicts.js').Summary} Summary */
/** @typedef {import('../texts/index.js').TextKey} TextKey */

/** @type {Record<Summary['kind'], {icon: import('./icons.js').IconName, tone: string, title: TextKey, advice: TextKey}>} */
export const KINDS = {
  unknown: { icon: 'question', tone: 'quiet', title: 'verdict.unknown', advice: 'verdict.unknownDo' },
  checking: { icon: 'wait', tone: 'busy', title: 'verdict.checking', advice: 'verdict.checkingDo' },
  none: { icon: 'check', tone: 'good', title: 'verdict.none', advice: 'verdict.noneDo' },
  f1: { icon: 'stop', tone: 'alarm', title: 'verdict.f1', advice: 'verdict.f1Do' },
  f2: { icon: 'warn', tone: 'attention', title: 'verdict.f2', advice: 'verdict.f2Do' },
};

/** @param {import('../texts/index.js').Texts} texts @param {Summary} summary @param {() => void} [onRead] reads the verdict again */
export function verdictCard(texts, summary, onRead) {
  const { t } = texts;
  const kind = KINDS[summary.kind];
  const verdict = summary.seen?.verdict;
  const isExposure = summary.kind === 'f1' || summary.kind === 'f2';
  return h('section', { class: `card verdict ${kind.tone}`, 'aria-labelledby': 'verdict-title', 'data-verdict': summary.kind },
    h('h2', { id: 'verdict-title', class: 'small' }, t('verdict.title')),
    h('p', { class: 'lead' }, icon(kind.icon, 'large'), h('strong', {}, t(kind.title))),
    isExposure && verdict ? h('p', { class: 'big' }, t('verdict.when', { day: dayName(texts, verdict.localDay), minutes: verdict.minutes })) : '',
    isExposure && verdict && verdict.days > 1 ? h('p', {}, t('verdict.more', { n: verdict.days })) : '',
    h('p', {}, t(kind.advice)),
    verdict?.isAcknowledged && isExposure ? h('p', {}, t('verdict.acknowledged')) : '',
    isExposure && summary.isChecking ? h('p', {}, t('verdict.alsoChecking')) : '',
    summary.isChecking && onRead ? h('div', { class: 'actions' }, h('button', { class: 'button', onclick: onRead }, icon('sync'), h('span', {}, t('verdict.read')))) : '',
    summary.seen?.name ? h('p', { class: 'fine' }, t('verdict.asOf', { name: summary.seen.name })) : '');
}
