// A tag comes to the family: its label is scanned or typed, it gets a name, and the first sync follows.

import { readClaim } from '../claim/claim.js';
import { syncTag } from '../family/sync-tag.js';
import { h } from './dom.js';
import { icon } from './icons.js';
import { heading, noBluetooth, notice } from './parts.js';
import { scanBox } from './scan-box.js';

/** @typedef {import('../app.js').App} App */
/** @typedef {import('../claim/claim.js').Claim} Claim */

/** @param {App} app */
export function addView(app) {
  const { t, sentence } = app.texts;
  const told = notice();
  const body = h('div', {});
  const scanner = scanBox(app, (text) => take(text), (error) => told.bad(sentence(error)));

  /** @param {string} text */
  async function take(text) {
    try {
      const claim = readClaim(text);
      scanner.off();
      told.clear();
      const known = (await app.tags.all()).find((tag) => tag.serial === claim.serial);
      body.replaceChildren(naming(app, claim, known?.name ?? null, (error) => told.bad(sentence(error))));
      body.querySelector('input')?.focus();
    } catch (error) {
      told.bad(sentence(error));
    }
  }

  body.append(scanner.element, typing(app, take));
  return h('div', {}, heading(app, t('add.title'), '/'), app.hasLink ? '' : noBluetooth(app), told.element, body);
}

/** @param {App} app @param {(text: string) => void} onCode */
function typing(app, onCode) {
  const { t } = app.texts;
  const field = h('input', {
    id: 'code', class: 'code', type: 'text', autocomplete: 'off', autocapitalize: 'characters', spellcheck: 'false', 'aria-describedby': 'code-hint', placeholder: '7407 ABCD-EFGH-…',
  });
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    onCode(field.value);
  };
  return h('form', { class: 'card', onsubmit: submit },
    h('label', { for: 'code' }, t('add.typed')),
    field,
    h('p', { id: 'code-hint', class: 'fine' }, t('add.typedHint')),
    h('div', { class: 'actions' }, h('button', { class: 'button' }, t('add.check'))));
}

/** @param {App} app @param {Claim} claim @param {string | null} knownAs @param {(error: unknown) => void} onError */
function naming(app, claim, knownAs, onError) {
  const { t } = app.texts;
  const name = h('input', { id: 'name', type: 'text', autocomplete: 'off', maxlength: 40, value: knownAs ?? '', 'aria-describedby': 'name-hint' });
  const save = async (/** @type {Event} */ event) => {
    event.preventDefault();
    try {
      const tag = await app.tags.add(claim, name.value.trim() || t('add.defaultName', { serial: claim.serial }));
      // Asked for in passing: what is here should outlive a full disk.
      navigator.storage?.persist?.().catch(() => undefined);
      if (app.hasLink) {
        await syncTag(app, tag);
      }
      app.go(`/tag/${tag.key}`);
    } catch (error) {
      onError(error);
    }
  };
  return h('form', { class: 'card good', onsubmit: save },
    h('p', { class: 'lead' }, icon('check', 'large'), h('strong', {}, t('add.found', { serial: claim.serial }))),
    knownAs === null ? '' : h('p', {}, t('add.known')),
    h('label', { for: 'name' }, t('add.name')),
    name,
    h('p', { id: 'name-hint', class: 'fine' }, t('add.nameHint')),
    h('div', { class: 'actions' }, h('button', { class: 'button primary' }, icon('sync'), h('span', {}, t(app.hasLink ? 'add.save' : 'do.save')))));
}
