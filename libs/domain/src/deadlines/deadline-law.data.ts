/** What each kind of deadline is in law: its rule, the time or duty that sets it, whether it rolls, and what it tells. */
import { type Disclosed } from '../kernel/index.js';
import { type Duty, type RuleId, type TimeId } from '../rules/index.js';

/** One kind of deadline. */
export interface DeadlineLaw extends Disclosed {
  readonly rule: RuleId;
  /** The parameter that reckons its due day from its start, and says what is cited. */
  readonly time?: TimeId;
  /** What is cited where no parameter reckons it, as law is on the due day. */
  readonly duty?: Duty;
  /** Lag 1930:173 2 §: for an act due by statute; never for a maximum; else as the agreement has it. */
  readonly rolls: 'always' | 'never' | 'asAgreed';
  /** What a birthday may set of it: its end only, or all its dates. These dates are sealed at rest. */
  readonly fromBirthDate?: 'end' | 'all';
}

const CHILD_ONLY = {
  classes: ['identity'],
  because: 'That it is set says that the person is a child; a day that a birthday sets is marked and stays identity.',
} as const;

export const DEADLINE_LAW = {
  emergencyCostAllocation: {
    rule: 'A-099',
    rolls: 'asAgreed',
    discloses: 'case',
    readsStricter: {
      classes: ['cost'],
      because: 'It says when an allocation was fixed, and nothing of what is in it.',
    },
  },
  emergencyRegistration: {
    rule: 'A-099',
    rolls: 'asAgreed',
    discloses: 'case',
    readsStricter: { classes: ['place'], because: 'It says that the registration is clear, not where it is.' },
  },
  reviewSoL: {
    rule: 'A-060',
    time: 'considerationSoL',
    rolls: 'always',
    fromBirthDate: 'end',
    discloses: 'case',
    readsStricter: CHILD_ONLY,
  },
  reviewLVU2: { rule: 'A-061', time: 'reviewLVU', rolls: 'always', discloses: 'case' },
  reviewLVU3: { rule: 'A-061', time: 'reviewLVU', rolls: 'always', discloses: 'case' },
  lvmMaximum: { rule: 'A-062', time: 'longestCareLVM', rolls: 'never', discloses: 'case' },
  healthExamination: {
    rule: 'A-071',
    duty: 'healthExaminationNotice',
    rolls: 'always',
    discloses: 'case',
    readsStricter: {
      classes: ['identity'],
      because: 'That it is set says that the person is under twenty-one; its dates are those of the care.',
    },
  },
  carePlanRevision: {
    rule: 'A-078',
    time: 'carePlanRevision',
    rolls: 'always',
    fromBirthDate: 'end',
    discloses: 'case',
    readsStricter: CHILD_ONLY,
  },
  agreementExpiry: { rule: 'A-126', rolls: 'never', discloses: 'routing' },
} as const satisfies Readonly<Record<string, DeadlineLaw>>;
