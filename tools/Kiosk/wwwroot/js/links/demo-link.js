// The simulated tags of `--demo`, by WebSocket on this same host: a first text message says who and how long a frame may be, then one binary message is
// one frame, either way. The host closes with 4004 when no tag is open, with anything else when the link is lost.

import { SyncError } from '../sync/fault.js';
import { FrameQueue } from './frame-queue.js';

/** @typedef {import('../link.js').GattLink} GattLink */
/** @typedef {import('../link.js').GattTransport} GattTransport */

const NOBODY = 4004;
const LOOK_MS = 20_000;
const PAUSE_MS = 400;

/** @implements {GattTransport} */
export class DemoTransport {
  needsGesture = false;

  /** @param {string} [peer] @returns {Promise<GattLink>} */
  async connect(peer) {
    const untilMs = performance.now() + LOOK_MS;
    for (;;) {
      const link = await open(peer);
      if (link !== null) {
        return link;
      }
      if (performance.now() > untilMs) {
        throw new SyncError('NotFound');
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}

/** Null when no tag is open. @param {string} [peer] @returns {Promise<GattLink | null>} */
function open(peer) {
  const address = new URL('/demo/link', location.href);
  address.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
  if (peer !== undefined) {
    address.searchParams.set('peer', peer);
  }
  const socket = new WebSocket(address);
  socket.binaryType = 'arraybuffer';
  const queue = new FrameQueue();
  return new Promise((resolve, reject) => {
    socket.onclose = (event) => {
      queue.end();
      if (event.code === NOBODY) {
        resolve(null);
      } else {
        reject(new SyncError('LinkLost'));
      }
    };
    socket.onmessage = (event) => {
      if (typeof event.data !== 'string') {
        queue.add(new Uint8Array(event.data));
        return;
      }
      const { peer: name, maxFrame } = JSON.parse(event.data);
      const write = async (/** @type {import('../core/bytes.js').Bytes} */ frame) => {
        queue.throwIfDown();
        socket.send(frame);
      };
      resolve({
        peer: name,
        maxFrame,
        write,
        writeAhead: write,
        read: (timeoutMs) => queue.read(timeoutMs),
        close: () => socket.close(),
      });
    };
  });
}
