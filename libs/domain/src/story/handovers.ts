/**
 * Handovers between regions as they stand, and who acts from when: the sender until the receiver has accepted, and where
 * that comes early, until the effective day. At every instant exactly one region acts.
 */
import { maxDay } from '../calendar/index.js';
import { type HandoverReason } from '../handover/facts/handover.js';
import { type Day, type PartyId, type Said, type Uuid } from '../kernel/index.js';
import { answerOf, type Undone } from '../saying/answers.js';
import { type CaseFact } from '../saying/case.js';
import {
  comparePoints,
  dayOfStart,
  idByRule,
  pointOf,
  regionMeant,
  speaksForRegion,
  startsIn,
  type Changed,
  type Initiated,
  type Point,
  type Start,
} from './handover-starts.js';
import { factsOf, type FactOf, type Story } from './story.js';

export type Answered = FactOf<'handover.accepted'> | FactOf<'handover.rejected'>;

/** Why a handover that nobody had accepted is over. `unfounded`: the sender had nothing to hand over. */
export type WithdrawnBecause = 'withdrawn' | 'registrationReturned' | 'registrationMovedOn' | 'replaced' | 'unfounded';

export interface Handover {
  readonly handoverId: Uuid;
  readonly fromRegion: PartyId;
  readonly toRegion: PartyId;
  readonly reason: HandoverReason;
  readonly effectiveOn: Day;
  readonly initiatedOn: Day;
  /** The change of registration by which the hub starts it, or the word of a region. */
  readonly startedBy: Changed | Initiated;
  readonly materialSent: FactOf<'handover.materialSent'> | null;
  readonly accepted: FactOf<'handover.accepted'> | null;
  /** The first refusal that works; null where there is none. */
  readonly rejected: FactOf<'handover.rejected'> | null;
  readonly completed: FactOf<'handover.completed'> | null;
  readonly withdrawn: { readonly on: Day; readonly because: WithdrawnBecause; readonly by: Said<CaseFact> } | null;
}

/** From a day on a region acts. */
export interface Acting {
  /** null: from the beginning. */
  readonly from: Day | null;
  readonly region: PartyId;
}

/** From when a handover cannot be answered any more, and by what. */
export interface End extends Undone<CaseFact> {
  readonly point: Point;
}

export interface Handovers {
  /** In the order in which they were started. */
  readonly all: readonly Handover[];
  /** Who acts, in order of days; the first from the beginning. Empty before anything is registered. */
  readonly acting: readonly Acting[];
  readonly ends: ReadonlyMap<Uuid, End>;
}

type Making = { -readonly [Field in keyof Handover]: Handover[Field] };

interface Folding {
  readonly story: Story;
  readonly all: Making[];
  acting: readonly Acting[];
  /** The one that awaits an answer, or has been refused and not replaced. */
  open: Making | null;
  /** The move of the registration that the open one, which a region has started, serves. */
  served: Start | null;
  readonly ends: Map<Uuid, End>;
}

/** Who acts on a day. */
export function actingOn(acting: readonly Acting[], day: Day): PartyId {
  const holding = acting.findLast(({ from }) => from === null || from <= day);
  if (!holding) throw new Error('a region acts on every day of a registered placement');
  return holding.region;
}

/** The handovers of a story, by its facts alone. Pure: the same facts in any order of arrival give the same. */
export function handoversOf(story: Story): Handovers {
  const [first] = story.registrations;
  if (!first) return { all: [], acting: [], ends: new Map() };
  const acting = [{ from: null, region: first.region }];
  const folding: Folding = { story, all: [], acting, open: null, served: null, ends: new Map() };
  for (const start of startsIn(story)) {
    settle(folding, start.point);
    if (start.before) move(folding, start, start.before.status);
    else initiate(folding, start, start.said as Initiated);
  }
  settle(folding, null);
  return { all: folding.all, acting: folding.acting, ends: folding.ends };
}

/**
 * A-076 "Om folkbokföringen ändras till annat län tar den nya regionen över vårdansvaret", from the region that acts that
 * day; a third that acts goes on until the new one accepts. A region that counted for want of a better one hands nothing
 * over (H-002), nor does one left because another is where a protected person stays.
 */
function move(folding: Folding, start: Start, before: 'established' | 'default'): void {
  const { said, toRegion, effectiveOn } = start;
  const acting = actingOn(folding.acting, dayOfStart(start));
  const isLeft = before === 'default' && acting === start.before?.region;
  if (said.type !== 'placement.registrationChanged' || isLeft) {
    close(folding, start, 'registrationMovedOn');
    takeOver(folding, effectiveOn, toRegion);
  } else if (acting === toRegion) {
    close(folding, start, 'registrationReturned');
  } else if (isServed(folding.open, toRegion)) {
    folding.served = start;
  } else {
    close(folding, start, 'registrationMovedOn');
    folding.open = begin(folding, start, byRule(folding.story, start, said, acting));
  }
}

/** One that a region has started already, ahead of the register, serves. */
const isServed = (open: Making | null, toRegion: PartyId): boolean =>
  open !== null && open.toRegion === toRegion && open.rejected === null;

const byRule = (story: Story, { toRegion }: Start, said: Changed, acting: PartyId): Begun => ({
  handoverId: idByRule(story, said, toRegion),
  fromRegion: acting,
  reason: 'registrationChanged',
  startedBy: said,
});

/** A region starts one. It hands over what it has: where it does not act that day, nothing comes of it. */
function initiate(folding: Folding, start: Start, said: Initiated): void {
  const { handoverId, fromRegion, reason } = said.data;
  const begun = { handoverId, fromRegion: regionMeant(fromRegion), reason, startedBy: said };
  if (begun.fromRegion === actingOn(folding.acting, dayOfStart(start))) {
    close(folding, start, 'replaced');
    folding.open = begin(folding, start, begun);
    return;
  }
  withdraw(folding, begin(folding, start, begun), { ...start, because: 'unfounded' });
}

type Begun = Pick<Handover, 'handoverId' | 'fromRegion' | 'reason' | 'startedBy'>;

function begin({ all }: Folding, { point, effectiveOn, toRegion }: Start, begun: Begun): Making {
  const none = { materialSent: null, accepted: null, rejected: null, completed: null, withdrawn: null };
  const made: Making = { ...begun, toRegion, effectiveOn, initiatedOn: point.on, ...none };
  all.push(made);
  return made;
}

/** One that awaits an answer is withdrawn; one that was refused stays so, and cannot be accepted any more. */
function close(folding: Folding, start: Start, because: WithdrawnBecause): void {
  const { open, ends } = folding;
  if (open?.rejected) ends.set(open.handoverId, { point: start.point, because: 'replaced', by: start.said });
  else if (open) withdraw(folding, open, { ...start, because });
  folding.open = null;
  folding.served = null;
}

interface Withdrawing extends Pick<Start, 'point'> {
  readonly said: Said<CaseFact>;
  readonly because: WithdrawnBecause;
}

function withdraw({ ends }: Folding, made: Making, { point, said, because }: Withdrawing): void {
  made.withdrawn = { on: point.on, because, by: said };
  ends.set(made.handoverId, { point, because: 'withdrawn', by: said });
}

/** A region acts from a day on, whatever was to follow after it. */
function takeOver(folding: Folding, from: Day, region: PartyId): void {
  const before = folding.acting.filter((one) => one.from === null || one.from < from);
  folding.acting = before.at(-1)?.region === region ? before : [...before, { from, region }];
}

const namedIn = <T extends { readonly data: { readonly handoverId: Uuid } }>(
  facts: readonly T[],
  { handoverId }: Pick<Handover, 'handoverId'>,
): readonly T[] => facts.filter(({ data }) => data.handoverId === handoverId);

/** The answers in the order of their own days, then as facts stand among each other. */
export const answersIn = ({ facts }: Story): readonly Answered[] =>
  facts.filter((fact): fact is Answered => fact.type === 'handover.accepted' || fact.type === 'handover.rejected');

export const pointOfAct = (fact: Answered | Withdrawn): Point => pointOf(fact, fact.data.on);

/** What has been said of the open one before a point: accepted, it is so; a refusal leaves the sender acting. */
function settle(folding: Folding, before: Point | null): void {
  const { open: made, story } = folding;
  if (!made) return;
  const isBefore = (fact: Answered | Withdrawn, end: Point | null): boolean =>
    end === null || comparePoints(pointOfAct(fact), end) < 0;
  const taken = takenBackBy(made, story);
  const answers = namedIn(answersIn(story), made).filter(
    (answer) =>
      isBefore(answer, before) && isBefore(answer, taken && pointOfAct(taken)) && isReceivers(answer, made, story),
  );
  for (const answer of answers) answered(made, answer);
  tellCourse(made, story);
  if (made.accepted) accept(folding, made, made.accepted);
  else if (taken && isBefore(taken, before)) {
    takeBack(folding, made, taken);
    // What the hub has started in its place nobody takes back.
    settle(folding, before);
  }
}

type Withdrawn = FactOf<'handover.withdrawn'>;

/** What the hub started nobody takes back. */
function takenBackBy(made: Making, { facts }: Story): Withdrawn | null {
  if (made.startedBy.type !== 'handover.initiated') return null;
  const told = namedIn(factsOf(facts, 'handover.withdrawn'), made);
  return told.find(({ meta }) => meta.party === made.startedBy.meta.party) ?? null;
}

function accept(folding: Folding, made: Making, accepted: FactOf<'handover.accepted'>): void {
  takeOver(folding, maxDay(accepted.data.on, made.effectiveOn), made.toRegion);
  folding.ends.set(made.handoverId, { point: pointOfAct(accepted), because: 'replaced', by: accepted });
  folding.open = null;
  folding.served = null;
}

/** A region takes back what it started. Where it served a move of the registration, the hub starts one in its place. */
function takeBack(folding: Folding, made: Making, taken: Withdrawn): void {
  const { served, acting, story } = folding;
  const point = pointOfAct(taken);
  withdraw(folding, made, { point, said: taken, because: 'withdrawn' });
  folding.open = null;
  folding.served = null;
  if (served?.said.type !== 'placement.registrationChanged') return;
  const start = { ...served, point };
  folding.open = begin(folding, start, byRule(story, start, served.said, actingOn(acting, dayOfStart(start))));
}

/** Said by the receiver, and of what was not changed since: a correction of what a region started undoes earlier answers. */
export const isReceivers = (answer: Answered, { toRegion, startedBy }: Handover, { chains, facts }: Story): boolean =>
  speaksForRegion(answer.meta.party, toRegion) &&
  (startedBy.type !== 'handover.initiated' || answerOf<CaseFact>(answer, chains, facts)?.undone === null);

/** What is accepted is so; one that has refused may think better of it. */
function answered(made: Making, answer: Answered): void {
  if (made.accepted) return;
  if (answer.type === 'handover.accepted') made.accepted = answer;
  else made.rejected ??= answer;
}

/** What the sender has sent, and that the receiver has nothing left to take over. */
function tellCourse(made: Making, { facts }: Story): void {
  const { fromRegion, toRegion, accepted } = made;
  made.materialSent =
    namedIn(factsOf(facts, 'handover.materialSent'), made).find(({ meta }) =>
      speaksForRegion(meta.party, fromRegion),
    ) ?? null;
  made.completed =
    namedIn(factsOf(facts, 'handover.completed'), made).find(
      ({ data, meta }) => accepted !== null && accepted.data.on <= data.on && speaksForRegion(meta.party, toRegion),
    ) ?? null;
}
