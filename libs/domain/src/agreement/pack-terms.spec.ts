import { RULE_PACKS, SETTINGS_WITHOUT_AGREEMENT } from './facts/packs.js';

/** What the hub goes by where an agreement's text says nothing else. */
const USUAL = {
  retroactiveFrom: 'placementDate',
  afterDeadline: 'escalate',
  plannedRetroactive: 'fromSignature',
  emergencyMonths: 2,
  weekendRule: false,
  waitingDays: 7,
  reminderDays: [30, 14, 7, 1],
  handoverAnswerDays: 30,
  adultFollowUpMonths: null,
  consentMonthsMax: 12,
  consentForms: ['written', 'oral', 'conclusive', 'presumed'],
  harmTestDays: 30,
  dischargePaymentDays: null,
  dischargePaymentOre: null,
};

describe('the terms of an agreement', () => {
  it('are those of its pack: released on a day, of placements or not, with every setting said (A-099, A-101, D-023)', () => {
    const versions = Object.values(RULE_PACKS).flat();
    expect(
      versions.map(({ id, version, releasedOn, judgesPlacements, settings }) => ({
        ...{ pack: `${id}@${version}`, releasedOn, judgesPlacements, settings },
      })),
    ).toEqual([
      // an adult is followed up every sixth month too, by agreement. A-032: the individual shows consent.
      {
        ...{ pack: 'dalarna-hvb-2025@1', releasedOn: '2025-07-01', judgesPlacements: true },
        settings: { ...USUAL, adultFollowUpMonths: 6, consentForms: ['written', 'oral', 'conclusive'] },
      },
      { pack: 'vetlanda-2015@1', releasedOn: '2015-03-26', judgesPlacements: false, settings: USUAL },
      { pack: 'vetlanda-2023@1', releasedOn: '2023-01-01', judgesPlacements: false, settings: USUAL },
      { pack: 'karlsborg-internal@1', releasedOn: '2023-01-01', judgesPlacements: false, settings: USUAL },
    ]);
  });

  it('are the usual ones where there is no agreement', () => {
    expect(SETTINGS_WITHOUT_AGREEMENT).toEqual(USUAL);
  });

  it('have each group meet as often a year as the text says (B-017, C-002, C-003, D-036, D-041)', () => {
    const meetings = Object.values(RULE_PACKS)
      .flat()
      .map(({ id, course }) => [id, course.meetings.map(({ group, perYear, rule }) => `${rule} ${group} ${perYear}`)]);
    expect(Object.fromEntries(meetings)).toEqual({
      'dalarna-hvb-2025': [],
      'vetlanda-2015': ['C-002 steeringGroup 4', 'C-003 coordinationGroup 4'],
      'vetlanda-2023': ['B-017 steeringGroup 2'],
      'karlsborg-internal': [
        'D-036 workplaceMeeting 9',
        'D-041 tripartite 4',
        'D-041 socialEmergency 2',
        'D-041 barnahusReference 2',
      ],
    });
  });
});
