// Connects, shakes hands and does a job, again and again while the faults are passing ones. A job is anything with `continue(tag)`: it remembers what
// it has done, and the next connection goes on from there.

import { Connection } from './connection.js';
import { SyncError, isFault } from './fault.js';
import { TagClient } from './tag-client.js';

/** @typedef {import('../core/bytes.js').Bytes} Bytes */
/** @typedef {{continue: (tag: TagClient) => Promise<void>, isEnough?: boolean}} SyncJob  isEnough: what is still to do may be left when the tag is gone */

/**
 * @typedef {object} SyncPorts
 * @property {import('../link.js').GattTransport} transport
 * @property {import('../link.js').SyncClock} clock
 * @property {import('../link.js').Random} random
 * @property {(state: 'connecting' | 'working' | 'again') => void} [onState]
 * @property {(claim: Bytes) => void} [onTag]  called once, when a tag has proved to know this claim secret
 */

const MAX_CONNECTIONS = 30;
const PAUSE_MS = 300;

/**
 * Does the job with a tag of the ring and says goodbye. Returns the claim secret of the tag that it was and the connections it took; throws the
 * SyncError that could not be waited out.
 * @param {SyncPorts} ports @param {readonly Bytes[]} ring @param {SyncJob} job
 */
export async function run(ports, ring, job) {
  /** @type {Bytes | null} */
  let proved = null;
  /** @type {string | undefined} */
  let peer;
  let isDone = false;
  for (let connections = 1; ; connections++) {
    ports.onState?.(peer === undefined ? 'connecting' : 'again');
    /** @type {Connection | null} */
    let connection = null;
    try {
      const link = await ports.transport.connect(peer);
      peer = link.peer;
      connection = new Connection(link, ports.clock, ports.random);
      // From the first handshake on the job is this one tag's: an address proves nothing, its secret does.
      const claim = await connection.authenticate(proved === null ? ring : [proved]);
      if (proved === null) {
        proved = claim;
        ports.onTag?.(claim);
      }
      ports.onState?.('working');
      const client = new TagClient(connection, ports.clock);
      if (!isDone) {
        await job.continue(client);
        isDone = true;
      }
      await client.bye();
      return { claim, connections };
    } catch (error) {
      if (!(error instanceof SyncError)) {
        throw error;
      }
      if (isDone && proved !== null && (error.isPassing || isFault(error, 'NotFound'))) {
        // All that is left is goodbye; the window closes without it.
        return { claim: proved, connections };
      }
      if (!error.isPassing || connections === MAX_CONNECTIONS) {
        if (job.isEnough && proved !== null && (error.isPassing || isFault(error, 'NotFound') || isFault(error, 'Cancelled'))) {
          return { claim: proved, connections };
        }
        throw error;
      }
      await ports.clock.delay(error.fault === 'Busy' ? error.wait * 1000 : PAUSE_MS);
    } finally {
      connection?.close();
    }
  }
}
