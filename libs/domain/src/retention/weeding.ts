/** Whether all that one authority has of a person is to be weeded on a day (SoL 16:1–2 a, 16:4; PDL 3:17): it goes at once or stays. */
import { yearOf } from '../calendar/index.js';
import { GOTLAND, partyKind, type Day, type PartyId } from '../kernel/index.js';
import { statuteNamed, statuteOn, timeOut, type StatuteRef } from '../rules/index.js';
import { RETENTION_LAW } from './retention.data.js';
import { type RetainedDocument } from './retention-view.js';
import { ERASURE_REQUEST_SAYS, WEEDING_SAYS } from './weeding.data.js';

/** All that an authority has of a person. */
export interface AuthorityFile {
  readonly keeper: PartyId;
  /** Its own documents in cases, as `retentionOf` tells them on the day asked. */
  readonly inCases: readonly Pick<RetainedDocument, 'class' | 'then' | 'lastEntryOn' | 'dueOn'>[];
  /** The days of its messages in streams of other kinds: SIPs, discharges, concerns, deviations. */
  readonly elsewhere: readonly Day[];
  /** True where something of it is erased, or another's that it was told beside: what is left does not tell its class. */
  readonly isErasedInPart: boolean;
}

/** Why a file stays. */
export type KeptBecause = 'childPlaced' | 'research' | 'healthRecord' | 'unknown' | 'notDue';

/** What is done with a file. */
export type Weeding =
  | {
      readonly then: 'weed';
      /** The section that says so, as the law is on the day asked. */
      readonly statute?: StatuteRef;
      readonly lastEntryOn: Day;
      /** The first day on which it is to be weeded. */
      readonly dueOn: Day;
      /** The last day on which it may be done, of the calendar year after; absent where the law sets none. */
      readonly doneBy?: Day;
    }
  | {
      readonly then: 'keep';
      readonly because: KeptBecause;
      readonly statute?: StatuteRef;
      /** Where its time is known and has not come. */
      readonly dueOn?: Day;
    };

/** One of these keeps the whole file: other data on the same person remain (SoL 16:1). In the order in which they are told. */
const KEEPING = ['childPlaced', 'research', 'healthRecord'] as const;

/** What is done with all of it on the day `on`. Pure. Nothing is weeded of which a rule cannot be told. */
export function weedingOf(file: AuthorityFile, on: Day): Weeding {
  const classes = new Set(file.inCases.map((document) => document.class));
  if (partyKind(file.keeper) === 'region') classes.add('healthRecord');
  const keeping = KEEPING.find((one) => classes.has(one));
  if (keeping) return kept(keeping, on);
  const days = isErasedOrUnknown(file, classes) ? null : daysOf(file);
  if (days === null) return kept('unknown', on);
  const law = classes.has('childEnquiry') ? 'childEnquiry' : 'namndFile';
  const { lastEntryOn, dueOn } = days;
  if (on < dueOn) return { then: 'keep', because: 'notDue', ...statuteOf(law, on), dueOn };
  const doneBy = law === 'namndFile' ? { doneBy: `${yearOf(dueOn) + 1}-12-31` as Day } : {};
  return { then: 'weed', ...statuteOf(law, on), lastEntryOn, dueOn, ...doneBy };
}

/** A child's enquiry is kept until thirty by its own day; what lies elsewhere then is of no class that the hub knows. */
function isErasedOrUnknown(
  { keeper, inCases, elsewhere, isErasedInPart }: AuthorityFile,
  classes: ReadonlySet<string>,
): boolean {
  const isKnownElsewhere = elsewhere.length === 0 || [...classes].join() === 'namndFile';
  // One authority, whose health records cannot be told from its nämnd's file by who it is.
  if (keeper === GOTLAND) return true;
  return isErasedInPart || inCases.length === 0 || !isKnownElsewhere || inCases.some(({ then }) => then !== 'weeded');
}

interface FileDays {
  readonly lastEntryOn: Day;
  readonly dueOn: Day;
}

/** The last of all the days that its documents have; null where one has none. */
function daysOf({ inCases, elsewhere }: AuthorityFile): FileDays | null {
  const due: (Day | undefined)[] = inCases.map(({ dueOn }) => dueOn);
  for (const day of elsewhere) due.push(timeOut('namndFileKept', { startsOn: day })?.dueOn);
  const entries = [...inCases.map(({ lastEntryOn }) => lastEntryOn), ...elsewhere];
  const [dueOn, lastEntryOn] = [latest(due), latest(entries)];
  if (dueOn === null || lastEntryOn === null) return null;
  return { lastEntryOn, dueOn };
}

function latest(days: readonly (Day | undefined)[]): Day | null {
  let last: Day | null = null;
  for (const day of days) {
    if (day === undefined) return null;
    if (last === null || last < day) last = day;
  }
  return last;
}

const kept = (because: Exclude<KeptBecause, 'notDue'>, on: Day): Weeding => ({
  then: 'keep',
  because,
  ...(because === 'unknown' ? {} : statuteOf(because, on)),
});

function statuteOf(law: keyof typeof RETENTION_LAW, on: Day): { readonly statute?: StatuteRef } {
  const statute = statuteOn(statuteNamed(RETENTION_LAW[law].statute), on);
  return statute ? { statute } : {};
}

/** In Swedish and English. */
export interface WeedingSaid {
  readonly sv: string;
  readonly en: string;
}

/** Why a file is kept or weeded. */
export const weedingSays = (weeding: Weeding): WeedingSaid =>
  WEEDING_SAYS[weeding.then === 'weed' ? 'due' : weeding.because];

/** The answer to a request for erasure (GDPR art. 17). */
export interface ErasureAnswer extends WeedingSaid {
  readonly decision: 'refused' | 'weeded' | 'nothing';
  readonly statute?: StatuteRef;
}

/** What is answered to one who asks an authority to erase what it has of a person; null where it has nothing. Pure. */
export function erasureAnswer(weeding: Weeding | null): ErasureAnswer {
  if (weeding === null) return { decision: 'nothing', ...ERASURE_REQUEST_SAYS.nothing };
  const decision = weeding.then === 'weed' ? 'weeded' : 'refused';
  const [says, why] = [ERASURE_REQUEST_SAYS[decision], weedingSays(weeding)];
  const { statute } = weeding;
  return { decision, sv: `${says.sv} ${why.sv}`, en: `${says.en} ${why.en}`, ...(statute ? { statute } : {}) };
}
