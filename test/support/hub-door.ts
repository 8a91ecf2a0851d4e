/** The write side behind its real door, on the embedded default's own log and keys: for specs that speak HTTP to it. */
import { Module } from '@nestjs/common';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import request from 'supertest';
import { entrySealer, machineOf, ownIssuer, sqliteKeys, type Ledger, type Principal } from '#access';
import { type Instant, type PartyId } from '#domain';
import { openSqliteLog, type EventLog } from '#event-log';
import { sqliteBearingIndex } from '#follow';
import { DoorFrameModule, hubLogger, makeApp, simulationClock, type SimulationClock } from '#http';
import { HUB, HubModule, openSqliteState, sqliteDueIndex, type Hub } from '#hub';
import { PLACING_PARTY, REGION } from './case-defaults.data.js';
import { heldTo, type ApiDescription } from './api-description.js';
import { recordingLedger } from './recording-ledger.js';
import { temporaryFolder } from './temporary-folder.js';

const ASKERS: Readonly<Record<string, Principal>> = {
  kommun: machineOf(PLACING_PARTY),
  otherNamnd: machineOf('kommun-2080.aldrenamnden' as PartyId),
  region: machineOf(REGION),
  stranger: machineOf('region-01' as PartyId),
  auditor: { kind: 'auditor' },
  operator: { kind: 'operator' },
};

export interface HubDoor {
  readonly app: NestFastifyApplication;
  readonly hub: Hub;
  readonly log: EventLog;
  readonly time: SimulationClock;
  readonly folder: string;
  /** What was logged. */
  readonly lines: string[];
  /** `POST /v1/events` with these bytes. */
  post(body: string | Uint8Array, headers: Readonly<Record<string, string>>, as?: string): request.Test;
  get(path: string, as?: string): request.Test;
  put(path: string, body: object, as?: string): request.Test;
  /** `POST` of a JSON body. */
  say(path: string, body: object, as?: string): request.Test;
  token(as: string): string;
  close(): Promise<void>;
}

export interface HubDoorOptions {
  /** Where the log, the keys and all else lie; one of its own unless said. */
  readonly folder?: string;
  /** 32 bytes, of a folder that is opened again. */
  readonly masterKey?: Uint8Array;
  /** Told where the log cannot go on; else that ends the process. */
  readonly onBroken?: (error: Error) => void;
  /** What the hub is given for its log. */
  readonly around?: (log: EventLog) => EventLog;
  /** Else one that only remembers. */
  readonly ledger?: Ledger;
}

const ledgerOr = (given: Ledger | undefined): Ledger => given ?? recordingLedger().ledger;

export async function openHubDoor(
  startAt = '2026-01-10T08:00:00.000Z',
  {
    folder = temporaryFolder(),
    masterKey = randomBytes(32),
    around = (log) => log,
    onBroken,
    ledger,
  }: HubDoorOptions = {},
): Promise<HubDoor> {
  const lines: string[] = [];
  const logger = hubLogger('hub', 'debug', { write: (line) => void lines.push(line) });
  const time = simulationClock(startAt as Instant);
  const log = around(openSqliteLog({ path: join(folder, 'log.db'), ...(onBroken && { onBroken }) }));
  const keys = sqliteKeys({ file: join(folder, 'keys.db'), masterKey });
  const state = openSqliteState({ path: join(folder, 'hub.db') }, entrySealer(masterKey));
  const due = sqliteDueIndex(join(folder, 'due.db'));
  const bearing = sqliteBearingIndex(join(folder, 'bearing.db'));
  @Module({
    imports: [
      DoorFrameModule.with({ logger, time: { simulation: time } }),
      HubModule.with({ log, keys, state, due, bearing, ledger: ledgerOr(ledger) }),
    ],
  })
  class Root {}
  const issuer = await ownIssuer(folder);
  const app = await makeApp({ module: Root, verifier: issuer.verifier, logger, title: 'Hub' });
  await app.listen(0, '127.0.0.1');
  const tokens = new Map<string, string>();
  for (const [as, principal] of Object.entries(ASKERS)) tokens.set(as, await issuer.issueToken(principal));
  const token = (as: string): string => tokens.get(as) ?? '';
  const http = () => request(app.getHttpServer());
  const described = await http()
    .get('/openapi.json')
    .set('authorization', `Bearer ${token('kommun')}`);
  const hold = heldTo(described.body as ApiDescription);
  /** Fails on an answer that is not as the door describes it. */
  const held = (asked: request.Test): request.Test =>
    asked.expect(({ headers, status, text }) => {
      const { method, url } = asked;
      const { pathname: path } = new URL(url);
      const get = (name: string): string | null => (headers as Record<string, string>)[name] ?? null;
      const wrong = hold({ method, path, status, headers: { get }, text });
      if (wrong !== null) throw new Error(`not as /openapi.json describes it: ${wrong}`);
    });
  return {
    app,
    hub: app.get<Hub>(HUB),
    log,
    time,
    folder,
    lines,
    token,
    post: (body, headers, as = 'kommun') =>
      held(http().post('/v1/events'))
        .set({ authorization: `Bearer ${token(as)}`, ...headers })
        .serialize((sent: unknown) => sent as string)
        .send(body as string),
    get: (path, as = 'kommun') => held(http().get(path)).set('authorization', `Bearer ${token(as)}`),
    put: (path, body, as = 'operator') =>
      held(http().put(path))
        .set('authorization', `Bearer ${token(as)}`)
        .send(body),
    say: (path, body, as = 'kommun') =>
      held(http().post(path))
        .set('authorization', `Bearer ${token(as)}`)
        .send(body),
    close: async () => {
      await app.close();
      await log.close();
      await keys.close();
    },
  };
}
