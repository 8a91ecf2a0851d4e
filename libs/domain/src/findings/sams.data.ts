/**
 * What SAMS (Skolverket, Socialstyrelsen, SPSM) asks of each of its four phases, as far as its public summary tells: the
 * school is told early and handed over to before a placement, at its end planning is as careful as at its start. The
 * agreement refers to SAMS without repeating it.
 */
import { type PlacementData, type SchoolStep } from '../placement/facts/placement.js';
import { type Sentence } from '../kernel/index.js';

type Phase = PlacementData['schooling']['phase'];

export const SAMS_PHASES: Readonly<Record<Phase, readonly SchoolStep[]>> = {
  before: ['schoolInformed', 'educationalHandover'],
  during: ['receivedBySchool', 'progressFollowed'],
  ending: ['nextSchoolPlanned', 'schoolInformed', 'educationalHandover'],
  followUp: ['evaluated'],
};

export const SCHOOL_STEPS_SAID: Readonly<Record<SchoolStep, Sentence>> = {
  schoolInformed: { sv: 'skolan är informerad', en: 'the school is informed' },
  educationalHandover: { sv: 'pedagogisk överlämning', en: 'educational handover' },
  receivedBySchool: { sv: 'den mottagande skolan har tagit emot', en: 'the receiving school has taken over' },
  progressFollowed: { sv: 'skolgången är följd upp', en: 'schooling is followed' },
  nextSchoolPlanned: { sv: 'nästa skola är planerad', en: 'the next school is planned' },
  evaluated: { sv: 'samverkan är utvärderad', en: 'the collaboration is evaluated' },
};
