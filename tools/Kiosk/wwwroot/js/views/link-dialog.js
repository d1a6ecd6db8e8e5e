// The dialog while a tag is being talked to: what to do with the button, how it goes, questions on the way, how long it is still to be waited for, and what went
// wrong.

import { cancellable } from '../links/cancel.js';
import { SyncError, isFault } from '../sync/fault.js';
import { run } from '../sync/runner.js';
import { h } from './dom.js';
import { span } from './format.js';
import { tagPicture } from './icons.js';

/** @typedef {import('../app.js').App} App */
/** @typedef {'press' | 'working' | 'again' | 'hold'} Step */

/** @type {Record<Step, {title: import('../texts/index.js').TextKey, hint: import('../texts/index.js').TextKey, picture: string}>} */
const STEPS = {
  press: { title: 'link.press', hint: 'link.pressHint', picture: 'press' },
  working: { title: 'link.working', hint: 'link.workingHint', picture: 'busy' },
  again: { title: 'link.again', hint: 'link.againHint', picture: 'press' },
  hold: { title: 'link.hold', hint: 'link.holdHint', picture: 'hold' },
};

/** So long somebody looks for a tag before Bluetooth itself is asked about. */
const LONG_MS = 8_000;

/** The longest session of a tag (docs/protocol.md 8). */
const SESSION_MS = 300_000;

/** @param {import('../texts/index.js').Texts} texts @param {number | null} longestMs */
function howLong(texts, longestMs) {
  if (longestMs === null) {
    return texts.t('link.checking');
  }
  return texts.t(longestMs > SESSION_MS ? 'link.checkingLong' : 'link.checkingTime', { time: span(texts, longestMs) });
}

export class LinkDialog {
  #app;
  #body = h('div', { class: 'link-body', role: 'status', 'aria-live': 'polite' });
  #buttons = h('div', { class: 'actions' });
  #dialog;
  #abort = new AbortController();
  /** Whether the bar of a check is what the dialog shows; it is moved, not made anew, so that a screen reader is not interrupted. @type {HTMLProgressElement | null} */
  #bar = null;
  /** The list that it is about. */
  #barOf = '';
  /** @type {() => void} */
  #stopWaiting = () => undefined;

  /** @param {App} app @param {string} title */
  constructor(app, title) {
    this.#app = app;
    this.#dialog = h('dialog', { class: 'link-dialog', 'aria-labelledby': 'link-title' }, h('h2', { id: 'link-title' }, title), this.#body, this.#buttons);
    this.#dialog.addEventListener('cancel', (event) => {
      event.preventDefault();
      if (this.#bar !== null) {
        this.#stopWaiting();
      } else {
        this.#abort.abort();
      }
    });
  }

  /** Settles when the person does not want to wait for the tag's check any longer. */
  stopped = new Promise((resolve) => (this.#stopWaiting = () => resolve(undefined)));

  /** @param {Step} step */
  step(step) {
    const { t } = this.#app.texts;
    const { title, hint: what, picture } = STEPS[step];
    const isChoosing = step === 'press' && this.#app.transport.needsGesture;
    this.#bar = null;
    const hint = h('p', {});
    if (isChoosing) {
      // A browser whose Bluetooth is off waits and does not say so to the page.
      this.#app.clock.delay(LONG_MS).then(() => hint.append(t('link.isOn')));
    }
    this.#body.replaceChildren(tagPicture(picture), h('p', { class: 'lead' }, t(title)), h('p', {}, t(what)), isChoosing ? h('p', {}, t('link.choose')) : '', hint);
    this.#buttons.replaceChildren(h('button', { class: 'button', onclick: () => this.#abort.abort() }, t('do.cancel')));
  }

  /** The tag is checking a list; the person may wait or not. @param {{id: string, done: number, people: number | null, longestMs: number | null}} progress people: on the list, if it is known */
  checking({ id, done, people, longestMs }) {
    const { texts } = this.#app;
    const { t } = texts;
    if (this.#bar === null || this.#barOf !== id) {
      this.#barOf = id;
      this.#bar = h('progress', { 'aria-label': t('verdict.checking') });
      this.#body.replaceChildren(tagPicture('busy'), h('p', { class: 'lead' }, t('verdict.checking')), this.#bar,
        h('p', {}, howLong(texts, longestMs)), h('p', {}, t('link.checkingHint')));
      this.#buttons.replaceChildren(h('button', { class: 'button', onclick: () => this.#stopWaiting() }, t('link.doNotWait')));
    }
    // Tags count people in groups: until the first is done nothing is known.
    if (people !== null && done > 0) {
      this.#bar.max = people;
      this.#bar.value = done;
    }
  }

  /**
   * A question on the way. The tag is kept waiting meanwhile.
   * @template T @param {(answer: (value: T) => void) => Node} build @returns {Promise<T>}
   */
  ask(build) {
    this.#bar = null;
    return new Promise((resolve) => {
      this.#body.replaceChildren(build((value) => {
        this.step('working');
        resolve(value);
      }));
      /** @type {HTMLElement | null} */ (this.#body.querySelector('input, button'))?.focus();
    });
  }

  /**
   * Does a job with a tag of the ring; null when the person gave up. Another try goes on with the same job when only the link was lost, and begins anew after
   * anything else.
   * @template {import('../sync/runner.js').SyncJob} J @param {readonly import('../core/bytes.js').Bytes[]} ring @param {() => J} make @returns {Promise<J | null>}
   */
  async run(ring, make) {
    document.body.append(this.#dialog);
    this.#dialog.showModal();
    let job = make();
    try {
      for (;;) {
        this.#abort = new AbortController();
        try {
          this.step('press');
          await run(this.#ports(), ring, job);
          return job;
        } catch (error) {
          if (isFault(error, 'Cancelled') || !(await this.#askAgain(error))) {
            return null;
          }
          job = error instanceof SyncError && (error.isPassing || error.fault === 'NotFound' || error.fault === 'NotChosen') ? job : make();
        }
      }
    } finally {
      this.#dialog.close();
      this.#dialog.remove();
    }
  }

  #ports() {
    const { transport, clock, random } = this.#app;
    const onState = (/** @type {'connecting' | 'working' | 'again'} */ state) => this.step(state === 'connecting' ? 'press' : state);
    return { transport: cancellable(transport, this.#abort.signal), clock, random, onState };
  }

  /** @param {unknown} error @returns {Promise<boolean>} */
  #askAgain(error) {
    const { t, sentence } = this.#app.texts;
    // One tag is asked for here: whoever does not know its code is another one.
    const told = isFault(error, 'UnknownTag') ? new SyncError('WrongTag') : error;
    this.#bar = null;
    this.#body.replaceChildren(tagPicture('problem'), h('p', { class: 'lead' }, t('link.failed')), h('p', { class: 'error' }, sentence(told)));
    return new Promise((resolve) => {
      const again = h('button', { class: 'button primary', onclick: () => resolve(true) }, t('do.again'));
      this.#buttons.replaceChildren(again, h('button', { class: 'button', onclick: () => resolve(false) }, t('do.close')));
      this.#abort.signal.addEventListener('abort', () => resolve(false));
      again.focus();
    });
  }
}
