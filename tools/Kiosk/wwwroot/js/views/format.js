// Times and days as people say them.

/** Day before month in both languages. @param {Texts} texts */
const localeOf = ({ language }) => (language === 'vi' ? 'vi-VN' : 'en-GB');

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** @typedef {import('../texts/index.js').Texts} Texts */

/** How long ago. @param {Texts} texts @param {number} utcMs @param {number} nowMs */
export function ago(texts, utcMs, nowMs) {
  const ms = nowMs - utcMs;
  if (utcMs === 0) {
    return texts.t('time.never');
  }
  if (ms < -MINUTE_MS) {
    return texts.t('time.future');
  }
  if (ms < MINUTE_MS) {
    return texts.t('time.now');
  }
  if (ms < HOUR_MS) {
    return texts.t('time.minutes', { n: Math.floor(ms / MINUTE_MS) });
  }
  return ms < 2 * DAY_MS ? texts.t('time.hours', { n: Math.floor(ms / HOUR_MS) }) : texts.t('time.days', { n: Math.floor(ms / DAY_MS) });
}

/** A length of time, rounded. @param {Texts} texts @param {number} ms */
export function span(texts, ms) {
  const length = Math.abs(ms);
  if (length < 2 * MINUTE_MS) {
    return texts.t('status.seconds', { n: Math.max(1, Math.round(length / 1000)) });
  }
  if (length < 2 * HOUR_MS) {
    return texts.t('clock.minutes', { n: Math.round(length / MINUTE_MS) });
  }
  return length < 2 * DAY_MS ? texts.t('clock.hours', { n: Math.round(length / HOUR_MS) }) : texts.t('clock.days', { n: Math.round(length / DAY_MS) });
}

/** @param {Texts} texts @param {number} utcMs */
export const dateAndTime = (texts, utcMs) => new Intl.DateTimeFormat(localeOf(texts), { dateStyle: 'medium', timeStyle: 'short' }).format(utcMs);

/** A day counted from 1970-01-01. @param {Texts} texts @param {number} day */
export const dayName = (texts, day) => new Intl.DateTimeFormat(localeOf(texts), { weekday: 'long', day: 'numeric', month: 'numeric', timeZone: 'UTC' }).format(day * DAY_MS);

/** The same, short. @param {Texts} texts @param {number} day */
export const shortDay = (texts, day) => new Intl.DateTimeFormat(localeOf(texts), { day: 'numeric', month: 'numeric', timeZone: 'UTC' }).format(day * DAY_MS);
