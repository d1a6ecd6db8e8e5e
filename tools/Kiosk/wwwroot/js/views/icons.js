// Small drawings, each with a shape of its own so that colour is never needed to tell them apart. Decoration: words stand beside them.

import { s } from './dom.js';

const PATHS = {
  check: 'M4 12.5l5 5L20 6.5',
  warn: 'M12 3.5L22 20.5H2zM12 10v5M12 17.6v.4',
  stop: 'M8 2.5h8l5.5 5.5v8L16 21.5H8L2.5 16V8zM12 7v6.5M12 16.6v.4',
  wait: 'M6 3h12M6 21h12M7 3c0 5 10 6 10 9s-10 4-10 9M17 3c0 5-10 6-10 9s10 4 10 9',
  question: 'M9 9a3 3 0 1 1 4.5 2.6c-1 .6-1.5 1.2-1.5 2.4M12 17.6v.4M12 2.5a9.5 9.5 0 1 0 .01 0z',
  battery: 'M3 8h15v8H3zM21 11v2M6 11v2M9 11v2M12 11v2',
  clock: 'M12 3a9 9 0 1 0 .01 0zM12 7v5l3.5 2',
  ear: 'M3 12a9 9 0 0 1 18 0M6.5 12a5.5 5.5 0 0 1 11 0M12 12v8',
  sync: 'M4 12a8 8 0 0 1 14-5l2 2M20 4v5h-5M20 12a8 8 0 0 1-14 5l-2-2M4 20v-5h5',
  chip: 'M7 7h10v10H7zM10 3v4M14 3v4M10 17v4M14 17v4M3 10h4M3 14h4M17 10h4M17 14h4',
  people: 'M8.5 11a3.5 3.5 0 1 0-.01 0zM2 20c0-4 3-6 6.5-6s6.5 2 6.5 6M16.5 4.5a3 3 0 0 1 0 6M18 14c2.5.6 4 2.6 4 6',
  school: 'M2 10l10-6 10 6-10 6zM6 12.5V18c3 2.5 9 2.5 12 0v-5.5M22 10v6',
  list: 'M8 6h13M8 12h13M8 18h13M3.5 6h.01M3.5 12h.01M3.5 18h.01',
  help: 'M9 9a3 3 0 1 1 4.5 2.6c-1 .6-1.5 1.2-1.5 2.4M12 17.6v.4M12 2.5a9.5 9.5 0 1 0 .01 0z',
  add: 'M12 5v14M5 12h14',
  camera: 'M3 8h4l2-3h6l2 3h4v11H3zM12 10a3.5 3.5 0 1 0 .01 0z',
  find: 'M10.5 4a6.5 6.5 0 1 0 .01 0zM15.5 15.5L21 21',
  pen: 'M4 20l1-5L16 4l4 4L9 19zM14 6l4 4',
  qr: 'M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2h-2zM18 18h2v2h-2zM18 14h2M14 18v2',
  send: 'M3 11l18-8-8 18-2-8zM11 13L21 3',
  back: 'M15 5l-7 7 7 7',
  erase: 'M5 7h14M9 7V4h6v3M7 7l1 13h8l1-13M10 11v5M14 11v5',
  file: 'M6 3h8l5 5v13H6zM14 3v5h5',
};

/** @typedef {keyof typeof PATHS} IconName */

/** @param {IconName} name @param {string} [extra] class */
export const icon = (name, extra = '') =>
  s('svg', { viewBox: '0 0 24 24', class: `icon ${extra}`, 'aria-hidden': 'true', focusable: 'false' }, s('path', { d: PATHS[name] }));

/** The tag itself: a rounded case with a button, a light and waves. @param {string} mode press, busy, hold, done or problem */
export const tagPicture = (mode) =>
  s('svg', { viewBox: '0 0 160 120', class: `tag-picture ${mode}`, 'aria-hidden': 'true', focusable: 'false' },
    s('path', { class: 'wave wave-1', d: 'M112 42a26 26 0 0 1 0 36' }),
    s('path', { class: 'wave wave-2', d: 'M124 32a42 42 0 0 1 0 56' }),
    s('path', { class: 'wave wave-3', d: 'M136 22a58 58 0 0 1 0 76' }),
    s('path', { class: 'strap', d: 'M56 14c0-16 40-16 40 0' }),
    s('rect', { class: 'case', x: 44, y: 12, width: 64, height: 96, rx: 20 }),
    s('circle', { class: 'led', cx: 76, cy: 32, r: 5 }),
    s('circle', { class: 'ring', cx: 76, cy: 70, r: 18 }),
    s('circle', { class: 'push', cx: 76, cy: 70, r: 14 }));
