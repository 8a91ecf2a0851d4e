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
  /** True where care on it may be given at a home under particularly close supervision. */
  readonly specialHomes?: boolean;
}

/** What is asked of custody that the nämnd has decided until the court has tried care, and when it ends. */
export interface CustodyLaw {
  /** The decision is put before the court within this time of it, else custody ends. */
  readonly submission: TimeId;
  /** The court tries it within this time of the submission; where told so of execution, if that came later. */
  readonly examination: TimeId;
  readonly examinedFromExecution: boolean;
  /** To what the court may extend that time at most; absent where it may not. */
  readonly examinationAtMost?: TimeId;
  /** Care is applied for within this time, else custody ends: of its execution, or of the court's upholding it. */
  readonly application: TimeId;
  readonly appliedFrom: 'executed' | 'upheld';
  /** True where the court may extend it; custody does not end for what was asked in time. */
  readonly applicationExtends: boolean;
  /** The court decides on care within this time of the application. */
  readonly decision: TimeId;
  /** True where that is counted from the submission of custody that came after, or from an execution that came later still. */
  readonly decidedFromLast: boolean;
  /** What remand does: it ends custody, or bars that it is executed meanwhile. */
  readonly remand: 'ends' | 'bars';
  readonly remandSays: Duty;
  /** Cited where it has ended by itself, and where it was lifted. */
  readonly ends: Duty;
  readonly lifting: Duty;
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
  readonly custodyLaw: CustodyLaw;
  /** An order under which care has not begun lapses within this time of its being final. */
  readonly lapse: TimeId;
  readonly lapseSays: Duty;
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
  /** So long a time in a row that is not counted as care time ends the court's order. */
  readonly notCountedInRow?: { readonly time: TimeId; readonly says: Duty };
  /** Contact may be restricted under it: what asks that it be considered, who may decide, and what limits that. */
  readonly contactRestriction?: { readonly asks: Duty; readonly by: readonly DecidedBy[]; readonly delegation: Duty };
  /** Cited where one is at a home under close supervision on no ground that leads there. */
  readonly specialHomes?: Duty;
  /** A favourable decision by it that waits is reported. */
  readonly nonExecution?: Duty;
  /** Who may decide on it in the nämnd's name, or is the court; and what limits that. */
  readonly decidedBy: readonly DecidedBy[];
  readonly delegation?: Duty;
  /** True where an adult may be offered it without a decision on the individual's need. */
  readonly offersAdults: boolean;
  /** True where a child's care is considered every sixth month, on no ground of its own; an adult's by agreement only. */
  readonly considersChildren: boolean;
  /** By what a child is followed up when care by it has ended; absent where no act says. */
  readonly followedUpBy?: FollowUpBasis;
  /** A consideration or reexamination: what asks for it and within what time, who may make it, and what limits that. */
  readonly review?: {
    readonly asks: Duty;
    readonly within: TimeId;
    readonly by: readonly DecidedBy[];
    readonly delegation: Duty;
  };
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
    review: {
      asks: 'considerationSoL',
      within: 'considerationSoL',
      by: ['socialnamnd', 'utskott'],
      delegation: 'considerationByUtskott',
    },
    // S-011 "inte har verkställts inom tre månader från dagen för beslutet".
    nonExecution: 'nonExecution',
    healthExamination: true,
  },
  LVU: {
    acts: ['LVU 1990:52'],
    grounds: {
      /** Shortcomings at home. */
      '2': { givenUnderAge: 18, endsAtAge: 18, interim: false, review: 'consideration' },
      /** One's own conduct. */
      '3': { givenUnderAge: 20, endsAtAge: 21, interim: false, review: 'reexamination', specialHomes: true },
      /** Immediate custody, of one for whom care can still be decided; beside 2 § or 3 § it ends with these. */
      '6': { givenUnderAge: 20, endsAtAge: 20, interim: true, specialHomes: true },
    },
    care: 'careLVU',
    court: {
      order: 'courtOrderLVU',
      // S-001 "Vård som ingen domstol har beslutat om består inte".
      unordered: 'S-001',
      custody: 'custodyLVU',
      // S-002 "får även rätten besluta att den unge omedelbart skall omhändertas".
      custodyByCourt: 'S-002',
      custodyLaw: {
        submission: 'lvuSubmission',
        examination: 'lvuCourtExamination',
        examinedFromExecution: false,
        application: 'lvuApplication',
        appliedFrom: 'executed',
        applicationExtends: true,
        decision: 'lvuCourtDecision',
        decidedFromLast: false,
        // S-005 "får inte verkställas om den unge är häktad".
        remand: 'bars',
        remandSays: 'endOfCustodyLVU',
        ends: 'endOfCustodyLVU',
        lifting: 'endOfCustodyLVU',
      },
      lapse: 'lvuOrderLapse',
      lapseSays: 'orderLapseLVU',
    },
    endsByAge: 'endByAgeLVU',
    decidedBy: ['socialnamnd', 'utskott', 'ordforande', 'forvaltningsratt'],
    delegation: 'delegationToUtskott',
    offersAdults: false,
    considersChildren: false,
    followedUpBy: 'LVU21b',
    review: {
      asks: 'reviewLVU',
      within: 'reviewLVU',
      by: ['socialnamnd', 'utskott'],
      delegation: 'delegationToUtskott',
    },
    contactRestriction: {
      asks: 'contactRestrictionLVU',
      by: ['socialnamnd', 'utskott'],
      delegation: 'delegationToUtskott',
    },
    specialHomes: 'specialHomesLVU',
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
      custodyLaw: {
        submission: 'lvmSubmission',
        examination: 'lvmCourtExamination',
        examinedFromExecution: true,
        examinationAtMost: 'lvmCourtExaminationAtMost',
        application: 'lvmApplication',
        appliedFrom: 'upheld',
        applicationExtends: false,
        decision: 'lvmCourtDecision',
        decidedFromLast: true,
        // S-005 "om den omhändertagne häktas".
        remand: 'ends',
        remandSays: 'endOfCustodyLVM',
        ends: 'endOfCustodyLVM',
        lifting: 'liftingLVM',
      },
      lapse: 'lvmOrderLapse',
      lapseSays: 'orderLapseLVM',
    },
    longest: 'longestCareLVM',
    notCountedInRow: { time: 'lvmNotCountedInRow', says: 'orderLapseLVM' },
    decidedBy: ['socialnamnd', 'utskott', 'ordforande', 'forvaltningsratt'],
    offersAdults: false,
    considersChildren: false,
    healthExamination: false,
  },
} as const satisfies Readonly<Record<string, CareAct>>;
