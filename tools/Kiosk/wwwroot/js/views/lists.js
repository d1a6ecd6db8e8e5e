// Exposure lists: fetched or opened, verified, kept, and which of the family's tags have seen them.

import { MEMORY_DAYS, ageInDays } from '../exposure/published-list.js';
import { fileButton, h } from './dom.js';
import { dateAndTime } from './format.js';
import { icon } from './icons.js';
import { heading, notice } from './parts.js';

/** @typedef {import('../app.js').App} App */

/** @param {App} app */
export async function listsView(app) {
  const { t, sentence } = app.texts;
  const told = notice();
  const place = h('div', {});

  const take = async (/** @type {() => Promise<import('../exposure/published-list.js').PublishedList[]>} */ work) => {
    told.clear();
    try {
      const lists = await work();
      await draw();
      told.good(lists.length === 0 ? t('lists.nothingNew') : lists.map(({ name }) => t('lists.taken', { name })).join(' '));
    } catch (error) {
      told.bad(sentence(error));
      await draw();
    }
  };
  const fetchAll = () => take(async () => {
    const lists = [];
    for (const address of app.config.lists) {
      lists.push(...(await app.lists.fetch(address)));
    }
    return lists;
  });
  const address = h('input', { id: 'address', type: 'text', inputmode: 'url', autocomplete: 'off', placeholder: '/lists/2026-11-21.json' });
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    take(() => app.lists.fetch(address.value.trim()));
  };

  async function draw() {
    const [lists, tags] = [await app.lists.all(), await app.tags.all()];
    place.replaceChildren(lists.length === 0 ? h('p', { class: 'card quiet' }, t('lists.none')) : h('ul', { class: 'tag-list' }, ...lists.map((list) => h('li', {}, entry(app, list, tags)))));
  }

  await draw();
  return h('div', {},
    heading(app, t('lists.title')),
    h('p', {}, t('lists.text')),
    app.authorities.all.length === 0 ? h('p', { class: 'card attention' }, icon('warn'), ` ${t('lists.noAuthority')}`) : '',
    told.element,
    place,
    h('div', { class: 'actions' },
      app.config.lists.length > 0 ? h('button', { class: 'button primary', onclick: fetchAll }, icon('sync'), h('span', {}, t('lists.fetch'))) : '',
      fileButton('.json,application/json', t('lists.file'), (file) => take(async () => [await app.lists.add(await file.text())]))),
    h('form', { class: 'card', onsubmit: submit }, h('label', { for: 'address' }, t('lists.address')), h('div', { class: 'inline' }, address, h('button', { class: 'button' }, t('lists.get')))));
}

/** @param {App} app @param {import('../exposure/published-list.js').PublishedList} list @param {import('../store/tag-store.js').TagRecord[]} tags */
function entry(app, list, tags) {
  const { t } = app.texts;
  const seen = tags.filter((tag) => tag.lists.some((one) => one.id === list.id)).map((tag) => tag.name);
  const left = MEMORY_DAYS - Math.max(0, ageInDays(list, app.clock.utcMs()));
  return h('article', { class: 'card' },
    h('h2', {}, list.name),
    h('p', {}, `${t(list.level === 0 ? 'lists.f0' : 'lists.f1')}: ${t('lists.people', { n: list.entries.length })}. ${t('lists.issued', { time: dateAndTime(app.texts, list.issuedSeconds * 1000) })}. ${t('lists.until', { n: left })}.`),
    h('p', { class: 'mark good' }, icon('check'), h('span', {}, t('lists.signed', { name: list.authority }))),
    h('p', { class: 'fine' }, seen.length === 0 ? t('lists.seenByNone') : t('lists.seenBy', { names: seen.join(', ') })));
}
