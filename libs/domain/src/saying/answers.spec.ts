import { type CaseFact, type Said, type Uuid } from '#domain';
import {
  aCase,
  aLine,
  dalarna,
  day,
  PLACING_PARTY,
  REGION,
  uuid,
  type CaseBuilder,
} from '../../../../test/support/case-builder.js';
import { found, on, open } from '../../../../test/support/assessed.js';
import { answerTo } from '../../../../test/support/decision-on-last.js';

const K1 = { clarificationId: uuid('clarification/K1') };
const K2 = { clarificationId: uuid('clarification/K2') };
const started = aCase().registered().started('2026-01-15');
const first = started.clarified(K1, { at: '2026-01-20', id: 'k1' });
const second = first.clarified(K2, { at: '2026-01-22', id: 'k2' });

/** The list that is cleared, by its label. */
const cleared = (told: CaseBuilder, asOf = '2026-03-01'): readonly string[] => {
  const rows = on(told, asOf).responsibility?.areas.filter(({ status }) => status === 'cleared') ?? [];
  const lists = told.facts.filter(({ type }) => type === 'placement.responsibilityClarified');
  return lists.flatMap(({ meta }) =>
    rows.some(({ why }) => why.causedBy.includes(meta.eventId)) ? [meta.messageId] : [],
  );
};
const vain = (told: CaseBuilder, asOf = '2026-03-01') => open(on(told, asOf, dalarna()), 'H-004');
const eventOf = (facts: readonly Said<CaseFact>[], id: string): Uuid =>
  facts.find(({ meta }) => meta.messageId === id)!.meta.eventId;

describe('a confirmation of a list that its writer has replaced', () => {
  const late = second.confirmed(K1, { at: '2026-01-25' });

  it('is taken, flagged, and clears nothing (T-18, H-004)', () => {
    expect(answerTo(late)).toEqual({ outcome: 'accepted' });
    expect(cleared(late)).toEqual([]);
    const [told] = vain(late);
    expect(told).toMatchObject({ severity: 'warning', raisedOn: '2026-01-25', parties: [PLACING_PARTY, REGION] });
    expect(told?.message_sv).toContain('ersatts');
  });

  it('is no longer flagged once the same side confirms the one that stands (H-004)', () => {
    const mended = late.confirmed(K2, { at: '2026-01-27' });
    expect(cleared(mended)).toEqual(['k2']);
    expect(found(on(mended, '2026-03-01'), 'H-004')).toMatchObject([
      { raisedOn: '2026-01-25', resolvedOn: '2026-01-27' },
    ]);
  });

  it('is not so where it was given before the next, by its own day and whenever it is told (L-20)', () => {
    const given = (data: object, at: string) => second.confirmed({ ...K1, ...data }, { at });
    expect(cleared(given({}, '2026-01-21'))).toEqual(['k1']);
    expect(cleared(given({ on: day('2026-01-21') }, '2026-02-10'))).toEqual(['k1']);
    expect(cleared(given({ on: day('2026-01-23') }, '2026-02-10'))).toEqual([]);
  });

  it('on the day of the next is told apart by the time, before and after (L-20)', () => {
    const lists = first.clarified(K2, { at: '2026-01-22T10:00:00.000Z' });
    expect(cleared(lists.confirmed(K1, { at: '2026-01-22T09:59:59.999Z' }))).toEqual(['k1']);
    expect(cleared(lists.confirmed(K1, { at: '2026-01-22T10:00:00.001Z' }))).toEqual([]);
    // At the same instant the source tells: the kommun’s comes first.
    expect(cleared(lists.confirmed(K1, { at: '2026-01-22T10:00:00.000Z' }))).toEqual([]);
  });

  it('is so in whatever order they come (L-20)', () => {
    const reversed = late.inOrder((facts) => [...facts].reverse());
    expect(cleared(reversed)).toEqual([]);
    expect(vain(reversed)).toEqual(vain(late));
  });

  it('leaves the other side’s own list alone: the newest of each side counts (T-18)', () => {
    const theirs = first.clarified(K2, { by: REGION, at: '2026-01-22', id: 'k2' });
    expect(cleared(theirs.confirmed(K1, { at: '2026-01-25' }))).toEqual(['k1']);
    expect(cleared(theirs.confirmed(K2, { by: PLACING_PARTY, at: '2026-01-25' }))).toEqual(['k2']);
  });
});

describe('an answer to what has been corrected', () => {
  const other = [{ measureId: uuid('measure/M9'), kind: 'other', title: 'Annat', responsible: [REGION] }] as const;
  const corrected = first.clarified({ ...K1, measures: other }, { id: 'c1', corrects: 'k1', at: '2026-01-25' });

  it('in substance works nothing where it was given before, and is of the corrected where after (L-20)', () => {
    const before = corrected.confirmed({ ...K1, on: day('2026-01-24') }, { at: '2026-01-26' });
    expect(cleared(before)).toEqual([]);
    expect(vain(before)).toMatchObject([{ raisedOn: '2026-01-25' }]);
    expect(vain(before)[0]?.message_sv).toContain('rättats');
    expect(on(corrected.confirmed(K1, { at: '2026-01-26' }), '2026-03-01').responsibility?.areas).toEqual(
      expect.arrayContaining([expect.objectContaining({ measureId: uuid('measure/M9'), status: 'cleared' })]),
    );
    expect(vain(corrected.confirmed(K1, { at: '2026-01-26' }))).toEqual([]);
  });

  it('in nothing that is said of the measures works as before (L-20)', () => {
    const same = first.clarified(K1, { id: 'c1', corrects: 'k1', at: '2026-01-25' });
    expect(vain(same.confirmed({ ...K1, on: day('2026-01-24') }, { at: '2026-01-26' }))).toEqual([]);
  });

  it('may name the event that it is to, whatever its own day (L-20)', () => {
    const naming = (id: string, onDay: string) =>
      corrected.confirmed({ ...K1, on: day(onDay), answers: eventOf(corrected.facts, id) }, { at: '2026-01-28' });
    expect(vain(naming('c1', '2026-01-24'))).toEqual([]);
    expect(vain(naming('k1', '2026-01-27'))).toHaveLength(1);
  });
});

describe('an answer to what is taken back', () => {
  it('is kept, flagged, and works nothing, annulled or withdrawn (H-004)', () => {
    const annulled = first.annulled('k1', { at: '2026-01-22' }).confirmed(K1, { at: '2026-01-25' });
    expect(vain(annulled)[0]?.message_sv).toContain('återtaget');
    const proposed = started.proposed(
      '2026-01-15',
      { lines: [aLine('housing', { [PLACING_PARTY]: 1000 })] },
      { at: '2026-01-20', id: 'v1' },
    );
    const withdrawn = proposed.withdrawn(1, { at: '2026-01-22' }).approved('2026-01-25', {}, { by: REGION });
    expect(vain(withdrawn)[0]?.message_sv).toContain('dragits tillbaka');
    const gone = proposed.costAnnulled('v1', { at: '2026-01-22' }).approved('2026-01-25', {}, { by: REGION });
    expect(vain(gone)[0]?.message_sv).toContain('återtaget');
  });

  it('brings no day of its own to what it works nothing in: a version withdrawn before counts from when it was told (H-004)', () => {
    const lines = [aLine('healthcare', { [PLACING_PARTY]: 1000 })];
    const told = (withdrawnOn: string) =>
      started
        .proposed('2026-01-15', { lines }, { at: '2026-03-20' })
        .withdrawn(1, { at: withdrawnOn })
        .approved('2026-02-10', {}, { by: REGION, at: '2026-03-21' });
    const seen = (story: CaseBuilder) => found(on(story, '2026-04-01'), 'A-091').map(({ raisedOn }) => raisedOn);
    expect([vain(told('2026-02-09')).length, vain(told('2026-02-11')).length]).toEqual([1, 0]);
    expect(seen(told('2026-02-09'))).toEqual([]);
    expect(seen(told('2026-02-11'))).toEqual(['2026-02-10']);
    expect(on(told('2026-02-09'), '2026-03-01').costs.negotiation).toBe('none');
  });

  it('is of the one that stood on its day where a number is used again (L-20)', () => {
    const lines = [aLine('housing', { [PLACING_PARTY]: 1000 })];
    const again = started
      .proposed('2026-01-15', { lines }, { at: '2026-01-20', id: 'v1' })
      .costAnnulled('v1', { at: '2026-01-22' })
      .proposed('2026-01-15', { lines }, { at: '2026-01-24', id: 'v1b' });
    const signed = (onDay: string) => again.approved(onDay, {}, { by: REGION, at: '2026-01-28' });
    expect(vain(signed('2026-01-21'))).toHaveLength(1);
    expect(vain(signed('2026-01-25'))).toEqual([]);
    const naming = { answers: eventOf(again.facts, 'v1b') };
    expect(vain(again.approved('2026-01-21', naming, { by: REGION, at: '2026-01-28' }))).toEqual([]);
  });

  it('holds up nothing: what nobody stands behind may be taken back (H-004)', () => {
    const vainOne = second.confirmed(K1, { at: '2026-01-25' });
    expect(answerTo(vainOne.annulled('k1', { at: '2026-01-26' }))).toEqual({ outcome: 'accepted' });
    const working = first.confirmed(K1, { at: '2026-01-25' });
    expect(answerTo(working.annulled('k1', { at: '2026-01-26' }))).toMatchObject({
      rejection: { code: 'CountersignedFact', by: [REGION] },
    });
  });
});

describe('an approval of a version', () => {
  const lines = [aLine('housing', { [PLACING_PARTY]: 1000 })];
  const v1 = started.proposed('2026-02-01', { lines }, { at: '2026-01-20' }).approved('2026-01-20');
  const next = (effectiveFrom: string) => v1.proposed(effectiveFrom, { version: 2, lines }, { at: '2026-01-22' });
  const fixed = (told: CaseBuilder) => on(told, '2026-03-01').fixed.map(({ version }) => version);
  const byRegion = { by: REGION };

  it('comes too late where its author has said a later one from the same or an earlier day (T-18, H-004)', () => {
    for (const effectiveFrom of ['2026-01-31', '2026-02-01']) {
      const late = next(effectiveFrom).approved('2026-01-25', {}, byRegion);
      expect(fixed(late)).toEqual([]);
      expect(vain(late)).toHaveLength(1);
    }
  });

  it('is as good as ever where the later one is from a later day: both can be fixed (L-20)', () => {
    const both = next('2026-02-02')
      .approved('2026-01-25', {}, byRegion)
      .approved('2026-01-25', { version: 2 })
      .approved('2026-01-25', { version: 2 }, byRegion);
    expect(fixed(both)).toEqual([1, 2]);
    expect(vain(both)).toEqual([]);
  });

  it('is as good as ever where the later one is the other side’s (L-20)', () => {
    const theirs = v1.proposed('2026-02-01', { version: 2, lines }, { at: '2026-01-22', by: REGION });
    expect(fixed(theirs.approved('2026-01-25', {}, byRegion))).toEqual([1]);
  });

  it('by both before a withdrawal that was told first leaves nothing to withdraw (A-098)', () => {
    const withdrawn = v1.withdrawn(1, { at: '2026-01-24' });
    expect(fixed(withdrawn.approved('2026-01-23', {}, { ...byRegion, at: '2026-01-26' }))).toEqual([1]);
    expect(fixed(withdrawn.approved('2026-01-25', {}, byRegion))).toEqual([]);
  });
});
