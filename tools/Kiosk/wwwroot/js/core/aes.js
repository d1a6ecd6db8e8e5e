// One block of AES-128. WebCrypto has no bare block cipher, and its counter mode counts big-endian where docs/protocol.md 8.5 counts
// little-endian; CBC of one block from a zero vector is the bare block, followed by one of padding that is dropped.

/** @typedef {import('./bytes.js').Bytes} Bytes */

const BLOCK = 16;
const ZERO = new Uint8Array(BLOCK);

/** @param {Bytes} key 16 bytes @returns {Promise<CryptoKey>} */
export const importBlockKey = (key) => crypto.subtle.importKey('raw', key, 'AES-CBC', false, ['encrypt']);

/** Each of the blocks encrypted by itself. @param {CryptoKey} key @param {Bytes[]} blocks @returns {Promise<Uint8Array[]>} */
export const encryptBlocks = (key, blocks) =>
  Promise.all(blocks.map(async (block) => new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-CBC', iv: ZERO }, key, block), 0, BLOCK)));
