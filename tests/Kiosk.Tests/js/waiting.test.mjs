// A person who waits for the verdict: how long a sync goes on, what it asks, and what it has when it ends early. The tag is a list of answers, time is counted.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkOf } from '../../../tools/Kiosk/wwwroot/js/family/next-list.js';
import { DaySync } from '../../../tools/Kiosk/wwwroot/js/sync/day-sync.js';
import { SyncError } from '../../../tools/Kiosk/wwwroot/js/sync/fault.js';

const OLD = '1'.repeat(16);
const NEW = '2'.repeat(16);
const CHECKING = 2;
const DONE = 3;
const never = new Promise(() => undefined);
const list = { header: new Uint8Array(24), chunks: [], id: NEW };

function bench({ leftSeconds = 300, verdicts, stopped = never, isForSchool = false, isWaiting = true, sent = list }) {
  let nowMs = 0;
  const answers = [...verdicts];
  const said = [];
  const shown = [];
  const clock = { nowMs: () => nowMs, utcMs: () => 0, errorMs: 0, delay: async (ms) => void (nowMs += ms) };
  const next = () => {
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    if (answer instanceof SyncError) {
      throw answer;
    }
    return answer;
  };
  const ask = (name, answer) => async () => {
    said.push(name);
    return answer();
  };
  const tag = {
    status: ask('status', () => ({ serial: 1, utcMs: 0, clockErrorMs: 0, isClockKnown: true, leftSeconds: leftSeconds - nowMs / 1000 })),
    setTime: ask('setTime', () => 0), coverage: ask('coverage', () => []), days: ask('days', () => []), log: ask('log', () => ({})), audit: ask('audit', () => []),
    verdict: ask('verdict', next), endList: ask('endList', next), sendList: ask('sendList', () => undefined),
  };
  const wait = isWaiting ? { stopped, onChecking: (verdict) => shown.push(verdict.next) } : undefined;
  return { sync: new DaySync({ clock, list: sent, askClock: async () => true, isForSchool, wait }), tag, said, shown, now: () => nowMs };
}

const verdict = (listId, state, next = 0) => ({ listId, state, next, level: 0, localDay: 0, minutes: 0, days: 0, isAcknowledged: false });
// What a tag says that never had a list.
const none = new SyncError('OutOfOrder');

test('the verdict of the list that was brought comes in the same session', async () => {
  const { sync, tag, shown, now } = bench({ verdicts: [none, verdict(NEW, CHECKING), verdict(NEW, CHECKING, 8), verdict(NEW, DONE)] });
  await sync.continue(tag);
  assert.deepEqual(sync.verdicts.map((one) => [one.listId, one.state]), [[NEW, DONE]]);
  assert.deepEqual([sync.listState, shown, now()], ['sent', [0, 8], 4_000]);
});

test('an earlier list is waited for, then the newer one goes to the tag and is waited for as well', async () => {
  const { sync, tag, said } = bench({ verdicts: [verdict(OLD, CHECKING), verdict(OLD, DONE), verdict(NEW, CHECKING), verdict(NEW, DONE)] });
  await sync.continue(tag);
  assert.deepEqual(sync.verdicts.map((one) => [one.listId, one.state]), [[OLD, DONE], [NEW, DONE]]);
  assert.deepEqual(said.slice(said.indexOf('audit') + 1), ['verdict', 'status', 'verdict', 'sendList', 'endList', 'status', 'verdict']);
});

test('who does not want to wait has the rest at once, and no newer list is sent', async () => {
  const { sync, tag, said, now } = bench({ verdicts: [verdict(OLD, CHECKING)], stopped: Promise.resolve() });
  await sync.continue(tag);
  assert.ok(now() <= 2_000, `${now()} ms`);
  assert.deepEqual([sync.listState, sync.isEnough, said.includes('sendList')], ['checking', true, false]);
  assert.deepEqual(sync.verdicts.map((one) => one.state), [CHECKING]);
});

test('a session is left five seconds before the tag would end it', async () => {
  for (const leftSeconds of [300, 31, 6, 0]) {
    const { sync, tag, now } = bench({ verdicts: [verdict(NEW, CHECKING)], leftSeconds });
    await sync.continue(tag);
    assert.ok(now() <= Math.max(0, (leftSeconds - 5) * 1000) && now() >= Math.min(296, leftSeconds - 8) * 1000 - 1_000, `${leftSeconds} s: ${now()} ms`);
    assert.equal(sync.verdicts[0].state, CHECKING);
  }
});

test('a lost link: the next one goes on waiting and fetches nothing twice', async () => {
  const { sync, tag, said } = bench({ verdicts: [none, verdict(NEW, CHECKING), verdict(NEW, CHECKING), verdict(NEW, DONE)] });
  const { verdict: answer } = tag;
  let asked = 0;
  tag.verdict = async () => {
    if (++asked === 2) {
      throw new SyncError('LinkLost');
    }
    return answer();
  };
  await assert.rejects(sync.continue(tag), (error) => error.fault === 'LinkLost');
  assert.ok(sync.isEnough);
  await sync.continue(tag);
  assert.equal(sync.verdicts.at(-1).state, DONE);
  for (const once of ['coverage', 'days', 'log', 'audit', 'setTime', 'sendList']) {
    assert.equal(said.filter((one) => one === once).length, 1, once);
  }
});

test('a school never waits: it asks for no verdict', async () => {
  const { sync, tag, said } = bench({ verdicts: [verdict(OLD, CHECKING)], isForSchool: true });
  await sync.continue(tag);
  assert.deepEqual([sync.verdicts, sync.isEnough, said.includes('verdict'), said.includes('endList')], [[], false, false, false]);
});

test('without anybody who waits the first word is the last', async () => {
  const { sync, tag, now } = bench({ verdicts: [verdict(NEW, CHECKING)], isWaiting: false });
  await sync.continue(tag);
  assert.deepEqual([now(), sync.isEnough, sync.verdicts[0].state], [0, false, CHECKING]);
});

test('how long a check takes at most: 1.5 s for each day of each person, and unknown for a list of others', () => {
  const entry = (fill) => ({ dailyKey: new Uint8Array(32).fill(fill), startSeconds: 0, endSeconds: 0, firstDay: 87, slots: 97 + 13 * 96 });
  const lists = [{ id: NEW, name: 'a', level: 0, issuedSeconds: 0, authority: '', entries: [entry(1), entry(2)] }];
  const nowMs = 100 * 86_400_000;
  assert.deepEqual(checkOf(verdict(NEW, CHECKING, 1), lists, nowMs), { id: NEW, done: 1, people: 2, longestMs: 28 * 1_536 });
  assert.deepEqual(checkOf(verdict(OLD, CHECKING), lists, nowMs), { id: OLD, done: 0, people: null, longestMs: null });
});
