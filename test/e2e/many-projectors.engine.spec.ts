import { randomBytes } from 'node:crypto';
import { DatabaseUnavailable } from '#engines';
import { type ProcessSettings } from '#http';
import { startHub, type HubProcess } from '../../apps/hub/src/process.js';
import { startProtocolServer, type ProtocolServer } from '../eventstore-protocol/protocol-server.js';
import { aCase, PLACING_PARTY } from '../support/case-builder.js';
import { postgresForSpecs } from '../support/engines.js';
import { ownDatabase, type OwnDatabase } from '../support/own-database.postgres.js';
import { untilThere } from '../support/patient-door.js';
import { APPEND_BYTES_MAX } from '../support/story-hubs.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { dalarnaEvents, eventsOf, type WireEvent, sayerOf } from '../support/wire-events.js';
import { startProjector, type ProjectorProcess } from '../../apps/projector/src/process.js';

describe('projectors of one installation', () => {
  let database: OwnDatabase;
  let eventStore: ProtocolServer;
  let settings: ProcessSettings;
  let hub: HubProcess;
  const projectors: ProjectorProcess[] = [];

  beforeAll(async () => {
    database = await ownDatabase((await postgresForSpecs()).url);
    eventStore = await startProtocolServer({ maxAppendSizeBytes: APPEND_BYTES_MAX });
    settings = {
      port: 0,
      logLevel: 'silent',
      accessDir: temporaryFolder(),
      masterKey: randomBytes(32).toString('hex'),
      eventStoreUrl: eventStore.connectionString,
      databaseUrl: database.url,
      unregistered: 'accepted',
    };
    hub = await startHub(settings);
    for (let n = 0; n < 2; n += 1) projectors.push(await startProjector(settings));
  });
  afterAll(async () => {
    await Promise.all([hub.stop(), ...projectors.map((one) => one.stop())]);
    await eventStore.stop();
    await database.drop();
  });

  /** Says it, and gives the position that the receipt names. */
  const say = async (event: WireEvent): Promise<string> => {
    const authorization = `Bearer ${await hub.tokenOf(sayerOf(event))}`;
    const headers = { 'content-type': 'application/cloudevents+json', authorization };
    const answer = await fetch(`${hub.url}/v1/events`, { method: 'POST', headers, body: JSON.stringify(event) });
    const [receipt] = (await answer.json()) as [{ readonly outcome: string; readonly position: string }];
    expect(receipt.outcome).toBe('accepted');
    return receipt.position;
  };
  const ask = async ({ url, tokenOf }: ProjectorProcess, path: string): Promise<unknown> => {
    const headers = { authorization: `Bearer ${await tokenOf(PLACING_PARTY)}` };
    const answer = await untilThere(() => fetch(`${url}${path}`, { headers }));
    expect([path, answer.status]).toEqual([path, 200]);
    return answer.json();
  };
  const told = (label: string): WireEvent[] =>
    eventsOf(aCase(label).emergency({}, { at: '2025-08-01' }).started('2025-08-02'));

  it('answer alike, of one case and of all, what a hub elsewhere has just been told', async () => {
    for (const event of dalarnaEvents()) await say(event);
    const [registered, started] = told('P1') as [WireEvent, WireEvent];
    await say(registered);
    const position = await say(started);
    for (const path of [
      '/v1/placements',
      '/v1/deadlines',
      '/v1/findings',
      `/v1/${registered.subject.replace('placement', 'placements')}`,
    ]) {
      const [one, other] = await Promise.all(projectors.map((each) => ask(each, `${path}?waitFor=${position}`)));
      expect(other).toEqual(one);
      expect(JSON.stringify(one)).not.toBe('[]');
    }
  });

  it('go on answering when either of them has ended', async () => {
    for (const label of ['P2', 'P3']) {
      await projectors.shift()?.stop();
      const [registered] = told(label) as [WireEvent];
      const position = await say(registered);
      const placements = await ask(projectors[0]!, `/v1/placements?waitFor=${position}`);
      expect(JSON.stringify(placements)).toContain(registered.subject.split('/')[1]);
      projectors.push(await startProjector(settings));
    }
  });

  it('do not start where the database is away', async () => {
    const away = { ...settings, databaseUrl: 'postgres://hub@127.0.0.1:1/hub' };
    await expect(startProjector(away)).rejects.toThrow(DatabaseUnavailable);
    await expect(startHub(away)).rejects.toThrow(DatabaseUnavailable);
  });
});
