/** The acts by which care may be given, with all that the law asks of each: an act that replaces one is an entry of its own. */
import { type Duty, type RuleId, type TimeId } from '../../rules/index.js';
import { type DecidedBy } from './deciding-bodies.js';
import { type FollowUpBasis } from './follow-up.data.js';

/** A ground of care, as its section says. */
export interface CareGround {
  /** Care may be decided for one who has not turned this. */
  readonly givenUnderAge: number;
  /** The birthday on which it ends at the latest. */
  readonly endsAtAge: number;
  /** True for custody until a court has decided; false for care that one has decided. */
  readonly interim: boolean;
  /** What the nämnd does every sixth month: weighs whether it is still needed, or decides anew. */
  readonly review?: 'consideration' | 'reexamination';
}

/** What is the court's: nobody is in care by the act against one's will but by its order. */
export interface CourtOrder {
  /** The section by which it orders care. */
  readonly order: Duty;
  /** The rule by which care that it has not ordered does not hold. */
  readonly unordered: RuleId;
  /** The section on immediate custody, which the court too may order. */
  readonly custody: Duty;
  readonly custodyByCourt: RuleId;
}

/** An act by which care is given. */
export interface CareAct {
  /** Its names in the table of statutes, the one that came later after the one it replaced. */
  readonly acts: readonly string[];
  /** By the section that a decision must name; none where the act is told apart by none. */
  readonly grounds: Readonly<Record<string, CareGround>>;
  /** Cited for care that holds, and for care given above its age. */
  readonly care: Duty;
  /** Absent where care rests on the consent of those whose it is to give, and the nämnd decides. */
  readonly court?: CourtOrder;
  /** Cited where a birthday has ended it. */
  readonly endsByAge?: Duty;
  /** The longest time that it may go on. */
  readonly longest?: TimeId;
  /** Who may decide on it in the nämnd's name, or is the court; and what limits that. */
  readonly decidedBy: readonly DecidedBy[];
  readonly delegation?: Duty;
  /** True where an adult may be offered it without a decision on the individual's need. */
  readonly offersAdults: boolean;
  /** True where a child's care is considered every sixth month, on no ground of its own; an adult's by agreement only. */
  readonly considersChildren: boolean;
  /** A consideration or reexamination: what asks for it, who may make it, and what limits that. */
  readonly review?: { readonly asks: Duty; readonly by: readonly DecidedBy[]; readonly delegation: Duty };
  /** By what a child is followed up when care by it has ended; absent where no act says. */
  readonly followedUpBy?: FollowUpBasis;
  /** True where one under twenty-one is offered a health examination when care begins. */
  readonly healthExamination: boolean;
}

export const CARE_ACTS = {
  SoL: {
    acts: ['SoL 2001:453', 'SoL 2025:400'],
    grounds: {},
    care: 'consentByAge',
    decidedBy: ['socialnamnd', 'utskott', 'ordforande', 'delegate'],
    offersAdults: true,
    considersChildren: true,
    followedUpBy: 'SoL23',
    review: { asks: 'considerationSoL', by: ['socialnamnd', 'utskott'], delegation: 'considerationByUtskott' },
    healthExamination: true,
  },
  LVU: {
    acts: ['LVU 1990:52'],
    grounds: {
      /** Shortcomings at home. */
      '2': { givenUnderAge: 18, endsAtAge: 18, interim: false, review: 'consideration' },
      /** One's own conduct. */
      '3': { givenUnderAge: 20, endsAtAge: 21, interim: false, review: 'reexamination' },
      /** Immediate custody, of one for whom care can still be decided; beside 2 § or 3 § it ends with these. */
      '6': { givenUnderAge: 20, endsAtAge: 20, interim: true },
    },
    care: 'careLVU',
    court: {
      order: 'courtOrderLVU',
      // S-001 "Vård som ingen domstol har beslutat om består inte".
      unordered: 'S-001',
      custody: 'custodyLVU',
      // S-002 "får även rätten besluta att den unge omedelbart skall omhändertas".
      custodyByCourt: 'S-002',
    },
    endsByAge: 'endByAgeLVU',
    decidedBy: ['socialnamnd', 'utskott', 'ordforande', 'forvaltningsratt'],
    delegation: 'delegationToUtskott',
    offersAdults: false,
    considersChildren: false,
    followedUpBy: 'LVU21b',
    review: { asks: 'reviewLVU', by: ['socialnamnd', 'utskott'], delegation: 'delegationToUtskott' },
    healthExamination: true,
  },
  LVM: {
    acts: ['LVM 1988:870'],
    grounds: {},
    care: 'longestCareLVM',
    court: {
      order: 'courtOrderLVM',
      // A-055 "Vård enligt LVU eller LVM prövas av förvaltningsrätten".
      unordered: 'A-055',
      custody: 'custodyLVM',
      // S-002 "När socialnämnden har ansökt om vård får även rätten besluta om omedelbart omhändertagande".
      custodyByCourt: 'S-002',
    },
    longest: 'longestCareLVM',
    decidedBy: ['socialnamnd', 'utskott', 'ordforande', 'forvaltningsratt'],
    offersAdults: false,
    considersChildren: false,
    healthExamination: false,
  },
} as const satisfies Readonly<Record<string, CareAct>>;
