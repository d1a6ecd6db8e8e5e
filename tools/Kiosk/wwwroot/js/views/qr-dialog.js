// The label's QR code again: the one way in which a claim secret leaves this page, and only when somebody asks to see it.

import { labelOf } from '../claim/claim.js';
import { SIZE, qrCode } from '../claim/qr.js';
import { h, s } from './dom.js';
import { askInDialog } from './parts.js';

const QUIET = 4;

/** @param {import('../app.js').App} app @param {import('../store/tag-store.js').TagRecord} tag */
export function qrDialog(app, tag) {
  const { t } = app.texts;
  return askInDialog(app, t('qr.title', { name: tag.name }), () => {
    const place = h('div', { class: 'qr-place' });
    const show = h('button', { class: 'button primary', onclick: () => {
      place.replaceChildren(draw(labelOf(tag), t('qr.alt', { serial: tag.serial })));
      show.remove();
    } }, t('qr.show'));
    return [h('p', {}, t('qr.text')), place, show];
  });
}

/** @param {string} text @param {string} label */
function draw(text, label) {
  const dark = qrCode(text).flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x + QUIET} ${y + QUIET}h1v1h-1z` : ''))).join('');
  const side = SIZE + 2 * QUIET;
  return s('svg', { class: 'qr', viewBox: `0 0 ${side} ${side}`, role: 'img', 'aria-label': label, 'shape-rendering': 'crispEdges' },
    s('rect', { class: 'paper', width: side, height: side }), s('path', { class: 'ink', d: dark }));
}
