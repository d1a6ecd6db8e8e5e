// Waiting for people without losing the tag: its session ends after 15 s of silence (docs/protocol.md 8).

import { isFault } from './fault.js';

const PING_MS = 4000;
const POLL_MS = 500;

/**
 * What `answer` comes to, with the session kept alive meanwhile.
 * @template T @param {import('./tag-client.js').TagClient} tag @param {import('../link.js').SyncClock} clock @param {Promise<T>} answer @returns {Promise<T>}
 */
export async function keepAliveUntil(tag, clock, answer) {
  const waiting = Symbol('waiting');
  for (;;) {
    const first = await Promise.race([answer, clock.delay(PING_MS).then(() => waiting)]);
    if (first !== waiting) {
      return /** @type {T} */ (first);
    }
    await tag.status();
  }
}

/**
 * Asks again while the tag waits for its wearer to hold the button.
 * @template T @param {import('../link.js').SyncClock} clock @param {() => Promise<T>} ask @param {() => void} [onHold] @returns {Promise<T>}
 */
export async function untilHeld(clock, ask, onHold) {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!isFault(error, 'HoldButton')) {
        throw error;
      }
      onHold?.();
      await clock.delay(POLL_MS);
    }
  }
}
