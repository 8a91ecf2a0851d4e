import { streamNamed, type OtherTerms, type SaidOn } from '#domain';
import { aDischarge } from '../../../../test/support/discharge-builder.js';
import { aSip } from '../../../../test/support/sip-builder.js';
import {
  answerOn,
  differing,
  emergency,
  late,
  lines,
  ofCase,
  readOf,
  regionPaysFrom,
  saidOnly,
} from '../../../../test/support/asked-what-if.js';
import { aCase, aRegistration, day, type CaseBuilder } from '../../../../test/support/case-builder.js';

describe('an emergency placement under an agreement of three months instead of two', () => {
  const { differences, ...rest } = ofCase(emergency, { settings: { emergencyMonths: 3 } }, { until: '2026-03-31' });

  it('has both halves due exactly a month later, and the missed one is not missed (A-099)', () => {
    expect(saidOnly({ differences, ...rest })).toEqual({
      base: [
        '2026-01-15 deadlineSet emergencyCostAllocation 2026-03-15 A-099',
        '2026-01-15 deadlineSet emergencyRegistration 2026-03-15 A-099',
        '2026-03-16 deadlineMissed emergencyCostAllocation 2026-03-15 A-099',
        '2026-03-16 findingRaised A-099',
      ],
      other: [
        '2026-01-15 deadlineSet emergencyCostAllocation 2026-04-15 A-099',
        '2026-01-15 deadlineSet emergencyRegistration 2026-04-15 A-099',
      ],
    });
  });

  it('has what the start itself sets listed with the start, and what a day brings with no fact', () => {
    expect(differences.map(({ fact, on }) => [fact.type, on])).toEqual([['placement.started', '2026-01-15']]);
    const [{ base, other } = { base: undefined, other: undefined }] = differences;
    expect(base).toMatchObject({ decision: { outcome: 'accepted' }, without: [] });
    expect(other).toMatchObject({ decision: { outcome: 'accepted' }, without: [] });
    expect(base?.said.map(({ type }) => type)).toEqual(['placement.deadlineSet', 'placement.deadlineSet']);
    expect(other?.said.map(({ data }) => 'dueOn' in data && data.dueOn)).toEqual(['2026-04-15', '2026-04-15']);
    expect(rest.saidOnlyInBase.map(({ fact }) => fact?.type ?? null)).toEqual([
      ...['placement.started', 'placement.started'],
      ...Array.from({ length: 6 }, () => null),
    ]);
  });

  it('is told by which terms it is judged, whole', () => {
    expect(rest.base).toMatchObject({
      terms: { rulePack: 'dalarna-hvb-2025', version: 1, settings: { emergencyMonths: 2, handoverAnswerDays: 30 } },
      supposed: false,
    });
    expect(rest.other).toMatchObject({
      terms: { rulePack: 'dalarna-hvb-2025', version: 1, settings: { emergencyMonths: 3, handoverAnswerDays: 30 } },
      supposed: false,
    });
  });

  it('is still missed on the day after, the longer time over, and not on the last day (A-099)', () => {
    const on = (until: string) =>
      lines(ofCase(emergency, { settings: { emergencyMonths: 3 } }, { until }).saidOnlyInOther).slice(2);
    expect(on('2026-04-15')).toEqual([]);
    expect(on('2026-04-16')).toEqual([
      '2026-04-16 deadlineMissed emergencyCostAllocation 2026-04-15 A-099',
      '2026-04-16 findingRaised A-099',
    ]);
  });
});

describe('a single setting otherwise', () => {
  const adult = { person: { ...aRegistration.person, birthDate: '1990-03-07' as never } };
  const moved = emergency.registrationChanged('0380', '2026-02-01', { at: '2026-02-02' });

  it.each<readonly [OtherTerms['settings'] & object, CaseBuilder, string, readonly string[], readonly string[]]>([
    [
      { weekendRule: true },
      emergency,
      '2026-03-17',
      [
        '2026-01-15 deadlineSet emergencyCostAllocation 2026-03-15 A-099',
        '2026-01-15 deadlineSet emergencyRegistration 2026-03-15 A-099',
        '2026-03-16 deadlineMissed emergencyCostAllocation 2026-03-15 A-099',
        '2026-03-16 findingRaised A-099',
      ],
      [
        '2026-01-15 deadlineSet emergencyCostAllocation 2026-03-15 A-099',
        '2026-01-15 deadlineSet emergencyRegistration 2026-03-15 A-099',
        '2026-03-17 deadlineMissed emergencyCostAllocation 2026-03-15 A-099',
        '2026-03-17 findingRaised A-099',
      ],
    ],
    [
      { handoverAnswerDays: 10 },
      moved,
      '2026-02-13',
      ['2026-02-02 deadlineSet handoverAnswer 2026-03-04 A-075'],
      [
        '2026-02-02 deadlineSet handoverAnswer 2026-02-12 A-075',
        '2026-02-13 deadlineMissed handoverAnswer 2026-02-12 A-075',
        '2026-02-13 findingRaised A-075',
      ],
    ],
    [
      { adultFollowUpMonths: 3 },
      aCase().registered(adult).started('2026-01-15'),
      '2026-04-15',
      ['2026-01-15 deadlineSet followUpByAgreement 2026-07-15 G-10'],
      ['2026-01-15 deadlineSet followUpByAgreement 2026-04-15 G-10'],
    ],
    [
      { retroactiveFrom: 'agreementDate' },
      late,
      '2026-03-25',
      ['2026-03-25 claimDecided A-098'],
      ['2026-03-25 claimDecided A-098'],
    ],
    [
      { afterDeadline: 'lockToPlacer' },
      late,
      '2026-03-25',
      ['2026-03-25 claimDecided A-098'],
      ['2026-03-25 claimDecided A-098'],
    ],
  ])('changes what it is about, and nothing else: %j', (...row) => {
    const [settings, story, until, base, other] = row;
    expect(saidOnly(ofCase(story, { settings }, { until }))).toEqual({ base, other });
  });

  it('changes how late reminders are said: stages of its own, on their own days', () => {
    const { differences, saidOnlyInBase, saidOnlyInOther } = ofCase(
      emergency,
      { settings: { reminderDays: [5] } },
      { until: '2026-03-14' },
    );
    expect(differences).toEqual([]);
    expect(saidOnlyInBase.map(({ on }) => on)).toEqual(['2026-02-13', '2026-03-01', '2026-03-08', '2026-03-14']);
    expect(saidOnlyInOther.map(({ on }) => on)).toEqual(['2026-03-10']);
  });

  it('shows both answers on what it costs where they differ, and none where they do not (A-101)', () => {
    const { costs } = ofCase(late, { settings: { retroactiveFrom: 'agreementDate' } }, { until: '2026-03-31' });
    expect([regionPaysFrom(costs!.base), regionPaysFrom(costs!.other)]).toEqual(['2026-01-15', '2026-03-25']);
    expect(ofCase(late, { settings: { handoverAnswerDays: 10 } }, { until: '2026-03-31' }).costs).toBeNull();
  });

  it('has a planned allocation reach back to what was written, or not (A-098)', () => {
    const planned = aCase().registered().started('2026-01-15').proposed('2026-01-15').approvedByBoth('2026-02-10');
    const answer = ofCase(planned, { settings: { plannedRetroactive: 'asWritten' } }, { until: '2026-02-10' });
    const { costs } = answer;
    expect([regionPaysFrom(costs!.base), regionPaysFrom(costs!.other)]).toEqual(['2026-02-10', '2026-01-15']);
    const severities = (said: readonly SaidOn[]) =>
      said.map(({ derived: { data } }) => ('severity' in data ? data.severity : null));
    expect([severities(answer.saidOnlyInBase), severities(answer.saidOnlyInOther)]).toEqual([['warning'], ['info']]);
  });

  it('is a SIP’s too: a consent longer than it may hold is refused, and what follows is judged without it (A-040)', () => {
    const sip = aSip()
      .needed()
      .consent('2026-01-12', { validTo: day('2026-12-31') })
      .invited('region-20');
    const { differences } = differing(
      answerOn(
        readOf(streamNamed('sip', sip.sipId), sip.facts),
        { settings: { consentMonthsMax: 6 } },
        { until: '2026-01-31' },
      ),
    );
    const given = sip.facts[1]!.meta.eventId;
    expect(
      differences.map(({ fact, base, other }) => [fact.type, base.decision, other.decision, other.without]),
    ).toEqual([
      [
        'sip.consentGiven',
        { outcome: 'accepted' },
        {
          outcome: 'rejected',
          rejection: { code: 'ConsentTooLong', pointer: '/data/validTo', latest: '2026-07-12', rule: 'A-040' },
        },
        [],
      ],
      ['sip.invited', { outcome: 'accepted' }, { outcome: 'accepted' }, [given]],
    ]);
    const ofTheRefused = differences[0]!;
    expect(ofTheRefused.base.said.length).toBeGreaterThan(0);
    expect(ofTheRefused.other.said).toEqual([]);
  });

  it('is a discharge’s too: another day from which a kommun pays (S-015)', () => {
    const story = aDischarge().admitted('2026-02-02 09:00').ready('2026-02-03 10:00').called('2026-02-03 15:00');
    const read = readOf(streamNamed('discharge', story.dischargeId), story.facts);
    const { saidOnlyInBase, saidOnlyInOther, costs, ...rest } = differing(
      answerOn(read, { settings: { dischargePaymentDays: 7 } }, { until: '2026-02-04' }),
    );
    expect(lines(saidOnlyInBase)).toEqual(['2026-02-03 deadlineSet dischargePaymentResponsibility 2026-02-06 S-015']);
    expect(lines(saidOnlyInOther)).toEqual(['2026-02-03 deadlineSet dischargePaymentResponsibility 2026-02-10 S-015']);
    expect([costs, rest.base.terms?.settings.dischargePaymentDays]).toEqual([null, null]);
  });
});
