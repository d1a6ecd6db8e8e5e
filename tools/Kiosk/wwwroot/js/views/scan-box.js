// The camera's picture with its switch. Each text that it reads goes to whoever asked; the camera stops when the view is left.

import { scan } from '../platform/scanner.js';
import { h } from './dom.js';
import { icon } from './icons.js';

/** @typedef {import('../app.js').App} App */

/** @param {App} app @param {(text: string) => void} onText @param {(error: unknown) => void} onError */
export function scanBox(app, onText, onError) {
  const { t } = app.texts;
  const video = h('video', { class: 'camera', playsinline: true, muted: true, 'aria-label': t('add.scanHint') });
  const hint = h('p', { class: 'fine' }, t('add.scanHint'));
  const start = h('button', { type: 'button', class: 'button primary', onclick: () => on() }, icon('camera'), h('span', {}, t('add.scan')));
  const stop = h('button', { type: 'button', class: 'button', onclick: () => off() }, t('add.stop'));
  const element = h('div', { class: 'scan' }, start);
  /** @type {(() => void) | null} */
  let end = null;

  async function on() {
    element.replaceChildren(video, hint, stop);
    try {
      // The same label lies before the camera for many pictures: it is told of once.
      let last = '';
      end = await scan(video, (text) => {
        if (text !== last) {
          last = text;
          onText(text);
        }
      });
    } catch (error) {
      off();
      onError(error);
    }
  }

  function off() {
    end?.();
    end = null;
    element.replaceChildren(start);
  }

  app.onLeave(off);
  return { element, off };
}
