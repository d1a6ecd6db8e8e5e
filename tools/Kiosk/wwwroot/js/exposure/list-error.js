// A published list that is refused as a whole. The sentences are in texts/errors.js.

/**
 * @typedef {'TooLong' | 'NotReadable' | 'UnknownFormat' | 'BadLevel' | 'NoEntry' | 'TooManyEntries' | 'BadKey' | 'StartNotMidnight' | 'EndBeforeStart'
 *   | 'SpanTooLong' | 'FutureDay' | 'MaxZero' | 'MaxUnsupported' | 'Duplicate' | 'UnknownAuthority' | 'BadSignature' | 'TooManyKeyDays'
 *   | 'ListExpired' | 'NotFetched'} ListFault
 */

export class ListError extends Error {
  /** @param {ListFault} fault @param {string} place such as "data[3].max"; no key and no other value of the list @param {number} [days] age, when it is expired */
  constructor(fault, place, days = 0) {
    super(`${place}: ${fault}`);
    this.name = 'ListError';
    this.fault = fault;
    this.place = place;
    this.days = days;
  }
}
