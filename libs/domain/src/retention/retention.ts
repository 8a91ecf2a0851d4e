/** How long each document of a case is kept, and what is then done with it (SoL 16–17 kap., PDL 3:17; rules.md 2a-1). */
import { addDays, yearOf } from '../calendar/index.js';
import { controllerOf } from '../fact/controller.js';
import {
  compareText,
  partyCode,
  partyKind,
  regionCodeOf,
  type Day,
  type KommunCode,
  type NameUuid,
  type PartyId,
  type Said,
} from '../kernel/index.js';
import { statuteNamed, statuteOn, timeOut } from '../rules/index.js';
import { type Case, type CaseFact, type Surroundings } from '../saying/case.js';
import { courseOf, isUnder, turns, type Course, type HomeSpan } from '../story/course.js';
import { storyOf } from '../story/story.js';
import { ENQUIRY_KEPT_FROM, KEPT_FOR_RESEARCH, RETENTION_LAW, type RetentionLaw } from './retention.data.js';
import { type RetainedDocument, type RetentionClass, type RetentionView } from './retention-view.js';

const NOTHING_AROUND: Surroundings = { agreements: [], sips: [] };
/** Of every message that had been sent by a day, and of the private homes that the person had come to. Pure. `name`: a handover that the register starts is known by it. */
export function retentionOf(theCase: Case, asOf: Day, name: NameUuid): RetentionView {
  const course = courseOf(storyOf(theCase, NOTHING_AROUND, asOf, name));
  const sent = theCase.facts.filter(({ meta }) => meta.saidOn <= asOf);
  const lastBy = new Map<PartyId, Day>();
  for (const { meta } of sent) {
    const keeper = controllerOf(meta.party);
    const last = lastBy.get(keeper);
    if (last === undefined || last < meta.saidOn) lastBy.set(keeper, meta.saidOn);
  }
  const documents = sent
    .map((fact) => ofMessage(course, fact, lastBy, asOf))
    .sort((a, b) => compareText(a.keeper ?? '', b.keeper ?? ''));
  return { documents: [...documents, ...(course ? homeFiles(course, asOf) : [])] };
}

function ofMessage(
  course: Course | null,
  { type, meta }: Said<CaseFact>,
  lastBy: ReadonlyMap<PartyId, Day>,
  asOf: Day,
): RetainedDocument {
  const keeper = controllerOf(meta.party);
  const file = { lastEntryOn: lastBy.get(keeper), asOf, course };
  const named = { what: type, keeper, eventId: meta.eventId };
  return { ...named, ...kept(classOf(course, keeper, meta.saidOn), file) };
}

/** A region's is a health record; a nämnd's by whom it is about, and when. */
function classOf(course: Course | null, keeper: PartyId, saidOn: Day): RetentionClass {
  if (partyKind(keeper) === 'region') return 'healthRecord';
  if (!course) return 'namndFile';
  if (course.birthDate === null) return 'unknown';
  if (course.started && isUnder(course, 'ofAge', course.started.data.startedOn) === true) return 'childPlaced';
  if (isForResearch(course, keeper)) return 'research';
  return isChildEnquiry(course, saidOn) ? 'childEnquiry' : 'namndFile';
}

/** SoL 16:2 a: of one who was a child when it was written, in a case that has not been closed before it became law. */
const isChildEnquiry = (course: Course, saidOn: Day): boolean =>
  isUnder(course, 'ofAge', saidOn) === true &&
  course.story.asOf >= ENQUIRY_KEPT_FROM &&
  !(course.ended && course.ended.data.endedOn < ENQUIRY_KEPT_FROM);

const includes = (values: readonly unknown[], value: unknown): boolean => values.includes(value);

/** A whole kommun, or born on the fifth, the fifteenth or the twenty-fifth. */
function isForResearch({ birthDate }: Course, keeper: PartyId): boolean {
  const code = partyCode(keeper) as KommunCode;
  const { lan, kommuner, bornOn } = KEPT_FOR_RESEARCH;
  return (
    includes(lan, regionCodeOf(code)) || includes(kommuner, code) || includes(bornOn, Number(birthDate?.slice(-2)))
  );
}

/** SoL 17 kap.: a private home's own file, by the last day at it. */
function homeFiles(course: Course, asOf: Day): readonly RetainedDocument[] {
  return course.homes.flatMap((home, at) => {
    if (home.hvb.kind !== 'private' || !course.started) return [];
    const last = lastDayAt(course, at);
    const file = { lastEntryOn: last, asOf, course };
    const named = { what: 'homeFile', hvbId: home.hvb.hvbId };
    return [{ ...named, ...kept(classOfHomeFile(course, home), file) }];
  });
}

function lastDayAt({ homes, ended }: Course, at: number): Day | undefined {
  const next = homes[at + 1];
  return next ? addDays(next.from, -1) : ended?.data.endedOn;
}

function classOfHomeFile(course: Course, { from }: HomeSpan): RetentionClass {
  if (course.birthDate === null) return 'unknown';
  if (isUnder(course, 'ofAge', from) === true) return 'homeFileOfChild';
  return isForResearch(course, course.kommun) ? 'homeFileForResearch' : 'homeFile';
}

interface File {
  readonly lastEntryOn: Day | undefined;
  readonly asOf: Day;
  readonly course: Course | null;
}

type Kept = Omit<RetainedDocument, 'what' | 'keeper' | 'hvbId' | 'eventId'>;

function kept(retention: RetentionClass, file: File): Kept {
  const { lastEntryOn, asOf, course } = file;
  const entry = lastEntryOn === undefined ? {} : { lastEntryOn };
  if (retention === 'unknown') return { class: retention, then: 'kept', ...entry };
  const law: RetentionLaw = RETENTION_LAW[retention];
  const statute = statuteOn(statuteNamed(law.statute), asOf);
  return {
    class: retention,
    then: law.then,
    ...entry,
    ...daysOf(law, file),
    ...(law.then === 'handedToNamnd' && course ? { handedTo: course.kommun } : {}),
    ...(statute ? { statute } : {}),
    ...(law.fromBirthDate ? { fromBirthDate: true } : {}),
  };
}

function daysOf(law: RetentionLaw, file: File): Pick<Kept, 'dueOn' | 'doneBy'> {
  const dueOn = dueBy(law, file);
  if (!dueOn) return {};
  return law.untilNextYear ? { dueOn, doneBy: `${yearOf(dueOn) + 1}-12-31` as Day } : { dueOn };
}

/** So long after the last entry, or on a birthday. */
function dueBy({ time, until }: RetentionLaw, { lastEntryOn, course }: File): Day | null {
  if (until) return course && turns(course, until);
  if (time === undefined || lastEntryOn === undefined) return null;
  return timeOut(time, { startsOn: lastEntryOn })?.dueOn ?? null;
}
