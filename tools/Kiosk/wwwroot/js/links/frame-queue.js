// Notifications on their way to whoever reads them, one at a time, and the end of the link.

import { SyncError } from '../sync/fault.js';

export class FrameQueue {
  /** @type {Uint8Array[]} */
  #frames = [];
  /** @type {(() => void) | null} */
  #wake = null;
  #isDown = false;

  get isDown() {
    return this.#isDown;
  }

  /** @param {Uint8Array} frame */
  add(frame) {
    this.#frames.push(frame);
    this.#wake?.();
  }

  /** The link is gone; a waiting reader is told. */
  end() {
    this.#isDown = true;
    this.#wake?.();
  }

  throwIfDown() {
    if (this.#isDown) {
      throw new SyncError('LinkLost');
    }
  }

  /** The next frame, or null when none came in time. @param {number} timeoutMs @returns {Promise<Uint8Array | null>} */
  async read(timeoutMs) {
    if (this.#frames.length === 0) {
      this.throwIfDown();
      await new Promise((resolve) => {
        const timer = setTimeout(resolve, timeoutMs);
        this.#wake = () => {
          clearTimeout(timer);
          resolve(undefined);
        };
      });
      this.#wake = null;
    }
    const frame = this.#frames.shift();
    if (frame === undefined) {
      this.throwIfDown();
      return null;
    }
    return frame;
  }
}
