/** The files of a data folder: what each is called, and what it is to the hub. */
import { join } from 'node:path';
import { logKeyPath } from '#proof';

export interface Files {
  readonly log: string;
  readonly keys: string;
  readonly masterKey: string;
  readonly rows: string;
  readonly state: string;
  readonly ledger: string;
  readonly due: string;
  readonly bearing: string;
  readonly feeds: string;
  /** The tree of the log. */
  readonly proofs: string;
  /** The numbers of the parties' feeds: primary. */
  readonly feedIndex: string;
  /** Subscriptions, and what waits to be pushed: primary. */
  readonly subscriptions: string;
  readonly access: string;
  readonly signingKey: string;
  /** By which checkpoints are believed. */
  readonly checkpointKey: string;
  readonly tokens: string;
  readonly seen: string;
  /** What has been erased: primary, and never put back from a backup. */
  readonly erasures: string;
}

/** Where each part keeps what it keeps. Log, keys, master key, signing key, hub state, ledger, the index of the feeds and subscriptions are primary; the rest can be had again. */
export function filesUnder(dataDir: string): Files {
  const access = join(dataDir, 'access');
  return {
    log: join(dataDir, 'log.db'),
    keys: join(dataDir, 'keys.db'),
    masterKey: join(access, 'master.key'),
    rows: join(dataDir, 'rows.db'),
    state: join(dataDir, 'hub.db'),
    ledger: join(dataDir, 'ledger.db'),
    due: join(dataDir, 'due.db'),
    bearing: join(dataDir, 'bearing.db'),
    feeds: join(dataDir, 'feeds.db'),
    proofs: join(dataDir, 'proofs.db'),
    feedIndex: join(dataDir, 'feed-index.db'),
    subscriptions: join(dataDir, 'subscriptions.db'),
    access,
    signingKey: join(access, 'signing-key.jwk.json'),
    checkpointKey: logKeyPath(access),
    tokens: join(access, 'tokens'),
    seen: join(dataDir, 'seen.json'),
    erasures: join(dataDir, 'erasures.jsonl'),
  };
}

/** Those that are made from the log, and may be made anew. */
export const DERIVED = ['rows', 'due', 'bearing', 'feeds', 'proofs'] as const satisfies readonly (keyof Files)[];
