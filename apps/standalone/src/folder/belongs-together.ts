/** Whether the files of a folder belong together: each rule throws the file that does not, and what is wrong with it. */
import { readMasters, type InspectedKeys, type InspectedLedger } from '#access';
import { FileUnusable, type InspectedLog, type LogId } from '#event-log';
import { type InspectedResult } from '#follow';
import { type Files } from './files.js';
import { type Seen } from './seen.js';

export interface FoundDerived extends InspectedResult {
  readonly path: string;
}

/** What was found in a folder; undefined or null for a file that is not there, or in which nothing was made yet. */
export interface Found {
  readonly log: InspectedLog | undefined;
  readonly keys: InspectedKeys | undefined;
  readonly state: InspectedResult | undefined;
  readonly ledger: InspectedLedger | undefined;
  readonly feedIndex: InspectedResult | undefined;
  readonly subscriptions: InspectedResult | undefined;
  readonly signingKey: { readonly logId: LogId | null } | undefined;
  readonly seen: Seen | null;
  readonly derived: readonly FoundDerived[];
  readonly hasTokens: boolean;
}

export type Rule = (files: Files, found: Found) => void;

/** Whatever else tells of a log: a new one would give positions that were given before. */
const missingLog: Rule = ({ log: path }, { log, keys, state, feedIndex, subscriptions, seen, derived }) => {
  if (log !== undefined) return;
  const hasFollowed = derived.some(({ ofLog, checkpoints }) => ofLog !== null || checkpoints.length > 0);
  const tells = [keys?.isUsed === true, state !== undefined, feedIndex !== undefined, subscriptions !== undefined];
  tells.push(seen !== null, hasFollowed);
  if (tells.includes(true)) throw new FileUnusable(path, 'missing', 'the other files of the folder belong to a log');
};

const olderThanSeen: Rule = ({ log: path }, { log, seen }) => {
  if (log === undefined || seen?.log !== log.id) return;
  if (Number(log.head) < Number(seen.head) || log.eventAt !== seen.event)
    throw new FileUnusable(path, 'older', `it ends at ${log.head}, and was at ${seen.head}`);
};

/** What was made from the log goes no further than the log. */
const olderThanItsResults: Rule = ({ log: path, feedIndex: ofFeeds }, { log, derived, feedIndex }) => {
  if (log === undefined) return;
  const results = [...derived, ...(feedIndex ? [{ path: ofFeeds, ...feedIndex }] : [])];
  for (const { path: other, ofLog, checkpoints } of results) {
    // Of what is kept as one, some is no position.
    const furthest = Math.max(0, ...checkpoints.map(Number).filter(Number.isSafeInteger));
    const isOfThisLog = ofLog === null || ofLog.id === log.id;
    if (isOfThisLog && furthest > Number(log.head))
      throw new FileUnusable(path, 'older', `it ends at ${log.head}, and ${other} knows of ${furthest}`);
  }
};

/** A log with events beside a new key store is not one that anybody could read. */
const missingKeys: Rule = ({ keys: path }, found) => {
  if (found.keys !== undefined) return;
  if (isUsed(found, 'keys')) throw new FileUnusable(path, 'missing', 'the log was written with its keys');
};

const olderKeys: Rule = ({ keys: path }, { log, keys, seen }) => {
  if (keys === undefined) return;
  refuseFewer(path, keys, seenOf({ log, seen }, 'keys'));
  const [lacking] = keys.lacking;
  if (lacking !== undefined) throw new FileUnusable(path, 'older', `it has no key of ${lacking}, which the log holds`);
};

const missingState: Rule = ({ state: path }, found) => {
  if (found.state !== undefined) return;
  if (isUsed(found, 'state')) throw new FileUnusable(path, 'missing', 'the log was written beside it');
};

const olderState: Rule = ({ state: path }, { log, state, seen }) => {
  if (state !== undefined) refuseFewer(path, state, seenOf({ log, seen }, 'state'));
};

/** One that nothing was ever written to is no loss: a log from before there was a ledger has none. */
const missingLedger: Rule = ({ ledger: path }, { log, seen, ledger }) => {
  if (ledger === undefined && seenOf({ log, seen }, 'ledger') > 0)
    throw new FileUnusable(path, 'missing', 'what has been read is entered in it');
};

const olderLedger: Rule = ({ ledger: path }, { log, ledger, seen }) => {
  if (ledger !== undefined) refuseFewer(path, ledger, seenOf({ log, seen }, 'ledger'));
};

/** One that nothing was ever written to is no loss: a log from before there was one has none, and it is made of that. */
const missingFeedIndex: Rule = ({ feedIndex: path }, { log, seen, feedIndex }) => {
  if (feedIndex === undefined && seenOf({ log, seen }, 'feedIndex') > 0)
    throw new FileUnusable(path, 'missing', 'the numbers that the feeds have given stand in it');
};

/** Numbers that have been given would be given again to something else. */
const olderFeedIndex: Rule = ({ feedIndex: path }, { log, feedIndex, seen }) => {
  if (feedIndex !== undefined) refuseFewer(path, feedIndex, seenOf({ log, seen }, 'feedIndex'));
};

/** One that nobody has ever subscribed in is no loss. */
const missingSubscriptions: Rule = ({ subscriptions: path }, { log, seen, subscriptions }) => {
  if (subscriptions === undefined && seenOf({ log, seen }, 'subscriptions') > 0)
    throw new FileUnusable(path, 'missing', 'what parties have subscribed to stands in it');
};

/** What has been pushed would be pushed again, by keys that were given up. */
const olderSubscriptions: Rule = ({ subscriptions: path }, { log, subscriptions, seen }) => {
  if (subscriptions !== undefined) refuseFewer(path, subscriptions, seenOf({ log, seen }, 'subscriptions'));
};

/** Without tokens beside it, it is no loss: then nobody was given any by it, or they are to hold no more. */
const missingSigningKey: Rule = ({ signingKey: path }, { signingKey, hasTokens }) => {
  if (signingKey === undefined && hasTokens)
    throw new FileUnusable(path, 'missing', 'there are tokens that were signed with it');
};

export const RULES: readonly Rule[] = [
  missingLog,
  olderThanSeen,
  olderThanItsResults,
  missingKeys,
  olderKeys,
  missingState,
  olderState,
  missingLedger,
  olderLedger,
  missingFeedIndex,
  olderFeedIndex,
  missingSubscriptions,
  olderSubscriptions,
  missingSigningKey,
];

/** A log from before logs had identities does not belong beside files that know theirs. */
export const refuseForeignLog: Rule = (files, found) => {
  if (found.log?.id === null && idsOf(files, found).length > 0)
    throw new FileUnusable(files.log, 'foreign', 'the rest of the folder belongs to a log that has an identity');
};

/** The log that most files belong to is the right one; of one file against another it is the log's own that is wrong. */
export function foreignFiles(files: Files, found: Found): readonly FileUnusable[] {
  const told = idsOf(files, found);
  const count = (id: LogId): number => told.filter((one) => one.id === id).length;
  const most = Math.max(0, ...told.map(({ id }) => count(id)));
  const right = told.find(({ id }) => count(id) === most)?.id;
  return told
    .filter(({ id }) => id !== right)
    .map(({ path }) => new FileUnusable(path, 'foreign', 'it belongs to another log than the rest of the folder'));
}

/** The master key that lies in the folder; one that is given from outside is tried when the keys are opened. */
export const refuseMasterKey: Rule = ({ masterKey: path }, { keys, ledger }) => {
  const masters = readMasters(path);
  const wrapped = [keys, ledger].filter((store) => store?.isUsed === true);
  if (wrapped.length === 0) return;
  if (masters === undefined) throw new FileUnusable(path, 'missing', 'the keys beside it are wrapped by it');
  if (!wrapped.every((store) => store?.fits(masters) === true))
    throw new FileUnusable(path, 'foreign', 'the keys beside it are wrapped by another');
};

interface Told {
  readonly path: string;
  readonly id: LogId;
}

function idsOf(
  files: Files,
  { keys, state, ledger, feedIndex, subscriptions, seen, signingKey, log }: Found,
): readonly Told[] {
  const ids: readonly (readonly [path: string, id: LogId | null | undefined])[] = [
    [files.keys, boundTo(keys)],
    [files.state, boundTo(state)],
    [files.ledger, boundTo(ledger)],
    [files.feedIndex, boundTo(feedIndex)],
    [files.subscriptions, boundTo(subscriptions)],
    [files.seen, seen?.log],
    [files.signingKey, signingKey?.logId],
    [files.log, log?.id],
  ];
  return ids.flatMap(([path, id]) => (id === null || id === undefined ? [] : [{ path, id }]));
}

const boundTo = (store: Pick<InspectedResult, 'ofLog'> | undefined): LogId | undefined => store?.ofLog?.id;

type Counted = 'keys' | 'state' | 'ledger' | 'feedIndex' | 'subscriptions';

/** Writes that had been seen of a file, in this log's life. */
const seenOf = ({ log, seen }: Pick<Found, 'log' | 'seen'>, what: Counted): number =>
  seen !== null && seen.log === log?.id ? seen[what] : 0;

const isUsed = ({ log, seen }: Found, what: Counted): boolean =>
  log?.isEmpty === false || seenOf({ log, seen }, what) > 0;

function refuseFewer(path: string, { ofLog }: Pick<InspectedResult, 'ofLog'>, seen: number): void {
  if (ofLog !== null && ofLog.writes < seen)
    throw new FileUnusable(path, 'older', `it was written ${ofLog.writes} times, and had been ${seen} times`);
}
