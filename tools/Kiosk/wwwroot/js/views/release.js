// A release: the days are chosen, the wearer is asked, the officer's code is taken, and what comes is encrypted at once. This page keeps no readable copy.

import { fromBase64, toBase64 } from '../core/bytes.js';
import { dayOf } from '../exposure/ids.js';
import { SyncError } from '../sync/fault.js';
import { ReleaseJob } from '../sync/release-job.js';
import { DAY_LIMIT, releaseRequest } from '../sync/release-request.js';
import { PageError } from '../texts/page-error.js';
import { h, saveFile } from './dom.js';
import { dayName } from './format.js';
import { icon } from './icons.js';
import { LinkDialog } from './link-dialog.js';
import { heading, notice } from './parts.js';

/** @typedef {import('../app.js').App} App */
/** @typedef {import('../store/tag-store.js').TagRecord} TagRecord */

const USUAL_DAYS = 14;
/** What the tag gives its wearer (docs/protocol.md 8.9). */
const HOLD_SECONDS = 60;
const SHOWN_CODE = /^[0-9]{6}$/;

/** @param {App} app @param {string} key */
export async function releaseView(app, key) {
  const { t, sentence } = app.texts;
  const tag = await app.tags.get(key);
  const back = `/tag/${key}`;
  if (tag === null) {
    return h('div', {}, heading(app, t('release.title'), '/'), h('p', { class: 'card' }, t('tag.gone')));
  }
  const authorities = app.receivers.all;
  const told = notice();
  const body = h('div', {});
  const view = h('div', {}, heading(app, t('release.title'), back), h('p', {}, t('release.intro')), told.element, body);
  if (tag.release !== null) {
    body.append(outcome(app, tag, tag.release, told));
    return view;
  }
  if (authorities.length === 0) {
    told.bad(t('release.noAuthority'));
    return view;
  }

  body.append(choice(app, authorities, async (authority, days) => {
    told.clear();
    try {
      const job = await release(app, tag, authority.key, days);
      if (job?.package) {
        // Kept, encrypted, until it has left: the tag gives it only once.
        const waiting = { authority: authority.name, rows: job.rowCount, data: toBase64(job.package) };
        await app.tags.save({ ...tag, release: waiting });
        body.replaceChildren(outcome(app, tag, waiting, told));
      }
    } catch (error) {
      told.bad(sentence(error));
    }
  }));
  return view;
}

/** @param {App} app @param {{name: string, key: import('../core/bytes.js').Bytes}[]} authorities
 *  @param {(authority: {name: string, key: import('../core/bytes.js').Bytes}, days: number[]) => void} onStart */
function choice(app, authorities, onStart) {
  const { t } = app.texts;
  const today = dayOf(app.clock.utcMs());
  const boxes = Array.from({ length: DAY_LIMIT }, (_, i) => h('input', { type: 'checkbox', id: `day-${i}`, value: today - i }));
  const count = h('p', { role: 'status' });
  const start = h('button', { class: 'button primary wide' }, icon('send'), h('span', {}, t('release.start')));
  const receiver = h('select', { id: 'authority' }, ...authorities.map(({ name }, i) => h('option', { value: i }, t('release.authority', { name }))));
  const chosen = () => boxes.filter((box) => box.checked).map((box) => Number(box.value));
  const update = () => {
    const days = chosen();
    const isGap = days.length > 0 && (!boxes[0].checked || boxes.slice(0, days.length).some((box) => !box.checked));
    count.replaceChildren(t('release.count', { n: days.length }), isGap ? h('span', { class: 'line' }, t('release.gap')) : '');
    start.disabled = days.length === 0;
  };
  const set = (/** @type {number} */ days) => () => {
    boxes.forEach((box, i) => (box.checked = i < days));
    update();
  };
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    onStart(authorities[Number(receiver.value)], chosen());
  };
  update();
  return h('form', { class: 'card', onsubmit: submit, onchange: update },
    h('fieldset', {}, h('legend', {}, t('release.days')),
      h('div', { class: 'actions' },
        h('button', { type: 'button', class: 'button', onclick: set(USUAL_DAYS) }, t('release.all')), h('button', { type: 'button', class: 'button', onclick: set(0) }, t('release.clear'))),
      h('div', { class: 'day-grid' }, ...boxes.map((box, i) => h('label', { for: box.id, class: 'day-box' }, box, h('span', {}, dayName(app.texts, today - i)))))),
    count,
    h('label', { for: 'authority' }, t('release.to')), receiver,
    h('div', { class: 'actions main' }, start));
}

/** The finished job, or null. @param {App} app @param {TagRecord} tag @param {import('../core/bytes.js').Bytes} authorityKey @param {number[]} days */
async function release(app, tag, authorityKey, days) {
  const dialog = new LinkDialog(app, app.texts.t('release.title'));
  /** @type {ReleaseJob[]} */
  const made = [];
  const make = () => {
    const job = new ReleaseJob({
      clock: app.clock,
      random: app.random,
      serial: tag.serial,
      authorityKey,
      request: releaseRequest(authorityKey, dayOf(app.clock.utcMs()), days),
      askCode: (challenge, triesLeft) => dialog.ask((answer) => codeForm(app, tag, challenge, triesLeft, answer)),
      onHold: () => dialog.step('hold'),
      onRows: () => dialog.step('working'),
    });
    made.push(job);
    return job;
  };
  try {
    return await dialog.run([tag.secret], make);
  } finally {
    made.forEach((job) => job.forget());
  }
}

/** @param {App} app @param {TagRecord} tag @param {number} challenge @param {number | null} triesLeft @param {(code: number) => void} answer */
function codeForm(app, tag, challenge, triesLeft, answer) {
  const { t } = app.texts;
  const told = notice();
  const field = h('input', { id: 'officer-code', class: 'code', inputmode: 'numeric', autocomplete: 'off', maxlength: 7, 'aria-describedby': 'officer-text' });
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    const digits = field.value.replace(/\s/g, '');
    if (SHOWN_CODE.test(digits)) {
      answer(Number(digits));
    } else {
      told.bad(t('release.codeShort'));
    }
  };
  if (triesLeft !== null) {
    told.bad(app.texts.sentence(new SyncError('WrongCode', triesLeft)));
  }
  return h('form', { class: 'question', onsubmit: submit },
    triesLeft === null ? h('p', { class: 'hold-now' }, icon('wait'), h('span', {}, t('release.holdNow', { n: HOLD_SECONDS }))) : '',
    h('p', { id: 'officer-text' }, t('release.codeText')),
    h('p', { class: 'big' }, t('tag.number', { serial: tag.serial })),
    h('p', {}, t('release.challenge')), h('p', { class: 'huge' }, String(challenge).padStart(8, '0').replace(/(.{4})/, '$1 ')),
    told.element,
    h('label', { for: 'officer-code' }, t('release.code')), field,
    h('div', { class: 'actions' }, h('button', { class: 'button primary' }, t('release.send'))));
}

/** @param {App} app @param {TagRecord} tag @param {import('../store/tag-store.js').WaitingRelease} waiting @param {ReturnType<typeof notice>} told */
function outcome(app, tag, waiting, told) {
  const { t, sentence } = app.texts;
  const address = app.config.releases;
  const sealed = fromBase64(waiting.data) ?? new Uint8Array(0);
  const forget = () => app.tags.save({ ...tag, release: null });
  const upload = async () => {
    told.clear();
    try {
      const answer = await fetch(/** @type {string} */ (address), { method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body: sealed }).catch(() => null);
      if (!answer?.ok) {
        throw new PageError('NotHandedIn');
      }
      await forget();
      told.good(t('release.uploaded'));
    } catch (error) {
      told.bad(sentence(error));
    }
  };
  const download = async () => {
    saveFile(`release-${tag.serial}.bzrp`, sealed, 'application/octet-stream');
    await forget();
    told.good(t('release.downloaded'));
  };
  return h('section', { class: 'card good' },
    h('p', { class: 'lead' }, icon('check', 'large'), h('strong', {}, t('release.done'))),
    h('p', {}, t('release.doneText', { n: waiting.rows, name: waiting.authority })),
    h('div', { class: 'actions' },
      address ? h('button', { class: 'button primary', onclick: upload }, icon('send'), h('span', {}, t('release.upload'))) : '',
      h('button', { class: 'button', onclick: download }, icon('file'), h('span', {}, t('release.download')))));
}
