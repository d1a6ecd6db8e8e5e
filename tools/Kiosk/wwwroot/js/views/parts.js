// Pieces that several views use.

import { h } from './dom.js';
import { icon } from './icons.js';

/** @typedef {import('../app.js').App} App */

/** A heading with a way back. @param {App} app @param {string} title @param {string} [backTo] path of the view before */
export const heading = (app, title, backTo) =>
  h('header', { class: 'view-head' },
    backTo === undefined ? '' : h('a', { class: 'back', href: `#${backTo}` }, icon('back'), h('span', {}, app.texts.t('do.back'))),
    h('h1', { tabindex: '-1' }, title));

/** A place where what went wrong, or well, is told. */
export function notice() {
  const element = h('div', { class: 'notice', role: 'alert' });
  return {
    element,
    clear: () => element.replaceChildren(),
    /** @param {string} text */
    good: (text) => element.replaceChildren(h('p', { class: 'good' }, icon('check'), h('span', {}, text))),
    /** @param {string} text */
    bad: (text) => element.replaceChildren(h('p', { class: 'error' }, icon('warn'), h('span', {}, text))),
  };
}

/** Why tags cannot be reached from this browser, and what to do. @param {App} app */
export function noBluetooth(app) {
  const agent = navigator.userAgent;
  const isApple = /iPhone|iPad|iPod/.test(agent) || (/Macintosh/.test(agent) && navigator.maxTouchPoints > 1);
  const isLinux = /Linux/.test(agent) && !/Android/.test(agent) && /Chrome/.test(agent);
  const key = !isSecureContext ? 'noBluetooth.insecure' : isApple ? 'noBluetooth.iphone' : isLinux ? 'noBluetooth.linux' : 'noBluetooth.firefox';
  return h('section', { class: 'card attention', role: 'note' },
    h('h2', {}, icon('warn'), h('span', {}, app.texts.t('noBluetooth.title'))),
    h('p', {}, app.texts.t(key)));
}

/**
 * A question in a dialog of its own; null when the person turned away.
 * @template T @param {App} app @param {string} title @param {(answer: (value: T) => void) => (Node | string)[]} build @returns {Promise<T | null>}
 */
export function askInDialog(app, title, build) {
  return new Promise((resolve) => {
    /** @type {T | null} */
    let result = null;
    const dialog = h('dialog', { 'aria-labelledby': 'dialog-title' });
    const answer = (/** @type {T} */ value) => {
      result = value;
      dialog.close();
    };
    dialog.append(h('h2', { id: 'dialog-title' }, title), ...build(answer),
      h('div', { class: 'actions end' }, h('button', { class: 'button', onclick: () => dialog.close() }, app.texts.t('do.close'))));
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(result);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
