// The bench of simulated tags: what an eye sees of them, and what a hand does to them. Shows what the host says and keeps nothing.

import { readLabel, typedCodeOf } from '/js/claim/claim.js';

const TEXTS = {
  vi: {
    title: 'Bàn thử: thẻ mô phỏng',
    intro: 'Đây không phải thẻ thật. Mỗi ô là một thẻ mô phỏng chạy đúng phần mềm của thẻ, theo thời gian thực. Hãy mở trang gia đình ở cửa sổ bên cạnh, rồi bấm nút của thẻ tại đây.',
    openPage: 'Mở trang gia đình và trạm', other: 'English', lost: 'Không còn liên lạc với máy chủ thử. Hãy chạy lại chương trình rồi tải lại trang này.',
    light: 'Đèn', motor: 'Rung', window: 'Kết nối', cell: 'Pin', press: 'Bấm nút', hold: 'Giữ nút 2,5 giây', away: 'Mang đi xa', near: 'Đặt lại gần', cut: 'Ngắt kết nối',
    label: 'Nhãn của thẻ', typed: 'Mã gõ tay', qr: 'Nội dung mã QR', labelPicture: 'Mã QR trên nhãn của thẻ', officer: 'Cán bộ y tế đọc mã:', tag: 'Thẻ',
    off: 'tắt', green: 'xanh', red: 'đỏ', both: 'đỏ và xanh', yes: 'đang rung', no: 'không', linked: 'đang nối', open: 'đang mở', closed: 'đóng', gone: 'ở xa',
  },
  en: {
    title: 'Test bench: simulated tags',
    intro: 'These are no real tags. Each box is a simulated tag that runs the tag\'s own firmware, in real time. Open the family page in a window beside this one, then press a tag\'s button here.',
    openPage: 'Open the family page and kiosk', other: 'Tiếng Việt', lost: 'The demo host does not answer any more. Start the program again and reload this page.',
    light: 'Light', motor: 'Motor', window: 'Link', cell: 'Cell', press: 'Press button', hold: 'Hold for 2.5 s', away: 'Pull away', near: 'Put back', cut: 'Cut the link',
    label: 'The tag\'s label', typed: 'Code to type', qr: 'Text of the QR code', labelPicture: 'QR code on the tag\'s label', officer: 'The health officer reads out:', tag: 'Tag',
    off: 'off', green: 'green', red: 'red', both: 'red and green', yes: 'vibrating', no: 'still', linked: 'linked', open: 'open', closed: 'closed', gone: 'out of reach',
  },
};

/** @typedef {{index: number, serial: number, label: string, code: string, isOpen: boolean, isLinked: boolean, led: string, isVibrating: boolean,
 *  batteryMillivolts: number, isNear: boolean, officerCode: string | null}} TagState */

const list = /** @type {HTMLElement} */ (document.getElementById('tags'));
const template = /** @type {HTMLTemplateElement} */ (document.getElementById('tag'));
const toggle = /** @type {HTMLElement} */ (document.getElementById('language'));
/** @type {TagState[]} */
let tags = [];
let language = new URLSearchParams(location.search).get('lang') ?? (navigator.language.startsWith('en') ? 'en' : 'vi');

/** @param {string} key */
function text(key) {
  return /** @type {Record<string, string>} */ (language === 'en' ? TEXTS.en : TEXTS.vi)[key];
}

/** @param {ParentNode} root @param {string} selector */
function part(root, selector) {
  return /** @type {HTMLElement} */ (root.querySelector(selector));
}

/** @param {number} index @param {string} what */
function act(index, what) {
  return fetch(`/demo/tags/${index}/${what}`, { method: 'POST' });
}

/** @param {ParentNode} root */
function translate(root) {
  for (const element of root.querySelectorAll('[data-text]')) {
    element.textContent = text(/** @type {HTMLElement} */ (element).dataset.text ?? '');
  }
}

/** @param {TagState} tag */
function make(tag) {
  const card = /** @type {HTMLElement} */ (/** @type {DocumentFragment} */ (template.content.cloneNode(true)).firstElementChild);
  const index = tag.index;
  part(card, '.press').onclick = () => act(index, 'press');
  part(card, '.hold').onclick = () => act(index, 'hold');
  part(card, '.cut').onclick = () => act(index, 'cut');
  part(card, '.place').onclick = () => act(index, `place?near=${!tags[index].isNear}`);
  part(card, '.typed').textContent = typedCodeOf(readLabel(tag.label));
  part(card, '.text').textContent = tag.label;
  part(card, 'details').addEventListener('toggle', () => part(card, 'img').setAttribute('src', `/demo/tags/${index}/label.png`));
  translate(card);
  list.append(card);
}

/** @param {TagState} tag */
function show(tag) {
  const card = /** @type {HTMLElement} */ (list.children[tag.index]);
  card.classList.toggle('away', !tag.isNear);
  card.classList.toggle('shaking', tag.isVibrating);
  part(card, 'h2').textContent = `${text('tag')} ${tag.code}`;
  part(card, '.led').setAttribute('class', `led ${tag.led}`);
  part(card, '.light').textContent = text(tag.led);
  part(card, '.motor').textContent = text(tag.isVibrating ? 'yes' : 'no');
  part(card, '.window').textContent = text(!tag.isNear ? 'gone' : tag.isLinked ? 'linked' : tag.isOpen ? 'open' : 'closed');
  part(card, '.cell').textContent = `${tag.batteryMillivolts} mV`;
  part(card, '.place').textContent = text(tag.isNear ? 'away' : 'near');
  part(card, 'img').setAttribute('alt', text('labelPicture'));
  part(card, '.officer').hidden = tag.officerCode === null;
  part(card, '.officer strong').textContent = tag.officerCode ?? '';
}

function showAll() {
  document.documentElement.lang = language;
  document.title = text('title');
  toggle.textContent = text('other');
  translate(document);
  tags.forEach(show);
}

toggle.onclick = () => {
  language = language === 'en' ? 'vi' : 'en';
  showAll();
};

const events = new EventSource('/demo/events');
events.onmessage = event => {
  const next = /** @type {TagState[]} */ (JSON.parse(event.data));
  next.slice(list.children.length).forEach(make);
  const changed = next.filter(tag => JSON.stringify(tag) !== JSON.stringify(tags[tag.index]));
  tags = next;
  changed.forEach(show);
};
events.onopen = () => { part(document, '#lost').hidden = true; };
events.onerror = () => { part(document, '#lost').hidden = false; };
showAll();
