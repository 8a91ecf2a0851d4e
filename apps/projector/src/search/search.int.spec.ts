/** Looking for somebody by number, over HTTP: for a purpose that is said, among one's own, and entered before it is answered. */
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { LedgerUnavailable, type LedgerEntry } from '#access';
import { aCase, aRegistration, PLACING_PARTY, REGION } from '../../../../test/support/case-builder.js';
import { openSpecHub, type SpecHub } from '../../../../test/support/open-hub.js';
import { openSpecRows } from '../../../../test/support/open-rows.js';
import { recordingLedger } from '../../../../test/support/recording-ledger.js';
import { openViewsDoor } from '../../../../test/support/open-views-door.js';
import { dalarnaEvents, eventsOf } from '../../../../test/support/wire-events.js';
import { SEARCHES_PER_MINUTE_MAX } from './answer-search.js';

// Skatteverket's test numbers: a personnummer and a samordningsnummer.
const NUMBER = '201212121212';
const OTHER_NUMBER = '191212121212';
const COORDINATION = '197010632391';
const OTHER_KOMMUN = 'kommun-0380.socialnamnden';

const person = (identity: object, personId = aRegistration.person.personId) => ({
  person: { ...aRegistration.person, personId, identity } as never,
});
const story = aCase('P1').registered(person({ personnummer: NUMBER }), { id: 'r' });
const corrected = aCase('P2')
  .registered(person({ personnummer: OTHER_NUMBER }), { id: 'wrong' })
  .registered(person({ samordningsnummer: COORDINATION }), { corrects: 'wrong', at: '2026-01-11', id: 'right' });
const annulled = aCase('P3')
  .registered(person({ personnummer: NUMBER }), { id: 'r3' })
  .annulled('r3', { at: '2026-01-11' });
const elsewhere = aCase('P4').emergency(
  { registeredKommun: '0380' as never, ...person({ personnummer: NUMBER }) },
  { by: OTHER_KOMMUN },
);
const found = (...stories: readonly { readonly placementId: string }[]) => ({
  persons: [
    {
      personId: aRegistration.person.personId,
      subjects: stories.map(({ placementId }) => `placement/${placementId}`).sort(),
    },
  ],
});

describe('POST /v1/search', () => {
  let hub: SpecHub;
  let app: NestFastifyApplication;
  let url: string;
  let tokens: ReadonlyMap<string, string>;
  let entries: LedgerEntry[];
  let isAway: boolean;

  beforeEach(async () => {
    hub = await openSpecHub();
    const stories = [story, corrected, annulled, elsewhere].flatMap((one) => eventsOf(one));
    const told = await hub.tell([...dalarnaEvents(), ...stories]);
    expect(told.map(({ outcome, problem }) => problem ?? outcome)).toEqual(told.map(() => 'accepted'));
    [entries, isAway] = [[], false];
    const write = (more: readonly LedgerEntry[]): Promise<void> => {
      if (isAway) return Promise.reject(new LedgerUnavailable('the disk is full'));
      entries.push(...more);
      return Promise.resolve();
    };
    const askers = [PLACING_PARTY, `${PLACING_PARTY}@caseWorker`, OTHER_KOMMUN, REGION, 'auditor', 'operator'];
    const book = { ...recordingLedger().book, ledger: { ...recordingLedger().ledger, write } };
    ({ app, url, tokens } = await openViewsDoor(hub, await openSpecRows(hub), askers, { book }));
  });
  afterEach(async () => {
    await app.close();
    await hub.close();
  });

  const post = (
    body: unknown,
    who: string = PLACING_PARTY,
    purpose: string | null = 'caseHandling',
  ): Promise<Response> =>
    fetch(`${url}/v1/search`, {
      method: 'POST',
      headers: {
        ...{ authorization: `Bearer ${tokens.get(who) ?? ''}`, 'content-type': 'application/json' },
        ...(purpose === null ? {} : { 'hvb-purpose': purpose }),
      },
      body: JSON.stringify(body),
    });
  const answer = async (number: string, who?: string): Promise<Readonly<Record<string, unknown>>> => {
    const response = await post({ number }, who);
    expect(response.status).toBe(200);
    const { asOfPosition, ...rest } = (await response.json()) as Readonly<Record<string, unknown>>;
    expect(asOfPosition).toBe(await hub.log.head());
    return rest;
  };
  const refused = async (response: Promise<Response>): Promise<readonly unknown[]> => {
    const { status } = await response;
    const text = await (await response).text();
    expect(text).not.toMatch(/1212/);
    const { code, pointer } = JSON.parse(text) as { readonly code: string; readonly pointer?: string };
    return [status, code, pointer];
  };

  it('finds one’s own person, however the number is written, and what is told of her', async () => {
    for (const number of [NUMBER, '20121212-1212', '121212-1212', '1212121212'])
      expect(await answer(number)).toEqual(found(story));
    for (const number of [COORDINATION, '701063-2391']) expect(await answer(number)).toEqual(found(corrected));
  });

  it('finds nobody of another authority’s, whichever it is, nor by a number that was wrong or taken back', async () => {
    expect(await answer(NUMBER, OTHER_KOMMUN)).toEqual(found(elsewhere));
    expect(await answer(NUMBER, REGION)).toEqual({ persons: [] });
    expect(await answer(OTHER_NUMBER)).toEqual({ persons: [] });
  });

  it('finds what was told since, and no one who is erased', async () => {
    expect(await answer(NUMBER)).toEqual(found(story));
    const later = aCase('P5').registered(person({ personnummer: NUMBER }), { at: '2026-01-20' });
    await hub.tell(eventsOf(later));
    expect(await answer(NUMBER)).toEqual(found(story, later));
    await hub.erase(PLACING_PARTY, aRegistration.person.personId);
    expect(await answer(NUMBER)).toEqual({ persons: [] });
    expect(await answer(NUMBER, OTHER_KOMMUN)).toEqual(found(elsewhere));
  });

  it('enters each search with its purpose under the asker’s own authority, a miss too, before it is answered', async () => {
    await answer(NUMBER);
    await answer('191212121212', REGION);
    const shared = { is: 'access', door: 'search', outcome: 'searched', codeVersion: '0.1.0', purpose: 'caseHandling' };
    expect(entries).toEqual([
      {
        ...{ ...shared, controller: PLACING_PARTY, who: { party: PLACING_PARTY, machine: true } },
        ...{
          request: expect.any(String) as string,
          readAt: '2026-11-30T08:00:00.000Z',
          position: await hub.log.head(),
        },
        items: [
          {
            ...{ subject: { kind: 'placement', id: story.placementId }, person: aRegistration.person.personId },
            ...{ classes: ['routing'], ground: null, withheld: 0, extractTo: 'self' },
          },
        ],
      },
      expect.objectContaining({ ...shared, controller: REGION, items: [] }),
    ]);
    expect(JSON.stringify(entries)).not.toMatch(/121212/);
  });

  it('answers nothing where the ledger cannot be written', async () => {
    isAway = true;
    expect(await refused(post({ number: NUMBER }))).toEqual([503, 'LedgerUnavailable', undefined]);
    isAway = false;
    expect(await answer(NUMBER)).toEqual(found(story));
  });

  it('is for the handling of a case or the person’s own access, and for nothing else (förordning 2001:637 15 §)', async () => {
    expect((await post({ number: NUMBER }, `${PLACING_PARTY}@caseWorker`, 'subjectAccess')).status).toBe(200);
    for (const who of [PLACING_PARTY, `${PLACING_PARTY}@caseWorker`]) {
      expect(await refused(post({ number: NUMBER }, who, null))).toEqual([400, 'PurposeMissing', '/HVB-Purpose']);
      for (const purpose of ['costs', 'followUp', 'audit', 'search', 'x'])
        expect(await refused(post({ number: NUMBER }, who, purpose))).toEqual([400, 'PurposeUnknown', '/HVB-Purpose']);
    }
    expect(entries).toHaveLength(1);
  });

  it('is no auditor’s and no operator’s, and has no other way in', async () => {
    for (const who of ['auditor', 'operator'])
      expect(await refused(post({ number: NUMBER }, who))).toEqual([403, 'Forbidden', undefined]);
    const headers = { authorization: `Bearer ${tokens.get(PLACING_PARTY) ?? ''}`, 'hvb-purpose': 'caseHandling' };
    expect((await fetch(`${url}/v1/search`, { headers })).status).toBe(405);
  });

  it('is refused for what is no number, and repeats none of it', async () => {
    expect(await refused(post({}))).toEqual([400, 'MissingField', '/number']);
    expect(await refused(post({ number: 201212121212 }))).toEqual([400, 'WrongType', '/number']);
    for (const number of ['201212121213', '20121212121', 'Anna', '203012121212'])
      expect(await refused(post({ number }))).toEqual([400, 'InvalidValue', '/number']);
    expect(await refused(post({ number: NUMBER, name: 'Anna' }))).toEqual([400, 'UnknownField', '/name']);
    expect(entries).toEqual([]);
  });

  it('is asked so many times a minute of each person, and what is more is not entered (B8, B14)', async () => {
    const once = async (): Promise<number> => (await post({ number: NUMBER })).status;
    const statuses: number[] = [];
    for (let times = 0; times <= SEARCHES_PER_MINUTE_MAX; times += 1) statuses.push(await once());
    expect(statuses).toEqual([...Array.from({ length: 30 }, () => 200), 429]);
    expect(entries).toHaveLength(30);
    expect((await post({ number: NUMBER }, `${PLACING_PARTY}@caseWorker`)).status).toBe(200);
    const response = await post({ number: NUMBER });
    expect(response.headers.get('retry-after')).toBe('60');
    expect(await refused(Promise.resolve(response))).toEqual([429, 'TooManyRequests', undefined]);
  });
});
