/** Valid parts of facts about placements, for their samples. */
import { regionCodeOf, type AsSent, type Day } from '../../kernel/index.js';
import { type Picker } from '../../fact/picker.js';
import { type DecidedBy } from './deciding-bodies.js';
import { SAMPLE_BASES } from './sample-bases.data.js';
import { AREA_NAMES } from './area-names.data.js';
import { ASSESSED_OF_ADULT, ASSESSED_OF_CHILD } from './assessed.data.js';
import {
  type AreaKind,
  type AssessmentPart,
  type CourtStepKind,
  type Destination,
  type HealthcareSource,
  type Hvb,
  type LegalBasis,
  type Measure,
  type Person,
  type PlacementConsent,
  type PlacementData,
  type RegistrationTold,
  type SchoolStep,
  type UncountedGround,
} from './placement.js';

/** Days of birth that make children, young people and adults of a placement in 2026. */
const BIRTHS = ['2012-03-04', '2011-03-31', '2008-05-01', '2005-07-07', '1990-03-07'] as Day[];

const AREAS = Object.keys(AREA_NAMES) as AreaKind[];
const SOURCES: readonly HealthcareSource[] = ['homeRegion', 'ownHvb', 'hostRegion', 'externalProvider'];

export const DECIDERS: readonly DecidedBy[] = [
  'utskott',
  'socialnamnd',
  'ordforande',
  'delegate',
  'forvaltningsratt',
  'sis',
];
export const DESTINATIONS: readonly Destination[] = ['ownHome', 'guardian', 'otherPlacement', 'otherHousing'];

/** Of a child's assessment or of an adult's. */
export const ASSESSMENT_PARTS: readonly AssessmentPart[] = [...new Set([...ASSESSED_OF_CHILD, ...ASSESSED_OF_ADULT])];

export const SCHOOL_STEPS: readonly SchoolStep[] = [
  'schoolInformed',
  'educationalHandover',
  'receivedBySchool',
  'progressFollowed',
  'nextSchoolPlanned',
  'evaluated',
];

export const UNCOUNTED_GROUNDS: readonly UncountedGround[] = ['unlawfulAbsence', 'detained', 'prison'];

const COURT_STEPS: readonly CourtStepKind[] = [
  'submitted',
  'upheld',
  'applied',
  'extensionRequested',
  'extensionGranted',
  'extensionRefused',
  'careOrdered',
  'careRefused',
  'executed',
  'finallyBinding',
  'lifted',
];

/** A step of some order, or of the newest; an extension is granted until a day. */
export function sampleCourtStep(pick: Picker): PlacementData['courtStep'] {
  const step = pick.oneOf(COURT_STEPS);
  const of = { on: pick.day(), ...pick.maybe({ decisionId: pick.uuid('decision') }) };
  return step === 'extensionGranted' ? { step, ...of, until: pick.day(of.on) } : { step, ...of };
}

export const sampleBasis = (pick: Picker): LegalBasis => pick.oneOf(SAMPLE_BASES);

export const sampleSources = (pick: Picker): readonly HealthcareSource[] => [pick.oneOf(SOURCES)];

export const samplePerson = (pick: Picker): AsSent<Person> => ({
  personId: pick.uuid('person'),
  birthDate: pick.oneOf(BIRTHS),
  ...pick.maybe({ birthDateEstimated: pick.yesNo() }),
  legalSex: pick.oneOf(['male', 'female']),
  protection: pick.oneOf(['none', 'sekretessmarkering']),
});

export const sampleHvb = (pick: Picker): AsSent<Hvb> => ({
  hvbId: pick.uuid('hvb'),
  name: pick.text(),
  kind: pick.oneOf(['private', 'municipal', 'regional', 'sis']),
  kommun: pick.kommun(),
  ...pick.maybe({ ivoPermit: pick.text() }),
  ...pick.maybe({ ivoNotified: pick.yesNo() }),
  providesHealthcare: pick.yesNo(),
  ...pick.maybe({ inCaregiverRegister: pick.yesNo() }),
});

export const sampleConsent = (pick: Picker): PlacementConsent => ({
  by: pick.oneOf(['guardian', 'child', 'self', 'representative']),
  ...pick.maybe({ ref: pick.uuid('person') }),
  on: pick.day(),
});

/** One measure of an area; who answers for it is the one whose area it is, or the other. */
export const sampleMeasure = (pick: Picker): AsSent<Measure> => ({
  measureId: pick.uuid('measure'),
  kind: pick.oneOf(AREAS),
  title: pick.text(),
  responsible: [pick.party(pick.oneOf(['region', 'kommun']))],
  ...pick.maybe({ basis: pick.text() }),
});

/** A kommun mostly; now and then that there is none by law. */
export function sampleRegistration(pick: Picker): RegistrationTold {
  const kommun = pick.kommun();
  return pick.oneOf([{ kommun }, { kommun }, { kommun }, { notRegistered: 'byLaw', region: regionCodeOf(kommun) }]);
}
