// Questions and answers.

import { h } from './dom.js';
import { heading, noBluetooth } from './parts.js';

/** @type {[import('../texts/index.js').TextKey, import('../texts/index.js').TextKey][]} */
const ANSWERS = [
  ['help.pressTitle', 'help.press'], ['help.keepTitle', 'help.keep'], ['help.doubtTitle', 'help.doubt'], ['help.notTitle', 'help.not'], ['help.browserTitle', 'help.browser'],
];

/** @param {import('../app.js').App} app */
export function helpView(app) {
  const { t } = app.texts;
  return h('div', {}, heading(app, t('help.title')), app.hasLink ? '' : noBluetooth(app),
    ...ANSWERS.map(([question, answer]) => h('section', { class: 'card' }, h('h2', {}, t(question)), h('p', {}, t(answer)))));
}
