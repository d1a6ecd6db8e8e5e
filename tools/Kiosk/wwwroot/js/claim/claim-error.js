// Why a label cannot be read. A module of its own: its sentences are needed before any label is.

/** @typedef {'Empty' | 'Foreign' | 'Newer' | 'Damaged' | 'Short' | 'Long' | 'BadCharacter' | 'BadCheck'} ClaimFault */

/** A label that cannot be; says why, and nothing of what stood there. */
export class ClaimError extends Error {
  /** @param {ClaimFault} fault */
  constructor(fault) {
    super(fault);
    this.name = 'ClaimError';
    this.fault = fault;
  }
}
