/** A row of a list as it is shown: by the role in whose list it stands, and where no role tells by the grounds of its stream (decision A8). */
import { closedUnattended, type AccessItem, type EntryGround } from '#access';
import { type AssessedAs, type StreamReader } from '#cases';
import { type Keys } from '#contracts';
import {
  categoryOf,
  controllerOf,
  GIVEN,
  kindOfStream,
  mainSubjectOf,
  statuteNamed,
  statuteOn,
  subjectOfText,
  type Day,
  type DisclosureClass,
  type FieldClass,
  type StreamCategory,
  type StreamName,
  type Subject,
  type WhatIsShown,
  type Withheld,
  type WithheldBecause,
} from '#domain';
import { type Found, type RowReading } from '../lists/list.js';
import { type Item } from '../lists/words.js';
import { type ListRow } from '../rows/row-store.port.js';
import { streamOfRow } from '../rows/stream-of-row.js';
import { readSide } from '../streams.js';
import { leftOf } from './left.js';
import { opened } from './opened-row.js';
import { aboutWhom, askedUnder, partLeft, showing, type Eyes, type Showing } from './showing.js';
import { type MandatedRow } from './under-mandate.js';

export interface RowDeps {
  readonly keys: Pick<Keys, 'of'>;
  readonly reader: Pick<StreamReader, 'read'>;
}

/** Shows the rows of one answer: the grounds of a stream are read once for all its rows. */
export interface RowsShown {
  readonly show: (reading: RowReading<never>, row: MandatedRow, asOf: Day) => Promise<Item | null>;
}

/** What lists hold of another's words by a role: where and who somebody is is read case by case. */
const IN_LISTS: ReadonlySet<DisclosureClass> = new Set<DisclosureClass>(['routing', 'case', 'cost']);

/** The rows of an answer to `eyes` on the clock's day. */
export function rowsShown({ keys, reader }: RowDeps, eyes: Eyes, today: Day): RowsShown {
  const known = new Map<StreamName, Promise<Showing>>();
  const showingOf = (stream: StreamName): Promise<Showing> => {
    const before = known.get(stream);
    if (before) return before;
    const made = showing(eyes, (): Promise<AssessedAs<StreamCategory>> => reader.read(stream, { asOf: today }));
    known.set(stream, made);
    return made;
  };
  return {
    show: async (reading, row, asOf) => {
      const found = await opened(keys, reading, row);
      const item = found && reading.shown(found, asOf, eyes.caller);
      if (!item) return null;
      const of: OfRow = { row, item, stream: streamOfRow(row), fields: reading.fields(item, found), reading, found };
      if (isOwn(eyes, row)) return shownWhole(eyes, of);
      if (row.under && eyes.caller.kind === 'auditor')
        return shownUnder({ ...eyes, caller: { ...eyes.caller, mandates: row.under } }, of);
      return kindOfStream(categoryOf(of.stream)).isByGrounds
        ? shownByGrounds(await showingOf(of.stream), of)
        : shownByRole(eyes, of, today);
    },
  };
}

interface OfRow {
  readonly row: ListRow;
  readonly item: Item;
  readonly stream: StreamName;
  readonly fields: readonly FieldClass[];
  readonly reading: RowReading<never>;
  readonly found: Found;
}

const subjectOfRow = ({ row: { row }, stream }: OfRow): Subject =>
  typeof row['subject'] === 'string' ? subjectOfText(row['subject']) : mainSubjectOf(stream);

/** Of the hub's own auditor no ground is asked; an agreement is the hub's own, and an auditor sees it whole. */
const isOwn = ({ caller }: Eyes, { keeper, under }: MandatedRow): boolean =>
  (caller.kind === 'auditor' && (under === undefined || keeper === null)) ||
  (caller.kind === 'party' && controllerOf(caller.party) === keeper);

function note({ noted }: Eyes, of: OfRow, told: Pick<AccessItem, 'classes' | 'ground' | 'withheld'>): void {
  const { keeper, person } = of.row;
  // An agreement is the hub's own, and about nobody.
  if (keeper !== null) noted.addRow(aboutWhom(categoryOf(of.stream), subjectOfRow(of), person), keeper, told);
}

const classesOf = (fields: readonly FieldClass[]): readonly DisclosureClass[] => [
  ...new Set(fields.map(({ disclosure }) => disclosure)),
];

/** All of it, but what a machine that names no user is not shown. */
function shownWhole(eyes: Eyes, of: OfRow): Item | null {
  const closed = closedUnattended(eyes.caller);
  if (closed.length > 0) return shownAsFar(eyes, of, null, (one) => (closed.includes(one) ? 'noUser' : null));
  note(eyes, of, { classes: classesOf(of.fields), ground: null, withheld: 0 });
  return of.item;
}

/** As in the views of its stream. */
const shownByGrounds = (show: Showing, of: OfRow): Item | null =>
  rowLeft(show.part({ subject: subjectOfRow(of), value: of.item, fields: of.fields }));

/** By the mandates that are over it: they open the same in a list as in a view. */
function shownUnder({ noted, caller }: Eyes, of: OfRow): Item | null {
  const asked = askedUnder(caller);
  const { keeper, person } = of.row;
  if (asked === null || keeper === null) return null;
  const part = { subject: subjectOfRow(of), by: keeper, value: of.item, fields: of.fields };
  return rowLeft(
    partLeft(noted, part, { about: aboutWhom(categoryOf(of.stream), part.subject, person), keeper }, asked),
  );
}

/** One of which nothing is shown is not there. */
const rowLeft = (left: WhatIsShown): Item | null =>
  left.outcome === 'gone' || left.outcome === 'thin' ? null : { ...leftOf(left) };

/** By which a role sees the rows of the stream. */
function groundOf(stream: StreamName, today: Day): EntryGround | null {
  const { rowsBy: kind } = readSide({ category: categoryOf(stream) });
  const { statute: named } = GIVEN[kind];
  const statute = named === null ? undefined : statuteOn(statuteNamed(named), today);
  return statute ? { kind, statute } : null;
}

/** The members that lists hold. Null where it is for others. */
function shownByRole(eyes: Eyes, of: OfRow, today: Day): Item | null {
  const { caller } = eyes;
  if (caller.kind !== 'party' || of.reading.isFor?.(of.found, caller.party) === false) return null;
  const closed = closedUnattended(caller);
  return shownAsFar(eyes, of, groundOf(of.stream, today), (one) => {
    if (!IN_LISTS.has(one)) return 'noGround';
    return closed.includes(one) ? 'noUser' : null;
  });
}

/** What of it is left of each class, and why not; what is left out is named. Null where none is left but ids. */
function shownAsFar(
  eyes: Eyes,
  of: OfRow,
  ground: EntryGround | null,
  because: (one: DisclosureClass) => WithheldBecause | null,
): Item | null {
  const there = of.fields.filter(({ pointer }) => of.item[pointer.slice(1)] !== undefined);
  const held = there.filter(({ disclosure }) => because(disclosure) === null);
  const withheld = there.flatMap(({ pointer, disclosure }): readonly Withheld[] => {
    const reason = because(disclosure);
    return reason === null ? [] : [{ pointer, reason, class: disclosure }];
  });
  if (withheld.length > 0 && held.every(({ disclosure }) => disclosure === 'routing')) return null;
  note(eyes, of, { classes: classesOf(held), ground, withheld: withheld.length });
  return {
    ...Object.fromEntries(held.map(({ pointer }) => [pointer.slice(1), of.item[pointer.slice(1)]])),
    ...(withheld.length > 0 ? { withheld } : {}),
  };
}
