// A day's sync of one of the family's tags. What it brings is kept whole, or not at all.

import { DaySync } from '../sync/day-sync.js';
import { clockQuestion } from '../views/clock-question.js';
import { LinkDialog } from '../views/link-dialog.js';
import { checkOf, nextList } from './next-list.js';
import { withVerdicts } from './verdicts.js';

/** @typedef {import('../app.js').App} App */
/** @typedef {import('../store/tag-store.js').TagRecord} TagRecord */

/** The tag as it is after the sync and what became of the list, or null when the person gave up. @param {App} app @param {TagRecord} tag */
export async function syncTag(app, tag) {
  await app.freshLists();
  const lists = await app.lists.all();
  const dialog = new LinkDialog(app, app.texts.t('tag.syncing', { name: tag.name }));
  const make = () => new DaySync({
    clock: app.clock,
    serial: tag.serial,
    list: nextList(lists, tag.lists, app.clock.utcMs()),
    askClock: (difference) => dialog.ask((answer) => clockQuestion(app.texts, difference, answer)),
    wait: { onChecking: (verdict) => dialog.checking(checkOf(verdict, lists, app.clock.utcMs())), stopped: dialog.stopped },
  });
  const sync = await dialog.run([tag.secret], make);
  if (sync === null) {
    return null;
  }
  const { status, days, coverage, audit, log, correctionMs } = sync;
  if (status === null || days === null || coverage === null || audit === null || log === null) {
    throw new Error('A sync that ended well is not whole.');
  }
  const utcMs = app.clock.utcMs();
  const synced = { ...tag, last: { utcMs, status, correctionMs, days, coverage, audit, log }, lists: withVerdicts(tag.lists, sync.verdicts, lists, utcMs) };
  await app.tags.save(synced);
  return { tag: synced, listState: sync.listState, listError: sync.listError };
}
