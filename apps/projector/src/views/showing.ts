/** What of a stream is shown to the one who asks: what its grounds open as they stand now, and nothing that is not noted. */
import { closedUnattended, mandatesOf, staffIdOf, type EntryGround, type Principal, type Sight } from '#access';
import { type AssessedAs, type RecordedFact } from '#cases';
import { disclosureOf, wireType } from '#contracts';
import {
  controllerOf,
  groundsOfDisclosure,
  groundsUnder,
  isOpenTo,
  HUB_CONTROLLER,
  keeperOf,
  kindOfStream,
  mainSubjectOf,
  personOf,
  shownWhole,
  showTo,
  type Asker,
  type Assessment,
  type Controller,
  type DisclosureClass,
  type Derived,
  type Fact,
  type FieldClass,
  type Grounds,
  type Instant,
  type PartyId,
  type Said,
  type Shown,
  type StreamCategory,
  type Subject,
  type Uuid,
  type WhatIsShown,
} from '#domain';
import { hearing, isSaidTo } from './hearing.js';
import { nameOfThings } from './names.js';
import { type About, type Noted } from './noted.js';

/** Whose eyes a request is read with, and what they have been shown. */
export interface Eyes {
  readonly caller: Principal;
  readonly noted: Noted;
  /** When the reading began, by the hub's clock: what is open for some minutes is not without it. */
  readonly at?: Instant;
}

/** A part of a view, as it was computed. */
export interface Part {
  /** What it is of, where that is not the stream's own subject. */
  readonly subject?: Subject;
  /** Whose word it is, where it is not of whoever keeps the stream. */
  readonly by?: PartyId;
  readonly value: object;
  readonly fields: readonly FieldClass[];
}

/** How what stands in one stream is shown. */
export interface Showing {
  readonly message: (fact: RecordedFact) => WhatIsShown;
  readonly part: (part: Part) => WhatIsShown;
  /** Whether something that the hub said is told to the one who asks. */
  readonly hears: (derived: Derived) => boolean;
  /** Whether the hub said of a ground to the one who asks: it is for the party that the ground names, if no more is open to it. */
  readonly saidTo: (derived: Derived) => boolean;
}

/**
 * How a stream is shown: whole to the hub's own auditor, of whom no ground is asked; to an auditor of the register by its
 * mandates, which are to be those over this stream alone; and to nobody who is no party.
 */
export async function showing<C extends StreamCategory>(
  eyes: Eyes,
  head: () => Promise<AssessedAs<C>>,
): Promise<Showing> {
  const { caller, noted } = eyes;
  if (caller.kind === 'operator') return { message: () => GONE, part: () => GONE, ...HEARS_NOTHING };
  const heard: Heard = { hears: hearing(caller), saidTo: isSaidTo(caller) };
  const of = ofStream(await head());
  const asked = askedAs(eyes, of);
  if (asked === 'everything') return { ...shownBy(of, (shown) => whole(eyes, of, shown)), ...heard };
  return {
    ...shownBy(of, (part) => partLeft(noted, part, { about: aboutStream(of, part.subject), keeper: of.keeper }, asked)),
    ...heard,
  };
}

type Heard = Pick<Showing, 'hears' | 'saidTo'>;

const HEARS_NOTHING: Heard = { hears: () => false, saidTo: () => false };

/** Who asks, and by which grounds. */
interface AskedBy {
  readonly asker: Asker;
  readonly grounds: Grounds;
  /** The mandate by which an auditor is there at all. */
  readonly under?: EntryGround;
}

/** An agreement is about nobody: an auditor sees it whole. */
function askedAs({ caller, at }: Eyes, of: OfStream): AskedBy | 'everything' {
  if (caller.kind === 'party') return { asker: askerFrom(caller, caller.party, at), grounds: of.grounds() };
  return of.keeper === HUB_CONTROLLER ? 'everything' : (askedUnder(caller) ?? 'everything');
}

/** Who asks, as the law of disclosure asks who that is; of what is open for some minutes, when. */
export function askerFrom(caller: Principal, party: PartyId, at?: Instant): Asker {
  const unattended = closedUnattended(caller);
  return {
    ...{ party, unit: unitIn(caller), ...personOfParty(caller) },
    ...(unattended.length > 0 ? { unattended } : {}),
    ...(at === undefined ? {} : { at }),
  };
}

/** A unit that no party has. */
export const NO_UNIT = '';

/**
 * The unit with whose eyes somebody sees: of a machine null, which sees for the whole. A case worker whose token names no unit
 * is of none that a case is handled by (D-028).
 */
export function unitIn(caller: Principal): string | null {
  if (caller.kind !== 'party') return null;
  return caller.unit ?? (caller.roles.includes('caseWorker') ? NO_UNIT : null);
}

/** A person of a party, by the id that a fact would have of it. */
const personOfParty = (caller: Principal): Pick<Asker, 'person'> =>
  caller.kind === 'party' && caller.person !== undefined
    ? { person: staffIdOf(caller.party, caller.person) as string as Uuid }
    : {};

/** Who asks, by what of the stream at its head, and when; `about`: of one thing in it alone. */
export interface Named<C extends StreamCategory> {
  readonly caller: Principal;
  readonly head: AssessedAs<C>;
  readonly at?: Instant | undefined;
  readonly about?: Subject;
}

/**
 * What is seen by a part in the stream; by one who has none, or only of the costs, what grounds in force open that name it: to a
 * party those that have been decided, to a person that of an emergency.
 */
export function orByGround<C extends StreamCategory>(byPart: Sight, { caller, head, at, about }: Named<C>): Sight {
  if (caller.kind !== 'party' || byPart === 'asPrincipal') return byPart;
  return isOpenTo(askerFrom(caller, caller.party, at), groundsNow(head), about) ? 'byGround' : byPart;
}

/** By the mandates of an auditor of the register; null of the hub's own, of whom none is asked. */
export function askedUnder(caller: Principal): AskedBy | null {
  const mandates = mandatesOf(caller);
  if (caller.kind !== 'auditor' || mandates === null) return null;
  const party = caller.auditor as PartyId;
  const [first] = mandates;
  return {
    ...{ asker: askerFrom(caller, party), grounds: groundsUnder(mandates, party) },
    ...(first ? { under: { kind: 'mandate', statute: first.statute, groundId: first.mandateId } } : {}),
  };
}

/** What is left of a part, noted class by class where all of it is shown, else field by field. */
export function partLeft(
  noted: Noted,
  part: Shown,
  { about, keeper }: { readonly about: About; readonly keeper: Controller },
  { asker, grounds, under }: AskedBy,
): WhatIsShown {
  const classes = shownWhole(part, asker, grounds);
  if (classes) {
    noted.add(about, keeper, classes, under);
    return { outcome: 'full', value: part.value };
  }
  const { shown, told } = showTo(part, asker, grounds);
  noted.add(about, keeper, told, under);
  return shown;
}

/** Notes that an id of a stream was told, by no ground but the mandate of an auditor. */
export function noteThatRead<C extends StreamCategory>({ noted, caller }: Eyes, head: AssessedAs<C>): void {
  const of = ofStream(head);
  const ground = askedUnder(caller)?.under ?? null;
  noted.addRow(aboutStream(of), of.keeper, { classes: ['routing'], ground, withheld: 0 });
}

const GONE: WhatIsShown = { outcome: 'gone' };

/** Each class once; of lists of fields that stand for many parts, found once. */
const classesKnown = new WeakMap<readonly FieldClass[], readonly DisclosureClass[]>();

function classesOf(fields: readonly FieldClass[]): readonly DisclosureClass[] {
  const known = classesKnown.get(fields);
  if (known) return known;
  const classes = [...new Set(fields.map(({ disclosure }) => disclosure))];
  classesKnown.set(fields, classes);
  return classes;
}

/** Of what is shown whole every class is noted that it may hold. */
function whole({ noted }: Eyes, of: OfStream, { subject, by, fields, value }: Shown): WhatIsShown {
  const classes = classesOf(fields);
  const ofWhom = by === null ? of.keeper : controllerOf(by);
  noted.addRow(aboutStream(of, subject), ofWhom, { classes, ground: null, withheld: 0 });
  return { outcome: 'full', value };
}

interface OfStream {
  readonly category: StreamCategory;
  readonly main: Subject;
  readonly keeper: Controller;
  readonly person: Uuid | null;
  readonly grounds: () => Grounds;
}

/** What of a stream of that kind is about whom; a report of concern is left out of what a guardian is told (decision B13). */
export const aboutWhom = (category: StreamCategory, subject: Subject, person: Uuid | null): About => ({
  ...{ subject, person },
  extractTo: kindOfStream(category).isKeptFromGuardians ? 'self' : 'guardian',
});

const aboutStream = ({ category, main, person }: OfStream, subject = main): About =>
  aboutWhom(category, subject, person);

/** What is computed is of whoever keeps the stream, as what the hub says is (D-026). */
const shownBy = ({ main, keeper }: OfStream, show: (shown: Shown) => WhatIsShown): Omit<Showing, keyof Heard> => ({
  message: ({ said }) => show(messageShown(said)),
  part: ({ subject = main, by, value, fields }) =>
    show({ subject, by: by ?? (keeper === HUB_CONTROLLER ? null : keeper), value, fields }),
});

function ofStream<C extends StreamCategory>(read: AssessedAs<C>): OfStream {
  const { category, stream, facts } = read.opened;
  return {
    category,
    main: mainSubjectOf(stream),
    keeper: keeperOf<C>(read.assessment as Assessment<C>, facts),
    person: personOf(category, facts),
    grounds: () => groundsNow(read),
  };
}

/** The authority whose a stream is now, and whom it is about: of the hub's own nobody's, as rows have it. */
export function whoseNow<C extends StreamCategory>(
  read: AssessedAs<C>,
): { readonly keeper: PartyId | null; readonly person: Uuid | null } {
  const { keeper, person } = ofStream(read);
  return { keeper: keeper === HUB_CONTROLLER ? null : keeper, person };
}

const known = new WeakMap<object, Grounds>();

/** The grounds of a stream as it was read, on its day; those of an assessment that is remembered are remembered with it. */
export function groundsNow<C extends StreamCategory>({ opened, surroundings, assessment }: AssessedAs<C>): Grounds {
  const before = known.get(assessment);
  if (before) return before;
  const asked = { surroundings: surroundings.surroundings, day: assessment.asOf, name: nameOfThings };
  const grounds = groundsOfDisclosure<C>(opened, asked);
  known.set(assessment, grounds);
  return grounds;
}

/** A message as it would be shown whole, with the class of each field. */
export const messageShown = ({ type, data, meta }: Said<Fact>): Shown => ({
  ...{ subject: meta.subject, by: meta.party, messageId: meta.messageId, value: data },
  fields: disclosureOf(wireType(type)),
});
