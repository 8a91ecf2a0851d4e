/** Looks through a data folder before anything in it is opened for writing: whether its files belong together, and which are to be made anew. */
import { accessSync, constants, existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { inspectKeys, inspectLedger, inspectSigningKey } from '#access';
import { FileUnusable, inspectLog, type Position } from '#event-log';
import { inspectStateFile } from '#hub';
import { inspectResultFile, isToBeMadeAnew, type InspectedResult } from '#follow';
import { inspectFeedIndex, inspectRowsFile, inspectSubscriptions } from '#projector';
import { inspectLogKey } from '#proof';
import {
  foreignFiles,
  refuseForeignLog,
  refuseMasterKey,
  RULES,
  type Found,
  type FoundDerived,
} from './belongs-together.js';
import { DERIVED, type Files } from './files.js';
import { readSeen, type Seen } from './seen.js';

/** The streams opened last, of which the key store must have keys: a store from an earlier backup lacks those of the newest. */
const STREAMS_LOOKED_FOR = 1_000;
const START = '0' as Position;

/** Files whose loss an operator may accept, by name: what they held is told to be gone, and they are begun anew. */
export const MAY_BE_LOST = [
  'hub.db',
  'ledger.db',
  'feed-index.db',
  'subscriptions.db',
  'signing-key.jwk.json',
] as const;
export type Lost = (typeof MAY_BE_LOST)[number];

export interface Surveying {
  readonly files: Files;
  /** A master key is given from outside or in a token, and tried when the keys are opened; else it lies in the folder. */
  readonly isMasterElsewhere: boolean;
  readonly lost: readonly Lost[];
}

/** A file that is to be put aside, or is not there, and why; what can be had again of it is made anew. */
export interface ToMakeAnew {
  readonly path: string;
  readonly reason: string;
  readonly isThere: boolean;
}

/**
 * Only for who holds the folder's lock. Nothing is written. Throws `FileUnusable` at the first primary file that is
 * missing, older than the rest, damaged, of another log, or closed to this user; gives those to be made anew.
 */
export function surveyFolder({ files, isMasterElsewhere, lost }: Surveying): readonly ToMakeAnew[] {
  const aside = new Map<string, string>();
  /** What a file is found unusable for; where its loss is accepted it is put aside. */
  const accepting = <T>(look: () => T): T | undefined => {
    try {
      return look();
    } catch (error) {
      if (!(error instanceof FileUnusable) || !lost.some((name) => name === basename(error.path))) throw error;
      // What was found first is why: without the file the rest of the folder tells of it, too.
      if (!aside.has(error.path)) aside.set(error.path, error.message);
      return undefined;
    }
  };
  const found = lookThrough(files, { aside, accepting });
  refuseForeignLog(files, found);
  for (const fault of foreignFiles(files, found))
    if (fault.path === files.seen) aside.set(fault.path, fault.reason);
    else
      accepting(() => {
        throw fault;
      });
  for (const rule of RULES)
    accepting(() => {
      rule(files, found);
    });
  if (!isMasterElsewhere) refuseMasterKey(files, found);
  for (const path of derivedOfOthers(found)) aside.set(path, 'it is of another log');
  const gone = goneOf(files, found).filter((path) => !aside.has(path));
  return [...aside, ...gone.map((path) => [path, 'what had been made from the log is gone'] as const)]
    .map(([path, reason]) => ({ path, reason, isThere: existsSync(path) }))
    .filter(({ path, isThere }) => isThere || gone.includes(path));
}

const derivedOfOthers = ({ derived, log }: Found): readonly string[] =>
  derived.filter(({ ofLog }) => ofLog !== null && ofLog.id !== log?.id).map(({ path }) => path);

/** What a log with events has always had made from it: gone with its file, or out of it. Feeds there are only beside a broker. */
const goneOf = (files: Files, { derived, log }: Found): readonly string[] =>
  DERIVED.map((name) => files[name]).filter(
    (path) =>
      log?.isEmpty === false && !derived.some((one) => one.path === path) && (path !== files.feeds || existsSync(path)),
  );

interface Looking {
  readonly aside: Map<string, string>;
  readonly accepting: <T>(look: () => T) => T | undefined;
}

function lookThrough(files: Files, { aside, accepting }: Looking): Found {
  for (const path of [files.log, files.keys, files.masterKey, files.checkpointKey]) refuseClosed(path);
  inspectLogKey(files.checkpointKey);
  const derived = DERIVED.flatMap((name) => {
    const inspect = name === 'rows' ? inspectRowsFile : inspectAny;
    return lookAtDerived(files[name], inspect, aside) ?? [];
  });
  const seen = lookAtSeen(files.seen, aside);
  const primary = <T>(path: string, inspect: (path: string) => T): T | undefined =>
    accepting(() => {
      refuseClosed(path);
      return inspect(path);
    });
  const state = primary(files.state, inspectStateFile);
  const ledger = primary(files.ledger, inspectLedger);
  const feedIndex = primary(files.feedIndex, inspectFeedIndex);
  const subscriptions = primary(files.subscriptions, inspectSubscriptions);
  // Of two files the one that is written first is read last: what it tells is at least as new.
  const log = inspectLog(files.log, { at: seen?.head ?? START, streams: STREAMS_LOOKED_FOR });
  const keys = inspectKeys(files.keys, log?.newestStreams ?? []);
  const signingKey = primary(files.signingKey, inspectSigningKey);
  const stores = { log, keys, state, ledger, feedIndex, subscriptions };
  return { ...stores, signingKey, seen, derived, hasTokens: hasTokens(files.tokens, aside) };
}

function lookAtSeen(path: string, aside: Map<string, string>): Seen | null {
  const seen = readSeen(path);
  if (seen === 'damaged') aside.set(path, 'it is not what was written');
  return seen === 'damaged' ? null : seen;
}

type InspectDerived = (path: string) => InspectedResult | undefined;

const inspectAny: InspectDerived = (path) => inspectResultFile(path, { whole: false });

/**
 * A derived file that cannot be looked at is put aside; so is one that this user may not write. Throws `FileUnusable` where a
 * later version keeps it.
 */
function lookAtDerived(
  path: string,
  inspectDerived: InspectDerived,
  aside: Map<string, string>,
): FoundDerived | undefined {
  try {
    refuseClosed(path);
    // The rows are read whole by the thread that keeps them, the others when they are opened.
    const found = inspectDerived(path);
    return found && { path, ...found };
  } catch (error) {
    if (!isToBeMadeAnew(error)) throw error;
    aside.set(path, error.message);
    return undefined;
  }
}

function refuseClosed(path: string): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return;
  if (!found.isFile()) throw new FileUnusable(path, 'notAFile', 'something that is no file stands there');
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
  } catch (error) {
    throw new FileUnusable(path, 'closed', 'this user may not read and write it', { cause: error });
  }
}

/** Whether any token lies there. What cannot be read in its place is put aside: tokens can be given again. */
function hasTokens(folder: string, aside: Map<string, string>): boolean {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (found === undefined) return false;
  if (!found.isDirectory()) {
    aside.set(folder, 'it is no folder');
    return true;
  }
  const tokens = readdirSync(folder).filter((name) => name.endsWith('.token'));
  for (const name of tokens) asideIfClosed(join(folder, name), aside);
  return tokens.length > 0;
}

function asideIfClosed(path: string, aside: Map<string, string>): void {
  try {
    refuseClosed(path);
  } catch (error) {
    aside.set(path, (error as Error).message);
  }
}
