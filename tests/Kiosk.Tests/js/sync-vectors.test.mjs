// tests/Vectors/sync-vectors.json: keys, messages and frames made here are those of the firmware's code, and its are read here.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { concat, toHex } from '../../../tools/Kiosk/wwwroot/js/core/bytes.js';
import { Assembler, cut } from '../../../tools/Kiosk/wwwroot/js/sync/frames.js';
import { SealedBox, counterOf } from '../../../tools/Kiosk/wwwroot/js/sync/sealed-box.js';
import { deriveKeys, findClaim, sessionSecret, tagProof } from '../../../tools/Kiosk/wwwroot/js/sync/session-keys.js';
import { bytes, vectors } from './vectors.mjs';

const all = vectors('sync-vectors.json');
const versions = { oldest: all.oldest_version, newest: all.newest_version, version: all.version };
const claim = bytes(all.claim_secret);
const secret = sessionSecret(claim, versions, bytes(all.client_nonce), bytes(all.tag_nonce));
const keys = deriveKeys(secret);

test('session keys', () => {
  assert.equal(toHex(secret), all.keys.session_secret);
  assert.equal(toHex(tagProof(secret)), all.keys.tag_proof);
  assert.equal(toHex(keys.clientProof), all.keys.client_proof);
  assert.equal(toHex(keys.client.cipher), all.keys.client_cipher);
  assert.equal(toHex(keys.tag.cipher), all.keys.tag_cipher);
  assert.equal(toHex(keys.client.mac), all.keys.client_mac);
  assert.equal(toHex(keys.tag.mac), all.keys.tag_mac);
});

test('keys depend on the versions offered', () => {
  const other = sessionSecret(claim, { ...versions, oldest: 0 }, bytes(all.client_nonce), bytes(all.tag_nonce));
  assert.notEqual(toHex(other), all.keys.session_secret);
});

test('the right one of three hundred claim secrets is found, and none when it is missing', () => {
  const others = Array.from({ length: 299 }, (_, i) => Uint8Array.from({ length: 16 }, (_, k) => (i * 31 + k * 7) & 0xff));
  const find = (ring) => findClaim(ring, versions, bytes(all.client_nonce), bytes(all.tag_nonce), bytes(all.keys.tag_proof));
  assert.equal(toHex(find([...others, claim]).claim), all.claim_secret);
  assert.equal(find(others), null);
});

for (const message of all.messages) {
  test(`sealed and opened: ${message.name}`, async () => {
    const box = new SealedBox(message.from_tag ? keys.tag : keys.client);
    const sealed = bytes(message.hex);
    assert.equal(toHex(await box.seal(bytes(message.text), sealed[2], message.counter)), message.hex);
    assert.ok(box.isAuthentic(sealed));
    assert.equal(counterOf(sealed), message.counter);
    assert.equal(toHex(await box.open(sealed)), message.text);
    assert.ok(!new SealedBox(message.from_tag ? keys.client : keys.tag).isAuthentic(sealed), 'a message of one direction holds in the other');
  });
}

test('every flipped bit of a sealed message is noticed', () => {
  const sealed = bytes(all.messages[0].hex);
  const box = new SealedBox(keys.tag);
  for (let bit = 0; bit < 8 * sealed.length; bit++) {
    const spoiled = sealed.slice();
    spoiled[bit >> 3] ^= 1 << (bit & 7);
    assert.ok(!box.isAuthentic(spoiled), `bit ${bit}`);
  }
});

const framed = [['hello', 20, false], ['challenge', 20, true], ['challenge', 182, true]];
for (const [name, size, isFromTag] of framed) {
  test(`frames of ${size} bytes: ${name}`, () => {
    const frames = cut(bytes(all[name]), all.frames.number, size, isFromTag);
    assert.deepEqual(frames.map(toHex), all.frames[`${name}_${size}`]);
    if (isFromTag) {
      for (const order of [frames, [...frames].reverse(), frames.flatMap((f) => [f, f])]) {
        const assembler = new Assembler();
        assembler.takeOnly(all.frames.number);
        const whole = order.map((frame) => assembler.add(frame)).filter((m) => m !== null);
        assert.equal(toHex(whole[0]), all[name]);
      }
    }
  });
}

test('frames of another number, direction, place or length are dropped', () => {
  const assembler = new Assembler();
  assembler.takeOnly(7);
  const good = bytes(all.frames.challenge_182[0]);
  const wrong = [
    concat([8], good.subarray(1)), concat([7, 0x00, 0x00], good.subarray(3)), concat([7, 0x00, 0x84], good.subarray(3)), concat([7, 0x00, 0x82], good.subarray(3)), concat([7, 0xff, 0x81], good.subarray(3)),
    good.subarray(0, 3), new Uint8Array(0), Uint8Array.of(7, 0, 0x80, 0xff, 0xff),
  ];
  wrong.forEach((frame, i) => assert.equal(assembler.add(frame), null, `frame ${i}`));
  assert.equal(toHex(assembler.add(good)), all.challenge);
});
