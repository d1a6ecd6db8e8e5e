// Starts the page: the frame around the views, and the way from an address to a view.

import { prepare } from './app.js';
import { Texts } from './texts/index.js';
import { h } from './views/dom.js';
import { homeView } from './views/home.js';
import { icon } from './views/icons.js';
import { heading } from './views/parts.js';

/** @typedef {import('./app.js').App} App */
/** @typedef {(app: App, key: string) => Node | Promise<Node>} View */

/** The first view is here from the start; the others come when somebody goes there, from the offline copy as a rule. @type {[RegExp, () => View | Promise<View>][]} */
const ROUTES = [
  [/^\/$/, () => homeView],
  [/^\/add$/, async () => (await import('./views/add.js')).addView],
  [/^\/tag\/([0-9a-f]{16})$/, async () => (await import('./views/tag.js')).tagView],
  [/^\/tag\/([0-9a-f]{16})\/release$/, async () => (await import('./views/release.js')).releaseView],
  [/^\/tag\/([0-9a-f]{16})\/hand-back$/, async () => (await import('./views/hand-back.js')).handBackView],
  [/^\/kiosk$/, async () => (await import('./views/kiosk-setup.js')).kioskSetupView],
  [/^\/kiosk\/round$/, async () => (await import('./views/kiosk-round.js')).kioskRoundView],
  [/^\/kiosk\/report$/, async () => (await import('./views/kiosk-report.js')).kioskReportView],
  [/^\/lists$/, async () => (await import('./views/lists.js')).listsView],
  [/^\/help$/, async () => (await import('./views/help.js')).helpView],
];

/** @type {[string, import('./texts/index.js').TextKey, import('./views/icons.js').IconName][]} */
const PAGES = [['/', 'nav.family', 'people'], ['/kiosk', 'nav.kiosk', 'school'], ['/lists', 'nav.lists', 'list'], ['/help', 'nav.help', 'help']];

const path = () => location.hash.slice(1) || '/';
const main = h('main', { id: 'main', tabindex: '-1' });
/** @type {(() => void)[]} */
let leaving = [];
let shown = 0;

const { database, ...parts } = await prepare();
/** @type {App} */
const app = {
  ...parts,
  names: new Map(),
  go: (to) => {
    if (path() === to) {
      app.show();
    }
    location.hash = to;
  },
  show,
  onLeave: (work) => leaving.push(work),
  speak: async (language) => {
    app.texts = new Texts(language);
    await database.put('settings', 'language', language).catch(() => undefined);
    frame();
    await show();
  },
};

/** Header, pages and language, in the language of the moment. */
function frame() {
  const { t, language } = app.texts;
  document.documentElement.lang = language;
  const other = language === 'vi' ? 'en' : 'vi';
  const links = PAGES.map(([to, text, name]) => h('a', { href: `#${to}` }, icon(name), h('span', {}, t(text))));
  const header = h('header', { class: 'top' },
    h('a', { class: 'skip', href: '#main', onclick: skip }, t('app.skip')),
    h('a', { class: 'brand', href: '#/' }, h('img', { src: 'icons/icon.svg', alt: '', width: 40, height: 40 }), h('span', {}, t('app.name'))),
    h('nav', { 'aria-label': t('nav.label') }, ...links),
    h('button', { class: 'button language', lang: other, title: t('app.languageHint'), onclick: () => app.speak(other) }, t('app.language')));
  const demo = app.config.demo ? h('aside', { class: 'demo-note' }, h('strong', {}, t('demo.title')), ` ${t('demo.text')} `, h('a', { href: 'demo/', target: '_blank', rel: 'noopener' }, t('demo.bench'))) : '';
  document.body.replaceChildren(header, demo, main);
}

/** Which of the pages the present view belongs to. */
function mark() {
  const here = PAGES.findLast(([to]) => path().startsWith(to)) ?? PAGES[0];
  document.querySelectorAll('nav a').forEach((link) => {
    link.toggleAttribute('aria-current', false);
    if (link.getAttribute('href') === `#${here[0]}`) {
      link.setAttribute('aria-current', 'page');
    }
  });
}

/** @param {Event} event */
function skip(event) {
  event.preventDefault();
  main.focus();
}

/** The view of the present address. */
async function show() {
  const turn = ++shown;
  leaving.forEach((work) => work());
  leaving = [];
  const { load, key } = route();
  /** @type {Node} */
  let node;
  try {
    node = await (await load())(app, key);
  } catch (error) {
    node = h('div', { class: 'card attention', role: 'alert' }, h('p', { class: 'error' }, app.texts.sentence(error)), h('button', { class: 'button', onclick: () => location.reload() }, app.texts.t('do.again')));
  }
  if (turn === shown) {
    mark();
    main.replaceChildren(node);
    const title = main.querySelector('h1');
    document.title = title ? `${title.textContent} – BluezoneTag` : 'BluezoneTag';
    document.body.dataset.ready = path();
  }
}

/** @returns {{load: () => View | Promise<View>, key: string}} */
function route() {
  for (const [pattern, load] of ROUTES) {
    const found = pattern.exec(path());
    if (found) {
      return { load, key: found[1] ?? '' };
    }
  }
  return { load: () => (one) => heading(one, one.texts.t('missing.title'), '/'), key: '' };
}

window.addEventListener('hashchange', async () => {
  await show();
  /** @type {HTMLElement | null} */ (main.querySelector('h1'))?.focus();
  scrollTo(0, 0);
});

frame();
await show();
app.freshLists();
// The family's other views, while nobody waits for them.
Promise.all([import('./views/add.js'), import('./views/tag.js')]).catch(() => undefined);
if ('serviceWorker' in navigator) {
  // Without it the page works as long as its host is there.
  navigator.serviceWorker.register('service-worker.js').catch(() => undefined);
}
