// Prints the page's catalogue of errors, and what is wrong with its texts, as JSON for TextTests.cs.

import { ERRORS } from '../../../tools/Kiosk/wwwroot/js/texts/errors.js';
import { TEXTS } from '../../../tools/Kiosk/wwwroot/js/texts/index.js';

const names = (text) => (text.match(/\{\w+\}/g) ?? []).sort().join();
const wrong = Object.entries({ ...TEXTS, ...ERRORS })
  .filter(([, pair]) => !Array.isArray(pair) || pair.length !== 2 || pair.some((text) => text.trim() === '') || names(pair[0]) !== names(pair[1]))
  .map(([key]) => key);
const cramped = Object.entries(ERRORS).filter(([, [vi, en]]) => !/[.?!]$/.test(vi) || !/[.?!]$/.test(en)).map(([key]) => key);
console.log(JSON.stringify({ errors: ERRORS, keys: Object.keys(TEXTS), wrong, cramped }));
