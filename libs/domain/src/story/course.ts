/** The course of a placement: its start and end, and over time its homes, its legal basis and its decisions. */
import { messageKeyOf, type Day, type PartyId, type Span } from '../kernel/index.js';
import { type HealthcareSource, type Hvb, type LegalBasis } from '../placement/facts/placement.js';
import { birthdayOf, reaches, type AgeId } from '../rules/index.js';
import { clearingOf, type Clearing } from './clearance.js';
import { handoversOf, type Handovers } from './handovers.js';
import { placingOn } from './placings.js';
import { regionSidesOf, type RegionSide } from './region-side.js';
import { factsOf, last, type FactOf, type Story } from './story.js';

/** A stretch of time under one legal basis. The first has no `from`: it holds from the beginning. */
export interface BasisSpan {
  readonly basis: LegalBasis;
  readonly from: Day | null;
  /** The first day of the next one. */
  readonly until: Day | null;
  readonly said: FactOf<'placement.registered'> | FactOf<'placement.decided'> | FactOf<'placement.legalBasisChanged'>;
  /** Ids that the parties gave. */
  readonly key: string;
}

/** A stay at one home. */
export interface HomeSpan extends Span {
  readonly hvb: Hvb;
  readonly healthcareSource: readonly HealthcareSource[];
  readonly said: FactOf<'placement.registered'> | FactOf<'placement.moved'>;
  readonly key: string;
}

export interface Course extends Clearing {
  readonly story: Story;
  readonly registered: FactOf<'placement.registered'>;
  readonly started: FactOf<'placement.started'> | null;
  readonly ended: FactOf<'placement.ended'> | null;
  readonly decisions: readonly FactOf<'placement.decided'>[];
  readonly bases: readonly BasisSpan[];
  readonly homes: readonly HomeSpan[];
  /** The region side on each stretch of time. */
  readonly regionSides: readonly RegionSide[];
  /** The handovers between regions, and who acts from when. */
  readonly handovers: Handovers;
  /** The placing nämnd on the story's day. */
  readonly kommun: PartyId;
  /** null where erasure has emptied it. */
  readonly birthDate: Day | null;
  /** The birthdays that have been asked for: many rules ask for the same few. Only `turns` reads and fills it. */
  readonly birthdays: Map<AgeId | number, Day | null>;
}

const known = new WeakMap<Story, Course | null>();

/** The course of a placement as far as the story tells; null before it is registered and when that is taken back. The same of the same story. */
export function courseOf(story: Story): Course | null {
  const before = known.get(story);
  if (before !== undefined) return before;
  const course = readCourse(story);
  known.set(story, course);
  return course;
}

function readCourse(story: Story): Course | null {
  const { registered, facts } = story;
  if (!registered) return null;
  const { birthDate } = registered.data.person;
  const handovers = handoversOf(story);
  return {
    story,
    registered,
    started: last(facts, 'placement.started'),
    ended: last(facts, 'placement.ended'),
    decisions: factsOf(facts, 'placement.decided'),
    bases: basesOf(story, registered),
    homes: homesOf(story, registered),
    ...clearingOf(story),
    regionSides: regionSidesOf(story, handovers.acting),
    handovers,
    kommun: placingOn(story.placings, story.asOf).party,
    birthDate: birthDate === 'erased' ? null : birthDate,
    birthdays: new Map(),
  };
}

function basesOf({ facts }: Story, registered: FactOf<'placement.registered'>): readonly BasisSpan[] {
  const spans: { -readonly [Field in keyof BasisSpan]: BasisSpan[Field] }[] = [];
  const begin = (said: BasisSpan['said'], from: Day | null, key: string): void => {
    const before = spans.at(-1);
    if (before) before.until = from;
    spans.push({ basis: said.data.legalBasis, from, until: null, said, key });
  };
  begin(registered, null, 'registered');
  for (const said of facts) {
    if (said.type === 'placement.decided') begin(said, said.data.decidedOn, said.data.decisionId);
    else if (said.type === 'placement.legalBasisChanged') begin(said, said.data.from, messageKeyOf(said));
  }
  return spans.filter(({ from, until }) => from === null || from !== until);
}

function homesOf({ facts }: Story, registered: FactOf<'placement.registered'>): readonly HomeSpan[] {
  const { hvb, healthcareSource, plannedFrom } = registered.data;
  const from = last(facts, 'placement.started')?.data.startedOn ?? plannedFrom;
  const homes: HomeSpan[] = [{ hvb, healthcareSource, from, said: registered, key: 'registered' }];
  for (const said of factsOf(facts, 'placement.moved')) {
    const source = said.data.healthcareSource ?? homes.at(-1)?.healthcareSource ?? healthcareSource;
    homes.push({
      hvb: said.data.hvb,
      healthcareSource: source,
      from: said.data.movedOn,
      said,
      key: messageKeyOf(said),
    });
  }
  return homes;
}

/** The home on the story's day: the last one moved to. */
export function homeOf(course: Course): HomeSpan {
  const home = course.homes.at(-1);
  if (!home) throw new Error('a registered placement has a home');
  return home;
}

/** The legal basis on a day. */
export function basisOn({ bases }: Course, day: Day): BasisSpan {
  const holding = bases.findLast(({ from }) => from === null || from <= day) ?? bases[0];
  if (!holding) throw new Error('a registered placement has a legal basis');
  return holding;
}

/** A stretch of care under bases of one kind, within the placement: `until` is the first day after it. */
export interface Run {
  readonly from: Day;
  readonly until?: Day | undefined;
  readonly first: BasisSpan;
  /** Every basis that it went on under, in their order. */
  readonly bases: readonly LegalBasis[];
  /** The start of the placement. */
  readonly startedBy: FactOf<'placement.started'>;
  readonly key: string;
}

const stands = (): undefined => undefined;

/**
 * The stretches of care under bases that `matches`, from the start of the placement to its end, each until the day on which
 * care under its basis had fallen away. Empty before the start.
 */
export function runsUnder(
  course: Course,
  matches: (basis: LegalBasis) => boolean,
  fellIn: (span: BasisSpan) => Day | undefined = stands,
): readonly Run[] {
  const runs: Run[] = [];
  let spans: BasisSpan[] = [];
  const add = (until: Day | null): void => {
    const run = course.started && runOf(course, course.started, spans, until);
    if (run) runs.push(run);
    spans = [];
  };
  for (const span of course.bases) {
    if (!matches(span.basis)) {
      add(span.from);
      continue;
    }
    spans.push(span);
    const fell = fellIn(span);
    if (fell !== undefined) add(fell);
  }
  add(null);
  return runs;
}

/** The part of a stretch of bases that lies within the placement; null where none does. */
function runOf(
  { ended }: Course,
  startedBy: FactOf<'placement.started'>,
  spans: readonly BasisSpan[],
  until: Day | null,
): Run | null {
  const { startedOn } = startedBy.data;
  const [first] = spans;
  if (!first) return null;
  const from = first.from === null || first.from < startedOn ? startedOn : first.from;
  if (until !== null && until <= from) return null;
  const run = { from, first, bases: spans.map(({ basis }) => basis), startedBy, key: first.key };
  if (ended) return endedAt(run, until, ended.data.endedOn);
  return until === null ? run : { ...run, until };
}

function endedAt(run: Run, until: Day | null, endedOn: Day): Run | null {
  if (endedOn < run.from) return null;
  return { ...run, until: until === null || endedOn < until ? endedOn : until };
}

/** The day the person turns an age of the law, or so many years; null where the birth date is erased. */
export function turns({ birthDate, birthdays }: Course, age: AgeId | number): Day | null {
  if (birthDate === null) return null;
  let on = birthdays.get(age);
  if (on === undefined) {
    on = typeof age === 'number' ? birthdayOf(birthDate, age) : reaches(age, birthDate);
    birthdays.set(age, on);
  }
  return on;
}

/** Under `age` on a day; null where the birth date is erased. */
export function isUnder(course: Course, age: AgeId, day: Day): boolean | null {
  const reached = turns(course, age);
  return reached === null ? null : day < reached;
}
