// The page's client against the firmware in the simulator, by lines of JSON on standard input and output: one question at a time, in the simulator's time.
// node firmware.mjs SCENARIO; the scenarios are played by FirmwareTests.cs.

import readline from 'node:readline';
import { fromBase64, toHex } from '../../../tools/Kiosk/wwwroot/js/core/bytes.js';
import { AuthorityKeys } from '../../../tools/Kiosk/wwwroot/js/exposure/authority-keys.js';
import { compact } from '../../../tools/Kiosk/wwwroot/js/exposure/compact-list.js';
import { dayOf } from '../../../tools/Kiosk/wwwroot/js/exposure/ids.js';
import { readList } from '../../../tools/Kiosk/wwwroot/js/exposure/published-list.js';
import { DaySync } from '../../../tools/Kiosk/wwwroot/js/sync/day-sync.js';
import { SyncError } from '../../../tools/Kiosk/wwwroot/js/sync/fault.js';
import { ReleaseJob } from '../../../tools/Kiosk/wwwroot/js/sync/release-job.js';
import { releaseRequest } from '../../../tools/Kiosk/wwwroot/js/sync/release-request.js';
import { run } from '../../../tools/Kiosk/wwwroot/js/sync/runner.js';
import { WipeJob } from '../../../tools/Kiosk/wwwroot/js/sync/wipe-job.js';
import { Texts, nameOf } from '../../../tools/Kiosk/wwwroot/js/texts/index.js';
import { bytes } from './vectors.mjs';

const lines = readline.createInterface({ input: process.stdin })[Symbol.asyncIterator]();
let now = { nowMs: 0, utcMs: 0 };
let asking = Promise.resolve();

async function exchange(op, more) {
  process.stdout.write(`${JSON.stringify({ op, ...more })}\n`);
  now = JSON.parse((await lines.next()).value);
  if (now.fault) {
    throw new SyncError(now.fault);
  }
  return now;
}

/** One question; they queue, whatever became of the one before. */
function ask(op, more = {}) {
  const turn = asking.then(() => exchange(op, more));
  asking = turn.catch(() => undefined);
  return turn;
}

const clock = { nowMs: () => now.nowMs, utcMs: () => now.utcMs, errorMs: 50, delay: (ms) => ask('delay', { ms }) };
const random = (count) => crypto.getRandomValues(new Uint8Array(count));
const transport = {
  needsGesture: false,
  async connect(peer) {
    const { peer: name, maxFrame } = await ask('connect', { peer });
    return {
      peer: name,
      maxFrame,
      write: (frame) => ask('write', { frame: toHex(frame) }),
      writeAhead: (frame) => ask('write', { frame: toHex(frame), isAhead: true }),
      read: async (ms) => {
        const { frame } = await ask('read', { ms: Math.ceil(ms) });
        return frame === null ? null : bytes(frame);
      },
      close: () => void ask('close').catch(() => undefined),
    };
  },
};
const ports = { transport, clock, random };

/** The same transport, until `trouble.fault` is set: from then on that is what everything comes to. */
function troubled(trouble) {
  const orTrouble = (work) => (trouble.fault === null ? work() : Promise.reject(new SyncError(trouble.fault)));
  return {
    needsGesture: false,
    async connect(peer) {
      const link = await (trouble.fault === 'LinkLost' ? Promise.reject(new SyncError('NotFound')) : orTrouble(() => transport.connect(peer)));
      return { ...link, write: (frame) => orTrouble(() => link.write(frame)), writeAhead: (frame) => orTrouble(() => link.writeAhead(frame)), read: (ms) => orTrouble(() => link.read(ms)) };
    },
  };
}

const scenarios = {
  async day({ claim, serial, list, authority }) {
    const keys = await AuthorityKeys.of([authority]);
    const published = await readList(list, keys, now.utcMs);
    const today = dayOf(now.utcMs);
    const form = compact(published, today - 21, today);
    const sync = new DaySync({ clock, serial, list: form, askClock: async () => true });
    const startMs = now.nowMs;
    const { connections } = await run(ports, [random(16), bytes(claim)], sync);
    const { status, correctionMs, days, coverage, log, verdicts, listState } = sync;
    return { connections, tookMs: now.nowMs - startMs, status, correctionMs, days, coverage, log, verdicts, listState, header: toHex(form.header), chunks: form.chunks.map(toHex), listId: published.id };
  },
  async waiting({ claim, serial, list, authority, how }) {
    const published = await readList(list, await AuthorityKeys.of([authority]), now.utcMs);
    const today = dayOf(now.utcMs);
    const trouble = { fault: null };
    let stop;
    let asked = 0;
    const wait = {
      stopped: new Promise((resolve) => (stop = resolve)),
      onChecking: () => {
        asked++;
        if (how === 'stopped' && asked === 3) {
          stop();
        } else if (how === 'gone' && asked === 3) {
          trouble.fault = 'LinkLost';
        } else if (how === 'cancelled' && asked === 3) {
          trouble.fault = 'Cancelled';
        } else if (how === 'cut' && asked === 1) {
          ask('close').catch(() => undefined);
        }
      },
    };
    const sync = new DaySync({ clock, serial, list: compact(published, today - 21, today), askClock: async () => true, wait });
    const startMs = now.nowMs;
    const { connections } = await run({ ...ports, transport: troubled(trouble) }, [bytes(claim)], sync);
    const { status, days, coverage, log, verdicts, listState } = sync;
    return { connections, asked, tookMs: now.nowMs - startMs, verdicts, listState, isWhole: [status, days, coverage, log].every((part) => part !== null) };
  },
  async list({ claim, serial, header, chunks, isForSchool }) {
    const list = { header: bytes(header), chunks: chunks.map(bytes), id: header.slice(8, 24) };
    const sync = new DaySync({ clock, serial, list, isForSchool, askClock: async () => true });
    await run(ports, [bytes(claim)], sync);
    return { listState: sync.listState, name: sync.listError === null ? '' : nameOf(sync.listError), sentence: sync.listError === null ? '' : new Texts('en').sentence(sync.listError) };
  },
  async release({ claim, serial, authority, days }) {
    const authorityKey = fromBase64(authority);
    const today = dayOf(now.utcMs);
    const request = releaseRequest(authorityKey, today, Array.from({ length: days }, (_, i) => today - i));
    let asked = 0;
    const job = new ReleaseJob({
      clock, random, serial, authorityKey, request, onHold: () => undefined,
      askCode: async (challenge) => {
        asked++;
        await ask('hold', { seconds: 1 });
        return (await ask('code', { challenge, request: toHex(request) })).code;
      },
    });
    const { connections } = await run(ports, [bytes(claim)], job);
    return { connections, asked, rows: job.rowCount, package: toHex(job.package), request: toHex(request) };
  },
  async wipe({ claim, serial }) {
    let holds = 0;
    const job = new WipeJob(clock, serial, () => void (holds++ === 0 && ask('hold', { seconds: 1 }).catch(() => undefined)));
    const { connections } = await run(ports, [bytes(claim)], job);
    return { connections, certificate: toHex(job.certificate) };
  },
  async refused({ claim, serial, authority }) {
    const authorityKey = fromBase64(authority);
    const job = new ReleaseJob({
      clock, random, serial, authorityKey, request: releaseRequest(authorityKey, dayOf(now.utcMs), [dayOf(now.utcMs)]), askCode: async () => 1, onHold: () => undefined,
    });
    return { fault: await faultOf(run(ports, [bytes(claim)], job)), rows: job.rowCount };
  },
  async stranger() {
    return { fault: await faultOf(run(ports, [random(16), random(16)], { continue: async () => undefined })) };
  },
  async wrongTag({ claim, serial }) {
    const sync = new DaySync({ clock, serial: serial + 1, list: null, askClock: async () => true });
    return { fault: await faultOf(run(ports, [bytes(claim)], sync)), correctionMs: sync.correctionMs };
  },
  async clock({ claim, serial, isDeviceRight, offsetMs }) {
    const asked = [];
    const wrong = { ...clock, utcMs: () => now.utcMs + offsetMs };
    const sync = new DaySync({ clock: wrong, serial, list: null, askClock: async (difference) => {
      asked.push(difference.deviceMs - difference.tagMs);
      for (let waited = 0; waited < 40; waited++) {
        await ask('delay', { ms: 500 });
      }
      return isDeviceRight;
    } });
    await run({ ...ports, clock: wrong }, [bytes(claim)], sync);
    return { asked, correctionMs: sync.correctionMs };
  },
};

const faultOf = (work) => work.then(() => 'none', (error) => error.fault ?? String(error));

for (;;) {
  const round = await ask('next', {});
  if (round.scenario === undefined) {
    break;
  }
  let outcome;
  try {
    outcome = await scenarios[round.scenario](round);
  } catch (error) {
    outcome = { failed: error.fault ?? error.stack };
  }
  await asking;
  await ask('outcome', { outcome });
}
process.exit(0);
