/** What of a stream is shown to the one who asks: what its grounds open as they stand now, and nothing that is not noted. */
import { type Principal } from '#access';
import { type AssessedAs, type RecordedFact } from '#cases';
import { disclosureOf, wireType } from '#contracts';
import {
  controllerOf,
  groundsOfDisclosure,
  HUB_CONTROLLER,
  keeperOf,
  kindOfStream,
  mainSubjectOf,
  personOf,
  showTo,
  type Asker,
  type Assessment,
  type Controller,
  type Derived,
  type DisclosureClass,
  type Fact,
  type FieldClass,
  type Grounds,
  type NamedOnMessages,
  type PartyId,
  type Said,
  type Shown,
  type StreamCategory,
  type Subject,
  type Uuid,
  type WhatIsShown,
} from '#domain';
import { hearing } from './hearing.js';
import { nameOfThings } from './names.js';
import { type About, type Noted } from './noted.js';

/** Whose eyes a request is read with, and what they have been shown. */
export interface Eyes {
  readonly caller: Principal;
  readonly noted: Noted;
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
}

/** How a stream is shown: whole to an auditor, of whom no ground is asked, and to nobody who is no party. */
export async function showing<C extends StreamCategory>(
  eyes: Eyes,
  head: () => Promise<AssessedAs<C>>,
): Promise<Showing> {
  const { caller, noted } = eyes;
  if (caller.kind === 'operator') return { message: () => GONE, part: () => GONE, hears: () => false };
  const hears = hearing(caller);
  const of = ofStream(await head());
  if (caller.kind === 'auditor') return { ...shownBy(of, (shown) => whole(eyes, of, shown)), hears };
  const asker: Asker = { party: caller.party, unit: caller.unit ?? null };
  const grounds = of.grounds();
  const shown = shownBy(of, (part) => {
    const { shown: left, told } = showTo(part, asker, grounds);
    noted.add(aboutStream(of, part.subject), of.keeper, told);
    return left;
  });
  return { ...shown, hears };
}

/** Notes that something of these classes was told of a stream by no ground: of an id alone where none is named. */
export function noteThatRead<C extends StreamCategory>(
  { noted }: Eyes,
  head: AssessedAs<C>,
  classes: readonly DisclosureClass[] = ['routing'],
): void {
  const of = ofStream(head);
  noted.addRow(aboutStream(of), of.keeper, { classes, ground: null, withheld: 0 });
}

const GONE: WhatIsShown = { outcome: 'gone' };

/** Of what is shown whole every class is noted that it may hold. */
function whole({ noted }: Eyes, of: OfStream, { subject, by, fields, value }: Shown): WhatIsShown {
  const classes = fields.map(({ disclosure }) => disclosure);
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
const shownBy = ({ main, keeper }: OfStream, show: (shown: Shown) => WhatIsShown): Omit<Showing, 'hears'> => ({
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

const known = new WeakMap<object, Grounds>();

/** The grounds of a stream as it was read, on its day; those of an assessment that is remembered are remembered with it. */
export function groundsNow<C extends StreamCategory>({ opened, surroundings, assessment }: AssessedAs<C>): Grounds {
  const before = known.get(assessment);
  if (before) return before;
  const { category, stream, facts } = opened;
  const grounds = groundsOfDisclosure<C>(
    { category, stream, facts },
    { surroundings: surroundings.surroundings, day: assessment.asOf, name: nameOfThings, named: namedIn(opened) },
  );
  known.set(assessment, grounds);
  return grounds;
}

/** What messages name for themselves. */
function namedIn({ entries }: Pick<AssessedAs<StreamCategory>['opened'], 'entries'>): NamedOnMessages {
  return new Map(
    entries.flatMap((entry) =>
      entry.kind === 'fact' && entry.disclosure.length > 0 ? [[entry.place.eventId, entry.disclosure] as const] : [],
    ),
  );
}

/** A message as it would be shown whole, with the class of each field. */
export const messageShown = ({ type, data, meta }: Said<Fact>): Shown => ({
  ...{ subject: meta.subject, by: meta.party, messageId: meta.messageId, value: data },
  fields: disclosureOf(wireType(type)),
});
