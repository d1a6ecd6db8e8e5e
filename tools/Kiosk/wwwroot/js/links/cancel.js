// A transport that a person can call off at any moment. A link that comes up too late is closed again.

import { SyncError } from '../sync/fault.js';

/** @typedef {import('../link.js').GattTransport} GattTransport */

/** @param {GattTransport} transport @param {AbortSignal} signal @returns {GattTransport} */
export function cancellable(transport, signal) {
  const cancelled = new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new SyncError('Cancelled')), { once: true });
  });
  cancelled.catch(() => undefined);
  /** @template T @param {Promise<T>} work @returns {Promise<T>} */
  const orCancelled = (work) => /** @type {Promise<T>} */ (Promise.race([work, cancelled]));
  return {
    needsGesture: transport.needsGesture,
    async connect(peer) {
      if (signal.aborted) {
        throw new SyncError('Cancelled');
      }
      const connecting = transport.connect(peer);
      connecting.then((link) => signal.aborted && link.close()).catch(() => undefined);
      const link = await orCancelled(connecting);
      return {
        peer: link.peer,
        get maxFrame() {
          return link.maxFrame;
        },
        write: (frame) => orCancelled(link.write(frame)),
        writeAhead: (frame) => orCancelled(link.writeAhead(frame)),
        read: (timeoutMs) => orCancelled(link.read(timeoutMs)),
        close: () => link.close(),
      };
    },
  };
}
