// The family's tags at a glance.

import { summaryOf } from '../family/verdicts.js';
import { h } from './dom.js';
import { ago } from './format.js';
import { icon, tagPicture } from './icons.js';
import { heading, noBluetooth } from './parts.js';
import { KINDS } from './verdict-card.js';

/** @typedef {import('../app.js').App} App */

/** @param {App} app */
export async function homeView(app) {
  const { t } = app.texts;
  const tags = await app.tags.all();
  const add = h('a', { class: tags.length === 0 ? 'button primary' : 'button', href: '#/add' }, icon('add'), h('span', {}, t('family.add')));
  return h('div', {},
    heading(app, t('family.title')),
    app.hasLink ? '' : noBluetooth(app),
    ...(tags.length === 0
      ? [welcome(app, add)]
      : [h('ul', { class: 'tag-list' }, ...tags.map((tag) => h('li', {}, entry(app, tag)))), h('div', { class: 'actions' }, add)]));
}

/** @param {App} app @param {Node} add */
function welcome(app, add) {
  const { t } = app.texts;
  return h('section', { class: 'card welcome' },
    tagPicture('press'),
    h('h2', {}, t('family.empty')),
    h('ol', { class: 'steps' }, h('li', {}, t('family.step1')), h('li', {}, t('family.step2')), h('li', {}, t('family.step3'))),
    h('div', { class: 'actions' }, add),
    h('p', {}, t('family.emptyText')));
}

/** @param {App} app @param {import('../store/tag-store.js').TagRecord} tag */
function entry(app, tag) {
  const { t } = app.texts;
  const nowMs = app.clock.utcMs();
  const kind = KINDS[summaryOf(tag.lists, nowMs).kind];
  return h('a', { class: `card tag-entry ${kind.tone}`, href: `#/tag/${tag.key}` },
    icon(kind.icon, 'large'),
    h('span', { class: 'tag-words' },
      h('strong', {}, tag.name),
      h('span', {}, t(kind.title)),
      h('span', { class: 'fine' }, tag.last === null ? t('family.notSynced') : t('family.synced', { when: ago(app.texts, tag.last.utcMs, nowMs) }))));
}
