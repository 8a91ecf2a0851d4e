import { type Surroundings } from '#domain';
import { found, on, open } from '../../../../test/support/assessed.js';
import { aCase, dalarna, day, uuid, type CaseBuilder } from '../../../../test/support/case-builder.js';
import { aSip, GUARDIAN, type SipBuilder } from '../../../../test/support/sip-builder.js';
import { RECEIVER, transferred } from '../../../../test/support/transfer-steps.js';

const KOMMUN = 'kommun-2080.socialnamnden';
const GAVLE = 'region-21';
const story = aCase().registered().decided('2026-01-12').started('2026-01-15');
const { placementId } = story;
const moved = story.registrationChanged('2180', '2026-03-02');
const sip = aSip().needed({ placementId }, { at: '2026-01-10' }).consent('2026-01-12');
const beside = (...sips: readonly SipBuilder[]): Surroundings => ({ ...dalarna(), sips: sips.map(({ read }) => read) });
const seen = (told: CaseBuilder, asOf: string, ...sips: readonly SipBuilder[]) =>
  found(on(told, asOf, beside(...(sips.length === 0 ? [sip] : sips))), 'A-029');
const C2 = uuid('consent/C2');
const naming = (told: SipBuilder, on: string, data: Parameters<SipBuilder['consent']>[1] = {}) =>
  told.consent(on, { consentId: C2, recipients: ['region-20', GAVLE] as never, ...data });

describe('a SIP when the responsibility moves to another region', () => {
  it('has a consent that does not name it: found from the day of the move, for the kommun to ask (A-029, A-076)', () => {
    expect(seen(story, '2026-03-02')).toEqual([]);
    expect(seen(moved, '2026-03-01')).toEqual([]);
    const [one, ...more] = open(on(moved, '2026-03-02', beside(sip)), 'A-029');
    expect(more).toEqual([]);
    expect(one).toMatchObject({
      ...{ severity: 'warning', raisedOn: '2026-03-02', parties: [KOMMUN] },
      ...{ waitsFor: [KOMMUN], answerWith: ['sip.consentGiven'] },
      why: { readFrom: [{ revision: 2 }, { stream: sip.read.stream, revision: sip.read.revision }] },
    });
    expect(one?.message_sv).toContain('region-21 har blivit huvudman');
    expect(one?.why.causedBy).toEqual([moved.facts.at(-1)!.meta.eventId, sip.facts.at(-1)!.meta.eventId]);
    expect(one).toMatchObject({ resolvedOn: '2027-01-13' });
    expect(one).not.toHaveProperty('fromBirthDate');
  });

  it('is mended by a consent that names the new region, and was never so where one does by the day (A-029)', () => {
    expect(seen(moved, '2026-03-10', naming(sip, '2026-03-09'))).toMatchObject([{ resolvedOn: '2026-03-09' }]);
    expect(seen(moved, '2026-03-10', naming(sip, '2026-03-02'))).toEqual([]);
    expect(seen(moved, '2026-03-10', naming(sip, '2026-03-03'))).toMatchObject([
      { raisedOn: '2026-03-02', resolvedOn: '2026-03-03' },
    ]);
    const partial = naming(sip, '2026-03-09', { custodyHolders: 2 });
    expect(seen(moved, '2026-03-10', partial)).toMatchObject([{ raisedOn: '2026-03-02', resolvedOn: '2027-01-13' }]);
  });

  it('is asked about no more where the individual has excluded it (A-038)', () => {
    const excluded = aSip()
      .needed({ placementId }, { at: '2026-01-10' })
      .consent('2026-01-12', { excludedRecipients: [GAVLE as never] });
    expect(seen(moved, '2026-03-10', excluded)).toEqual([]);
    expect(seen(moved, '2026-03-10', excluded.voided())).toEqual([]);
    const another = excluded.voided().consent('2026-01-13', { consentId: C2 });
    expect(seen(moved, '2026-03-10', another)).toHaveLength(1);
  });

  it('says nothing where no consent is valid, and is over when it is no more (A-040, A-041)', () => {
    expect(seen(moved, '2026-03-10', aSip().needed({ placementId }, { at: '2026-01-10' }))).toEqual([]);
    expect(seen(moved, '2026-03-10', sip.withdrawn('2026-03-02', GUARDIAN))).toEqual([]);
    expect(seen(moved, '2026-03-10', sip.withdrawn('2026-03-05', GUARDIAN))).toMatchObject([
      { raisedOn: '2026-03-02', resolvedOn: '2026-03-05' },
    ]);
    const short = aSip().needed({ placementId }, { at: '2026-01-10' });
    const until = (validTo: string) => short.consent('2026-01-12', { validTo: day(validTo) });
    expect(seen(moved, '2026-03-10', until('2026-03-01'))).toEqual([]);
    expect(seen(moved, '2026-03-10', until('2026-03-02'))).toMatchObject([{ resolvedOn: '2026-03-03' }]);
    const later = until('2026-03-01').consent('2026-03-20', { consentId: C2 });
    expect(seen(moved, '2026-03-20', later)).toMatchObject([{ raisedOn: '2026-03-20' }]);
  });

  it('is over with the SIP, with the placement, and when the region is so no more (A-052, A-076)', () => {
    const over = (told: CaseBuilder, of = sip) => seen(told, '2026-05-10', of).map(({ resolvedOn }) => resolvedOn);
    expect(over(moved, sip.closed('2026-04-01'))).toEqual(['2026-04-01']);
    expect(over(moved, sip.closed('2026-03-02'))).toEqual([]);
    expect(over(moved.ended('2026-04-02'))).toEqual(['2026-04-02']);
    expect(over(moved.ended('2026-03-02'))).toEqual([]);
    expect(over(moved.registrationChanged('2080', '2026-04-03'))).toEqual(['2026-04-03']);
    const on = moved.registrationChanged('0380', '2026-04-03');
    expect(over(on)).toEqual(['2026-04-03', '2027-01-13']);
  });

  it('ends on a birthday as a date that is sealed (A-042)', () => {
    const born = { birthDate: '2008-05-04' as never, placementId };
    const grown = aSip().needed(born, { at: '2026-01-10' }).consent('2026-01-12');
    const [one] = seen(moved, '2026-05-04', grown);
    expect(one).toMatchObject({ resolvedOn: '2026-05-04', fromBirthDate: true });
    expect(seen(moved, '2026-05-04', grown.withdrawn('2026-05-03', GUARDIAN))[0]).not.toHaveProperty('fromBirthDate');
  });

  it('is of a SIP of both who began the placement, from the day that it bears on it (A-029)', () => {
    const alone = aSip().needed({ placementId }, { at: '2026-01-10' });
    expect(seen(moved, '2026-03-10', alone.consent('2026-01-12', { recipients: [KOMMUN] as never }))).toEqual([]);
    const late = aSip()
      .considered({}, { at: '2026-01-10' })
      .consent('2026-01-12')
      .needed({ placementId }, { at: '2026-03-09' });
    expect(seen(moved, '2026-03-10', late)).toMatchObject([{ raisedOn: '2026-03-09' }]);
    const early = aCase().registered().registrationChanged('2180', '2026-01-12').started('2026-01-15');
    expect(seen(early, '2026-03-10')).toEqual([]);
  });
});

describe('a SIP when the case moves to another kommun', () => {
  it('has a consent that does not name it either: for whoever opened the SIP to ask (A-029)', () => {
    const taken = transferred(story, '2026-03-02', '2026-03-10');
    expect(seen(taken, '2026-03-09')).toEqual([]);
    expect(seen(taken, '2026-03-10')).toMatchObject([
      {
        raisedOn: '2026-03-10',
        parties: [KOMMUN],
        waitsFor: [KOMMUN],
        message_sv: expect.stringContaining(RECEIVER) as string,
      },
    ]);
    const named = naming(sip, '2026-03-01', { recipients: ['region-20', RECEIVER] as never });
    expect(seen(taken, '2026-03-10', named)).toEqual([]);
  });

  it('waits of what was missed before for those who have a part in it (A-068, A-089)', () => {
    const waits = (told: CaseBuilder, rule: 'A-068' | 'A-089', asOf: string, of: SipBuilder) =>
      found(on(told, asOf, beside(of)), rule).map(({ waitsFor }) => waitsFor);
    expect(waits(story, 'A-068', '2026-03-10', sip)).toEqual([[KOMMUN, 'region-20']]);
    expect(waits(moved, 'A-068', '2026-03-10', sip)).toEqual([[KOMMUN]]);
    expect(waits(moved, 'A-068', '2026-03-10', naming(sip, '2026-03-09'))).toEqual([[KOMMUN, GAVLE]]);
    const planned = sip.established('2026-01-14', { followUpOn: day('2026-03-04') });
    expect(waits(story, 'A-089', '2026-03-10', planned)).toEqual([[KOMMUN, 'region-20']]);
    expect(waits(moved, 'A-089', '2026-03-10', planned)).toEqual([[KOMMUN]]);
  });
});
