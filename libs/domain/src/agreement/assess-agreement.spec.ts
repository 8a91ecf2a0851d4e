import {
  assessAgreement,
  deadlineStatus,
  findingStatus,
  foldTold,
  say,
  type AgreementData,
  type AgreementState,
  type AsSent,
} from '#domain';
import { dalarna, day, name, party, uuid } from '../../../../test/support/case-builder.js';

const header = {
  documentType: 'överenskommelse',
  decidedBy: 'Välfärdsrådet',
  appliesTo: 'Dalarna',
  validFrom: day('2025-07-01'),
  responsible: 'RSS',
  lastRevisedOn: day('2025-06-01'),
  lastReviewedOn: day('2025-06-01'),
};
const routine = (decidedOn: string) =>
  ({
    decidedOn: day(decidedOn),
    ground: 'necessaryForOwnActivity',
    statute: 'OSL 2009:400 10:2',
    classes: ['case'],
  }) as const;
const agreement = (
  rest: Partial<AgreementState> = {},
  registered: Partial<AsSent<AgreementData['registered']>> = {},
): AgreementState => ({
  ...dalarna({}, { header, secrecyRoutine: routine('2025-06-01'), ...registered }).agreements[0]!,
  ...rest,
});
const on = (state: AgreementState | null, asOf: string) => assessAgreement(state, day(asOf), name);

describe('an agreement', () => {
  it('is in force from its first day to its last, and then expired (A-126)', () => {
    const status = (asOf: string) => on(agreement(), asOf).status;
    expect(['2025-06-30', '2025-07-01', '2033-06-30', '2033-07-01'].map(status)).toEqual([
      'draft',
      'inForce',
      'inForce',
      'expired',
    ]);
  });

  it('binds when both a region and a kommun have approved it; who has not is named (A-128)', () => {
    const kommun = { party: party('kommun-2080'), on: day('2025-07-01'), eventId: uuid('event/k') };
    const region = { party: party('region-20'), on: day('2025-09-01'), eventId: uuid('event/r') };
    const state = agreement({ approvals: [kommun, region] });
    const before = on(state, '2025-08-31');
    expect(before).toMatchObject({ status: 'draft', missingApprovals: ['region-20'] });
    expect(before.findings).toMatchObject([{ rule: 'A-128', severity: 'info', parties: ['region-20'] }]);
    const after = on(state, '2025-09-01');
    expect(after).toMatchObject({ status: 'inForce', missingApprovals: [] });
    expect(after.findings).toMatchObject([{ rule: 'A-128', resolvedOn: '2025-09-01' }]);
    expect(on(agreement(), '2025-09-01').findings).toEqual([]);
  });

  it('has a record with all seven entries; an empty one is accepted and flagged (B-001)', () => {
    expect(on(agreement(), '2026-01-01').findings).toEqual([]);
    const told = agreement({ registeredOn: day('2025-06-02') }, { header: {} });
    expect(on(told, '2025-06-02').findings).toMatchObject([{ rule: 'B-001', raisedOn: '2025-06-02' }]);
    const [flagged] = on(agreement({}, { header: {} }), '2026-01-01').findings;
    expect(flagged).toMatchObject({
      rule: 'B-001',
      severity: 'warning',
      why: { rulePackVersion: 'dalarna-hvb-2025@1' },
    });
    expect(flagged?.message_sv).toContain('dokumentansvarig');
    expect(findingStatus(flagged!, day('2026-01-01'))).toBe('open');
  });

  describe('has a routine for secrecy between its parties (A-018)', () => {
    const lacking = (state: AgreementState, asOf: string) =>
      on(state, asOf).findings.filter(({ rule }) => rule === 'A-018');
    const NONE = { secrecyRoutine: undefined as never };
    const told = (decidedOn?: string) =>
      agreement({}, decidedOn === undefined ? NONE : { secrecyRoutine: routine(decidedOn) });

    it('else it is flagged from the first day on which it is in force (A-018)', () => {
      expect(lacking(told(), '2025-06-30')).toEqual([]);
      expect(lacking(told(), '2025-07-01')).toMatchObject([
        {
          ...{ severity: 'breach', parties: ['kommun-2080', 'region-20'], raisedOn: '2025-07-01' },
          ...{ waitsFor: ['kommun-2080', 'region-20'], answerWith: ['agreement.registered', 'agreement.superseded'] },
        },
      ]);
      expect(lacking(told(), '2025-07-01')[0]?.message_sv).toMatch(/^För att underlätta .* 10 kap\. 2 § OSL/);
    });

    it('decided on later it is flagged until that day; decided on by the first, never (A-018)', () => {
      const seen = (decidedOn: string) =>
        lacking(told(decidedOn), '2026-01-01').map(({ raisedOn, resolvedOn }) => [raisedOn, resolvedOn]);
      expect(seen('2025-07-02')).toEqual([['2025-07-01', '2025-07-02']]);
      expect(seen('2025-07-01')).toEqual([]);
      expect(seen('2025-06-30')).toEqual([]);
      const [open] = lacking(told('2025-09-01'), '2025-08-31');
      expect(findingStatus(open!, day('2025-08-31'))).toBe('open');
      expect(findingStatus(open!, day('2025-09-01'))).toBe('resolved');
    });

    it('is flagged until it is over, and not of a day after it (A-018)', () => {
      const over = agreement({ supersededBy: { agreementId: uuid('agreement/new'), on: day('2030-01-01') } }, NONE);
      expect(lacking(over, '2030-01-01')).toMatchObject([{ resolvedOn: '2030-01-01' }]);
      expect(lacking(told(), '2033-07-01')).toMatchObject([{ resolvedOn: '2033-07-01' }]);
      const atOnce = agreement({ supersededBy: { agreementId: uuid('agreement/new'), on: day('2025-07-01') } }, NONE);
      expect(lacking(atOnce, '2025-07-01')).toEqual([]);
    });

    it('is asked for only of one by which a region and a kommun see each other’s cases (A-018, A-128)', () => {
      const region = { party: party('region-20'), on: day('2025-09-01'), eventId: uuid('event/r') };
      const kommun = { party: party('kommun-2080'), on: day('2025-08-01'), eventId: uuid('event/k') };
      const of = (...approvals: AgreementState['approvals']) =>
        lacking(agreement({ approvals }, NONE), '2026-01-01').map(({ raisedOn }) => raisedOn);
      expect(of(kommun, region)).toEqual(['2025-09-01']);
      expect(of({ ...region, on: day('2025-08-01') }, { ...kommun, on: day('2025-09-02') })).toEqual(['2025-09-02']);
      expect(of(kommun)).toEqual([]);
      expect(of(region)).toEqual([]);
      const { pack } = agreement();
      expect(lacking(agreement({ pack: { ...pack, judgesPlacements: false } }, NONE), '2026-01-01')).toEqual([]);
    });
  });

  it('is superseded from the day it was said', () => {
    const state = agreement({ supersededBy: { agreementId: uuid('agreement/new'), on: day('2030-01-01') } });
    expect(on(state, '2029-12-31').status).toBe('inForce');
    expect(on(state, '2030-01-01').status).toBe('superseded');
    expect(deadlineStatus(on(state, '2030-01-01').deadlines[0]!, day('2030-01-01'))).toBe('cancelled');
  });

  it('ends on a strict day with no act due: it lapses, and no weekend moves it (A-126)', () => {
    const [expiry] = on(agreement({}, { validTo: day('2026-02-28') }), '2026-02-01').deadlines;
    expect(expiry).toMatchObject({ kind: 'agreementExpiry', dueOn: '2026-02-28' });
    expect(expiry).not.toHaveProperty('latestLawfulOn');
    expect(deadlineStatus(expiry!, day('2026-02-28'))).toBe('open');
    expect(deadlineStatus(expiry!, day('2026-03-01'))).toBe('lapsed');
  });

  it('that is taken back has nothing due, and what was said of it is withdrawn', () => {
    const before = say(foldTold([]), on(agreement({}, { header: {} }), '2026-01-01'), day('2026-01-01'));
    expect(before.map(({ type }) => type)).toEqual(['agreement.deadlineSet', 'agreement.findingRaised']);
    const annulled = on(null, '2026-01-02');
    expect(annulled).toMatchObject({ status: 'annulled', deadlines: [], findings: [] });
    expect(say(foldTold(before), annulled, day('2026-01-02')).map(({ type }) => type)).toEqual([
      'agreement.deadlineCancelled',
      'agreement.findingResolved',
    ]);
  });

  it('of one kommun within itself binds with one approval, and with none not (A-128)', () => {
    const approval = { party: party('kommun-2080'), on: day('2025-07-01'), eventId: uuid('event/k') };
    const status = (approvals: AgreementState['approvals'], asOf: string) =>
      on(agreement({ approvals }, { kind: 'internal' }), asOf).status;
    expect(status([approval], '2025-06-30')).toBe('draft');
    expect(status([approval], '2025-07-01')).toBe('inForce');
    expect(status([], '2025-07-01')).toBe('draft');
  });

  it('between kommuner alone, or regions alone, is a draft where it is regional (A-128)', () => {
    const by = (...parties: string[]) =>
      parties.map((one) => ({ party: party(one), on: day('2025-07-01'), eventId: uuid(`event/${one}`) }));
    const status = (approvals: AgreementState['approvals']) => on(agreement({ approvals }), '2025-07-01').status;
    expect(status(by('kommun-2080', 'kommun-2081'))).toBe('draft');
    expect(status(by('region-20', 'region-21'))).toBe('draft');
    expect(status(by('kommun-2080', 'region-20'))).toBe('inForce');
  });

  it('that is approved before its first day is a draft until then (A-128)', () => {
    const early = ['kommun-2080', 'region-20'].map((one) => ({
      party: party(one),
      on: day('2025-05-02'),
      eventId: uuid(`event/${one}`),
    }));
    expect(on(agreement({ approvals: early }), '2025-06-30').status).toBe('draft');
    expect(on(agreement({ approvals: early }), '2025-07-01').status).toBe('inForce');
  });

  it('keeps its expiry where it is superseded after its end; on its last day it is cancelled (A-126)', () => {
    const superseded = (text: string) =>
      on(agreement({ supersededBy: { agreementId: uuid('agreement/new'), on: day(text) } }), '2033-08-01');
    expect(superseded('2033-07-01').deadlines[0]).not.toHaveProperty('cancelledOn');
    expect(superseded('2033-06-30').deadlines[0]).toMatchObject({ cancelledOn: '2033-06-30' });
  });

  it('says nothing of the record before it is told', () => {
    const told = agreement({ registeredOn: day('2025-06-02') }, { header: {} });
    expect(on(told, '2025-06-01').findings).toEqual([]);
    expect(on(told, '2025-06-01').turningDays).toContain('2025-06-02');
  });

  it('turns on the days of approvals and of what supersedes it, and no more on its reminders then', () => {
    const kommun = { party: party('kommun-2080'), on: day('2026-03-01'), eventId: uuid('event/k') };
    const region = { party: party('region-20'), on: day('2026-02-01'), eventId: uuid('event/r') };
    const state = agreement({
      approvals: [kommun, region],
      supersededBy: { agreementId: uuid('agreement/new'), on: day('2030-01-01') },
    });
    expect(on(state, '2025-06-01').turningDays).toEqual([
      '2025-07-01',
      '2026-02-01',
      '2026-03-01',
      '2030-01-01',
      '2033-07-01',
    ]);
    expect(on(state, '2026-02-01').turningDays).toEqual(['2026-03-01', '2030-01-01', '2033-07-01']);
    expect(on(null, '2026-02-01').turningDays).toEqual([]);
    expect(on(null, '2026-02-01')).toMatchObject({ missingApprovals: [], reminderDays: [30, 14, 7, 1] });
  });

  it('turns on its own days only', () => {
    expect(on(agreement(), '2025-06-01').turningDays).toEqual([
      '2025-07-01',
      '2033-05-31',
      '2033-06-16',
      '2033-06-23',
      '2033-06-29',
      '2033-07-01',
    ]);
  });
});
