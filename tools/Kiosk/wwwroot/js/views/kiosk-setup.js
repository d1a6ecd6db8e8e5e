// A school's kiosk before a round: the roster, the codes, and which round.

import { readClaim } from '../claim/claim.js';
import { newRound, progressOf } from '../kiosk/round.js';
import { readRoster } from '../kiosk/roster.js';
import { PageError } from '../texts/page-error.js';
import { fileButton, h } from './dom.js';
import { icon } from './icons.js';
import { askInDialog, heading, noBluetooth, notice } from './parts.js';
import { scanBox } from './scan-box.js';

/** @typedef {import('../app.js').App} App */
/** @typedef {import('../store/round-store.js').RoundMode} RoundMode */

/** @type {RoundMode[]} */
const MODES = ['sync', 'battery', 'gate'];
const SHOWN_MISSING = 12;

/** @param {App} app */
export async function kioskSetupView(app) {
  const { t, sentence } = app.texts;
  const told = notice();
  const rosterPlace = h('div', {});
  const claimPlace = h('div', {});
  const roundPlace = h('div', {});

  const attempt = async (/** @type {() => Promise<void>} */ work) => {
    told.clear();
    try {
      await work();
    } catch (error) {
      told.bad(sentence(error));
    }
    await draw();
  };

  const takeRoster = (/** @type {File} */ file) => attempt(async () => {
    const roster = readRoster(await file.text());
    await app.rounds.saveRoster(roster);
    app.names = new Map(roster.filter(({ name }) => name !== '').map(({ serial, name, group }) => [serial, { name, group }]));
    told.good(t('kiosk.rosterCount', { n: roster.length }));
  });

  const takeClaim = (/** @type {string} */ text) => attempt(async () => {
    const claim = readClaim(text);
    await app.claims.add([claim]);
    told.good(t('kiosk.claimAdded', { serial: claim.serial }));
  });

  const takeLabels = (/** @type {File} */ file) => attempt(async () => {
    const lines = (await file.text()).split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== '');
    const claims = lines.flatMap((line) => {
      try {
        return [readClaim(line)];
      } catch {
        return [];
      }
    });
    await app.claims.add(claims);
    told.good(t('kiosk.claimsAdded', { n: claims.length, bad: lines.length - claims.length }));
  });

  const forget = () => attempt(async () => {
    const isSure = await askInDialog(app, t('kiosk.forget'), (/** @type {(value: boolean) => void} */ answer) => [
      h('p', {}, t('kiosk.forgetText')), h('div', { class: 'actions' }, h('button', { class: 'button danger', onclick: () => answer(true) }, icon('erase'), h('span', {}, t('do.remove')))),
    ]);
    if (isSure) {
      await app.claims.clear();
      await app.rounds.clear();
      app.names = new Map();
    }
  });

  const start = (/** @type {RoundMode} */ mode) => attempt(async () => {
    const [roster, claims] = [await app.rounds.roster(), await app.claims.all()];
    if (!roster.some(({ serial }) => claims.some((claim) => claim.serial === serial))) {
      throw new PageError('NoClaims');
    }
    await app.rounds.saveRound(newRound(mode, roster, app.clock.utcMs()));
    app.go('/kiosk/round');
  });

  async function draw() {
    const [roster, claims, round] = [await app.rounds.roster(), await app.claims.all(), await app.rounds.round()];
    const missing = roster.filter(({ serial }) => !claims.some((claim) => claim.serial === serial)).map(({ serial }) => serial);
    rosterPlace.replaceChildren(roster.length === 0 ? '' : h('p', { class: 'mark good' }, icon('check'), h('span', {}, `${t('kiosk.rosterCount', { n: roster.length })} ${app.names.size > 0 ? t('kiosk.names') : ''}`)));
    claimPlace.replaceChildren(roster.length === 0 ? '' : h('p', { class: missing.length === 0 ? 'mark good' : 'mark attention' }, icon(missing.length === 0 ? 'check' : 'warn'),
      h('span', {}, t('kiosk.claimCount', { n: roster.length - missing.length, all: roster.length }))),
    missing.length > 0 && missing.length < roster.length ? h('p', { class: 'fine' }, t('kiosk.claimMissing', { serials: `${missing.slice(0, SHOWN_MISSING).join(', ')}${missing.length > SHOWN_MISSING ? '…' : ''}` })) : '');
    const progress = round === null ? null : progressOf(round);
    const isOpen = progress !== null && progress.done < progress.all;
    roundPlace.replaceChildren(
      isOpen ? h('a', { class: 'button primary wide', href: '#/kiosk/round' }, t('kiosk.resume', { done: progress.done, all: progress.all })) : '',
      h('div', { class: 'modes' }, ...MODES.map((mode) => h('button', { class: 'card mode', 'data-mode': mode, disabled: roster.length === 0, onclick: () => start(mode) },
        icon(mode === 'sync' ? 'sync' : mode === 'battery' ? 'battery' : 'school', 'large'), h('strong', {}, t(`mode.${mode}`)), h('span', { class: 'fine' }, t(`mode.${mode}Text`))))));
  }

  const scanner = scanBox(app, takeClaim, (error) => told.bad(sentence(error)));
  const field = h('input', { id: 'claim', type: 'text', class: 'code', autocomplete: 'off', spellcheck: 'false' });
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    // A hand scanner types and presses Enter: the next label can follow at once.
    takeClaim(field.value);
    field.value = '';
    field.focus();
  };
  await draw();
  return h('div', {},
    heading(app, t('kiosk.title')),
    h('p', {}, t('kiosk.privacy')),
    app.hasLink ? '' : noBluetooth(app),
    told.element,
    h('section', { class: 'card' }, h('h2', {}, t('kiosk.roster')), h('p', {}, t('kiosk.rosterText')), rosterPlace, fileButton('.csv,.json,text/csv,application/json', t('kiosk.rosterFile'), takeRoster)),
    h('section', { class: 'card' }, h('h2', {}, t('kiosk.claims')), h('p', {}, t('kiosk.claimsText')), claimPlace,
      h('form', { onsubmit: submit }, h('label', { for: 'claim' }, t('kiosk.claimField')), h('div', { class: 'inline' }, field, h('button', { class: 'button' }, t('kiosk.claimAdd')))),
      h('div', { class: 'actions' }, scanner.element, fileButton('.txt,.csv,text/plain', t('kiosk.claimFile'), takeLabels))),
    h('section', { class: 'card' }, h('h2', {}, t('kiosk.round')), roundPlace),
    h('div', { class: 'actions' }, h('button', { class: 'button', onclick: forget }, icon('erase'), h('span', {}, t('kiosk.forget')))));
}
