// The files of tests/Vectors, for the tests in node.

import { readFileSync } from 'node:fs';
import { fromHex } from '../../../tools/Kiosk/wwwroot/js/core/bytes.js';

export const vectors = (name) => JSON.parse(readFileSync(new URL(`../../Vectors/${name}`, import.meta.url), 'utf8'));

export const bytes = (hex) => fromHex(hex);
