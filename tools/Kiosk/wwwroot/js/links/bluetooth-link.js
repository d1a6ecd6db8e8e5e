// The browser's Bluetooth. A page is not told the MTU, and a write longer than it may be cut in ways that a small tag does not know. So frames begin with
// the 20 bytes that every link carries, and grow to the longest notification that has come: no notification is longer than the MTU allows.

import { SyncError } from '../sync/fault.js';
import { MAX_FRAME, MIN_FRAME } from '../sync/frames.js';
import { FrameQueue } from './frame-queue.js';

/** @typedef {import('../link.js').GattLink} GattLink */
/** @typedef {import('../link.js').GattTransport} GattTransport */

export const SERVICE = '01db55a0-7ade-4efb-a81b-970f6440e8f1';
const COMMAND = '01db55a1-7ade-4efb-a81b-970f6440e8f1';
const REPLY = '01db55a2-7ade-4efb-a81b-970f6440e8f1';
const CONNECT_MS = 8_000;
const WRITE_MS = 5_000;
const TRIES = 3;
const PAUSE_MS = 400;

/** Whether this browser can do it at all. */
export const hasBluetooth = () => typeof navigator.bluetooth?.requestDevice === 'function';

const pause = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Some systems leave an operation unanswered when the peer goes. @template T @param {Promise<T>} work @param {number} ms @returns {Promise<T>} */
function within(work, ms) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new SyncError('LinkLost')), ms);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** @implements {GattTransport} */
export class BluetoothTransport {
  needsGesture = true;
  /** @type {Map<string, BluetoothDevice>} */
  #devices = new Map();

  /** @param {string} [peer] @returns {Promise<GattLink>} */
  async connect(peer) {
    const device = (peer === undefined ? undefined : this.#devices.get(peer)) ?? (await choose());
    this.#devices.set(device.id, device);
    for (let tried = 1; ; tried++) {
      try {
        return await within(open(device), CONNECT_MS);
      } catch {
        device.gatt?.disconnect();
        if (tried === TRIES) {
          throw new SyncError('NotFound');
        }
        await pause(PAUSE_MS * tried);
      }
    }
  }
}

/** The tag that the person chooses of those whose window is open. */
async function choose() {
  if (!hasBluetooth()) {
    throw new SyncError('NoBluetooth');
  }
  // Asked beside, not before: waiting for the answer would use the click up.
  const isOn = navigator.bluetooth.getAvailability().catch(() => true);
  try {
    return await navigator.bluetooth.requestDevice({ filters: [{ services: [SERVICE] }] });
  } catch (error) {
    if (!(await isOn)) {
      throw new SyncError('BluetoothOff');
    }
    throw new SyncError(error instanceof DOMException && error.name !== 'NotFoundError' ? 'BluetoothDenied' : 'NotChosen');
  }
}

/** @param {BluetoothDevice} device @returns {Promise<GattLink>} */
async function open(device) {
  if (!device.gatt) {
    throw new SyncError('NotFound');
  }
  const gatt = await device.gatt.connect();
  const service = await gatt.getPrimaryService(SERVICE);
  const command = await service.getCharacteristic(COMMAND);
  const reply = await service.getCharacteristic(REPLY);
  const queue = new FrameQueue();
  let longest = MIN_FRAME;
  const onValue = () => {
    const value = reply.value;
    if (value) {
      longest = Math.max(longest, value.byteLength);
      queue.add(new Uint8Array(value.buffer.slice(value.byteOffset, value.byteOffset + value.byteLength)));
    }
  };
  const onGone = () => queue.end();
  const forget = () => {
    queue.end();
    device.removeEventListener('gattserverdisconnected', onGone);
    reply.removeEventListener('characteristicvaluechanged', onValue);
  };
  device.addEventListener('gattserverdisconnected', onGone);
  reply.addEventListener('characteristicvaluechanged', onValue);
  await reply.startNotifications().catch((error) => {
    forget();
    throw error;
  });
  let isAheadOffered = command.properties?.writeWithoutResponse === true;
  const write = async (/** @type {import('../core/bytes.js').Bytes} */ frame) => {
    queue.throwIfDown();
    try {
      await within(command.writeValueWithResponse(frame), WRITE_MS);
    } catch {
      // Whatever the reason, this link is no good any more; another one may be.
      throw new SyncError('LinkLost');
    }
  };
  return {
    peer: device.id,
    get maxFrame() {
      return Math.min(longest, MAX_FRAME);
    },
    write,
    async writeAhead(frame) {
      if (isAheadOffered) {
        queue.throwIfDown();
        try {
          await within(command.writeValueWithoutResponse(frame), WRITE_MS);
          return;
        } catch {
          // Not on this system, it seems. A frame that comes twice does no harm.
          isAheadOffered = false;
        }
      }
      await write(frame);
    },
    read: (timeoutMs) => queue.read(timeoutMs),
    close() {
      forget();
      gatt.disconnect();
    },
  };
}
