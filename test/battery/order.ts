/** Whether messages stand in the log in the order in which their party sent them, as far as the hub answers for it. */
import { identityOf, nameUuid, type OpenedStream } from '#cases';
import { type StreamName } from '#contracts';
import { decideOn, subjectText, surroundingsOf, type Fact, type Said } from '#domain';
import { submissionOf } from '../support/decision-on-last.js';
import { sayerOf, type WireEvent } from '../support/wire-events.js';
import { type Placed } from './broker.kafka.js';
import { keyOf, type ToldReceipt, type Wrong } from './checks.js';
import { streamOfEvent, type RoundLoad } from './load.js';

/** What a party has said of one stream: a message that it sent, where that stands in its story and in the log. */
interface Sent {
  readonly event: WireEvent;
  readonly at: number;
  readonly revision: number;
  readonly taken: Taken;
  readonly mayHaveWaited: boolean;
}

/** How a message was taken as it came: a record of it was told to be accepted, or all that it is said before. */
export type Taken = 'accepted' | 'duplicate';

/**
 * Of two messages of a party that were sent in the order of their story and taken as they came, neither refused nor kept
 * waiting, the first stands first. One that was sent before what it builds on is refused, and taken when it comes again.
 */
export function wrongOrder(
  streams: ReadonlyMap<StreamName, OpenedStream>,
  takenAs: (event: WireEvent) => Taken | null,
  { load, placed }: { readonly load: RoundLoad; readonly placed: readonly Placed[] },
): Wrong {
  const inStory = new Map(load.events.map((event, at) => [keyOf(event), at]));
  const lanes = new Map<string, readonly Sent[]>();
  const wrong: string[] = [];
  for (const event of firstOfEach(placed)) {
    const taken = takenAs(event);
    if (taken === null) continue;
    const stream = streamOfEvent(event);
    const name = `${stream} ${sayerOf(event)}`;
    const lane = lanes.get(name) ?? [];
    const opened = streams.get(stream);
    const here: Sent = {
      event,
      at: inStory.get(keyOf(event)) ?? -1,
      revision: revisionOf(opened, event),
      taken,
      mayHaveWaited: mayHaveWaited(opened, event, lane),
    };
    const overtaken = lane.find((one) => one.at < here.at && one.revision > here.revision && !isExcused(one, here));
    if (overtaken) wrong.push(`out of order: ${told(here)} before ${told(overtaken)}`);
    lanes.set(name, [...lane, here]);
  }
  return wrong;
}

const told = ({ event: { type, subject }, revision }: Sent): string => `${type} ${subject} at ${revision}`;

/**
 * That a message waits is told while the broker is there. Where that goes away before, both records come again: then what was
 * taken after it is a duplicate, and so is it itself, or it is accepted at last.
 */
const isExcused = (one: Sent, later: Sent): boolean =>
  one.mayHaveWaited && (one.taken === 'duplicate' || later.taken === 'duplicate');

/**
 * True of a message that need not have been acceptable when it was first judged, by the law on what certainly stood there:
 * all that its party had sent before it and that could not wait.
 */
function mayHaveWaited(opened: OpenedStream | undefined, event: WireEvent, lane: readonly Sent[]): boolean {
  const said = opened?.facts.find((fact) => isOf(fact, event));
  if (!opened || !said) return false;
  const there = Math.max(-1, ...lane.filter((one) => !one.mayHaveWaited).map(({ revision }) => revision));
  const { category, stream } = opened;
  const facts = (opened.facts as readonly Said<Fact>[]).filter(({ meta }) => meta.revision <= there);
  const today = said.meta.recordedOn;
  const beside = { surroundings: surroundingsOf([]), today, name: nameUuid() };
  return decideOn(submissionOf<Fact>(said, today), { category, stream, facts }, beside).outcome !== 'accepted';
}

const isOf = ({ meta }: Said<Fact>, { id, source, subject }: WireEvent): boolean =>
  meta.messageId === id && meta.source === source && subjectText(meta.subject) === subject;

/** How messages were taken as they came; null of one that was not, as `otherwise` tells of some, whatever their receipts say. */
export function takenAsTheyCame(
  receipts: ReadonlyMap<string, readonly ToldReceipt[]>,
  otherwise: ReadonlySet<string>,
): (event: WireEvent) => Taken | null {
  return (event) => {
    const outcomes = (receipts.get(keyOf(event)) ?? []).map(({ outcome }) => outcome);
    if (otherwise.has(keyOf(event)) || outcomes.some((outcome) => !TAKEN.has(outcome))) return null;
    return outcomes.includes('accepted') ? 'accepted' : 'duplicate';
  };
}

const TAKEN: ReadonlySet<string> = new Set<Taken>(['accepted', 'duplicate']);

/** Where a message stands in its stream; after all others where it is lost, which is told elsewhere. */
const revisionOf = (opened: OpenedStream | undefined, event: WireEvent): number =>
  opened?.messages.get(identityOf(event))?.place.revision ?? Number.MAX_SAFE_INTEGER;

/** The messages in the order in which each was first sent. */
function firstOfEach(placed: readonly Placed[]): readonly WireEvent[] {
  const first = new Map<string, WireEvent>();
  for (const { event } of placed.map(({ sent }) => sent))
    if (event && !first.has(keyOf(event))) first.set(keyOf(event), event);
  return [...first.values()];
}
