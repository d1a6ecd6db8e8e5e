// A tag is handed back: it is wiped with the wearer's consent, and its certificate is saved.

import { fromBase64, toBase64 } from '../core/bytes.js';
import { readCertificate } from '../sync/reports.js';
import { WipeJob } from '../sync/wipe-job.js';
import { h, saveFile } from './dom.js';
import { dateAndTime } from './format.js';
import { icon } from './icons.js';
import { LinkDialog } from './link-dialog.js';
import { heading, notice } from './parts.js';

/** @typedef {import('../app.js').App} App */

/** @param {App} app @param {string} key */
export async function handBackView(app, key) {
  const { t, sentence } = app.texts;
  const tag = await app.tags.get(key);
  if (tag === null) {
    return h('div', {}, heading(app, t('family.title'), '/'), h('p', { class: 'card' }, t('tag.gone')));
  }
  const told = notice();
  const body = h('div', {});

  const wipe = async () => {
    told.clear();
    try {
      const dialog = new LinkDialog(app, t('handBack.title', { name: tag.name }));
      const job = await dialog.run([tag.secret], () => new WipeJob(app.clock, tag.serial, () => dialog.step('hold')));
      if (job?.certificate) {
        // Kept at once: the tag can give it only until its window closes.
        await app.tags.save({ ...tag, certificate: toBase64(job.certificate) });
        body.replaceChildren(certificate(app, tag, job.certificate));
      }
    } catch (error) {
      told.bad(sentence(error));
    }
  };

  const kept = tag.certificate === null ? null : fromBase64(tag.certificate);
  if (kept !== null) {
    body.append(certificate(app, tag, kept));
    return h('div', {}, heading(app, t('handBack.title', { name: tag.name }), `/tag/${key}`), told.element, body);
  }

  const start = h('button', { class: 'button danger wide', disabled: true, onclick: wipe }, icon('erase'), h('span', {}, t('handBack.start')));
  const consent = h('input', { type: 'checkbox', id: 'consent', onchange: () => (start.disabled = !consent.checked) });
  body.append(h('section', { class: 'card' },
    h('p', {}, t('handBack.text')),
    h('label', { for: 'consent', class: 'day-box' }, consent, h('span', {}, t('handBack.consent'))),
    h('div', { class: 'actions main' }, start)));
  return h('div', {}, heading(app, t('handBack.title', { name: tag.name }), `/tag/${key}`), told.element, body);
}

/** @param {App} app @param {import('../store/tag-store.js').TagRecord} tag @param {import('../core/bytes.js').Bytes} bytes */
function certificate(app, tag, bytes) {
  const { t } = app.texts;
  const { serial, records, utcMs } = readCertificate(bytes);
  const finish = h('button', { class: 'button', disabled: true, onclick: async () => {
    await app.tags.remove(tag.key);
    app.go('/');
  } }, t('handBack.finish'));
  const save = () => {
    saveFile(`wiped-${serial}.bzwc`, bytes, 'application/octet-stream');
    finish.disabled = false;
  };
  return h('section', { class: 'card good' },
    h('p', { class: 'lead' }, icon('check', 'large'), h('strong', {}, t('handBack.done'))),
    h('p', {}, t('handBack.doneText', { serial, records, time: utcMs === 0 ? '–' : dateAndTime(app.texts, utcMs) })),
    h('div', { class: 'actions' }, h('button', { class: 'button primary', onclick: save }, icon('file'), h('span', {}, t('handBack.save'))), finish));
}
