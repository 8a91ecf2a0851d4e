/** A ground as it stands on a day: to whom, of whose words, what it opens, from and until when, by which section. */
import { type DisclosureGround, type GroundedClass } from '../fact/ground.js';
import {
  areOneLegalPerson,
  covers,
  isSameSubject,
  speaksFor,
  type Day,
  type DisclosureClass,
  type Instant,
  type PartyId,
  type Subject,
  type SubjectKind,
  type Uuid,
} from '../kernel/index.js';
import { type AreaKind } from '../placement/facts/placement.js';
import { type StatuteRef, type Why } from '../rules/index.js';
import { type GivenGround } from './ground-law.data.js';

/** Every ground by its name: those that parties decide on, and those that a role or the law gives. */
export type GroundName = DisclosureGround | GivenGround;

/** Where a ground stands on a day; one whose condition is not shown (an erased birth date) holds nothing open. */
export type GroundStatus = 'inForce' | 'notYet' | 'expired' | 'withdrawn' | 'conditionNotShown';

/** What the individual has consented to, of one SIP: measures by their kinds, and whom and what is left out. */
export interface ConsentScope {
  readonly consentId: Uuid;
  readonly categories: readonly AreaKind[];
  readonly excludedCategories: readonly AreaKind[];
  /** The kinds of measure in the plan of the SIP; empty while there is none. */
  readonly ofPlan: readonly AreaKind[];
}

/** What a ground opens: each given member narrows it. */
export interface Opens {
  readonly classes: readonly GroundedClass[];
  /** The classes that its own words name: where somebody protected is goes only by such. */
  readonly named: readonly GroundedClass[];
  /** Of subjects of these kinds; absent: of all on the stream. */
  readonly kinds?: readonly SubjectKind[];
  /** Of this subject alone. */
  readonly subject?: Subject;
  /** Messages by the ids that their party gave them. */
  readonly messages?: readonly string[];
  /** Of lists of measures, these alone, and nothing else of the message. */
  readonly measureIds?: readonly Uuid[];
  readonly consent?: ConsentScope;
}

/** One person at work, and the time for which something is open to it, by the hub's clock. */
export interface ToPerson {
  readonly person: Uuid;
  readonly unit?: string;
  readonly from: Instant;
  /** The first instant at which it is open no longer. */
  readonly until: Instant;
}

export interface Ground {
  readonly ground: GroundName;
  /** The id under which a party decided it; null of one that a role, the law, a consent or a message itself gives. */
  readonly groundId: Uuid | null;
  /** Set of one that a message names for itself: which message, and which of its grounds. */
  readonly onMessage?: string;
  /** Naming a region covers its units; a kommun its nämnder only where `isToAllOf`: each of them is an authority (D-026). */
  readonly recipient: PartyId;
  readonly isToAllOf?: true;
  /** Set where it is to one person of the recipient alone, for some minutes: its days and `status` are then of the days of these. */
  readonly toPerson?: ToPerson;
  /** The authority whose words it opens; null: everybody's on the stream, and what is computed of them. */
  readonly discloser: PartyId | null;
  readonly opens: Opens;
  /** Both included; null: without beginning, without end. */
  readonly from: Day | null;
  readonly to: Day | null;
  readonly status: GroundStatus;
  /** Whether the law lets it be disclosed, or has it so (E-010). */
  readonly strength: 'may' | 'must';
  readonly statute?: StatuteRef;
  /** When it is to be tried again. */
  readonly reviewOn?: Day;
  readonly why: Why;
}

/** One who has a part in a stream: named so, a region with its units, and where `isToAllOf` a kommun with its nämnder. In what is said of all subjects there, or of these. */
export type Part = Pick<Ground, 'recipient' | 'isToAllOf'> & Pick<Opens, 'kinds' | 'subject'>;

/** Of subjects of those kinds, of that one, or of any. */
export const isOfSubject = ({ kinds, subject }: Pick<Opens, 'kinds' | 'subject'>, of: Subject): boolean =>
  (!kinds || kinds.includes(of.kind)) && (!subject || isSameSubject(subject, of));

/** True of one that a party has decided on, apart or on a message, or that an emergency gives: no role and no law does. */
export const isDecided = ({ groundId, onMessage }: Ground): boolean => groundId !== null || onMessage !== undefined;

/** Whether a party is the one that is named. */
export const isTo = ({ recipient, isToAllOf }: Pick<Part, 'recipient' | 'isToAllOf'>, party: PartyId): boolean =>
  speaksFor(party, recipient) ||
  (isToAllOf === true && (covers(recipient, party) || areOneLegalPerson([recipient, party])));

/** Everything that decides who sees what of a stream on a day. */
export interface Grounds {
  /** In an order that depends on nothing but the facts: own words and roles first, then by discloser, recipient and days. */
  readonly all: readonly Ground[];
  /** Who has a part in it, or in some of it: ids and types of all that is said there are for them. */
  readonly parties: readonly Part[];
  /** Whom the individual has excluded: to them nothing of it exists but their own words. */
  readonly excluded: readonly PartyId[];
  /** The units that have the case, of each party that has said so (D-028). */
  readonly handledBy: readonly { readonly party: PartyId; readonly units: readonly string[] }[];
  /** Where the person is may not be told, but by a ground that names it (OSL 26:1; A-038). */
  readonly isProtected: boolean;
}

/** Where a period stands on a day. `endedOn`: the first day on which it holds no longer by somebody's word. */
export function statusOn(
  { from, to, endedOn }: { readonly from: Day | null; readonly to: Day | null; readonly endedOn?: Day | undefined },
  day: Day,
): GroundStatus {
  if (endedOn !== undefined && endedOn <= day) return 'withdrawn';
  if (from !== null && day < from) return 'notYet';
  return to !== null && day > to ? 'expired' : 'inForce';
}

/** A-038 "gäller också personer/enheter som den enskilde inte samtycker till": with all that is a part of them; no reason is given to it. */
export const isLeftOut = (party: PartyId, { excluded }: Pick<Grounds, 'excluded'>): boolean =>
  excluded.some((one) => covers(one, party));

/** A-038 "gäller också personer/enheter som den enskilde inte samtycker till": where somebody protected is, by a ground alone that names it. */
export const isMasked = (
  one: DisclosureClass,
  { opens: { named } }: Pick<Ground, 'opens'>,
  { isProtected }: Grounds,
): boolean => one === 'place' && isProtected && !named.includes(one);
