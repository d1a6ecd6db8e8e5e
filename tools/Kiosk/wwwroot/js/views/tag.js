// One tag of the family: verdict, status, contacts, and what can be done with it.

import { syncTag } from '../family/sync-tag.js';
import { summaryOf } from '../family/verdicts.js';
import { SyncError, isFault } from '../sync/fault.js';
import { chartCard } from './chart.js';
import { h } from './dom.js';
import { dateAndTime } from './format.js';
import { icon } from './icons.js';
import { LinkDialog } from './link-dialog.js';
import { askInDialog, heading, noBluetooth, notice } from './parts.js';
import { qrDialog } from './qr-dialog.js';
import { statusCard } from './status-card.js';
import { verdictCard } from './verdict-card.js';

/** @typedef {import('../app.js').App} App */
/** @typedef {import('../store/tag-store.js').TagRecord} TagRecord */

const FIND_SECONDS = 10;

/** @param {App} app @param {string} key */
export async function tagView(app, key) {
  const { t, sentence } = app.texts;
  const found = await app.tags.get(key);
  if (found === null) {
    return h('div', {}, heading(app, t('family.title'), '/'), h('p', { class: 'card' }, t('tag.gone')));
  }
  let tag = found;
  const told = notice();
  const view = h('div', {});

  const act = (/** @type {() => Promise<void>} */ work) => async () => {
    told.clear();
    try {
      await work();
    } catch (error) {
      told.bad(sentence(error));
    }
  };

  const sync = act(async () => {
    const result = await syncTag(app, tag);
    if (result !== null) {
      tag = result.tag;
      draw();
      told.good(`${t('tag.synced')} ${aboutList(app.texts, result)}`.trim());
    }
  });

  const find = act(async () => {
    const dialog = new LinkDialog(app, t('find.title', { name: tag.name }));
    const job = { continue: async (/** @type {import('../sync/tag-client.js').TagClient} */ client) => void (await client.find(FIND_SECONDS)) };
    if (await dialog.run([tag.secret], () => job)) {
      told.good(t('find.done'));
    }
  });

  const rename = act(async () => {
    const name = await askName(app, tag.name);
    if (name) {
      tag = { ...tag, name };
      await app.tags.save(tag);
      draw();
    }
  });

  const remove = act(async () => {
    const isSure = await askInDialog(app, t('remove.title', { name: tag.name }), (/** @type {(value: boolean) => void} */ answer) => [
      h('p', {}, t('remove.text')),
      h('div', { class: 'actions' }, h('button', { class: 'button danger', onclick: () => answer(true) }, icon('erase'), h('span', {}, t('do.remove')))),
    ]);
    if (isSure) {
      await app.tags.remove(tag.key);
      app.go('/');
    }
  });

  function draw() {
    const nowMs = app.clock.utcMs();
    view.replaceChildren(
      heading(app, tag.name, '/'),
      h('p', { class: 'fine under' }, t('tag.number', { serial: tag.serial })),
      app.hasLink ? '' : noBluetooth(app),
      told.element,
      app.hasLink ? h('div', { class: 'actions main' }, h('button', { class: 'button primary wide', onclick: sync }, icon('sync'), h('span', {}, t('tag.sync')))) : '',
      h('div', { class: 'columns' },
        verdictCard(app.texts, summaryOf(tag.lists, nowMs), app.hasLink ? sync : undefined),
        tag.last === null ? '' : statusCard(app.texts, tag.last, nowMs),
        tag.last === null ? '' : chartCard(app.texts, tag.last.days),
        more(app, tag, { find, rename, remove, qr: () => qrDialog(app, tag) })),
      records(app, tag));
  }

  draw();
  return view;
}

/** @param {App} app @param {TagRecord} tag @param {{find: () => void, rename: () => void, remove: () => void, qr: () => void}} acts */
function more(app, tag, acts) {
  const { t } = app.texts;
  /** @type {(name: import('./icons.js').IconName, text: import('../texts/index.js').TextKey, work: () => void) => HTMLElement} */
  const item = (name, text, work) => h('li', {}, h('button', { class: 'button row', onclick: work }, icon(name), h('span', {}, t(text))));
  return h('section', { class: 'card', 'aria-labelledby': 'more-title' },
    h('h2', { id: 'more-title' }, t('more.title')),
    h('ul', { class: 'rows' },
      app.hasLink ? item('find', 'more.find', acts.find) : '',
      item('pen', 'more.rename', acts.rename),
      item('qr', 'more.qr', acts.qr),
      app.hasLink ? item('send', 'more.release', () => app.go(`/tag/${tag.key}/release`)) : '',
      app.hasLink ? item('erase', 'more.handBack', () => app.go(`/tag/${tag.key}/hand-back`)) : '',
      item('stop', 'more.remove', acts.remove)));
}

/** Why the tag has not been given the newest list; nothing when it has. @param {import('../texts/index.js').Texts} texts @param {{listState: string, listError: unknown}} result */
const aboutList = ({ t, sentence }, { listState, listError }) =>
  listState === 'checking' ? sentence(new SyncError('Later', 0, 'ListBusy')) : isFault(listError, 'NotSupported') ? t('verdict.listUnsupported') : listError === null ? '' : sentence(listError);

/** Lists that the tag has seen, and its own diary. @param {App} app @param {TagRecord} tag */
function records(app, tag) {
  const { t } = app.texts;
  const outcome = (/** @type {import('../sync/reports.js').Verdict} */ { state, level }) =>
    t(state === 2 ? 'lists.seenChecking' : level === 0 ? 'lists.seenClear' : level === 1 ? 'lists.seenF1' : 'lists.seenF2');
  const lists = tag.lists.map((one) => h('li', {}, h('strong', {}, one.name || one.id), ` – ${outcome(one.verdict)}, ${dateAndTime(app.texts, one.utcMs)}`));
  const diary = [...(tag.last?.audit ?? [])].reverse().filter((one) => one.event >= 1 && one.event <= 8);
  return h('div', { class: 'columns' },
    h('details', { class: 'card' }, h('summary', {}, t('lists.seenTitle')), lists.length === 0 ? h('p', {}, t('lists.seenNone')) : h('ul', { class: 'plain' }, ...lists)),
    diary.length === 0 ? '' : h('details', { class: 'card' }, h('summary', {}, t('audit.title')), h('ul', { class: 'plain' }, ...diary.map((one) =>
      h('li', {}, `${dateAndTime(app.texts, one.utcMs)}: ${t(/** @type {import('../texts/index.js').TextKey} */ (`audit.${one.event}`))}`)))));
}

/** @param {App} app @param {string} present @returns {Promise<string | null>} */
function askName(app, present) {
  const { t } = app.texts;
  return askInDialog(app, t('rename.title'), (/** @type {(value: string) => void} */ answer) => {
    const field = h('input', { id: 'new-name', type: 'text', maxlength: 40, value: present, autocomplete: 'off' });
    const submit = (/** @type {Event} */ event) => {
      event.preventDefault();
      answer(field.value.trim());
    };
    return [h('form', { onsubmit: submit }, h('label', { for: 'new-name' }, t('add.name')), field, h('div', { class: 'actions' }, h('button', { class: 'button primary' }, t('do.save'))))];
  });
}
