// Labels and typed codes: what is read, and every slip that must be found.

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { toHex } from '../../../tools/Kiosk/wwwroot/js/core/bytes.js';
import { checkCharacters } from '../../../tools/Kiosk/wwwroot/js/claim/check-characters.js';
import { labelOf, readClaim, readLabel, readTypedCode, typedCodeOf } from '../../../tools/Kiosk/wwwroot/js/claim/claim.js';
import { SIZE, qrCode } from '../../../tools/Kiosk/wwwroot/js/claim/qr.js';
import { bytes, vectors } from './vectors.mjs';

const LABEL = 'BZT:1/7407/UCQ2FI5EUWTKPKFJVKV2ZLNOV4';
const SECRET = 'a0a1a2a3a4a5a6a7a8a9aaabacadaeaf';
const claim = { serial: 7407, secret: bytes(SECRET) };
const faultOf = (work) => {
  try {
    work();
    return 'none';
  } catch (error) {
    return error.fault;
  }
};

test('the label of docs/registry.md', () => {
  assert.equal(labelOf(claim), LABEL);
  assert.deepEqual(readLabel(LABEL), claim);
  assert.equal(toHex(readClaim(` ${LABEL} `).secret), SECRET);
});

test('labels that cannot be', () => {
  assert.equal(faultOf(() => readLabel('https://example.org/')), 'Foreign');
  assert.equal(faultOf(() => readLabel('BZT:2/7407/UCQ2FI5EUWTKPKFJVKV2ZLNOV4')), 'Newer');
  for (const text of [LABEL.slice(0, -1), `${LABEL}A`, LABEL.replace('7407', '07407'), LABEL.replace('7407', '0'), LABEL.replace('7407', '4294967296'), LABEL.replace('UCQ', 'UC1'), `${LABEL.slice(0, -1)}5`, `${LABEL}/`]) {
    assert.equal(faultOf(() => readLabel(text)), 'Damaged', text);
  }
});

test('the typed code: written, and read however it is typed', () => {
  const code = typedCodeOf(claim);
  console.log(`measured: typed code of serial 7407: ${code}`);
  assert.match(code, /^7407 ([A-Z2-7]{4}-){6}[A-Z2-7]{2}[0-9A-Z]{2}$/);
  for (const typed of [code, code.toLowerCase(), code.replaceAll('-', ''), code.replaceAll('-', ' '), ` 0${code} `, code.replaceAll('-', '\u2013')]) {
    assert.deepEqual(readTypedCode(typed), claim, typed);
    assert.deepEqual(readClaim(typed), claim, typed);
  }
  const lookalike = code.slice(0, -2).replaceAll('O', '0').replaceAll('I', '1').replaceAll('B', '8').replace('7407', '7407') + code.slice(-2);
  assert.deepEqual(readTypedCode(lookalike), claim);
});

test('check characters by the definition: the sum of all with their weights leaves 1', () => {
  for (const text of ['0', '7407UCQ2FI5EUWTKPKFJVKV2ZLNOV4', 'ZZZZ', '1']) {
    const all = Array.from(text + checkCharacters(text), (c) => '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'.indexOf(c)).reverse();
    let weight = 1n;
    let sum = 0n;
    for (const value of all) {
      sum += BigInt(value) * weight;
      weight = (weight * 36n) % 1271n;
    }
    assert.equal(sum % 1271n, 1n, text);
  }
});

test('every single wrong character and every swap of two neighbours is found', () => {
  const code = typedCodeOf(claim).replace(/[ -]/g, '');
  const same = (text) => {
    try {
      const read = readTypedCode(text);
      return !(read.serial === claim.serial && toHex(read.secret) === SECRET);
    } catch {
      return false;
    }
  };
  let tried = 0;
  for (let i = 0; i < code.length; i++) {
    for (const c of '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ') {
      const wrong = code.slice(0, i) + c + code.slice(i + 1);
      tried++;
      assert.ok(!same(wrong), `accepted as another code: character ${i} became ${c}`);
    }
    const swapped = code.slice(0, i) + (code[i + 1] ?? '') + code[i] + code.slice(i + 2);
    assert.ok(!same(swapped), `accepted: swapped at ${i}`);
  }
  console.log(`measured: ${tried} single slips`);
});

test('typed codes that cannot be', () => {
  const code = typedCodeOf(claim);
  assert.equal(faultOf(() => readTypedCode('  - ')), 'Empty');
  assert.equal(faultOf(() => readTypedCode('7407 UCQ2')), 'Short');
  assert.equal(faultOf(() => readTypedCode(`A${code}`)), 'Long');
  assert.equal(faultOf(() => readTypedCode(code.replace('UCQ2', 'UC!2'))), 'BadCharacter');
  assert.equal(faultOf(() => readTypedCode(code.replace('UCQ2', 'UC92'))), 'BadCharacter');
  assert.equal(faultOf(() => readTypedCode(code.replace('7407', '7408'))), 'BadCheck');
  assert.equal(faultOf(() => readClaim('hello there')), 'Short');
});

test('no error says what was typed', () => {
  for (const text of ['https://example.org/secret', `${LABEL}A`, typedCodeOf(claim).replace('7407', '7408')]) {
    try {
      readClaim(text);
      assert.fail();
    } catch (error) {
      assert.ok(!/UCQ2|secret/.test(String(error.message)), error.message);
    }
  }
});

const decoder = (() => {
  try {
    return createRequire(new URL('../../../tools/Kiosk/package.json', import.meta.url))('jsqr');
  } catch {
    return null;
  }
})();

test('the QR code drawn here is read by an independent decoder', { skip: decoder === null ? 'jsqr is not installed: npm ci --prefix tools/Kiosk' : false }, () => {
  const [quiet, scale] = [4, 4];
  for (const text of [LABEL, 'BZT:1/4294967295/AAAAAAAAAAAAAAAAAAAAAAAAAA', 'BZT:1/1/77777777777777777777777774']) {
    const side = (SIZE + 2 * quiet) * scale;
    const picture = new Uint8ClampedArray(side * side * 4).fill(255);
    qrCode(text).forEach((row, y) => row.forEach((isDark, x) => {
      for (let i = 0; isDark && i < scale * scale; i++) {
        picture.fill(0, ...[0, 3].map((end) => (((y + quiet) * scale + Math.floor(i / scale)) * side + (x + quiet) * scale + (i % scale)) * 4 + end));
      }
    }));
    assert.equal((decoder.default ?? decoder)(picture, side, side)?.data, text);
  }
  assert.throws(() => qrCode('lower case'));
  assert.throws(() => qrCode('A'.repeat(48)));
});

const shared = (() => {
  try {
    return vectors('claim-code-vectors.json');
  } catch {
    return null;
  }
})();

test('typed codes of the shared vectors', { skip: shared === null ? 'tests/Vectors/claim-code-vectors.json is not there' : false }, () => {
  for (const { serial, secret, uri, code } of shared.codes) {
    assert.equal(typedCodeOf({ serial, secret: bytes(secret) }), code);
    assert.deepEqual(readTypedCode(code), { serial, secret: bytes(secret) });
    assert.deepEqual(readLabel(uri), { serial, secret: bytes(secret) });
  }
});
