// The school's side and the family's record of verdicts, without a page: roster, round, report, facts, lists seen.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { percentLeft, permilleUsable } from '../../../tools/Kiosk/wwwroot/js/core/battery.js';
import { nextList } from '../../../tools/Kiosk/wwwroot/js/family/next-list.js';
import { summaryOf, withVerdicts } from '../../../tools/Kiosk/wwwroot/js/family/verdicts.js';
import { factsOf, needsAttention } from '../../../tools/Kiosk/wwwroot/js/kiosk/judge.js';
import { remarks, reportCsv } from '../../../tools/Kiosk/wwwroot/js/kiosk/report.js';
import { parseCsv, readRoster, writeCsv } from '../../../tools/Kiosk/wwwroot/js/kiosk/roster.js';
import { newRound, progressOf, serveNext } from '../../../tools/Kiosk/wwwroot/js/kiosk/round.js';
import { SyncError } from '../../../tools/Kiosk/wwwroot/js/sync/fault.js';
import { releaseRequest } from '../../../tools/Kiosk/wwwroot/js/sync/release-request.js';
import { Texts, nameOf } from '../../../tools/Kiosk/wwwroot/js/texts/index.js';

const DAY = 86_400_000;
const fault = (name) => (error) => error.fault === name;

test('a roster as CSV and as JSON; only issued tags count', () => {
  const csv = '\ufeffserial,short_code,state,holder,note,name,class\r\n7,000007-14,Issued,12,"a, ""b""\r\nc",Nguyễn Thị Hoa,5A\r\n8,x,Blank,,,,\r\n9,x,Issued,3,,,\r\n';
  assert.deepEqual(readRoster(csv), [{ serial: 9, holder: 3, name: '', group: '' }, { serial: 7, holder: 12, name: 'Nguyễn Thị Hoa', group: '5A' }]);
  const json = JSON.stringify({ audit_head: 'x', tags: [{ serial: 7, state: 'Issued', holder: 12 }, { serial: 8, state: 'Lost', holder: 4 }] });
  assert.deepEqual(readRoster(json), [{ serial: 7, holder: 12, name: '', group: '' }]);
});

test('files that are no roster', () => {
  for (const text of ['', 'a,b\r\n1,2\r\n', '{"tags": 3}', '{', 'serial,state,holder\r\nx,Issued,1\r\n', 'serial,state\r\n"1,Issued\r\n']) {
    assert.throws(() => readRoster(text), (error) => ['RosterUnreadable', 'RosterEmpty'].includes(error.fault), text);
  }
  assert.throws(() => readRoster('serial,state,holder\r\n1,Blank,\r\n'), fault('RosterEmpty'));
});

test('CSV that is written is read again, and no field is a formula', () => {
  const rows = [['a', 'b"c', 'd,e'], ['=1+1', 'x\ny', 3]];
  assert.deepEqual(parseCsv(writeCsv(rows).slice(1)), [['a', 'b"c', 'd,e'], ["'=1+1", 'x\ny', '3']]);
});

test('cell curve: ends and steps', () => {
  assert.equal(percentLeft(0), null);
  assert.deepEqual([3000, 3400, 3630, 3770, 4100, 4210, 4400].map(permilleUsable), [0, 0, 111, 311, 826, 911, 911]);
  assert.equal(percentLeft(4300), 100);
});

const clock = { nowMs: () => 0, utcMs: () => 1_800_000_000_000, errorMs: 50, delay: async () => undefined };

test('a round: a tag out of reach, an unknown one, a fault; nothing is lost and nothing about contacts is kept', async () => {
  const round = newRound('sync', [{ serial: 1, holder: 11 }, { serial: 2, holder: 12 }], 1);
  let saves = 0;
  const phases = [];
  const ports = (error) => ({
    transport: { needsGesture: false, connect: async () => { throw new SyncError(error); } },
    clock, random: (count) => new Uint8Array(count), save: async () => void saves++, askClock: async () => true, onPhase: ({ kind }) => phases.push(kind),
  });
  const claims = [{ serial: 1, secret: new Uint8Array(16) }];
  assert.equal((await serveNext(ports('NotFound'), round, claims, null)).kind, 'nobody');
  assert.equal((await serveNext(ports('Cancelled'), round, claims, null)).kind, 'nobody');
  const problem = await serveNext(ports('BluetoothOff'), round, claims, null);
  assert.equal(problem.kind, 'problem');
  assert.equal(nameOf(problem.error), 'BluetoothOff');
  assert.deepEqual(progressOf(round), { all: 2, done: 0, problem: 0, waiting: 2 });
  assert.deepEqual(phases, ['looking', 'looking', 'looking']);
  assert.equal(saves, 0);
  assert.doesNotMatch(JSON.stringify(round), /close|around|verdict|days/);
});

test('facts of a sync and what they mean', () => {
  const facts = factsOf({ status: { cellMillivolts: 3600 }, coverage: [{ planned: 0, listened: 0 }, { planned: 100, listened: 40 }, { planned: 100, listened: 100 }], correctionMs: null, listError: new SyncError('Later', 0, 'ListBusy') });
  assert.deepEqual(facts, { batteryPercent: 10, workPercent: 40, isClockKept: true, listFault: 'ListBusy' });
  assert.ok(needsAttention(facts, 'battery') && needsAttention(facts, 'gate') && needsAttention(facts, 'sync'));
  const well = { batteryPercent: 80, workPercent: 95, isClockKept: false, listFault: '' };
  assert.ok(!needsAttention(well, 'battery') && !needsAttention(well, 'gate') && !needsAttention(well, 'sync'));
  assert.ok(needsAttention({ ...well, workPercent: null }, 'gate'));
});

test('the report: words for everybody, names only from memory', () => {
  const round = newRound('gate', [{ serial: 1, holder: 11 }, { serial: 2, holder: null }], 1);
  Object.assign(round.rows[0], { state: 'done', utcMs: DAY, facts: { batteryPercent: 10, workPercent: 20, isClockKept: false, listFault: 'ListBusy' } });
  Object.assign(round.rows[1], { state: 'problem', fault: 'LinkLost' });
  for (const language of ['vi', 'en']) {
    const texts = new Texts(language);
    const without = parseCsv(reportCsv(texts, round, new Map()).slice(1));
    assert.equal(without[0].length, 6);
    assert.equal(without.length, 3);
    const named = parseCsv(reportCsv(texts, round, new Map([[1, { name: 'Lan', group: '5A' }]])).slice(1));
    assert.deepEqual(named[1].slice(0, 4), ['1', '11', 'Lan', '5A']);
    assert.equal(remarks(texts, round.rows[0], 'gate').filter((one) => !one.isGood).length, 2);
    assert.ok(remarks(texts, round.rows[1], 'gate')[0].text.length > 20);
  }
});

const verdict = (id, state, level = 0, minutes = 0, localDay = 100) => ({ listId: id.padStart(16, '0'), state, level, minutes, localDay, days: 1, isAcknowledged: false });
const list = (id, issuedSeconds) => ({ id: id.padStart(16, '0'), name: `list-${id}`, level: 0, issuedSeconds, authority: '', entries: [{ dailyKey: new Uint8Array(32).fill(Number(id)), startSeconds: 0, endSeconds: 0, firstDay: 95, slots: 97 }] });

test('verdicts: the worst counts, an old one is forgotten, checking is told', () => {
  const now = 101 * DAY;
  const lists = [list('2', 20), list('1', 10)];
  assert.equal(summaryOf([], now).kind, 'unknown');
  const checking = withVerdicts([], [verdict('1', 2)], lists, now);
  assert.equal(checking[0].name, 'list-1');
  assert.equal(summaryOf(checking, now).kind, 'checking');
  const none = withVerdicts(checking, [verdict('1', 3)], lists, now + 1);
  assert.equal(none.length, 1);
  assert.equal(summaryOf(none, now).kind, 'none');
  const both = withVerdicts(none, [verdict('2', 3, 2, 30), verdict('3', 3, 1, 20)], lists, now + 2);
  assert.equal(summaryOf(both, now).kind, 'f1');
  assert.equal(summaryOf(both, now + 40 * DAY).kind, 'none');
  const withChecking = withVerdicts(both, [verdict('4', 2)], lists, now + 3);
  assert.deepEqual([summaryOf(withChecking, now).kind, summaryOf(withChecking, now).isChecking], ['f1', true]);
  assert.deepEqual(withVerdicts([], [verdict('1', 0), verdict('1', 1)], lists, now), []);
});

test('the next list is the newest that the tag has not checked', () => {
  const lists = [list('2', 20), list('1', 10)];
  const ids = (seen) => nextList(lists, seen, 101 * DAY)?.id ?? null;
  const seen = (id, state) => ({ id: id.padStart(16, '0'), name: '', issuedSeconds: 0, utcMs: 0, verdict: verdict(id, state) });
  const pad = (id) => id.padStart(16, '0');
  assert.equal(ids([]), pad('2'));
  assert.equal(ids([seen('2', 2)]), pad('2'));
  assert.equal(ids([seen('2', 3)]), pad('1'));
  assert.equal(ids([seen('2', 3), seen('1', 3)]), null);
  assert.equal(nextList(lists, [], 200 * DAY), null);
});

test('a release of days without a gap up to today is of daily keys, any other of single days', () => {
  const key = new Uint8Array(91);
  const kindOf = (days) => releaseRequest(key, 100, days)[0];
  assert.equal(kindOf([100, 99, 98]), 2);
  assert.equal(kindOf([100]), 2);
  assert.equal(kindOf([100, 98]), 1);
  assert.equal(kindOf([99, 98]), 1);
  assert.deepEqual([...releaseRequest(key, 100, [98, 95]).subarray(1, 9)], [98, 0, 0, 0, 0b1001, 0, 0, 0]);
});
