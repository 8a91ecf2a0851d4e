/** The read side in a process of its own, at two doors over the same files: as it is, and with a ledger that keeps nothing. */
import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { join } from 'node:path';
import {
  entrySealer,
  openMasters,
  ownIssuer,
  principalOf,
  sqliteKeys,
  sqliteLedger,
  type LedgerStore,
  type Principal,
} from '#access';
import { bearing, memoryBearingIndex } from '#cases';
import { openSqliteLog, type EventLog } from '#event-log';
import { DoorFrameModule, hubLogger, makeApp, systemClock } from '#http';
import {
  entryBook,
  keepRows,
  MEMBERSHIP_VERSION,
  nameOfThings,
  NOTHING_MORE,
  ProjectorModule,
  sqliteFeedIndex,
  sqliteSubscriptions,
  type RowKeeper,
  type SqliteFeedIndex,
} from '#projector';
import { filesUnder } from '#standalone';
import { NO_PROOFS } from '../../support/kept-proofs.js';
import { answerParent } from './child.js';

export type ViewsQuestion =
  | { readonly ask: 'start'; readonly folder: string; readonly own: string }
  | { readonly ask: 'tokens'; readonly of: readonly string[] }
  | { readonly ask: 'followed'; readonly msMax: number };

/** Where each listens. */
export interface ViewsDoors {
  readonly entered: string;
  readonly bare: string;
}

/** What is told to it is gone: for the bench alone, and given by nothing that a program can be told. */
const bareLedger = (ledger: LedgerStore): LedgerStore =>
  // Its methods are its class's: a copy of its members has none of them.
  Object.assign(Object.create(ledger) as LedgerStore, { write: () => Promise.resolve() });

/** A feed index at the log's head: nobody reads a feed here, and one that catches up would be counted as reading of views. */
async function feedIndexAtHead(path: string, log: EventLog): Promise<SqliteFeedIndex> {
  const index = sqliteFeedIndex(path);
  const next = await log.head();
  await index.commit({
    ...{ before: null, next, after: log.start, version: MEMBERSHIP_VERSION, feeds: 0, begun: [], entries: [] },
  });
  return index;
}

interface Opened {
  readonly rows: RowKeeper;
  readonly caughtUp: (msMax: number) => Promise<boolean>;
  readonly tokenOf: (who: string) => Promise<string>;
  readonly stop: () => Promise<void>;
}

let opened: Opened | undefined;

/** `own`: a folder for what is written. */
async function start({ folder, own }: Extract<ViewsQuestion, { ask: 'start' }>): Promise<ViewsDoors> {
  const files = filesUnder(folder);
  const masters = await openMasters({ masterKeyPath: files.masterKey });
  const log = openSqliteLog({ path: files.log });
  const keys = sqliteKeys({ file: files.keys, masterKey: masters });
  const ledger = sqliteLedger({ file: join(own, 'ledger.db'), masterKey: masters });
  const logger = hubLogger('bench', 'warn');
  const rows = await keepRows({
    rows: { kind: 'sqlite', path: join(own, 'rows.db') },
    log,
    fold: { log, keys, bearing: bearing({ log, keys, index: memoryBearingIndex() }), name: nameOfThings },
    sources: {
      log: { kind: 'sqlite', path: files.log },
      keys: { kind: 'sqlite', path: files.keys, masterKeyPath: files.masterKey },
    },
    onDefect: (error) => {
      throw error;
    },
  });
  const issuer = await ownIssuer(join(own, 'access'));
  const time = { clock: systemClock };
  const listen = async (
    to: LedgerStore,
    name: string,
  ): Promise<{ readonly url: string; readonly close: () => Promise<void> }> => {
    const ports = { log, keys, rows, bearing: memoryBearingIndex(), clock: systemClock, proofs: NO_PROOFS };
    const feed = { index: await feedIndexAtHead(join(own, `feed-${name}.db`), log) };
    const store = sqliteSubscriptions(join(own, `subscriptions-${name}.db`), entrySealer(masters));
    @Module({
      imports: [
        DoorFrameModule.with({ logger, time }),
        ProjectorModule.with({
          ...ports,
          feed,
          book: entryBook(to, time),
          denials: { ledger: to },
          webhooks: { store, post: { allowed: NOTHING_MORE }, isClosed: () => false },
        }),
      ],
    })
    class Root {}
    const app = await makeApp({ module: Root, verifier: issuer.verifier, logger, title: 'Bench' });
    await app.listen(0, '127.0.0.1');
    return { url: await app.getUrl(), close: () => app.close() };
  };
  const [entered, bare] = [await listen(ledger, 'entered'), await listen(bareLedger(ledger), 'bare')];
  opened = {
    rows,
    caughtUp: async (msMax) => rows.caughtUp(await log.head(), msMax),
    tokenOf: (who) => issuer.issueToken(principalOf(who) as Principal),
    // The rows end with the door that is closed first.
    stop: async () => {
      for (const door of [entered, bare]) await door.close();
      await ledger.close();
      await log.close();
    },
  };
  return { entered: entered.url, bare: bare.url };
}

async function answer(question: ViewsQuestion): Promise<unknown> {
  if (question.ask === 'start') return start(question);
  if (!opened) throw new Error('the doors have not been opened');
  const { tokenOf, caughtUp } = opened;
  if (question.ask === 'followed') return caughtUp(question.msMax);
  return Object.fromEntries(await Promise.all(question.of.map(async (who) => [who, await tokenOf(who)])));
}

answerParent(answer, () => opened?.stop());
