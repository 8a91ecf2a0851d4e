/** Every type of fact in a story in which it fits, told there by each who might: its own party, the other of the case, and those of no part in it; with what the law answers. */
import { v5 } from 'uuid';
import {
  categoryOf,
  decideOn,
  streamOf,
  surroundingsOf,
  type Day,
  type Fact,
  type Said,
  type StreamCategory,
} from '#domain';
import { name, PLACING_PARTY, REGION } from './case-builder.js';
import { CONCERN_SCENES, reportedOnce } from './concern-scenes.js';
import { submissionOf } from './decision-on-last.js';
import { DISCHARGE_SCENES, inHospital } from './discharge-scenes.js';
import { SCENES, underWay } from './fact-scenes.js';
import { SIP_SCENES, sipUnderWay } from './sip-scenes.js';
import { eventsOf, type WireEvent } from './wire-events.js';

/** Those of the case; another region, another nämnd of the county, and a nämnd of another county. */
export const MIGHT_TELL = [
  PLACING_PARTY,
  REGION,
  'region-21',
  'kommun-2081.socialnamnden',
  'kommun-1480.socialnamnden',
];
/** Of no part in a thing that these others have told of. */
export const STRANGERS: readonly string[] = MIGHT_TELL.slice(-1);

/** What a person tells at a door of its own, over HTTP alone. */
const AT_A_DOOR: readonly string[] = ['placement.emergencyAccess', 'placement.emergencyAccessApproved'];

/** One who tells a fact, and what the law answers: `accepted`, `waiting`, or the code of why not. */
export interface Attempt {
  readonly by: string;
  readonly answer: string;
  /** What is told before, where it is a story of its own: what one has told well no other tells again. */
  readonly before: readonly Telling[];
  readonly told: Telling;
}

/** An event as it is sent. Where it names a message by the id that the hub gives that, in `eventId`: which. */
export interface Telling {
  readonly event: WireEvent;
  readonly names?: WireEvent;
}

/** A story as its builder has it, whatever its kind. */
interface AnyStory {
  readonly facts: readonly Said<Fact>[];
  readonly sent: readonly Parameters<typeof eventsOf>[0]['sent'][number][];
}
type AnyScene = { readonly before: () => AnyStory; readonly tell: (told: AnyStory, how: object) => AnyStory };

/** Later than every day that a scene tells of. */
const TOLD_ON = '2026-02-20';
/** The hub's day, on which nothing of them lies ahead. */
export const TOLD_BY = '2026-03-01' as Day;

const scenesOf = <T extends string, B>(
  scenes: Readonly<
    Record<T, { readonly before?: () => B; readonly tell: (told: B, how: object, again: boolean) => B }>
  >,
  start: () => B,
): Readonly<Record<T, AnyScene>> =>
  Object.fromEntries(
    Object.entries<{ readonly before?: () => B; readonly tell: (told: B, how: object, again: boolean) => B }>(
      scenes,
    ).map(([type, { before = start, tell }]) => [
      type,
      { before, tell: (told: B, how: object) => tell(told, { at: TOLD_ON, ...how }, false) },
    ]),
  ) as never;

/** A scene of every type that is of a person: a new one without does not compile. */
const ALL: Readonly<Record<Exclude<Fact['type'], `agreement.${string}`>, AnyScene>> = {
  ...scenesOf(SCENES, underWay),
  ...scenesOf(SIP_SCENES, sipUnderWay),
  ...scenesOf(DISCHARGE_SCENES, inHospital),
  ...scenesOf(CONCERN_SCENES, reportedOnce),
};

export type TriedType = keyof typeof ALL;
export const TRIED_TYPES = Object.keys(ALL) as TriedType[];

/** The story with this fact told by somebody; what cannot be told by a message is left out. */
function storyBy(type: TriedType, by: string): AnyStory {
  const { before, tell } = ALL[type];
  const { facts, sent } = tell(before(), { by });
  const isTold = (one: { readonly type: string }, at: number): boolean =>
    at === facts.length - 1 || !AT_A_DOOR.includes(one.type);
  return { facts: facts.filter(isTold), sent: sent.filter(isTold) };
}

/** Whoever is refused first, then one that is not, in one story; the others that are not, each in a story of their own. */
export function attemptsOf(type: TriedType): readonly Attempt[] {
  const tried = MIGHT_TELL.map((by) => {
    const story = storyBy(type, by);
    const answer = AT_A_DOOR.includes(type) ? 'ToldAtItsDoor' : answerTo(story);
    return { by, answer, story, isTaken: TAKEN.includes(answer) };
  }).sort((a, b) => Number(a.isTaken) - Number(b.isTaken));
  const firstTaken = tried.findIndex(({ isTaken }) => isTaken);
  return tried.map(({ by, answer, story, isTaken }, at) => {
    const isShared = !isTaken || at === firstTaken;
    const all = tellings(story, asOwn(isShared ? type : `${type} ${by}`, eventsOf(story)));
    return { by, answer, before: at === 0 || !isShared ? all.slice(0, -1) : [], told: all.at(-1)! };
  });
}

/** Each event of a story as it is sent, with what it names. */
const tellings = ({ facts }: AnyStory, events: readonly WireEvent[]): readonly Telling[] =>
  facts.map(({ data }, at) => {
    const named = 'eventId' in data ? events[facts.findIndex(({ meta }) => meta.eventId === data.eventId)] : undefined;
    return { event: events[at]!, ...(named ? { names: named } : {}) };
  });

/** What is not refused. */
export const TAKEN: readonly string[] = ['accepted', 'waiting'];

function answerTo({ facts }: AnyStory): string {
  const last = facts.at(-1);
  if (!last) throw new Error('nothing was told');
  const before = facts.slice(0, -1).map((fact, revision) => ({ ...fact, meta: { ...fact.meta, revision } }));
  const stream = streamIn(last);
  const read = { category: categoryOf(stream), stream, facts: before };
  const decision = decideOn<StreamCategory>(submissionOf(last, TOLD_BY), read, {
    ...{ surroundings: surroundingsOf([]), today: TOLD_BY, name },
  });
  return decision.outcome === 'rejected' ? decision.rejection.code : decision.outcome;
}

const streamIn = ({ meta: { subject }, data }: Said<Fact>) => streamOf(subject, data);

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g;
const NAMESPACE = 'c3b7e0d4-52f1-4b8e-8f0a-0d6a7a1f2f11';

/** The same of other people and things: of each uuid another, and always the same. */
const asOwn = (label: string, events: readonly WireEvent[]): readonly WireEvent[] =>
  JSON.parse(JSON.stringify(events).replace(UUID, (uuid) => v5(`${label} ${uuid}`, NAMESPACE))) as readonly WireEvent[];
