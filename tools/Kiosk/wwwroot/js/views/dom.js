// Elements of the page. Text becomes text nodes, never markup.

/** @typedef {Node | string | number | null | undefined | false} Child */
/** @typedef {Record<string, unknown>} Props */

/**
 * An element. Properties that begin with "on" are listeners, `true` is an attribute without a value, null and false are left out.
 * @template {keyof HTMLElementTagNameMap} K @param {K} name @param {Props} [props] @param {...(Child | Child[])} children @returns {HTMLElementTagNameMap[K]}
 */
export function h(name, props = {}, ...children) {
  const element = document.createElement(name);
  decorate(element, props);
  append(element, children.flat());
  return element;
}

/** The same for drawings. @param {string} name @param {Props} [props] @param {...(Child | Child[])} children */
export function s(name, props = {}, ...children) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  decorate(element, props);
  append(element, children.flat());
  return element;
}

/** @param {Element} element @param {Props} props */
function decorate(element, props) {
  for (const [name, value] of Object.entries(props)) {
    if (name.startsWith('on') && typeof value === 'function') {
      element.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? '' : String(value));
    }
  }
}

/** @param {Element} element @param {Child[]} children */
function append(element, children) {
  for (const child of children) {
    if (child !== null && child !== undefined && child !== false) {
      element.append(child instanceof Node ? child : String(child));
    }
  }
}

/** A file that the person chooses. @param {string} accept @param {string} label @param {(file: File) => void} onFile */
export function fileButton(accept, label, onFile) {
  const input = h('input', { type: 'file', accept, class: 'hidden', tabindex: '-1', 'aria-label': label });
  input.addEventListener('change', () => {
    const file = input.files?.[0];
    if (file) {
      onFile(file);
    }
    input.value = '';
  });
  return h('span', {}, input, h('button', { type: 'button', class: 'button', onclick: () => input.click() }, label));
}

/** Saves bytes or text as a file. @param {string} name @param {BlobPart} content @param {string} type */
export function saveFile(name, content, type) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  h('a', { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
