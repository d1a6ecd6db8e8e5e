/** @typedef {'CameraDenied' | 'CameraMissing' | 'NoDecoder'} CameraFault */

/** Why a label cannot be scanned. */
export class CameraError extends Error {
  /** @param {CameraFault} fault */
  constructor(fault) {
    super(fault);
    this.name = 'CameraError';
    this.fault = fault;
  }
}
