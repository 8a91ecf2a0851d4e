/** Both sides behind one door, over files of their own and a real ledger that can be taken away: for what holds of every door. */
import { Module } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import {
  entrySealer,
  LEDGER_PAGE_MAX,
  LedgerUnavailable,
  ownIssuer,
  principalOf,
  sqliteKeys,
  sqliteLedger,
  type Ledger,
  type Principal,
  type Recorded,
} from '#access';
import { memoryBearingIndex } from '#cases';
import { MEDIA_TYPES } from '#contracts';
import { type Controller, type Instant } from '#domain';
import { openSqliteLog, type LogId } from '#event-log';
import { sqliteBearingIndex } from '#follow';
import { DoorFrameModule, hubLogger, makeApp, simulationClock } from '#http';
import { HubModule, openSqliteState, ownEntriesOf, sqliteDueIndex, type Receipt } from '#hub';
import { NOTHING_MORE, ProjectorModule, sqliteFeedIndex, sqliteSubscriptions, type EntryBook } from '#projector';
import { specProofs } from './kept-proofs.js';
import { openSpecRows } from './open-rows.js';
import { temporaryFolder } from './temporary-folder.js';
import { sayerOf, type WireEvent } from './wire-events.js';

export interface AskedAt {
  /** A party, `party@role`, `auditor` or `operator`. */
  readonly as: string;
  readonly path: string;
  readonly body?: unknown;
  readonly purpose?: string;
}

export interface Given {
  readonly status: number;
  readonly text: string;
}

export interface AllDoors {
  ask(asked: AskedAt): Promise<Given>;
  /** Told by the party of its source; its receipt. */
  tell(event: WireEvent): Promise<Receipt>;
  /** Once the rows hold all that was told. */
  rowsThere(): Promise<unknown>;
  /** All that stands in an authority’s log of reads. */
  entriesOf(controller: string): Promise<readonly Recorded[]>;
  /** From now on the ledger takes nothing, or takes again. */
  takeAway(isAway: boolean): void;
  close(): Promise<void>;
}

export async function openAllDoors(startAt: string): Promise<AllDoors> {
  const folder = temporaryFolder();
  const masterKey = randomBytes(32);
  const time = simulationClock(startAt as Instant);
  const logger = hubLogger('spec', 'silent');
  const sealer = entrySealer(masterKey);
  const log = openSqliteLog({ path: join(folder, 'log.db') });
  const keys = sqliteKeys({ file: join(folder, 'keys.db'), masterKey });
  const state = openSqliteState({ path: join(folder, 'hub.db') }, sealer);
  const logId = (await log.identity()) as LogId;
  const store = sqliteLedger({ file: join(folder, 'ledger.db'), masterKey, logId });
  const rows = await openSpecRows({ log, keys });
  const proofs = await specProofs({ log, folder });
  let isAway = false;
  const ledger: Ledger & EntryBook['ledger'] = {
    write: (entries) =>
      isAway ? Promise.reject(new LedgerUnavailable('the disk of the ledger is full')) : store.write(entries),
    page: (asked) => store.page(asked),
    ofPerson: (asked) => store.ofPerson(asked),
    draw: (asked) => store.draw(asked),
    readsOf: (asked) => store.readsOf(asked),
  };
  const due = sqliteDueIndex(join(folder, 'due.db'));
  @Module({
    imports: [
      DoorFrameModule.with({ logger, time: { simulation: time } }),
      HubModule.with({ log, keys, state, due, bearing: sqliteBearingIndex(join(folder, 'bearing.db')), ledger }),
      ProjectorModule.with({
        ...{ log, keys, rows, bearing: memoryBearingIndex(), clock: time, proofs, denials: { ledger: store } },
        book: { ledger, now: () => time.now(), codeVersion: '0.1.0' },
        held: ownEntriesOf(state),
        feed: { index: sqliteFeedIndex(join(folder, 'feed-index.db')) },
        webhooks: {
          store: sqliteSubscriptions(join(folder, 'subscriptions.db'), sealer),
          post: { allowed: NOTHING_MORE },
          isClosed: () => false,
        },
      }),
    ],
  })
  class Root {}
  const issuer = await ownIssuer(folder);
  const app = await makeApp({ module: Root, verifier: issuer.verifier, logger, title: 'Alla dörrar' });
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  const tokens = new Map<string, Promise<string>>();
  const tokenOf = (who: string): Promise<string> => {
    const token = tokens.get(who) ?? issuer.issueToken(principalOf(who) as Principal);
    tokens.set(who, token);
    return token;
  };
  const send = async (as: string, path: string, headers: object, body?: unknown): Promise<Given> => {
    const answer = await fetch(url + path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${await tokenOf(as)}`, ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: answer.status, text: await answer.text() };
  };
  return {
    ask: ({ as, path, body, purpose }) =>
      send(as, path, { 'content-type': 'application/json', ...(purpose ? { 'hvb-purpose': purpose } : {}) }, body),
    tell: async (event) => {
      const { text } = await send(sayerOf(event), '/v1/events', { 'content-type': MEDIA_TYPES.structured }, event);
      return (JSON.parse(text) as readonly Receipt[])[0] as Receipt;
    },
    rowsThere: () => rows.all(),
    entriesOf: (controller) => store.page({ controller: controller as Controller, after: 0, limit: LEDGER_PAGE_MAX }),
    takeAway: (away) => {
      isAway = away;
    },
    close: async () => {
      await app.close();
      await rows.stop();
      await store.close();
      await log.close();
      await keys.close();
    },
  };
}
