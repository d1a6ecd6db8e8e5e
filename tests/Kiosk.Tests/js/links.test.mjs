// The browser's Bluetooth behind a stand-in for navigator.bluetooth: what emulation cannot show (MTU, errors of the protocol, an operation that never ends).

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BluetoothTransport } from '../../../tools/Kiosk/wwwroot/js/links/bluetooth-link.js';
import { cancellable } from '../../../tools/Kiosk/wwwroot/js/links/cancel.js';
import { Connection } from '../../../tools/Kiosk/wwwroot/js/sync/connection.js';
import { FrameQueue } from '../../../tools/Kiosk/wwwroot/js/links/frame-queue.js';

class Characteristic extends EventTarget {
  value = null;
  written = [];
  ahead = [];
  properties = { write: true, writeWithoutResponse: false };
  onWrite = async () => undefined;
  onWriteAhead = async () => undefined;

  startNotifications = async () => this;

  async writeValueWithResponse(frame) {
    await this.onWrite(frame);
    this.written.push(frame.length);
  }

  async writeValueWithoutResponse(frame) {
    await this.onWriteAhead(frame);
    this.ahead.push(frame.length);
  }

  notify(length) {
    this.value = new DataView(new Uint8Array(length).buffer);
    this.dispatchEvent(new Event('characteristicvaluechanged'));
  }
}

class Device extends EventTarget {
  id = 'a-device';
  connects = 0;
  disconnects = 0;
  command = new Characteristic();
  reply = new Characteristic();
  onConnect = async () => undefined;

  gatt = {
    connect: async () => {
      this.connects++;
      await this.onConnect();
      return { getPrimaryService: async () => ({ getCharacteristic: async (uuid) => (uuid.startsWith('01db55a1') ? this.command : this.reply) }), disconnect: () => this.gatt.disconnect() };
    },
    disconnect: () => void this.disconnects++,
  };

  drop() {
    this.dispatchEvent(new Event('gattserverdisconnected'));
  }
}

function browser(device, { available = true, refuse = null } = {}) {
  let asked = 0;
  Object.defineProperty(globalThis, 'navigator', {
    configurable: true,
    value: {
      bluetooth: {
        getAvailability: async () => available,
        requestDevice: async (options) => {
          asked++;
          assert.deepEqual(options, { filters: [{ services: ['01db55a0-7ade-4efb-a81b-970f6440e8f1'] }] });
          if (refuse) {
            throw new DOMException('no', refuse);
          }
          return device;
        },
      },
    },
  });
  return () => asked;
}

const fault = (name) => (error) => error.fault === name;

test('frames begin with 20 bytes and grow with what has come', async () => {
  const device = new Device();
  browser(device);
  const link = await new BluetoothTransport().connect();
  assert.equal(link.maxFrame, 20);
  device.reply.notify(39);
  assert.equal(link.maxFrame, 39);
  device.reply.notify(12);
  assert.equal(link.maxFrame, 39);
  device.reply.notify(500);
  assert.equal(link.maxFrame, 253);
  assert.equal((await link.read(10)).length, 39);
  assert.equal((await link.read(10)).length, 12);
});

test('frames are written ahead where the tag offers it, and only there', async () => {
  for (const isOffered of [true, false]) {
    const device = new Device();
    device.command.properties.writeWithoutResponse = isOffered;
    browser(device);
    const link = await new BluetoothTransport().connect();
    await link.writeAhead(new Uint8Array(20));
    await link.write(new Uint8Array(7));
    assert.deepEqual([device.command.ahead, device.command.written], isOffered ? [[20], [7]] : [[], [20, 7]]);
  }
});

test('a system that cannot write ahead after all is answered with ordinary writes', async () => {
  const device = new Device();
  device.command.properties.writeWithoutResponse = true;
  device.command.onWriteAhead = async () => {
    throw new DOMException('GATT operation failed for unknown reason.', 'NotSupportedError');
  };
  browser(device);
  const link = await new BluetoothTransport().connect();
  await link.writeAhead(new Uint8Array(20));
  device.command.onWriteAhead = async () => undefined;
  await link.writeAhead(new Uint8Array(19));
  assert.deepEqual([device.command.ahead, device.command.written], [[], [20, 19]]);
  device.drop();
  await assert.rejects(link.writeAhead(new Uint8Array(18)), fault('LinkLost'));
});

test('all frames of a message but the last are written ahead', async () => {
  const frames = [];
  const link = { peer: 'x', maxFrame: 20, write: async (frame) => void frames.push(['write', frame.length]), writeAhead: async (frame) => void frames.push(['ahead', frame.length]), read: async () => null, close: () => undefined };
  let nowMs = 0;
  const clock = { nowMs: () => (nowMs += 5_000), utcMs: () => 0, errorMs: 0, delay: async () => undefined };
  await assert.rejects(new Connection(link, clock, (count) => new Uint8Array(count)).authenticate([]), fault('NoAnswer'));
  // A Hello is 21 bytes: 17 in the first frame, 4 in the last.
  assert.deepEqual(frames.slice(0, 2), [['ahead', 20], ['write', 7]]);
});

test('the second connection asks nobody', async () => {
  const device = new Device();
  const asked = browser(device);
  const transport = new BluetoothTransport();
  const { peer } = await transport.connect();
  await transport.connect(peer);
  assert.equal(asked(), 1);
  assert.equal(device.connects, 2);
});

test('a link that goes while somebody waits for an answer', async () => {
  const device = new Device();
  browser(device);
  const link = await new BluetoothTransport().connect();
  const reading = link.read(60_000);
  device.drop();
  await assert.rejects(reading, fault('LinkLost'));
  await assert.rejects(link.write(new Uint8Array(20)), fault('LinkLost'));
  assert.deepEqual(device.command.written, []);
});

for (const name of ['NotSupportedError', 'NetworkError', 'InvalidStateError', 'InvalidModificationError', 'SecurityError', 'NotAllowedError']) {
  test(`a write that fails with ${name} ends the link, whatever the tag meant by it`, async () => {
    const device = new Device();
    browser(device);
    const link = await new BluetoothTransport().connect();
    device.command.onWrite = async () => {
      throw new DOMException('GATT operation failed for unknown reason.', name);
    };
    await assert.rejects(link.write(new Uint8Array(20)), fault('LinkLost'));
  });
}

test('a write that never ends is given up', async (t) => {
  const device = new Device();
  browser(device);
  const link = await new BluetoothTransport().connect();
  device.command.onWrite = () => new Promise(() => undefined);
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const writing = link.write(new Uint8Array(20));
  await Promise.resolve();
  t.mock.timers.tick(5_000);
  await assert.rejects(writing, fault('LinkLost'));
});

test('what the chooser and the browser may say', async () => {
  const cases = [[{ refuse: 'NotFoundError' }, 'NotChosen'], [{ refuse: 'NotFoundError', available: false }, 'BluetoothOff'], [{ refuse: 'SecurityError' }, 'BluetoothDenied'], [{ refuse: 'NotAllowedError' }, 'BluetoothDenied']];
  for (const [options, expected] of cases) {
    browser(new Device(), options);
    await assert.rejects(new BluetoothTransport().connect(), fault(expected), expected);
  }
  Object.defineProperty(globalThis, 'navigator', { configurable: true, value: {} });
  await assert.rejects(new BluetoothTransport().connect(), fault('NoBluetooth'));
});

test('a tag that cannot be connected to is tried again, then told of', async (t) => {
  const device = new Device();
  browser(device);
  device.onConnect = async () => {
    if (device.connects === 1) {
      throw new DOMException('Connection failed', 'NetworkError');
    }
  };
  await new BluetoothTransport().connect();
  assert.equal(device.connects, 2);
  device.onConnect = async () => {
    throw new DOMException('Connection failed', 'NetworkError');
  };
  await assert.rejects(new BluetoothTransport().connect(), fault('NotFound'));
  assert.ok(t);
});

test('closing takes the link down and leaves no listener', async () => {
  const device = new Device();
  browser(device);
  const link = await new BluetoothTransport().connect();
  link.close();
  assert.equal(device.disconnects, 1);
  device.reply.notify(30);
  await assert.rejects(link.read(5), fault('LinkLost'));
});

test('stopping by hand ends what is waited for, and a link that comes too late is closed', async () => {
  const abort = new AbortController();
  let late;
  let isClosed = false;
  const transport = cancellable({ needsGesture: false, connect: () => new Promise((resolve) => (late = resolve)) }, abort.signal);
  const connecting = transport.connect();
  abort.abort();
  await assert.rejects(connecting, fault('Cancelled'));
  late({ close: () => (isClosed = true) });
  await new Promise((resolve) => setTimeout(resolve));
  assert.ok(isClosed);
  await assert.rejects(transport.connect(), fault('Cancelled'));
});

test('a queue gives what came before the end, then says that it ended', async () => {
  const queue = new FrameQueue();
  queue.add(Uint8Array.of(1));
  queue.end();
  assert.deepEqual(await queue.read(5), Uint8Array.of(1));
  await assert.rejects(queue.read(5), fault('LinkLost'));
  assert.equal(await new FrameQueue().read(1), null);
});
