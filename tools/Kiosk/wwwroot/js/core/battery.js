// What is left in the tag's cell, by the firmware's own curve (firmware/Tag/Power/CellCurve.cs): it errs on the empty side.

const TOLERANCE = 30;
const UNUSABLE = 89;
// Open-circuit millivolts at 0, 100, ... 1000 per mille.
const CURVE = [3000, 3450, 3600, 3680, 3740, 3770, 3800, 3860, 3950, 4050, 4180];

/** Per mille of the capacity that the radio may still use, 0..911. @param {number} millivolts */
export function permilleUsable(millivolts) {
  const at = millivolts - TOLERANCE;
  const step = CURVE.findLastIndex((limit) => at >= limit);
  const left = step < 0 ? 0 : step === CURVE.length - 1 ? 1000 : 100 * step + Math.floor((100 * (at - CURVE[step])) / (CURVE[step + 1] - CURVE[step]));
  return Math.max(0, left - UNUSABLE);
}

/** Per cent for people, or null when the tag has not measured. @param {number} millivolts */
export const percentLeft = (millivolts) => (millivolts === 0 ? null : Math.round((100 * permilleUsable(millivolts)) / (1000 - UNUSABLE)));
