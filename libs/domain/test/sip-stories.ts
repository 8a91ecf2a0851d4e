/** SIPs told to the end, for the whole of what the law answers in them: calls, consents and plans with much against the rules. */
import { dalarna, day, noAgreement, party, PLACING_PARTY, REGION, uuid } from '../../../test/support/case-builder.js';
import { aSip, CHILD, OTHER_GUARDIAN } from '../../../test/support/sip-builder.js';
import { type Lived } from './in-words.js';

const SCHOOL_BOARD = 'kommun-2080.skolnamnden';
const BUP = party('region-20.bup');
const OTHER_REGION = party('region-21');
const I2 = { invitationId: uuid('invitation/I2') };
const I3 = { invitationId: uuid('invitation/I3') };
const I4 = { invitationId: uuid('invitation/I4') };
const social = {
  measureId: uuid('measure/M1'),
  kind: 'socialSupport',
  title: 'Kontaktperson',
  responsible: PLACING_PARTY,
} as const;
const health = { measureId: uuid('measure/M2'), kind: 'healthcare', title: 'Samtal', responsible: REGION } as const;

/**
 * A girl of seventeen with two guardians: one is called late and told late, one is replaced for a measure, and the birthday
 * ends what they have given.
 */
const seventeen = aSip()
  .considered({ placementId: uuid('placement/P1') }, { at: '2026-01-10' })
  .needed({ birthDate: '2008-05-01' as never, initiator: 'relative' }, { at: '2026-01-12' })
  .invited('region-20', {}, { at: '2026-01-13' })
  .consent('2026-01-14', {
    ...{
      custodyHolders: 2,
      form: 'conclusive',
      reviewOn: day('2026-04-01'),
      categories: ['socialSupport', 'healthcare'],
    },
  })
  .notCalled('2026-01-15', OTHER_GUARDIAN)
  .replaced('2026-01-16', OTHER_GUARDIAN, { covers: [uuid('measure/M1')] })
  .joined('2026-01-20', OTHER_GUARDIAN)
  .answered('region-20', { answer: 'redirected', redirectTo: BUP }, { at: '2026-01-21' })
  .invited(SCHOOL_BOARD, { ...I2, meetingOn: day('2026-01-31') }, { at: '2026-01-21' })
  .invited('', { ...I3, invitee: { role: 'school', ref: uuid('ref/1') } }, { at: '2026-01-22' })
  .answered(PLACING_PARTY, I3, { at: '2026-01-22' })
  .met('2026-02-01', { participants: [PLACING_PARTY, uuid('person/G1')] })
  .established('2026-02-03', {
    measures: [
      social,
      health,
      { ...health, measureId: uuid('measure/M3'), kind: 'dental' },
      { ...social, kind: 'rehabilitation' },
    ],
    overallResponsible: OTHER_REGION,
    ...{ ownPart: undefined as never, followUpOn: day('2026-05-15') },
  })
  .answered('region-20.bup', {}, { at: '2026-02-10' })
  .informed('2026-02-20', OTHER_GUARDIAN)
  .childHeard('2026-02-25')
  .answered(SCHOOL_BOARD, I2, { at: '2026-02-26' })
  .followedUp('2026-06-01', { outcome: 'continues' })
  .established('2026-06-10', { followUpOn: day('2026-12-01') })
  .followedUp('2026-11-20', { outcome: 'revised', nextOn: day('2027-03-01') })
  .closed('2026-12-10');

/** A grown person who excludes a unit and an area, whose call is corrected and taken back after answers, and who changes his mind. */
const grown = aSip('S2')
  .needed({ birthDate: '1990-03-07' as never, initiator: 'individual' }, { by: REGION, at: '2026-01-12' })
  .consent(
    '2026-01-12',
    {
      ...{ form: 'presumed', custodyHolders: 0, recipients: [PLACING_PARTY, BUP] },
      givers: [{ role: 'self', ref: CHILD, on: day('2026-01-12') }],
    },
    { by: REGION },
  )
  .consent(
    '2026-01-20',
    {
      ...{ consentId: uuid('consent/C2'), custodyHolders: 0, recipients: [party('kommun-2080'), REGION] },
      givers: [{ role: 'representative', ref: uuid('ref/1'), on: day('2026-01-19') }],
      excludedCategories: ['healthcare'],
      excludedRecipients: [party('kommun-2080.vardnamnden'), uuid('person/G1')],
    },
    { by: REGION, at: '2026-01-20' },
  )
  .invited('kommun-2080.vardnamnden', {}, { by: REGION, at: '2026-01-21' })
  .invited(PLACING_PARTY, I2, { by: REGION, at: '2026-01-21', id: 'call' })
  .answered(PLACING_PARTY, I2, { at: '2026-01-22' })
  .invited(PLACING_PARTY, { ...I2, meetingOn: day('2026-02-03') }, { by: REGION, at: '2026-01-24', corrects: 'call' })
  .invited(BUP, I3, { by: REGION, at: '2026-01-25', id: 'wrong' })
  .answered(BUP, I3, { at: '2026-01-26' })
  .annulled('wrong', { by: REGION, at: '2026-01-28' })
  .answered(PLACING_PARTY, I2, { at: '2026-02-05' })
  .invited(OTHER_REGION, I4, { by: REGION, at: '2026-02-06' })
  .established('2026-02-08', { measures: [health], overallResponsible: REGION }, { by: REGION })
  .declined('2026-03-01', { by: REGION })
  .met('2026-04-01', { participants: [OTHER_REGION] }, { by: REGION })
  .withdrawn(
    '2026-05-01',
    '',
    { consentId: uuid('consent/C2'), by: { role: 'representative', ref: uuid('ref/1') } },
    { by: REGION },
  )
  .established(
    '2026-05-10',
    { measures: [health], overallResponsible: REGION, followUpOn: day('2026-06-01') },
    { by: REGION },
  )
  .consent(
    '2026-05-12',
    {
      ...{ consentId: uuid('consent/C3'), custodyHolders: 0, validTo: day('2026-08-12') },
      givers: [{ role: 'self', ref: CHILD, on: day('2026-05-12') }],
    },
    { by: REGION },
  );

/** Within one principal: nobody is called, and nothing is found of that; the need is taken back in the end. */
const internal = aSip('S3')
  .needed({ kind: 'internal' }, { at: '2026-01-12', id: 'need' })
  .consent('2026-01-13', { custodyHolders: 0, givers: [{ role: 'child', ref: CHILD, on: day('2026-01-13') }] })
  .established('2026-01-20', { measures: [social] })
  .annulled('need', { at: '2026-02-01' });

/** Judged needed and left at that. */
const left = aSip('S3')
  .considered({}, { at: '2026-01-12' })
  .considered({ needed: false, placementId: uuid('placement/P1') }, { at: '2026-01-20' })
  .considered({}, { at: '2026-01-25' })
  .declined('2026-02-01');

export const SIP_STORIES: Readonly<Record<string, Lived>> = {
  'a SIP of a girl of seventeen': {
    story: seventeen.read,
    surroundings: dalarna(),
    days: [
      ...[
        '2026-01-09',
        '2026-01-11',
        '2026-01-13',
        '2026-01-15',
        '2026-01-19',
        '2026-01-22',
        '2026-02-01',
        '2026-02-02',
      ],
      ...[
        '2026-02-03',
        '2026-02-26',
        '2026-04-02',
        '2026-04-30',
        '2026-05-01',
        '2026-05-16',
        '2026-06-10',
        '2026-12-01',
      ],
      '2026-12-11',
    ],
  },
  'a SIP of a grown person': {
    story: grown.read,
    surroundings: dalarna(),
    days: [
      ...[
        '2026-01-12',
        '2026-01-13',
        '2026-01-21',
        '2026-01-23',
        '2026-01-24',
        '2026-02-02',
        '2026-02-05',
        '2026-02-08',
      ],
      ...['2026-03-01', '2026-04-01', '2026-05-01', '2026-05-12', '2026-06-02', '2026-08-13'],
    ],
  },
  'the same SIP with no agreement, and a consent that never was one': {
    story: grown.voided({}, { by: REGION, at: '2026-05-13' }).read,
    surroundings: noAgreement,
    days: ['2026-01-13', '2026-05-13'],
  },
  'an internal SIP, taken back': {
    story: internal.read,
    surroundings: dalarna(),
    days: ['2026-01-12', '2026-01-20', '2026-02-02'],
  },
  'a SIP that was considered only': {
    story: left.read,
    surroundings: dalarna({ reminderDays: [2] }),
    days: ['2026-01-12', '2026-01-13', '2026-01-21', '2026-01-26', '2026-02-01'],
  },
};
