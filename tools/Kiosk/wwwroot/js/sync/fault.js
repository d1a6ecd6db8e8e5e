// Why a sync did not work. The tag's status codes (docs/protocol.md 8.7) and what only the client can notice; the sentences are in texts/errors.js.

/** Status codes of the tag by their number. */
const STATUS = /** @type {const} */ ([
  'Ok', 'Malformed', 'Version', 'Busy', 'NoSession', 'WrongKey', 'Locked', 'OutOfRange', 'Battery', 'NotSupported', 'OutOfOrder', 'HoldButton',
  'WrongCode', 'Storage', 'TooVague', 'NotSigned', 'NoTime', 'ListRefused', 'Incomplete', 'Expired', 'Later',
]);

/** What a tag may have against an exposure list (docs/protocol.md 9.4), by their number from 16 on. */
const LIST_STATUS = /** @type {const} */ ([
  'ListBadFormat', 'ListUnknownRule', 'ListBadLevel', 'ListBadCount', 'ListBadDays', 'ListFutureDay', 'ListTooOld', 'ListNoTime', 'ListBusy', 'ListTooMuchToday',
  'ListNotBegun', 'ListWrongChunk', 'ListBadEntry', 'ListNotAscending', 'ListBadSum', 'ListStorageFailed',
]);
const FIRST_REFUSAL = 16;

/** @typedef {typeof LIST_STATUS[number]} ListRefusal */

/**
 * @typedef {Exclude<typeof STATUS[number], 'Ok'> | 'NotFound' | 'LinkLost' | 'NoAnswer' | 'UnknownTag' | 'BadReply'
 *   | 'Cancelled' | 'NotChosen' | 'BluetoothOff' | 'BluetoothDenied' | 'NoBluetooth' | 'WrongTag'} SyncFault
 */

const PASSING = new Set(['LinkLost', 'NoAnswer', 'NoSession', 'Busy', 'BadReply']);

/** Something did not work; `fault` says what. No message carries a secret or a byte of one. */
export class SyncError extends Error {
  /**
   * @param {SyncFault} fault @param {number} [wait] seconds before another try makes sense; for a wrong code the tries left
   * @param {ListRefusal | null} [refusal] why an exposure list was refused, if this is about one
   */
  constructor(fault, wait = 0, refusal = null) {
    super(fault);
    this.name = 'SyncError';
    this.fault = fault;
    this.wait = wait;
    this.refusal = refusal;
  }

  /** Whether connecting again is worth a try without anybody doing anything. */
  get isPassing() {
    return PASSING.has(this.fault);
  }
}

/** Whether `error` is this fault. @param {unknown} error @param {SyncFault} fault */
export const isFault = (error, fault) => error instanceof SyncError && error.fault === fault;

/** The fault of a status byte. @param {number} status @returns {SyncFault} */
export function faultOf(status) {
  const name = STATUS[status];
  return name === undefined || name === 'Ok' ? 'BadReply' : name;
}

/** The refusal of a list's status byte; null for one that this page does not know. @param {number} status @returns {ListRefusal | null} */
export const refusalOf = (status) => LIST_STATUS[status - FIRST_REFUSAL] ?? null;
