// CRC-32 as in docs/protocol.md 5.1.

const POLYNOMIAL = 0xedb88320;

/** @param {ArrayLike<number>} bytes @returns {number} 0..2^32-1 */
export function crc32(bytes) {
  let crc = 0xffffffff;
  for (let i = 0; i < bytes.length; i++) {
    crc ^= bytes[i];
    for (let bit = 0; bit < 8; bit++) {
      crc = (crc >>> 1) ^ (crc & 1 ? POLYNOMIAL : 0);
    }
  }
  return ~crc >>> 0;
}
