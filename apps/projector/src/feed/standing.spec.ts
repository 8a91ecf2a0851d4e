import {
  emptyStream,
  extended,
  subjectOf,
  type Entry,
  type RecordedFact,
  type RecordedSaying,
  type StreamCache,
} from '#cases';
import { machineOf, sightOf } from '#access';
import {
  assess,
  streamNamed,
  type Day,
  type AgreementFact,
  type CaseFact,
  type Derived,
  type Instant,
  type Said,
} from '#domain';
import { type Position, type RecordedEvent } from '#event-log';
import { anAgreement } from '../../../../test/support/agreement-builder.js';
import {
  aCase,
  name,
  noAgreement,
  PLACING_PARTY,
  REGION,
  uuid,
  type CaseBuilder,
} from '../../../../test/support/case-builder.js';
import { RECEIVER, transferred } from '../../../../test/support/transfer-steps.js';
import { MEMBERSHIP_VERSION, membershipOf } from './membership.js';
import { addressed } from './standing.js';
import { thinRecords } from './thin-event.js';

describe('an event of a stream where two subjects of a kind stand', () => {
  const ids = [uuid('agreement/one'), uuid('agreement/other')] as const;
  const stream = streamNamed('agreement', ids[0]);
  const [registered] = anAgreement().registered().facts as [Said<AgreementFact>];
  const events = ids.map((id, revision): RecordedEvent => ({
    stream,
    revision,
    eventId: uuid(`event/${id}`),
    type: 'se.hvbhub.agreement.registered.v1',
    recordedAt: registered.meta.recordedAt,
    position: String(revision) as Position,
    body: new Uint8Array(),
  }));
  const entries = events.map(({ stream: _stream, body: _body, ...place }, at): RecordedFact => {
    const { eventId, revision } = place;
    const meta = { ...registered.meta, subject: { kind: 'agreement', id: ids[at]! } as const, eventId, revision };
    return { kind: 'fact', said: { ...registered, meta }, contentHash: '', disclosure: [], place };
  });
  const opened = extended(emptyStream(stream, undefined), entries);

  it('is told of its own subject, and keyed by its stream', async () => {
    const deps = {
      cache: { upToDate: (() => Promise.resolve(opened)) as unknown as StreamCache['upToDate'] },
      bearing: { at: () => Promise.resolve({ surroundings: { agreements: [], sips: [] }, key: '' }) },
      name,
      membership: membershipOf(MEMBERSHIP_VERSION),
    };
    const told = await addressed(deps, events, '1' as Position);
    const records = told.flatMap(({ event }) => {
      const entry = entries[event.revision] as Entry;
      const of = { subject: subjectOf(entry), traceparent: undefined };
      return thinRecords(event, of, [{ party: REGION, sequence: event.revision + 1, previous: null }]);
    });
    expect(
      records.map(({ value }) => (JSON.parse(Buffer.from(value).toString()) as { subject: string }).subject),
    ).toEqual(ids.map((id) => `agreement/${id}`));
    expect(new Set(records.map(({ key }) => key))).toEqual(new Set([ids[0]]));
  });
});

describe('what the hub says of a case', () => {
  const day = (instant: Instant): Day => instant.slice(0, 10) as Day;
  const SAYING = 'se.hvbhub.costAllocation.fixedTakenBack.v1';

  /** In whose feeds each event stands: the story's facts, each with the hub's word at the same moment; then the clock's, alone. */
  async function heardOf(story: CaseBuilder, clockAt?: string): Promise<readonly (readonly string[])[]> {
    const stream = streamNamed('case', story.placementId);
    const moments: { readonly fact?: Said<CaseFact>; readonly recordedAt: Instant }[] = story.facts.flatMap((fact) => [
      { fact, recordedAt: fact.meta.recordedAt },
      { recordedAt: fact.meta.recordedAt },
    ]);
    if (clockAt !== undefined) moments.push({ recordedAt: `${clockAt}T00:01:00.000Z` as Instant });
    const events = moments.map(({ fact, recordedAt }, revision): RecordedEvent => ({
      ...{ stream, revision, recordedAt, position: String(revision) as Position, body: new Uint8Array() },
      eventId: fact?.meta.eventId ?? uuid(`saying/${revision}`),
      type: fact ? `se.hvbhub.${fact.type}.v1` : SAYING,
    }));
    const entries = events.map(({ stream: _stream, body: _body, ...place }, at): Entry => {
      const fact = moments[at]?.fact;
      if (!fact) return aSaying(story, place);
      const said = { ...fact, meta: { ...fact.meta, revision: place.revision } };
      return { kind: 'fact', said, contentHash: '', disclosure: [], place };
    });
    const opened = extended(emptyStream(stream, undefined), entries);
    const deps = {
      cache: { upToDate: (() => Promise.resolve(opened)) as unknown as StreamCache['upToDate'] },
      bearing: { at: () => Promise.resolve({ surroundings: { agreements: [], sips: [] }, key: '' }) },
      name,
      membership: membershipOf(MEMBERSHIP_VERSION),
    };
    const told = await addressed(deps, events, String(events.length) as Position);
    return told.map(({ recipients }) => recipients.named);
  }

  const aSaying = ({ placementId }: CaseBuilder, place: RecordedSaying['place']): RecordedSaying => {
    const why = { rule: 'H-003', agreement: null, rulePackVersion: null, causedBy: [] } as const;
    const derived: Derived = { type: 'costAllocation.fixedTakenBack', thing: 'version 1', data: { version: 1 }, why };
    const { eventId, revision, recordedAt } = place;
    const subject = { kind: 'costAllocation', id: placementId } as const;
    return { kind: 'derived', derived, subject, eventId, revision, recordedAt, recordedOn: day(recordedAt), place };
  };

  const unclear = aCase().registered({ registeredKommun: null });

  it('with a fact that takes a role away is told also to the one who had it, and nothing after that (T-24)', async () => {
    const established = unclear.registrationEstablished('0380', '2026-02-10').childHeard('2026-02-11');
    const [, , fact, withIt, later, withLater] = await heardOf(established);
    for (const heard of [fact, withIt]) expect(heard).toEqual([PLACING_PARTY, 'region-03', REGION].sort());
    for (const heard of [later, withLater]) expect(heard).toEqual([PLACING_PARTY, 'region-03']);
  });

  it('because a day has come is told also to the one whose role ended with the day before (T-24)', async () => {
    const ahead = unclear.registrationChanged('0380', '2026-03-01', { at: '2026-02-10' });
    const clockOn = async (on: string) => (await heardOf(ahead, on)).at(-1);
    expect(await clockOn('2026-02-28')).toEqual([PLACING_PARTY, REGION]);
    expect(await clockOn('2026-03-01')).toEqual([PLACING_PARTY, 'region-03', REGION].sort());
    expect(await clockOn('2026-03-02')).toEqual([PLACING_PARTY, 'region-03']);
  });

  describe('where the case has moved to another kommun (S-019)', () => {
    const fact = (heard: readonly (readonly string[])[], at: number) => heard[2 * at];
    const planned = aCase().registered().started('2026-01-15');
    const moved = transferred(planned, '2026-03-02', '2026-03-10');
    const all = [REGION, RECEIVER, PLACING_PARTY].sort();
    const present = [REGION, RECEIVER].sort();

    /** What the new kommun has paid for days, told on another. */
    const paid = (from: string, to: string, at: string): CaseBuilder =>
      moved.said(
        'costAllocation.costRecorded',
        {
          costId: uuid('cost/C1'),
          category: 'housing',
          period: { from: from as Day, to: to as Day },
          amountOre: 100_000,
          paidBy: RECEIVER,
        },
        { by: RECEIVER, at },
      );

    it('is told to the former of its costs, whose days before are its own to bear, and of nothing else', async () => {
      expect(fact(await heardOf(paid('2026-02-01', '2026-02-28', '2026-03-12')), 4)).toEqual(all);
      expect(fact(await heardOf(moved.childHeard('2026-03-12', { by: RECEIVER })), 4)).toEqual(present);
    });

    it('is told of the placement to the one that places: on the day it moves to both', async () => {
      expect(fact(await heardOf(planned.childHeard('2026-03-09')), 2)).toEqual([PLACING_PARTY, REGION].sort());
      expect(fact(await heardOf(moved), 3)).toEqual(all);
      expect(fact(await heardOf(moved.childHeard('2026-03-11', { by: RECEIVER })), 4)).toEqual(present);
    });

    it('is heard by whoever sees it: the former sees the costs of later days too, until grounds tell them apart', async () => {
      const later = paid('2026-03-11', '2026-03-31', '2026-04-01');
      const head = assess(later.theCase, noAgreement, '2026-04-01' as Day, name).placement;
      const former = machineOf(PLACING_PARTY);
      expect(sightOf(former, head)).toBe('costsOnly');
      expect(fact(await heardOf(later), 4)).toEqual(all);
    });
  });
});
