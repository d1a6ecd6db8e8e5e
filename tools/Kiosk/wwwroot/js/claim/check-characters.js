// Check characters by ISO/IEC 7064, the pure system MOD 1271-36: two characters over digits and letters. Every single wrong character, every swap of
// two neighbours, and nearly every other slip is found.

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const MODULUS = 1271;
const RADIX = 36;

/** The two check characters of a text of digits and upper-case letters. @param {string} text */
export function checkCharacters(text) {
  const remainder = Array.from(text + '00', (c) => ALPHABET.indexOf(c)).reduce((sum, value) => (sum * RADIX + value) % MODULUS, 0);
  const check = (MODULUS + 1 - remainder) % MODULUS;
  return ALPHABET[Math.floor(check / RADIX)] + ALPHABET[check % RADIX];
}
