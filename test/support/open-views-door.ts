/** The projector's doors over HTTP, over a hub of a spec and its rows: as a process of its own serves them. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  entrySealer,
  ownIssuer,
  principalOf,
  type DenialBook,
  type Issuer,
  type Principal,
  type TokenVerifier,
} from '#access';
import { memoryBearingIndex } from '#cases';
import { type PartyId } from '#domain';
import { DoorFrameModule, hubLogger, makeApp } from '#http';
import {
  NOTHING_MORE,
  ProjectorModule,
  sqliteFeedIndex,
  sqliteSubscriptions,
  type Allowed,
  type EntryBook,
  type FeedIndex,
} from '#projector';
import { specProofs } from './kept-proofs.js';
import { type SpecHub } from './open-hub.js';
import { type SpecRows } from './open-rows.js';
import { recordingLedger } from './recording-ledger.js';

/** What a door has beside the hub's own. */
interface MoreOfDoor {
  readonly book?: EntryBook;
  /** Else nobody is told of a denial. */
  readonly denials?: DenialBook;
  /** Else in a file beside the hub's. */
  readonly index?: FeedIndex;
  /** Where webhooks may go beside the public internet. */
  readonly allowed?: Allowed;
  /** What the register has of where people are alerted. */
  readonly registered?: ReadonlyMap<string, readonly string[]>;
  /** Who else asks, by token: as an issuer elsewhere would name them. */
  readonly others?: ReadonlyMap<string, Principal>;
  /** By which the hub's own tokens hold; else by the real time, and whoever is registered. */
  readonly verifierOf?: (own: Issuer) => TokenVerifier;
}

export interface ViewsDoor {
  readonly app: NestFastifyApplication;
  readonly url: string;
  /** By who asks: a party, `auditor` or `operator`. */
  readonly tokens: ReadonlyMap<string, string>;
}

const NO_DENIALS: DenialBook = {
  denied: () => Promise.resolve([]),
  toldTo: () => Promise.resolve(null),
  tell: () => Promise.resolve(true),
};

const defaults = () => ({ book: recordingLedger().book, denials: NO_DENIALS, allowed: NOTHING_MORE });

/** Listens on any free port; whoever opened it closes `app`, and the hub. */
export async function openViewsDoor(
  hub: SpecHub,
  rows: SpecRows,
  askers: readonly string[],
  more: MoreOfDoor = {},
): Promise<ViewsDoor> {
  const others: NonNullable<MoreOfDoor['others']> = more.others ?? new Map();
  const { book, denials, index, verifierOf, allowed } = { ...defaults(), ...more };
  const { log, keys, time } = hub;
  const logger = hubLogger('spec', 'silent');
  const proofs = await specProofs(hub);
  const sealer = entrySealer(randomBytes(32));
  @Module({
    imports: [
      DoorFrameModule.with({ logger, time: { simulation: time } }),
      ProjectorModule.with({
        ...{ log, keys, rows, bearing: memoryBearingIndex(), clock: time, proofs, book },
        denials: { ledger: denials },
        feed: { index: index ?? sqliteFeedIndex(join(hub.folder, 'feed-index.db')) },
        webhooks: {
          store: sqliteSubscriptions(join(hub.folder, 'subscriptions.db'), sealer),
          post: { allowed },
          isClosed: () => false,
        },
        alerts: { registered: () => (more.registered ?? new Map()) as ReadonlyMap<PartyId, readonly string[]> },
      }),
    ],
  })
  class Root {}
  const issuer = await ownIssuer(hub.folder);
  const own = verifierOf?.(issuer.issuer) ?? issuer.verifier;
  const verifier: TokenVerifier = {
    verify: async (token, shown) => others.get(token) ?? (await own.verify(token, shown)),
  };
  const app = await makeApp({ module: Root, verifier, logger, title: 'Vyer' });
  await app.listen(0, '127.0.0.1');
  const issued = askers.map(async (who) => [who, await issuer.issueToken(principalOf(who) as Principal)] as const);
  return { app, url: await app.getUrl(), tokens: new Map(await Promise.all(issued)) };
}
