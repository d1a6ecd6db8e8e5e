// A round under way: one big panel for whoever stands before it, and a tile for each tag.

import { compact } from '../exposure/compact-list.js';
import { dayOf } from '../exposure/ids.js';
import { ListError } from '../exposure/list-error.js';
import { MEMORY_DAYS } from '../exposure/published-list.js';
import { progressOf, serveNext } from '../kiosk/round.js';
import { remarks } from '../kiosk/report.js';
import { cancellable } from '../links/cancel.js';
import { clockQuestion } from './clock-question.js';
import { h } from './dom.js';
import { icon, tagPicture } from './icons.js';
import { heading } from './parts.js';

/** @typedef {import('../app.js').App} App */
/** @typedef {import('../kiosk/round.js').RoundPhase} RoundPhase */
/** @typedef {import('../store/round-store.js').RoundRow} RoundRow */
/** @typedef {import('../texts/index.js').TextKey} TextKey */

/** @type {Record<RoundPhase['kind'] | 'ready' | 'allDone', {title: TextKey, picture: string, tone: string}>} */
const PANELS = {
  ready: { title: 'queue.ready', picture: 'press', tone: 'quiet' },
  nobody: { title: 'queue.ready', picture: 'press', tone: 'quiet' },
  looking: { title: 'queue.looking', picture: 'press', tone: 'busy' },
  syncing: { title: 'queue.syncing', picture: 'busy', tone: 'busy' },
  done: { title: 'queue.done', picture: 'done', tone: 'good' },
  again: { title: 'queue.done', picture: 'done', tone: 'good' },
  problem: { title: 'queue.problem', picture: 'problem', tone: 'attention' },
  allDone: { title: 'queue.allDone', picture: 'done', tone: 'good' },
};
/** @type {Record<import('../store/round-store.js').RowState, import('./icons.js').IconName>} */
const STATE_ICONS = { waiting: 'wait', syncing: 'sync', done: 'check', problem: 'warn' };
/** How long a result stays before the next tag is looked for. */
const SHOW_MS = 1_200;

/** @param {App} app */
export async function kioskRoundView(app) {
  const { t } = app.texts;
  const found = await app.rounds.round();
  if (found === null) {
    app.go('/kiosk');
    return h('div', {});
  }
  const round = found;
  const claims = (await app.claims.all()).filter((claim) => round.rows.some((row) => row.serial === claim.serial));
  const list = await newestList(app);
  const panel = h('section', { class: 'card panel', role: 'status', 'aria-live': 'polite' });
  const progress = h('p', { class: 'progress-text' });
  const bar = h('progress', { 'aria-label': t('queue.done') });
  const tiles = h('ul', { class: 'tiles' });
  const isAutomatic = !app.transport.needsGesture;
  /** @type {AbortController | null} */
  let running = null;

  const button = h('button', { class: 'button primary wide next', onclick: () => (running === null ? go() : stop()) });

  function stop() {
    running?.abort();
  }

  async function go() {
    const abort = new AbortController();
    running = abort;
    const stopped = new Promise((resolve) => abort.signal.addEventListener('abort', resolve));
    label();
    const ports = {
      transport: cancellable(app.transport, abort.signal),
      clock: app.clock,
      random: app.random,
      save: (/** @type {typeof round} */ changed) => app.rounds.saveRound(changed),
      onPhase: show,
      askClock: (/** @type {{deviceMs: number, tagMs: number}} */ difference) => new Promise((/** @type {(isRight: boolean) => void} */ resolve) => panel.replaceChildren(clockQuestion(app.texts, difference, resolve))),
    };
    try {
      do {
        show(await serveNext(ports, round, claims, list));
        await Promise.race([app.clock.delay(isAutomatic ? SHOW_MS : 0), stopped]);
      } while (isAutomatic && !abort.signal.aborted && progressOf(round).done < round.rows.length);
    } catch (error) {
      show({ kind: 'problem', row: null, error });
    }
    running = null;
    label();
    if (progressOf(round).done === round.rows.length) {
      draw('allDone', null);
    } else if (abort.signal.aborted) {
      draw('ready', null);
    }
  }

  function label() {
    const text = running !== null ? t('queue.stop') : isAutomatic ? t('queue.listen') : t('queue.next');
    button.replaceChildren(icon(running !== null ? 'stop' : 'sync'), h('span', {}, text), running === null ? h('kbd', {}, t('queue.nextHint')) : '');
  }

  /** @param {RoundPhase} phase */
  function show(phase) {
    draw(phase.kind, phase.row, phase.error);
  }

  /** @param {keyof typeof PANELS} kind @param {RoundRow | null} row @param {unknown} [error] */
  function draw(kind, row, error) {
    const { title, picture, tone } = PANELS[kind];
    const isDone = row !== null && error === undefined && (kind === 'done' || kind === 'problem');
    const words = kind === 'again' ? t('queue.again') : error !== undefined && kind === 'problem' ? app.texts.sentence(error)
      : kind === 'ready' || kind === 'nobody' || kind === 'looking' ? t('queue.readyText') : '';
    panel.className = `card panel ${tone}`;
    panel.dataset.kind = kind;
    panel.replaceChildren(tagPicture(picture), h('div', {}, h('p', { class: 'huge' }, t(title)), row === null ? '' : h('p', { class: 'big' }, titleOf(app, row)), isDone ? findings(app, row, round.mode) : words === '' ? '' : h('p', {}, words)));
    const { done, problem, waiting, all } = progressOf(round);
    progress.replaceChildren(t('queue.progress', { done, problem, waiting }));
    bar.max = all;
    bar.value = done;
    tiles.replaceChildren(...round.rows.map((one) => tile(app, one, round.mode)));
  }

  const onKey = (/** @type {KeyboardEvent} */ event) => {
    const isElsewhere = event.target instanceof HTMLElement && event.target.closest('button, a, input, dialog') !== null;
    if (event.key === ' ' && !isElsewhere && running === null) {
      event.preventDefault();
      go();
    }
  };
  document.addEventListener('keydown', onKey);
  app.onLeave(() => {
    document.removeEventListener('keydown', onKey);
    stop();
  });
  label();
  draw(progressOf(round).done === round.rows.length ? 'allDone' : 'ready', null);
  return h('div', { class: 'kiosk' },
    heading(app, t(`mode.${round.mode}`), '/kiosk'),
    panel,
    app.hasLink ? h('div', { class: 'actions main' }, button) : '',
    bar, progress, tiles,
    h('div', { class: 'actions' }, h('a', { class: 'button', href: '#/kiosk/report' }, icon('file'), h('span', {}, t('report.title')))));
}

/** @param {App} app */
async function newestList(app) {
  await app.freshLists();
  const today = dayOf(app.clock.utcMs());
  for (const list of await app.lists.all()) {
    try {
      return compact(list, today - MEMORY_DAYS, today);
    } catch (error) {
      if (!(error instanceof ListError)) {
        throw error;
      }
    }
  }
  return null;
}

/** @param {App} app @param {RoundRow} row */
function titleOf(app, row) {
  const name = app.names.get(row.serial)?.name;
  const holder = row.holder === null ? '' : app.texts.t('queue.holder', { holder: row.holder });
  return [holder, name, app.texts.t('tag.number', { serial: row.serial })].filter((part) => part).join(' · ');
}

/** What was found, side by side. @param {App} app @param {RoundRow} row @param {import('../store/round-store.js').RoundMode} mode */
const findings = (app, row, mode) =>
  h('ul', { class: 'remarks' }, ...remarks(app.texts, row, mode).map(({ text, isGood }) => h('li', { class: isGood ? 'good' : 'bad' }, icon(isGood ? 'check' : 'warn'), h('span', {}, text))));

/** @param {App} app @param {RoundRow} row @param {import('../store/round-store.js').RoundMode} mode */
function tile(app, row, mode) {
  const { t } = app.texts;
  const notes = remarks(app.texts, row, mode);
  const isAttention = row.state === 'done' && notes.some((one) => !one.isGood);
  return h('li', { class: `tile ${row.state} ${isAttention ? 'attention' : ''}`, 'data-serial': row.serial, 'data-state': row.state },
    h('span', { class: 'tile-number' }, row.holder ?? row.serial),
    h('span', { class: 'tile-name' }, app.names.get(row.serial)?.name ?? t('tag.number', { serial: row.serial })),
    h('span', { class: 'tile-state' }, icon(isAttention ? 'warn' : STATE_ICONS[row.state]), h('span', {}, t(`state.${row.state}`))),
    ...notes.map((one) => h('span', { class: one.isGood ? 'fine' : 'fine bad' }, one.text)));
}
