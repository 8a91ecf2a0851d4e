/** What the law says of keeping and weeding documents of a placement: each class with its section and its time. */
import { type Day, type Disclosed } from '../kernel/index.js';
import { type AgeId, type TimeId } from '../rules/index.js';

/** What is done with a document when its time has come, and which time that is. */
export interface RetentionLaw extends Pick<Disclosed, 'readsStricter'> {
  /** The section, where it stands today; cited as the law is on the day asked. */
  readonly statute: string;
  readonly then: 'kept' | 'weeded' | 'handedToNamnd';
  /** From the last entry of the file. */
  readonly time?: TimeId;
  /** The birthday up to which it is kept. */
  readonly until?: AgeId;
  /** True where weeding is finished in the calendar year after the one in which the duty arose. */
  readonly untilNextYear?: true;
  /** True where the class itself, or its day, is set by the birth date: shown to the keeper and the auditor. */
  readonly fromBirthDate?: true;
}

export const RETENTION_LAW = {
  /** SoL 16:2 p. 3: what came in or was drawn up when a child was placed in a home for care is never weeded. */
  childPlaced: { statute: 'SoL 2025:400 16:2', then: 'kept' },
  /** SoL 16:2 a: an enquiry on a child's protection, until thirty; then weeded. */
  childEnquiry: { statute: 'SoL 2025:400 16:2 a', then: 'weeded', until: 'enquiryKept', fromBirthDate: true },
  /** SoL 16:4, förordning 2025:468 13:1: for research, a whole kommun or those born on some days. */
  research: { statute: 'SoL 2025:400 16:4', then: 'kept', fromBirthDate: true },
  /** SoL 16:1: a nämnd's file, five years after its last entry. */
  namndFile: { statute: 'SoL 2025:400 16:1', then: 'weeded', time: 'namndFileKept', untilNextYear: true },
  /** SoL 17:4: a private home's file on a child goes to the nämnd that decided, when it would have been weeded. */
  homeFileOfChild: { statute: 'SoL 2025:400 17:4', then: 'handedToNamnd', time: 'homeFileKept' },
  /** SoL 17:5: and so does one that is kept for research. */
  homeFileForResearch: {
    statute: 'SoL 2025:400 17:5',
    then: 'handedToNamnd',
    time: 'homeFileKept',
    fromBirthDate: true,
  },
  /** SoL 17:2: a private home's file, two years after its last entry. */
  homeFile: { statute: 'SoL 2025:400 17:2', then: 'weeded', time: 'homeFileKept', untilNextYear: true },
  /** PDL 3:17: a health record is kept for at least ten years after its last entry. */
  healthRecord: { statute: 'PDL 2008:355 3:17', then: 'kept', time: 'healthRecordKept' },
} as const satisfies Readonly<Record<string, RetentionLaw>>;

/** Who is kept for research (förordning 2025:468 13:1): all of some län and kommuner, elsewhere those born on some days. */
export const KEPT_FOR_RESEARCH = {
  /** Östergötland, Gotland, Västernorrland. */
  lan: ['05', '09', '22'],
  /** Göteborg. */
  kommuner: ['1480'],
  bornOn: [5, 15, 25],
} as const;

/** From when an enquiry on a child is kept until thirty; cases closed before are not (lag 2025:1501). */
export const ENQUIRY_KEPT_FROM = '2026-01-15' as Day;
