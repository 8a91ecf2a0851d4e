/**
 * The duties that findings, areas and the legal basis cite beside a rule, each by the section in which it stands today. What it was on an earlier
 * day, or is on a later, follows from the validity of the act and the sections that moved (statutes.data.ts).
 */
export const DUTIES = {
  /** The region offers care to its residents. */
  careOfResidents: 'HSL 2017:30 8:1',
  /** Special provisions on care of one who by law is never folkbokförd. */
  careOfNotRegistered: 'HSL 2017:30 8:10',
  /** The kommun of residence is responsible. */
  kommunOfResidence: 'SoL 2025:400 29:1',
  /** A kommun stays responsible for one who by its decision stays in another. */
  kommunThatPlaced: 'SoL 2025:400 29:2',
  /** A case moves to another kommun only when that one takes it over. */
  transferOfCase: 'SoL 2025:400 29:10',
  /** IVO tries a transfer on which the kommuner do not agree, or that is not answered. */
  transferTried: 'SoL 2025:400 29:11',
  /** The kommun of stay answers for what is acute, and for all else while no other is clearly responsible. */
  kommunOfStay: 'SoL 2025:400 29:4',
  /** What is best for the child is tried in all that concerns a child. */
  childsBest: 'SoL 2025:400 3:1',
  /** Consent to a measure, by age. */
  consentByAge: 'SoL 2025:400 21:1',
  /** Kommun and region draw up an individual plan where one of them judges it needed and the individual consents. */
  individualPlan: 'SoL 2025:400 10:8',
  /** Those close to the individual take part in the work with the plan, unless the individual objects. */
  relativesInPlan: 'SoL 2025:400 10:9',
  /** There is a vårdplan for all, a genomförandeplan for children and the young. */
  carePlans: 'SoL 2025:400 9:12',
  /** Where a vårdplan is revised the genomförandeplan is looked over too. */
  planRevision: 'SoL 2025:400 9:13',
  /** A social secretary is named who answers for the contacts. */
  namedSecretary: 'SoL 2025:400 22:12',
  /** A child may be followed up after a placement. */
  followUpSoL: 'SoL 2025:400 23:2',
  /** One under eighteen is followed up when care by the act ends. */
  followUpLVU: 'LVU 1990:52 21 b',
  /** Staying at a home for care does not move one's residence. */
  residenceDuringCare: 'Folkbokföringslagen 1991:481 9',
  /** A child's care is considered every sixth month. */
  considerationSoL: 'SoL 2025:400 22:13',
  /** That consideration may be delegated to an utskott only. */
  considerationByUtskott: 'SoL 2025:400 30:6',
  /** What of care of the young may be delegated to an utskott only. */
  delegationToUtskott: 'SoL 2025:400 30:7',
  /** Care of the young, and the ages for which it may be given. */
  careLVU: 'LVU 1990:52 1',
  /** The court decides on care of the young. */
  courtOrderLVU: 'LVU 1990:52 4',
  /** Immediate custody of the young. */
  custodyLVU: 'LVU 1990:52 6',
  /** Consideration and reexamination every sixth month. */
  reviewLVU: 'LVU 1990:52 13',
  /** The birthdays on which care of the young ends at the latest. */
  endByAgeLVU: 'LVU 1990:52 21',
  /** The court decides on care of those with an addiction. */
  courtOrderLVM: 'LVM 1988:870 5',
  /** Immediate custody of those with an addiction. */
  custodyLVM: 'LVM 1988:870 13',
  /** That care goes on for six months at most. */
  longestCareLVM: 'LVM 1988:870 20',
  /** A court's order of care of the young that has not begun lapses. */
  orderLapseLVU: 'LVU 1990:52 5',
  /** Custody of the young is submitted to the court. */
  submissionLVU: 'LVU 1990:52 7',
  /** When custody of the young ends, and that it is lifted; it is not executed while one is on remand. */
  endOfCustodyLVU: 'LVU 1990:52 9',
  /** Homes for those in care for their own conduct. */
  specialHomesLVU: 'LVU 1990:52 12',
  /** Contact is restricted, and that is considered every third month. */
  contactRestrictionLVU: 'LVU 1990:52 14',
  /** A court's order of care of those with an addiction lapses: not begun, or not counted for long. */
  orderLapseLVM: 'LVM 1988:870 12',
  /** When custody of those with an addiction ends. */
  endOfCustodyLVM: 'LVM 1988:870 18 a',
  /** That it is lifted. */
  liftingLVM: 'LVM 1988:870 18 b',
  /** A hospital tells those concerned of an admission within twenty-four hours. */
  admissionNotice: 'Lag 2017:612 2:3',
  /** A lasting contact in open care is named before the patient is discharged. */
  lastingContact: 'Lag 2017:612 2:5',
  /** Whoever has been told of an admission begins to plan. */
  planningOnNotice: 'Lag 2017:612 2:6',
  /** Those concerned are told that a patient is ready for discharge. */
  noticeOfReadiness: 'Lag 2017:612 3:1',
  /** What is needed for care is handed on no later than the day of discharge. */
  informationAtDischarge: 'Lag 2017:612 3:2',
  /** Region and kommun may agree on another day, or amount, of the kommun's payment. */
  paymentAgreed: 'Lag 2017:612 4:5',
  /** What must have been done for a kommun to pay. */
  paymentConditions: 'Lag 2017:612 5:3',
  /** The day from which a kommun pays. */
  paymentDay: 'Lag 2017:612 5:4',
  /** No kommun pays while the region's own open care is what is missing. */
  paymentWithoutOpenCare: 'Lag 2017:612 5:5',
  /** Kommuner, regions and their staff report at once to the socialnämnd that a child may be harmed. */
  concernReport: 'SoL 2025:400 19:1',
  /** The nämnd assesses immediately whether the child needs protection at once. */
  protectionAssessment: 'SoL 2025:400 20:1',
  /** A favourable decision that is not executed is reported. */
  nonExecution: 'SoL 2025:400 34:1',
} as const;
