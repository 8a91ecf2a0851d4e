import { appendFileSync, cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesUnder, putBack, startStandalone, takeBackup, type Standalone, type StandaloneOptions } from '#standalone';
import { openMasters } from '#access';
import { type Instant } from '#domain';
import { systemClock } from '#http';
import { aCase, aRegistration, day, uuid, type CaseBuilder } from '../support/case-builder.js';
import { hvbHubWith } from '../support/hvb-hub-command.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { eventsOf, sayerOf } from '../support/wire-events.js';

const NAMND = 'kommun-2080.socialnamnden';
const REGION = 'region-20';
const MS_MAX = 600_000;
/** Its last entry is of 2026-05-10: due on 2031-05-10. */
const DUE = '2031-05-10';

const personOf = (label: string): string => uuid(`person/${label}`);
function story(label: string, birthDate: string): CaseBuilder {
  const person = { ...aRegistration.person, personId: uuid(`person/${label}`), birthDate: day(birthDate) };
  return aCase(label).registered({ person }).started('2026-01-15').ended('2026-05-10', {}, { at: '2026-05-10' });
}
const ADULT = story('vuxen', '1990-03-07').healthExamination('done', '2026-03-01', { at: '2026-03-02' });
const CHILD = story('barn', '2012-03-04');

const HUBS: Standalone[] = [];
async function start(
  dataDir: string,
  simulationFrom: string,
  more: Partial<StandaloneOptions> = {},
): Promise<Standalone> {
  const hub = await startStandalone({
    ...{ dataDir, port: 0, logLevel: 'silent', simulationFrom: simulationFrom as Instant },
    ...more,
  });
  HUBS.push(hub);
  return hub;
}
afterAll(async () => {
  for (const hub of HUBS) await hub.stop();
});

interface Asked {
  readonly as?: string;
  readonly body?: unknown;
}
async function ask(hub: Standalone, path: string, { as = 'operator', body }: Asked = {}) {
  const answer = await fetch(`${hub.url}${path}`, {
    headers: { authorization: `Bearer ${await hub.tokenOf(as)}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  });
  return { status: answer.status, json: (await answer.json()) as Record<string, unknown> };
}
async function tell(hub: Standalone, told: CaseBuilder): Promise<void> {
  for (const event of eventsOf(told)) {
    const response = await fetch(`${hub.url}/v1/events`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await hub.tokenOf(sayerOf(event))}`,
        'content-type': 'application/cloudevents+json',
      },
      body: JSON.stringify(event),
    });
    expect([response.status, await response.text()]).toEqual([202, expect.any(String)]);
  }
}
const weed = (hub: Standalone, controller: string, label: string) =>
  ask(hub, '/v1/operator/weeding', { body: { controller, person: personOf(label) } });
const files = async (hub: Standalone) =>
  (await ask(hub, '/v1/operator/weeding')).json['files'] as readonly Record<string, unknown>[];
const fileOf = async (hub: Standalone, controller: string, label: string) =>
  (await files(hub)).find((file) => file['controller'] === controller && file['person'] === personOf(label));
const seen = async (hub: Standalone, told: CaseBuilder): Promise<unknown> =>
  (await ask(hub, `/v1/placements/${told.placementId}`, { as: 'auditor' })).json['status'];

describe('gallring', () => {
  const dataDir = join(temporaryFolder(), 'data');
  const backup = join(temporaryFolder(), 'backup');
  /** As `hvb-hub backup` makes it. */
  const made = join(temporaryFolder(), 'made');

  it(
    'is listed first, day by day, and erases nothing: a nämnd’s file of an adult; a child’s and a region’s are kept',
    async () => {
      let hub = await start(dataDir, '2026-06-01T08:00:00.000Z');
      for (const told of [ADULT, CHILD]) await tell(hub, told);
      await hub.stop();
      cpSync(dataDir, backup, { recursive: true });
      const backedUp = filesUnder(dataDir);
      const { current: master } = await openMasters({ masterKeyPath: backedUp.masterKey });
      const now = (): Instant => '2026-06-02T01:00:00.000Z' as Instant;
      await takeBackup({ files: backedUp, master, now, into: made, erasuresFile: backedUp.erasures });

      hub = await start(dataDir, '2031-05-09T08:00:00.000Z');
      expect(await fileOf(hub, NAMND, 'vuxen')).toMatchObject({ then: 'keep', because: 'notDue', dueOn: DUE });
      expect((await weed(hub, NAMND, 'vuxen')).json).toMatchObject({ status: 409, code: 'NotToBeWeeded' });
      await hub.stop();

      hub = await start(dataDir, `${DUE}T08:00:00.000Z`);
      expect(await files(hub)).toHaveLength(3);
      expect(await fileOf(hub, NAMND, 'vuxen')).toEqual({
        ...{ controller: NAMND, person: personOf('vuxen'), then: 'weed', lastEntryOn: '2026-05-10' },
        ...{ dueOn: DUE, doneBy: '2032-12-31', statute: { act: 'SoL 2025:400', section: '16:1' } },
        ...{ sv: expect.any(String), en: expect.any(String) },
      });
      expect(await fileOf(hub, REGION, 'vuxen')).toMatchObject({ then: 'keep', because: 'healthRecord' });
      expect(await fileOf(hub, NAMND, 'barn')).toMatchObject({ then: 'keep', because: 'childPlaced' });
      expect(await seen(hub, ADULT)).toBe('ended');
      expect((await ask(hub, '/v1/operator/erasures')).json).toEqual({ erasures: [] });
      await hub.stop();
    },
    MS_MAX,
  );

  it(
    'is for the operator alone, of who is named in a form that there is, and of nobody who is to be kept',
    async () => {
      const hub = await start(dataDir, `${DUE}T08:00:00.000Z`);
      for (const as of [NAMND, `${NAMND}@coordinator`, 'auditor'])
        for (const path of ['weeding', 'erasures'])
          expect([as, (await ask(hub, `/v1/operator/${path}`, { as })).status]).toEqual([as, 403]);
      for (const [controller, label] of [
        [NAMND, 'barn'],
        [REGION, 'vuxen'],
        [REGION, 'barn'],
        [NAMND, 'ingen'],
      ] as const)
        expect((await weed(hub, controller, label)).json).toMatchObject({ status: 409, code: 'NotToBeWeeded' });
      const wrong = async (body: unknown) => {
        const { status, json } = await ask(hub, '/v1/operator/weeding', { body });
        return [status, json['code'], json['pointer']];
      };
      expect(await wrong({ controller: NAMND })).toEqual([400, 'MissingField', '/person']);
      expect(await wrong({ controller: 'x', person: personOf('barn') })).toEqual([400, 'InvalidValue', '/controller']);
      expect(await wrong({ controller: NAMND, person: 7 })).toEqual([400, 'WrongType', '/person']);
      expect((await ask(hub, '/v1/operator/weeding?limit=0')).status).toBe(400);
      expect((await ask(hub, '/v1/operator/weeding?after=x')).status).toBe(400);
      await hub.stop();
    },
    MS_MAX,
  );

  it(
    'answers a request for erasure by rule, in words from the law, and erases nothing (GDPR art. 17)',
    async () => {
      const hub = await start(dataDir, `${DUE}T08:00:00.000Z`);
      const answer = async (controller: string, label: string) =>
        (await ask(hub, '/v1/operator/erasure-requests', { body: { controller, person: personOf(label) } })).json;
      expect(await answer(NAMND, 'barn')).toMatchObject({ decision: 'refused', statute: { section: '16:2' } });
      expect((await answer(NAMND, 'barn'))['sv']).toContain('artikel 17.3 b');
      expect(await answer(REGION, 'vuxen')).toMatchObject({ decision: 'refused', statute: { section: '3:17' } });
      expect(await answer(NAMND, 'vuxen')).toMatchObject({ decision: 'weeded' });
      expect(await answer(NAMND, 'ingen')).toMatchObject({ decision: 'nothing' });
      expect(await seen(hub, ADULT)).toBe('ended');
      await hub.stop();
    },
    MS_MAX,
  );

  it(
    'erases what is due, once, by the command, and gives evidence that is closed when the last backup is gone',
    async () => {
      let hub = await start(dataDir, `${DUE}T08:00:00.000Z`);
      const tokenFile = join(temporaryFolder(), 'operator.token');
      writeFileSync(tokenFile, await hub.tokenOf('operator'));
      const { url } = hub;
      const command = async (...args: readonly string[]): Promise<string> => {
        const { code, out } = await hvbHubWith({}, 'gallring', '--token', tokenFile, '--url', url, ...args);
        expect(code).toBe(0);
        return out;
      };
      expect(await command()).toContain(`${NAMND}  ${personOf('vuxen')}  SoL 2025:400 16:1  ${DUE}, senast`);
      expect(await seen(hub, ADULT)).toBe('ended');
      expect(await command('--apply')).toContain('(recoverable from backups until) 2031-06-14');
      expect(await seen(hub, ADULT)).toBe('erased');
      expect(await seen(hub, CHILD)).toBe('ended');
      expect(await fileOf(hub, NAMND, 'vuxen')).toBeUndefined();
      expect(await fileOf(hub, NAMND, 'barn')).toMatchObject({ because: 'childPlaced' });
      expect((await weed(hub, NAMND, 'vuxen')).status).toBe(409);
      const evidence = {
        ...{ controller: NAMND, person: personOf('vuxen'), lastEntryOn: '2026-05-10', dueOn: DUE },
        ...{ statute: { act: 'SoL 2025:400', section: '16:1' }, recoverableUntil: '2031-06-14' },
        erasedAt: expect.stringMatching(/^2031-05-10T/),
      };
      const erasures = async () => (await ask(hub, '/v1/operator/erasures')).json;
      expect(await erasures()).toEqual({ erasures: [{ ...evidence, isClosed: false }] });
      for (const [on, isClosed] of [
        ['2031-06-14', false],
        ['2031-06-15', true],
      ] as const) {
        await hub.stop();
        hub = await start(dataDir, `${on}T08:00:00.000Z`);
        expect(await erasures()).toEqual({ erasures: [{ ...evidence, isClosed }] });
      }
      await hub.stop();
    },
    MS_MAX,
  );

  it(
    'is done again at the start over an older backup, to which the list of erasures is brought along (B10)',
    async () => {
      const without = join(temporaryFolder(), 'data');
      cpSync(backup, without, { recursive: true });
      rmSync(filesUnder(without).seen, { force: true });
      const restored = join(temporaryFolder(), 'data');
      cpSync(without, restored, { recursive: true });

      // Without the list, what was erased has come back: that is what the list is for.
      let hub = await start(without, '2031-06-01T08:00:00.000Z');
      expect(await seen(hub, ADULT)).toBe('ended');
      await hub.stop();

      hub = await start(restored, '2031-06-01T08:00:00.000Z', { erasuresFile: filesUnder(dataDir).erasures });
      expect(await seen(hub, ADULT)).toBe('erased');
      expect(await seen(hub, CHILD)).toBe('ended');
      expect(await fileOf(hub, REGION, 'vuxen')).toMatchObject({ then: 'keep', because: 'healthRecord' });
      await hub.stop();
    },
    MS_MAX,
  );

  it(
    'is done again while a backup is put back, before any hub is started over it',
    async () => {
      const { masterKey, erasures: erasuresFile } = filesUnder(dataDir);
      const masters = await openMasters({ masterKeyPath: masterKey });
      const into = join(temporaryFolder(), 'data');
      const putting = { from: made, dataDir: into, masters, masterKeyText: readFileSync(masterKey, 'utf8'), known: [] };
      const { erasedAgain } = await putBack({ ...putting, erasuresFile, clock: systemClock });
      expect(erasedAgain).toBe(1);
      expect(readFileSync(filesUnder(into).erasures)).toEqual(readFileSync(erasuresFile));
      // By a hub that knows nothing of the list.
      const none = join(temporaryFolder(), 'none.jsonl');
      const hub = await start(into, '2031-06-01T08:00:00.000Z', { erasuresFile: none });
      expect(await seen(hub, ADULT)).toBe('erased');
      expect(await seen(hub, CHILD)).toBe('ended');
      await hub.stop();
    },
    MS_MAX,
  );

  it('does not start over a list of erasures that is not what was written; a line that was broken off is none', async () => {
    const erasuresFile = join(temporaryFolder(), 'erasures.jsonl');
    cpSync(filesUnder(dataDir).erasures, erasuresFile);
    const whole = readFileSync(erasuresFile, 'utf8');
    appendFileSync(erasuresFile, '123 {"half":');
    const hub = await start(dataDir, '2031-07-01T08:00:00.000Z', { erasuresFile });
    expect(readFileSync(erasuresFile, 'utf8')).toBe(whole);
    await hub.stop();
    writeFileSync(erasuresFile, whole.replace('2031-06-14', '2031-06-13'));
    await expect(start(dataDir, '2031-07-01T08:00:00.000Z', { erasuresFile })).rejects.toMatchObject({
      ...{ name: 'FileUnusable', damage: 'damaged', path: erasuresFile },
    });
  });
});
