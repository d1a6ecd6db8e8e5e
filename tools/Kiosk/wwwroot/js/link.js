// What the sync needs of a radio. Bluetooth of the browser and the tags of the demo are two of its kind; the tests bring a third.

/**
 * @typedef {object} GattLink
 * @property {string} peer      stable name of the device, for finding it again; proves nothing
 * @property {number} maxFrame  bytes that one frame may have now, at least 20; may grow while the link stands
 * @property {(frame: import('./core/bytes.js').Bytes) => Promise<void>} write  one frame to the command characteristic, with response
 * @property {(frame: import('./core/bytes.js').Bytes) => Promise<void>} writeAhead  one frame, without response where the link has that: done when the next may follow
 * @property {(timeoutMs: number) => Promise<Uint8Array | null>} read  the next notification, null when none came in time; throws SyncError LinkLost
 * @property {() => void} close
 */

/**
 * @typedef {object} GattTransport
 * @property {boolean} needsGesture  whether connecting to a new tag has to follow a click
 * @property {(peer?: string) => Promise<GattLink>} connect  throws SyncError NotFound
 */

/**
 * @typedef {object} SyncClock
 * @property {() => number} nowMs   milliseconds since any moment; never goes back
 * @property {() => number} utcMs   UTC milliseconds since 1970
 * @property {number} errorMs       how far utcMs may be off, either way, when nothing is wrong with the device's clock
 * @property {(ms: number) => Promise<void>} delay
 */

/** @typedef {(count: number) => import('./core/bytes.js').Bytes} Random */

export {};
