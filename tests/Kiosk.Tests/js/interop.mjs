// What the page makes of given values, for InteropTests.cs: one JSON object in as argument, one out.

import { percentLeft, permilleUsable } from '../../../tools/Kiosk/wwwroot/js/core/battery.js';
import { fromBase64, toHex } from '../../../tools/Kiosk/wwwroot/js/core/bytes.js';
import { readRoster } from '../../../tools/Kiosk/wwwroot/js/kiosk/roster.js';
import { sealRelease } from '../../../tools/Kiosk/wwwroot/js/sync/release-package.js';
import { releaseRequest } from '../../../tools/Kiosk/wwwroot/js/sync/release-request.js';
import { bytes } from './vectors.mjs';

const asked = JSON.parse(process.argv[2]);
const random = (count) => crypto.getRandomValues(new Uint8Array(count));
const answers = {
  release: async ({ authority, today, days, keys, contacts }) => {
    const key = fromBase64(authority);
    return { package: toHex(await sealRelease(key, releaseRequest(key, today, days), keys.map(bytes), contacts.map(bytes), random)) };
  },
  battery: async () => ({ usable: Array.from({ length: 4501 }, (_, mv) => permilleUsable(mv)), unknown: percentLeft(0) }),
  roster: async ({ text }) => ({ rows: readRoster(text) }),
};
console.log(JSON.stringify(await answers[asked.what](asked)));
