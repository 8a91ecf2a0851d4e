import {
  agreementStateOf,
  agreementViewOn,
  assessAgreement,
  deadlineStatus,
  foldTold,
  say,
  type AgreementData,
  type AgreementState,
  type AsSent,
  type MeetingGroup,
  type RuleId,
} from '#domain';
import { anAgreement, type AgreementBuilder } from '../../../../test/support/agreement-builder.js';
import { day, name, uuid } from '../../../../test/support/case-builder.js';

const KOMMUN = 'kommun-2080';
const REGION = 'region-20';

function stateOf({ facts }: AgreementBuilder): AgreementState {
  const state = agreementStateOf(uuid('agreement/A1'), 'agreement-A1', facts, facts.length - 1);
  if (!state) throw new Error('it is registered');
  return state;
}

const on = (story: AgreementBuilder, asOf: string) => assessAgreement(stateOf(story), day(asOf), name);
const found = (story: AgreementBuilder, rule: RuleId, asOf: string) =>
  on(story, asOf).findings.filter((finding) => finding.rule === rule);

/** Between region and kommun, approved by both. */
const agreed = (data: Partial<AsSent<AgreementData['registered']>> = {}): AgreementBuilder =>
  anAgreement().registered(data).approved(REGION, '2025-06-10').approved(KOMMUN, '2025-06-20');
const revised = (story: AgreementBuilder, text: string) =>
  story.said('agreement.revisionStarted', { on: day(text) }, { at: text, id: 'revision' });

describe('an agreement whose evaluation and revision has begun (A-127)', () => {
  it.each(['2032-01-15', '2033-06-30'])('by its end, on %s, goes on for twelve months', (text) => {
    const status = (asOf: string) => on(revised(agreed(), text), asOf).status;
    expect(['2033-06-30', '2033-07-01', '2034-06-30', '2034-07-01'].map(status)).toEqual([
      'inForce',
      'inForce',
      'inForce',
      'expired',
    ]);
  });

  it('the day after its end lapses all the same, as one does of which none has begun', () => {
    expect(on(revised(agreed(), '2033-07-01'), '2033-07-01').status).toBe('expired');
    expect(on(agreed(), '2033-07-01').status).toBe('expired');
  });

  it('has its expiry moved from the day on which it begun, and not before', () => {
    const expiry = (asOf: string) => on(revised(agreed(), '2032-01-15'), asOf).deadlines[0];
    expect(expiry('2032-01-14')).toMatchObject({ kind: 'agreementExpiry', dueOn: '2033-06-30' });
    expect(expiry('2032-01-15')).toMatchObject({ dueOn: '2034-06-30' });
    expect(deadlineStatus(expiry('2034-07-01')!, day('2034-07-01'))).toBe('lapsed');
  });

  it('is extended once: that begun in the year that it was extended by brings no other', () => {
    const again = revised(agreed(), '2032-01-15').said(
      'agreement.revisionStarted',
      { on: day('2034-01-15') },
      { at: '2034-01-15' },
    );
    expect(on(again, '2034-07-01').status).toBe('expired');
  });

  it('lapses by a pack that says nothing of an extension, as those of Vetlanda', () => {
    const vetlanda = revised(agreed({ rulePack: 'vetlanda-2015' }), '2032-01-15');
    expect(on(vetlanda, '2033-06-30').status).toBe('inForce');
    expect(on(vetlanda, '2033-07-01').status).toBe('expired');
  });

  it('is said to be extended the day after its end, once, and not where another has superseded it', () => {
    const saidOn = (story: AgreementBuilder, asOf: string) =>
      say(foldTold([]), on(story, asOf), day(asOf)).filter(({ type }) => type.startsWith('agreement.ext'));
    const story = revised(agreed(), '2032-01-15');
    expect(saidOn(story, '2033-06-30')).toEqual([]);
    const said = saidOn(story, '2033-07-01');
    expect(said).toMatchObject([
      { type: 'agreement.extended', data: { validTo: '2034-06-30' }, why: { rule: 'A-127' } },
    ]);
    expect(saidOn(story.superseded(uuid('agreement/new'), { at: '2033-06-30' }), '2033-07-01')).toEqual([]);
    const told = foldTold(said);
    const later = say(told, on(story, '2033-07-02'), day('2033-07-02'));
    expect(later.filter(({ type }) => type.startsWith('agreement.ext'))).toEqual([]);
  });

  it('is said not to be after all, where the word of it is taken back', () => {
    const story = revised(agreed(), '2032-01-15');
    const told = foldTold(say(foldTold([]), on(story, '2033-07-01'), day('2033-07-01')));
    const taken = on(story.annulled('revision'), '2033-07-02');
    expect(taken.status).toBe('expired');
    expect(say(told, taken, day('2033-07-02'))).toContainEqual(
      expect.objectContaining({ type: 'agreement.extensionTakenBack', data: { validTo: '2034-06-30' } }),
    );
  });
});

describe('the revision every eighth year (A-130)', () => {
  it('is found not to have begun the day after the eighth year, not on its last day', () => {
    expect(found(agreed(), 'A-130', '2033-06-30')).toEqual([]);
    expect(found(agreed(), 'A-130', '2033-07-01')).toMatchObject([{ raisedOn: '2033-07-01', severity: 'breach' }]);
  });

  it('that has begun by then is not found, and one that begins later is done with from then', () => {
    expect(found(revised(agreed(), '2033-06-30'), 'A-130', '2033-07-01')).toEqual([]);
    expect(found(revised(agreed(), '2033-09-01'), 'A-130', '2033-09-01')).toMatchObject([{ resolvedOn: '2033-09-01' }]);
  });

  it('is not asked of a local agreement, nor of one that another has superseded', () => {
    expect(found(agreed({ kind: 'local' }), 'A-130', '2033-07-01')).toEqual([]);
    const superseded = agreed().superseded(uuid('agreement/new'), { at: '2033-06-30' });
    expect(found(superseded, 'A-130', '2033-07-01')).toEqual([]);
  });
});

describe('a local agreement (A-110, A-116)', () => {
  const local = agreed({ kind: 'local' });
  const followedUp = (story: AgreementBuilder, text: string) =>
    story.said('agreement.followedUp', { on: day(text), answers: ['Genomfört'] }, { at: text });
  const terms = (story: AgreementBuilder, asOf: string) =>
    on(story, asOf).deadlines.filter(({ kind }) => kind === 'agreementFollowUp');

  it('is to be followed up each year, counted from its first day and then from each follow-up', () => {
    expect(terms(local, '2025-07-01')).toMatchObject([{ startsOn: '2025-07-01', dueOn: '2026-07-01' }]);
    const done = followedUp(local, '2026-05-04');
    expect(terms(done, '2026-05-04')).toMatchObject([
      { dueOn: '2026-07-01', metOn: '2026-05-04' },
      { startsOn: '2026-05-04', dueOn: '2027-05-04' },
    ]);
    expect(terms(done, '2026-05-03')).toMatchObject([{ dueOn: '2026-07-01' }]);
  });

  it('that is not is found the day after, until it is', () => {
    expect(found(local, 'A-116', '2026-07-01')).toEqual([]);
    expect(found(local, 'A-116', '2026-07-02')).toMatchObject([{ raisedOn: '2026-07-02', severity: 'warning' }]);
    const late = followedUp(local, '2026-08-03');
    expect(found(late, 'A-116', '2026-08-03')).toMatchObject([{ resolvedOn: '2026-08-03' }]);
  });

  it('has nothing to follow up once it is no more', () => {
    const short = agreed({ kind: 'local', validTo: day('2026-06-30') });
    expect(terms(short, '2026-07-01')).toMatchObject([{ cancelledOn: '2026-07-01' }]);
    expect(found(short, 'A-116', '2027-01-01')).toEqual([]);
  });

  it('is followed up by its own terms only: a regional one is not', () => {
    expect(terms(agreed(), '2026-07-02')).toEqual([]);
  });
});

describe('meetings as often as the agreement says', () => {
  const under = (rulePack: AgreementData['registered']['rulePack'], validFrom: string, validTo: string) =>
    agreed({ kind: 'internal', rulePack, validFrom: day(validFrom), validTo: day(validTo) });
  const met = (story: AgreementBuilder, group: MeetingGroup, ...days: readonly string[]) =>
    days.reduce((told, text) => told.said('agreement.meetingHeld', { group, on: day(text) }, { at: text }), story);

  it('are four a year of the steering group and of the coordination group in 2015–2018 (C-002, C-003)', () => {
    const story = under('vetlanda-2015', '2015-03-26', '2018-12-31');
    const three = met(story, 'steeringGroup', '2016-01-01', '2016-04-04', '2016-12-31');
    expect(found(three, 'C-002', '2016-12-31')).toEqual([]);
    expect(found(three, 'C-002', '2017-01-01')).toMatchObject([{ raisedOn: '2017-01-01', severity: 'warning' }]);
    expect(found(three, 'C-002', '2017-01-01')[0]?.message_sv).toContain('3 av minst 4');
    expect(found(met(three, 'steeringGroup', '2016-09-05'), 'C-002', '2017-01-01')).toEqual([]);
    expect(found(met(three, 'steeringGroup', '2017-01-01'), 'C-002', '2017-01-01')).toHaveLength(1);
    expect(found(met(three, 'coordinationGroup', '2016-09-05'), 'C-002', '2017-01-01')).toHaveLength(1);
    expect(found(three, 'C-003', '2017-01-01')).toMatchObject([{ raisedOn: '2017-01-01' }]);
  });

  it('are two a year of the steering group from 2023, and of a coordination group none (B-017)', () => {
    const story = under('vetlanda-2023', '2023-01-01', '2026-12-31');
    const one = met(story, 'steeringGroup', '2023-03-01');
    expect(found(one, 'B-017', '2024-01-01')).toMatchObject([{ raisedOn: '2024-01-01' }]);
    expect(found(met(one, 'steeringGroup', '2023-10-02'), 'B-017', '2024-01-01')).toEqual([]);
    expect([...found(one, 'C-002', '2024-01-01'), ...found(one, 'C-003', '2024-01-01')]).toEqual([]);
  });

  it('are nine a year at the workplace, four of three parties, two on socialjour and Barnahus (D-036, D-041)', () => {
    const story = under('karlsborg-internal', '2023-01-01', '2024-12-31');
    const months = ['01', '02', '03', '04', '05', '09', '10', '11'].map((month) => `2023-${month}-02`);
    const eight = met(story, 'workplaceMeeting', ...months);
    expect(found(eight, 'D-036', '2024-01-01')).toHaveLength(1);
    expect(found(met(eight, 'workplaceMeeting', '2023-12-04'), 'D-036', '2024-01-01')).toEqual([]);
    expect(found(story, 'D-041', '2024-01-01')).toHaveLength(3);
  });

  it('are not counted in a year that the agreement did not live through', () => {
    const story = under('vetlanda-2015', '2015-03-26', '2018-12-31');
    expect(found(story, 'C-002', '2016-01-01')).toEqual([]);
    const ended = story.superseded(uuid('agreement/new'), { at: '2017-12-31' });
    expect(found(ended, 'C-002', '2018-01-01').map(({ raisedOn }) => raisedOn)).toEqual(['2017-01-01']);
  });
});

describe('an agreement as its parties see it', () => {
  const story = revised(agreed({ kind: 'local' }), '2026-02-02')
    .said('agreement.minorChange', { on: day('2026-01-12'), summary: 'Ny lag' }, { at: '2026-01-12' })
    .said('agreement.meetingHeld', { group: 'workingGroup', on: day('2026-03-01') }, { at: '2026-03-01' })
    .said(
      'agreement.activityPlanned',
      { what: 'SIP-utbildning', when: 'våren', how: 'två dagar', byWhom: 'processledaren', followUp: 'enkät' },
      { at: '2026-03-02' },
    );
  const view = (asOf: string) => agreementViewOn(stateOf(story), on(story, asOf));

  it('shows whom it binds, how long, and what has been told of it by then (A-112, A-128, A-129)', () => {
    expect(view('2026-03-02')).toMatchObject({
      status: 'inForce',
      validThrough: '2034-06-30',
      approvals: [
        { party: REGION, on: '2025-06-10' },
        { party: KOMMUN, on: '2025-06-20' },
      ],
      missingApprovals: [],
      revisionStartedOn: '2026-02-02',
      minorChanges: [{ on: '2026-01-12', by: REGION }],
      activities: [{ on: '2026-03-02', by: REGION }],
      meetings: [{ group: 'workingGroup', heldOn: ['2026-03-01'] }],
    });
  });

  it('shows nothing that counts from a later day', () => {
    const before = view('2026-01-11');
    expect(before).toMatchObject({ validThrough: '2033-06-30', minorChanges: [], activities: [], meetings: [] });
    expect(before).not.toHaveProperty('revisionStartedOn');
  });

  it('names the county’s guideline on SIP where its text does (A-051)', () => {
    expect(view('2026-01-12')).toMatchObject({ sipGuideline: 'HSN 2022/3163' });
    const vetlanda = agreed({ rulePack: 'vetlanda-2023' });
    expect(agreementViewOn(stateOf(vetlanda), on(vetlanda, '2026-01-12'))).not.toHaveProperty('sipGuideline');
  });
});
