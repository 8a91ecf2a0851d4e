/**
 * The numbers of the law, each with its unit and the days on which it holds. A number that changes is a new entry after
 * the one that ends; what an agreement sets stands in its pack.
 */
import { type Day } from '../kernel/index.js';
import { type RuleId } from './rule-id.js';
import { type Duty } from './statutes.js';

/** One value of a parameter, in the days on which it holds. */
export interface ParameterEntry {
  readonly value: number;
  readonly unit: 'days' | 'months' | 'years' | 'yearsOfAge';
  readonly from: Day;
  /** The last day; absent while no end is known. */
  readonly to?: Day;
  /** The statute that sets it. */
  readonly duty?: Duty;
  /** The rule or reading that sets it, where it is not the duty's own number. */
  readonly rule?: RuleId;
  /** Whose day must lie in the validity: its own due day (an age: the birthday), or the decision that starts its clock. */
  readonly by: 'due' | 'decision';
}

export const PARAMETERS = {
  /** A child's care by socialtjänstlagen is considered at least every sixth month. */
  considerationSoL: [
    { value: 6, unit: 'months', from: '2002-01-01' as Day, duty: 'considerationSoL', rule: 'A-060', by: 'due' },
  ],
  /** Care by LVU is considered or reexamined at least every sixth month. */
  reviewLVU: [{ value: 6, unit: 'months', from: '1990-07-01' as Day, duty: 'reviewLVU', rule: 'A-061', by: 'due' }],
  /** Care by LVM goes on for six months at most, from when the person came to the home. */
  longestCareLVM: [
    { value: 6, unit: 'months', from: '1989-01-01' as Day, duty: 'longestCareLVM', rule: 'A-062', by: 'decision' },
  ],
  /** A child's care plan is first revised at the latest when the child has been placed for two years (S-010). */
  carePlanRevision: [
    { value: 2, unit: 'years', from: '2002-01-01' as Day, duty: 'carePlanRevision', rule: 'S-010', by: 'due' },
  ],
  /** A follow-up counts as the one before the planned end where it lies less than this before it. */
  followUpBeforeEnd: [{ value: 60, unit: 'days', from: '2002-01-01' as Day, rule: 'H-011', by: 'due' }],
  /** A child of the statutes is one who has not turned this. */
  ofAge: [{ value: 18, unit: 'yearsOfAge', from: '1974-07-01' as Day, rule: 'A-004', by: 'due' }],
  /** From this birthday, that day included, the child's own consent is needed beside the guardians'. */
  childConsents: [{ value: 15, unit: 'yearsOfAge', from: '1990-07-01' as Day, rule: 'G-03', by: 'due' }],
  /** *Vuxen* from the birthday on which one turns this; *barn och unga* until then. */
  adult: [{ value: 21, unit: 'yearsOfAge', from: '2002-01-01' as Day, rule: 'A-003', by: 'due' }],
} as const satisfies Readonly<Record<string, readonly ParameterEntry[]>>;
