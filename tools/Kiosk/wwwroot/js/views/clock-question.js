// The question which clock is right, when a tag that keeps good time and this device disagree.

import { h } from './dom.js';
import { dateAndTime, span } from './format.js';

/**
 * @param {import('../texts/index.js').Texts} texts @param {{deviceMs: number, tagMs: number}} difference @param {(isDeviceRight: boolean) => void} answer
 */
export function clockQuestion(texts, { deviceMs, tagMs }, answer) {
  const { t } = texts;
  return h('div', { class: 'question' },
    h('p', { class: 'lead' }, t('clock.title')),
    h('p', {}, t('clock.text', { difference: span(texts, deviceMs - tagMs) })),
    h('p', { class: 'big' }, t('clock.device', { time: dateAndTime(texts, deviceMs) })),
    h('p', { class: 'big' }, t('clock.tag', { time: dateAndTime(texts, tagMs) })),
    h('div', { class: 'actions' },
      h('button', { class: 'button primary', onclick: () => answer(false) }, t('clock.keepTag')),
      h('button', { class: 'button', onclick: () => answer(true) }, t('clock.useDevice'))));
}
