// What people read, in the language they chose. Each text stands in both languages in one place, so none can be missing.

import { ClaimError } from '../claim/claim-error.js';
import { ListError } from '../exposure/list-error.js';
import { CameraError } from '../platform/camera-error.js';
import { StorageError } from '../platform/database.js';
import { SyncError } from '../sync/fault.js';
import { COMMON } from './common.js';
import { ERRORS } from './errors.js';
import { FAMILY } from './family.js';
import { KIOSK } from './kiosk.js';
import { PageError } from './page-error.js';

/** @typedef {'vi' | 'en'} Language */
/** @typedef {keyof typeof COMMON | keyof typeof FAMILY | keyof typeof KIOSK} TextKey */
/** @typedef {Record<string, string | number>} Values */

export const TEXTS = { ...COMMON, ...FAMILY, ...KIOSK };
/** @type {Language[]} */
export const LANGUAGES = ['vi', 'en'];

/** @param {string} text @param {Values} values */
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ''));

export class Texts {
  /** @param {Language} language */
  constructor(language) {
    this.language = language;
  }

  /** @param {TextKey} key @param {Values} [values] */
  t = (key, values = {}) => fill(TEXTS[key][LANGUAGES.indexOf(this.language)], values);

  /** The sentence for whatever was thrown; nothing of the error itself is shown. @param {unknown} error */
  sentence = (error) => {
    const text = fill(ERRORS[nameOf(error)][LANGUAGES.indexOf(this.language)], { days: error instanceof ListError ? error.days : 0 });
    if (error instanceof SyncError && error.wait > 0) {
      const more = error.fault === 'Locked' ? this.t('link.wait', { n: Math.ceil(error.wait / 60) }) : error.fault === 'WrongCode' ? this.t('link.tries', { n: error.wait }) : '';
      return `${text} ${more}`.trim();
    }
    return text;
  };
}

/** Its name in the catalogue. @param {unknown} error @returns {import('./errors.js').ErrorName} */
export function nameOf(error) {
  const isKnown = error instanceof SyncError || error instanceof ListError || error instanceof ClaimError
    || error instanceof StorageError || error instanceof CameraError || error instanceof PageError;
  return !isKnown ? 'Unexpected' : error instanceof SyncError ? error.refusal ?? error.fault : error.fault;
}
