import { readFileSync } from 'node:fs';
import { startStandalone, type Standalone } from '#standalone';
import { eventually } from '../support/eventually.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const BOARD = 'kommun-2080.socialnamnden';
const DOOR = '/v1/operator/parties';
const MANDATE = '4f0c2b5e-8f0a-4a6f-9d1c-2f6f0f7c1b11';
const dataDir = temporaryFolder();

let hub: Standalone;
const start = async (): Promise<void> => {
  hub = await startStandalone({ dataDir, port: 0, logLevel: 'silent', unregistered: 'refused' });
};
beforeAll(start);
afterAll(() => hub.stop());

interface Asked {
  readonly as: string;
  readonly body?: unknown;
}
async function ask(path: string, { as, body }: Asked) {
  const answer = await fetch(`${hub.url}${path}`, {
    headers: { authorization: `Bearer ${await hub.tokenOf(as)}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return {
    status: answer.status,
    why: answer.headers.get('www-authenticate') ?? '',
    json: JSON.parse(text) as Readonly<Record<string, unknown>>,
  };
}
const say = (type: string, data: object, as = 'operator') => ask(DOOR, { as, body: { type: `hub.${type}`, data } });
const party = (partyId: string, kind: string) => ({
  ...{ partyId, kind, name: 'En part', controller: true, issuers: [], certificates: [], alertAddresses: [] },
});
const told = async (type: string, data: object): Promise<void> => {
  const { status, json } = await say(type, data);
  expect([status, json]).toEqual([201, { position: expect.any(String) }]);
};
const reads = async (as: string): Promise<string | number> => {
  const { status, why } = await ask('/v1/agreements', { as });
  return status === 401 ? (/error_description="(\w+)"/.exec(why)?.[1] ?? '') : status;
};

describe('a party', () => {
  it('that is a nämnd speaks once the operator has registered it; a kommun or a region from the start (D-026)', async () => {
    expect(await reads(BOARD)).toBe('partyUnknown');
    expect(await reads('kommun-2080')).toBe(200);
    expect(await reads('region-20')).toBe(200);
    await told('partyRegistered', party(BOARD, 'namnd'));
    expect(await reads(BOARD)).toBe(200);
    expect(await reads('kommun-2080.aldrenamnden')).toBe('partyUnknown');
  });

  it('is spoken of by the operator alone', async () => {
    for (const as of [BOARD, `${BOARD}@coordinator`, 'auditor']) {
      const { status, json } = await say('partyClosed', { partyId: BOARD }, as);
      expect([as, status, json['code']]).toEqual([as, 403, 'Forbidden']);
    }
  });

  it('is refused where the register says otherwise, and where the form is none, at the very place', async () => {
    const refused = async (type: string, data: object) => {
      const { status, json } = await say(type, data);
      return [status, json['code'], json['pointer']];
    };
    expect(await refused('partyRegistered', party(BOARD, 'namnd'))).toEqual([409, 'PartyRefused', '/data/partyId']);
    expect(await refused('partyRegistered', party('region-20.bup', 'namnd'))).toEqual([
      ...[409, 'PartyRefused', '/data/partyId'],
    ]);
    expect(await refused('partyRegistered', { ...party('region-20.bup', 'unit'), name: '' })).toEqual([
      ...[400, 'InvalidValue', '/data/name'],
    ]);
    expect(await refused('partyClosed', {})).toEqual([400, 'MissingField', '/data/partyId']);
    expect(await refused('partyMoved', {})).toEqual([400, 'InvalidValue', '/type']);
    const { json } = await ask(DOOR, { as: 'operator', body: { type: 'hub.partyClosed' } });
    expect([json['code'], json['pointer']]).toEqual(['MissingField', '/data']);
  });

  it('does not stand in the way of who follows the subjects: what is told after it is in the rows', async () => {
    const events = readFileSync('docs/guides/examples/agreement-by-region.json', 'utf8');
    const headers = {
      authorization: `Bearer ${await hub.tokenOf('region-20')}`,
      'content-type': 'application/cloudevents-batch+json',
    };
    const answer = await fetch(`${hub.url}/v1/events`, { method: 'POST', headers, body: events });
    expect(answer.status).toBe(202);
    await eventually(async () => {
      const { json } = await ask('/v1/agreements', { as: 'region-20' });
      expect(json).toMatchObject([{ rulePack: 'dalarna-hvb-2025' }]);
    });
    expect((await ask('/v1/deadlines', { as: 'region-20' })).status).toBe(200);
    expect((await fetch(`${hub.url}/health/ready`)).status).toBe(200);
  });

  it('that is closed is let in no more, though it was a moment ago, and what it was stays in the log', async () => {
    expect(await reads(BOARD)).toBe(200);
    await told('partyClosed', { partyId: BOARD });
    expect(await reads(BOARD)).toBe('partyClosed');
    expect(await reads(`${BOARD}@caseWorker`)).toBe('partyClosed');
    await hub.stop();
    await start();
    expect(await reads(BOARD)).toBe('partyClosed');
    await told('partyRegistered', party(BOARD, 'namnd'));
    expect(await reads(BOARD)).toBe(200);
  });
});

describe('a mandate', () => {
  it('is granted to a registered auditor, shown with the parties, and ended once', async () => {
    const mandate = {
      ...{ mandateId: MANDATE, auditor: 'auditor-ivo', parties: 'all', from: '2026-01-01', to: '2026-12-31' },
      ...{ classes: ['case'], statute: 'SoL 2025:400 28:1', decidedBy: 'operator' },
    };
    expect((await say('mandateGranted', mandate)).json).toMatchObject({
      code: 'PartyRefused',
      pointer: '/data/auditor',
    });
    await told('partyRegistered', party('auditor-ivo', 'auditor'));
    await told('mandateGranted', mandate);
    const { json } = await ask(DOOR, { as: 'auditor' });
    expect(json).toEqual({
      parties: [
        { ...party(BOARD, 'namnd'), isClosed: false },
        { ...party('auditor-ivo', 'auditor'), isClosed: false },
      ],
      mandates: [{ ...mandate, isEnded: false }],
    });
    await told('mandateEnded', { mandateId: MANDATE, auditor: 'auditor-ivo' });
    expect((await say('mandateEnded', { mandateId: MANDATE, auditor: 'auditor-ivo' })).status).toBe(409);
  });
});
