// The device's clock and randomness, handed to the modules that must not ask for them.

/** Devices that keep their time by the network are off by some tens of milliseconds; a page is not told. */
const ERROR_MS = 50;

/** @type {import('../link.js').SyncClock} */
export const deviceClock = {
  nowMs: () => performance.now(),
  utcMs: () => Date.now(),
  errorMs: ERROR_MS,
  delay: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

/** @type {import('../link.js').Random} */
export const deviceRandom = (count) => crypto.getRandomValues(new Uint8Array(count));
