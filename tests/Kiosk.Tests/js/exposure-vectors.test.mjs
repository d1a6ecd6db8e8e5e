// Ids, published list and compact list against the vectors, and the time that a large list takes.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ascii, concat, toBase64, toHex } from '../../../tools/Kiosk/wwwroot/js/core/bytes.js';
import { crc32 } from '../../../tools/Kiosk/wwwroot/js/core/crc32.js';
import { hmacSha256, sha256 } from '../../../tools/Kiosk/wwwroot/js/core/sha256.js';
import { AuthorityKeys, nameOf } from '../../../tools/Kiosk/wwwroot/js/exposure/authority-keys.js';
import { compact } from '../../../tools/Kiosk/wwwroot/js/exposure/compact-list.js';
import { DAY_MS, dayOf, expand, firstSubKey, idOf, nextDailyKey, nextSubKey } from '../../../tools/Kiosk/wwwroot/js/exposure/ids.js';
import { isIndex, readIndex } from '../../../tools/Kiosk/wwwroot/js/exposure/published-index.js';
import { ageInDays, readList, refuseExpired, signedText } from '../../../tools/Kiosk/wwwroot/js/exposure/published-list.js';
import { readVerdict } from '../../../tools/Kiosk/wwwroot/js/sync/reports.js';
import { bytes, vectors } from './vectors.mjs';

const { examples, ids } = vectors('exposure-examples.json');
const identifiers = vectors('bluezone-id-vectors.json');
const protocol = vectors('protocol-examples.json').examples;
const NOON = 18476 * DAY_MS + DAY_MS / 2;
const count = bytes('000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f');

const file = (change = {}) => ({
  format: 'bluezone-exposure-list', version: 1, level: 'F0', list: 'example-1', issued: 1596412800,
  info_f: { data: [{ daily_key: toHex(count).toUpperCase(), time_start: 1596240000, time_end: 1596412800, max: 96 }, { daily_key: 'F'.repeat(64), time_start: 1596326400, time_end: 1596412800, max: 96 }] },
  ...change,
});

async function signer() {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
  const key = new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey));
  const keys = await AuthorityKeys.of([toBase64(key)]);
  const sign = async (one) => {
    const entries = one.info_f.data.map((e) => ({ dailyKey: bytes(e.daily_key), startSeconds: e.time_start, endSeconds: e.time_end }));
    const text = signedText({ level: one.level === 'F1' ? 1 : 0, name: one.list, issuedSeconds: one.issued, entries });
    const signature = new Uint8Array(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, pair.privateKey, ascii(text)));
    return JSON.stringify({ ...one, authority: nameOf(key), signature: toBase64(signature) });
  };
  return { keys, sign };
}

test('hashes and checksum', () => {
  assert.equal(toHex(sha256(ascii('abc'))), 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  assert.equal(toHex(hmacSha256(ascii('key'), ascii('The quick brown fox jumps over the lazy dog'))), 'f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8');
  assert.equal(crc32(bytes(protocol.checksum.input)).toString(16), protocol.checksum.hex);
});

test('hashes of every length up to three blocks are those of WebCrypto', async () => {
  for (let length = 0; length <= 192; length++) {
    const text = Uint8Array.from({ length }, (_, i) => (i * 37 + length) & 0xff);
    assert.equal(toHex(sha256(text)), toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', text))), `${length} bytes`);
  }
});

test('ids of all derived vectors and of the phone app', () => {
  for (const one of [...identifiers.derived, ...identifiers.captured_from_real_app]) {
    let key = bytes(one.base_key);
    for (let day = 0; day < one.day_offset; day++) {
      key = nextDailyKey(key);
    }
    let subKey = firstSubKey(key);
    for (let slot = 0; slot < one.slot; slot++) {
      subKey = nextSubKey(subKey);
    }
    assert.equal(toHex(idOf(subKey)), one.bluezone_id);
  }
});

test('ids of a listed person, days joined', () => {
  const all = expand(count, 193);
  for (const [slot, id] of Object.entries(ids)) {
    assert.equal(toHex(all[Number(slot)]), id, `slot ${slot}`);
  }
});

test('a list is read, verified and made compact as the firmware expects it', async () => {
  const { keys, sign } = await signer();
  const list = await readList(await sign(file()), keys, NOON);
  assert.equal(signedText(list), examples.signed.text);
  assert.equal(list.id, examples.signed.hex.slice(0, 16));
  const form = compact(list, 18475 - 1, 18477);
  assert.equal(toHex(form.header), examples.list_header.hex);
  assert.deepEqual(form.chunks.map(toHex), [examples.chunk.hex]);
});

test('a verdict', () => {
  const verdict = readVerdict(bytes(examples.verdict.hex));
  const { state, level, local_day: localDay, minutes, days } = examples.verdict;
  assert.deepEqual(verdict, { state, level, localDay, minutes, days, listId: 'ed18547e43b1ffdb', isAcknowledged: true, next: 0 });
});

const person = (change) => file({ info_f: { data: [{ ...file().info_f.data[0], ...change }] } });
const refusals = [
  ['NotReadable', 'no JSON', () => 'nothing'], ['NotReadable', 'no object', () => '[]'], ['TooLong', 'too long', () => ' '.repeat(65_537)],
  ['UnknownFormat', 'another version', () => file({ version: 2 })], ['BadLevel', 'another level', () => file({ level: 'F2' })],
  ['NotReadable', 'a name with a blank', () => file({ list: 'a b' })], ['NoEntry', 'nobody', () => file({ info_f: { data: [] } })],
  ['NotReadable', 'no data', () => file({ info_f: {} })],
  ['TooManyEntries', '129 people', () => file({ info_f: { data: Array.from({ length: 129 }, () => file().info_f.data[0]) } })],
  ['BadKey', 'a short key', () => person({ daily_key: '00' })], ['MaxZero', 'no slots', () => person({ max: 0 })], ['MaxUnsupported', 'other slots', () => person({ max: 48 })],
  ['StartNotMidnight', 'a start at noon', () => person({ time_start: 1596240000 + 43200 })], ['EndBeforeStart', 'an end before', () => person({ time_end: 1596240000 - 1 })],
  ['SpanTooLong', '22 days', () => person({ time_start: 1596240000 - 86400 * 22 })], ['FutureDay', 'tomorrow', () => person({ time_end: 1596412801 })],
  ['NotReadable', 'half a second', () => person({ time_end: 1596412000.5 })],
  ['Duplicate', 'the same twice', () => file({ info_f: { data: [file().info_f.data[0], { ...file().info_f.data[0] }] } })],
  ['Duplicate', 'the same a day on', () => file({ info_f: { data: [file().info_f.data[0], { daily_key: toHex(sha256(count)), time_start: 1596326400, time_end: 1596412800, max: 96 }] } })],
];
for (const [fault, name, make] of refusals) {
  test(`refused, ${fault}: ${name}`, async () => {
    const { keys } = await signer();
    const made = make();
    const text = typeof made === 'string' ? made : JSON.stringify({ ...made, authority: '0'.repeat(16), signature: toBase64(new Uint8Array(64)) });
    await assert.rejects(readList(text, keys, NOON), (error) => error.fault === fault);
  });
}

test('refused: a stranger, a changed list, an expired one', async () => {
  const [ours, stranger] = [await signer(), await signer()];
  await assert.rejects(readList(await stranger.sign(file()), ours.keys, NOON), (error) => error.fault === 'UnknownAuthority');
  const changed = (await ours.sign(file())).replace('example-1', 'example-2');
  await assert.rejects(readList(changed, ours.keys, NOON), (error) => error.fault === 'BadSignature');
  const list = await readList(await ours.sign(file()), ours.keys, NOON);
  assert.equal(ageInDays(list, NOON), -1);
  refuseExpired(list, NOON + 22 * DAY_MS);
  assert.throws(() => refuseExpired(list, NOON + 23 * DAY_MS), (error) => error.fault === 'ListExpired' && error.days === 22);
});

test('milliseconds are taken as such', async () => {
  const { keys, sign } = await signer();
  const text = (await sign(file())).replaceAll(/"time_(start|end)":(\d+)/g, '"time_$1":$2000');
  assert.equal((await readList(text, keys, NOON)).id, examples.signed.hex.slice(0, 16));
});

test('older days are run on, never told', async () => {
  const { keys, sign } = await signer();
  const list = await readList(await sign(file()), keys, NOON);
  const form = compact(list, 18476, 18480);
  assert.ok(!toHex(concat(...form.chunks)).includes(toHex(count)));
  assert.ok(toHex(concat(...form.chunks)).includes(toHex(sha256(count))));
  assert.throws(() => compact(list, 18480, 18490), (error) => error.fault === 'NoEntry');
});

test('50 people for 14 days', () => {
  const people = Array.from({ length: 50 }, (_, i) => sha256(Uint8Array.of(i)));
  const start = performance.now();
  const total = people.reduce((sum, key) => sum + expand(key, 14 * 96 + 1).length, 0);
  console.log(`measured: ${total} ids of 50 people and 14 days in ${Math.round(performance.now() - start)} ms`);
  assert.equal(total, 50 * (14 * 96 + 1));
  assert.equal(dayOf(NOON), 18476);
});

test('an index: read, verified, and refused when it is altered, a stranger\'s, or leads astray', async () => {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
  const key = new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey));
  const keys = await AuthorityKeys.of([toBase64(key)]);
  const sha = 'AB'.repeat(32);
  const signed = `bluezone-exposure-index 1\nnumber 3\nissued 1596412800\nlists 1\nhanoi-1 F0 1596412000 ${sha}\nwithdrawn 1\nhanoi-0 1596412500\n`;
  const signature = toBase64(new Uint8Array(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, pair.privateKey, ascii(signed))));
  const index = {
    format: 'bluezone-exposure-index', version: 1, number: 3, issued: 1596412800, lists: [{ list: 'hanoi-1', level: 'F0', issued: 1596412000, file: 'lists/hanoi-1.json', sha256: sha }],
    withdrawn: [{ list: 'hanoi-0', withdrawn: 1596412500 }], authority: nameOf(key), signature,
  };
  const text = JSON.stringify(index);
  assert.ok(isIndex(text) && !isIndex(JSON.stringify(file())));
  const read = await readIndex(text, keys);
  assert.deepEqual([read.number, read.lists[0].file, read.withdrawn[0].name], [3, 'lists/hanoi-1.json', 'hanoi-0']);
  const refused = (change, fault) => assert.rejects(readIndex(JSON.stringify({ ...index, ...change }), keys), (error) => error.fault === fault, fault);
  await refused({ number: 4 }, 'BadSignature');
  await refused({ withdrawn: [] }, 'BadSignature');
  await refused({ authority: '0'.repeat(16) }, 'UnknownAuthority');
  await refused({ lists: [{ ...index.lists[0], file: '../secret.json' }] }, 'NotReadable');
  await refused({ lists: [{ ...index.lists[0], file: 'https://elsewhere.example/lists/a.json' }] }, 'NotReadable');
  await refused({ version: 2 }, 'UnknownFormat');
  await assert.rejects(readIndex('bluezone', keys), (error) => error.fault === 'NotReadable');
});
