// Faults of the page itself: files that people choose, packages that cannot be handed in.

/** @typedef {'RosterUnreadable' | 'RosterEmpty' | 'NoClaims' | 'NotHandedIn'} PageFault */

export class PageError extends Error {
  /** @param {PageFault} fault */
  constructor(fault) {
    super(fault);
    this.name = 'PageError';
    this.fault = fault;
  }
}
