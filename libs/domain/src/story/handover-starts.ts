/** What starts handovers between regions: a registration that moves to another county, and what a region itself starts. */
import { maxDay } from '../calendar/index.js';
import {
  areOneLegalPerson,
  compareText,
  GOTLAND,
  isOfGotland,
  legalPerson,
  messageKeyOf,
  partyCode,
  partyKind,
  regionOf,
  speaksFor,
  type Day,
  type KommunCode,
  type Meta,
  type PartyId,
  type Said,
  type Uuid,
} from '../kernel/index.js';
import { type CaseFact } from '../saying/case.js';
import { type Standing } from '../saying/effective.js';
import { countsAmong } from '../saying/answers.js';
import { registrationsOf, regionTold, type Registration } from './registration.js';
import { factsOf, type FactOf, type Story } from './story.js';

export type Changed = FactOf<'placement.registrationChanged'>;
export type Initiated = FactOf<'handover.initiated'>;

/** A point in the order in which things were said or done: a day, and within it as facts stand among each other. */
export interface Point {
  readonly on: Day;
  readonly said: Pick<Meta, 'time' | 'source' | 'messageId'>;
}

/** Negative where `a` comes before `b`. */
export const comparePoints = (a: Point, b: Point): number =>
  compareText(a.on, b.on) ||
  compareText(a.said.time, b.said.time) ||
  compareText(a.said.source, b.said.source) ||
  compareText(a.said.messageId, b.said.messageId);

/** The point of a fact on a day of its own. */
export const pointOf = ({ meta }: Said<CaseFact>, on: Day): Point => ({ on, said: meta });

/** The region that a party id of a handover means: a unit's region, and Gotland's for its kommun (SoL 4:4). */
export const regionMeant = (party: PartyId): PartyId =>
  isOfGotland(party) ? regionOf(partyCode(GOTLAND) as KommunCode) : legalPerson(party);

/** Who may say what a region is to say of a handover. SoL 4:4: for Gotland its kommun too. */
export const speaksForRegion = (party: PartyId, region: PartyId): boolean =>
  speaksFor(party, region) || (areOneLegalPerson([party, region]) && partyKind(party) !== partyKind(region));

/** A day from which another region is legally responsible, or on which a region starts a handover. */
export interface Start {
  /** When it was told. */
  readonly point: Point;
  /** From when the receiver is to answer for the care. */
  readonly effectiveOn: Day;
  readonly toRegion: PartyId;
  /** The region that was responsible before; null of what a region starts. */
  readonly before: Registration | null;
  readonly said: Registration['said'] | Initiated;
}

/** Changes of registration that were told by the story's day and that count from a later one. */
function announcedIn({ chains, asOf }: Story): readonly Changed[] {
  const ahead = chains.flatMap(({ current }): readonly Changed[] =>
    current?.type === 'placement.registrationChanged' && current.data.from > asOf && current.meta.saidOn <= asOf
      ? [current]
      : [],
  );
  return [...ahead].sort((a, b) => comparePoints(pointOf(a, a.data.from), pointOf(b, b.data.from)));
}

/** The registrations in the order they begin, those among them that are only announced. */
function registrationsAhead(story: Story): readonly Registration[] {
  const announced = story.registered ? announcedIn(story) : [];
  if (!story.registered || announced.length === 0) return story.registrations;
  return registrationsOf(story.registered, [...story.facts, ...announced]);
}

/** Where the region responsible becomes another; what begins later is never told of before it. */
function movesIn(registrations: readonly Registration[]): readonly Start[] {
  const moves: Start[] = [];
  for (const [at, { from, region, said }] of registrations.entries()) {
    const before = registrations[at - 1];
    if (!before || from === null || before.region === region) continue;
    const told = pointOf(said, said.meta.saidOn);
    const last = moves.at(-1)?.point;
    const point = last && comparePoints(told, last) < 0 ? last : told;
    moves.push({ point, effectiveOn: from, toRegion: region, before, said });
  }
  return moves;
}

/** Everything that may start a handover, in the order in which it was told. */
export function startsIn(story: Story): readonly Start[] {
  const moves = movesIn(registrationsAhead(story));
  const initiated = factsOf(story.facts, 'handover.initiated').map((said): Start => {
    const { effectiveOn, toRegion } = said.data;
    // A paper: told after it was answered, it was there by then.
    const point = pointOf(said, countsAmong<CaseFact>(said, story.chains, story.facts) ?? said.meta.saidOn);
    return { point, effectiveOn, toRegion: regionMeant(toRegion), before: null, said };
  });
  if (initiated.length === 0) return moves;
  return [...moves, ...initiated].sort((a, b) => comparePoints(a.point, b.point));
}

/** The day on which it is asked who acts: what is told late was not handed over before it was told. */
export const dayOfStart = ({ effectiveOn, point }: Start): Day => maxDay(effectiveOn, point.on);

type Naming = Pick<Story, 'name' | 'stream'>;

/** The id of the handover that a change of registration starts: of the message as it was first told, and the region it moves to. */
export const idByRule = ({ name, stream }: Naming, changed: Said<CaseFact>, toRegion: PartyId): Uuid =>
  name(stream, 'handover', `${messageKeyOf(changed)} ${toRegion}`);

/** What the id of a handover has stood for, whatever has become of it. */
export interface KnownHandover {
  readonly toRegion: PartyId;
  /** The message that started it, with what became of it. */
  readonly chain: Standing<CaseFact>;
}

/** Every handover that a registration has ever been told to start, or a region has, by id. */
export function handoversEver(story: Story): ReadonlyMap<Uuid, KnownHandover> {
  const known = new Map<Uuid, KnownHandover>();
  for (const chain of story.chains) {
    const { original, corrections } = chain;
    for (const told of [original, ...corrections]) {
      if (told.type === 'handover.initiated') {
        known.set(told.data.handoverId, { toRegion: regionMeant(told.data.toRegion), chain });
      }
      const moved = told.type === 'placement.registrationChanged' ? regionTold(told.data) : null;
      if (moved !== null) known.set(idByRule(story, original, moved), { toRegion: moved, chain });
    }
  }
  return known;
}
