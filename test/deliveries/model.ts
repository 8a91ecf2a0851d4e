/**
 * Who is to hear of what, written from the specification and not from the hub: who has a part hears of what is said of it,
 * who had one hears of what took it away (A9), of a ground whom it names (B4), and nobody whom the individual leaves out.
 */
import { type PartyId, type StreamName } from '#domain';
import { type RecordedEvent } from '#event-log';
import { PLACING_PARTY, REGION } from '../support/case-defaults.data.js';
import { sayerOf, type WireEvent } from '../support/wire-events.js';
import { OTHER_REGION, UNIT, type Ground, type Parts, type Story, type Telling } from './stories.js';

/** Those who follow. */
export const FOLLOWERS: readonly PartyId[] = [PLACING_PARTY, REGION, UNIT, OTHER_REGION];
/** Of the agreement, with all that is a part of them. */
const AGREED: readonly PartyId[] = ['kommun-2080' as PartyId, PLACING_PARTY, REGION];

/** An event of the log, and for whom it is. */
export interface Said {
  readonly event: RecordedEvent;
  readonly isFor: (party: PartyId) => boolean;
  /** Who has said it; null of what the hub says. */
  readonly sayer: PartyId | null;
  /** By which it is shown that somebody had no part: that is told to whom it is of (A9). */
  readonly takesBack: boolean;
  /** By the step after which a party may no longer be told of it. */
  readonly gone: Map<PartyId, number>;
}

export interface Model {
  readonly said: Said[];
  readonly parts: Map<StreamName, Parts>;
}

const NOBODY: Parts = { named: [], reach: 'nobodyElse', excluded: [], never: [] };

export const emptyModel = (): Model => ({ said: [], parts: new Map() });

/** A unit is of its region, a nämnd of its kommun, and each of itself. */
const isOf = (whole: PartyId, party: PartyId): boolean => party === whole || party.startsWith(`${whole}.`);

/** Whether what reaches a party that is named reaches this one. */
const reaches = (reach: Parts['reach'], named: PartyId, party: PartyId): boolean =>
  reach === 'nobodyElse' || !named.startsWith('region-') ? named === party : isOf(named, party);

const isAmong = (parties: readonly PartyId[], parts: Parts, party: PartyId): boolean =>
  parties.some((one) => reaches(parts.reach, one, party)) && !parts.excluded.some((one) => isOf(one, party));

const isOfAGround = ({ type }: RecordedEvent): boolean => /\.disclosure(Widened|Recalled)\.v1$/.test(type);

/** What time has brought: of each stream for those who have a part in it, of the agreement for whom it binds. */
export function timePassed({ said, parts }: Model, events: readonly RecordedEvent[]): void {
  for (const event of events) {
    const now = parts.get(event.stream);
    const isFor = (party: PartyId): boolean =>
      now ? isAmong(now.named, now, party) : AGREED.some((one) => isOf(one, party));
    said.push({ event, isFor, sayer: null, takesBack: false, gone: new Map() });
  }
}

/** What was appended with a word, and in which step of the history. */
export interface Told {
  readonly telling: Telling;
  readonly events: readonly RecordedEvent[];
  readonly step: number;
}

/** What was said, and what the hub said with it: who had a part before or has one after hears of it. */
export function wasTold(model: Model, { stream }: Pick<Story, 'stream'>, { telling, events, step }: Told): void {
  const before = model.parts.get(stream) ?? NOBODY;
  const { parts, ground } = telling;
  model.parts.set(stream, parts);
  const all = [...before.named, ...parts.named];
  for (const [at, event] of events.entries()) {
    const named = ground && isOfAGround(event) ? hearOf(ground, all) : all;
    const isFor = (party: PartyId): boolean => isAmong(named, parts, party);
    model.said.push({ ...{ event, isFor, gone: new Map() }, ...saidBy(at === 0 ? telling.events[0] : undefined) });
  }
  for (const one of model.said) if (one.event.stream === stream) mark(one, parts, step);
}

const hearOf = ({ recipient, discloser }: Ground, all: readonly PartyId[]): readonly PartyId[] => [
  recipient,
  ...(discloser === undefined ? all : [discloser]),
];

const saidBy = (fact: WireEvent | undefined): Pick<Said, 'sayer' | 'takesBack'> => ({
  sayer: fact ? sayerOf(fact) : null,
  takesBack: fact !== undefined && 'corrects' in fact,
});

function mark(one: Said, parts: Parts, step: number): void {
  for (const party of FOLLOWERS)
    if (one.isFor(party) && !isOwn(one, party) && !one.gone.has(party) && isGone(one, parts, party))
      one.gone.set(party, step);
}

function isGone({ takesBack, event }: Said, { excluded, never, reach }: Parts, party: PartyId): boolean {
  if (excluded.some((one) => isOf(one, party))) return true;
  // A recall is for the recipient, whatever else is shown never to have been.
  return never.some((one) => reaches(reach, one, party)) && !takesBack && !isOfAGround(event);
}

/** One’s own words stay one’s own: a region's are its units', too. */
const isOwn = ({ sayer }: Said, party: PartyId): boolean =>
  sayer !== null && (party === sayer || (sayer.startsWith('region-') && isOf(sayer, party)));

/** The feed of a party, whole: its number of an entry is its place there, from 1. */
export const feedOf = ({ said }: Model, party: PartyId): readonly Said[] => said.filter(({ isFor }) => isFor(party));
