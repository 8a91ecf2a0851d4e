/** What is left of the parts of a view, in the form of an answer: what is absent is named at the root of each object (B1). */
import { type WhatIsShown, type Withheld } from '#domain';
import { type Part, type Showing } from './showing.js';

type Shown = Exclude<WhatIsShown, { readonly outcome: 'gone' }>;

const withheldOf = (shown: Shown): readonly Withheld[] => (shown.outcome === 'full' ? [] : shown.withheld);

const valueOf = (shown: Shown): object => (shown.outcome === 'thin' ? {} : shown.value);

const named = (value: object, withheld: readonly Withheld[]): Left =>
  withheld.length === 0 ? value : { ...value, withheld };

/** It is not there for whom asks: answered as if it had never been. */
export class NotThere extends Error {
  override readonly name = 'NotThere';
}

/** What is shown of a part, and what of it is withheld. */
export interface Left {
  readonly withheld?: readonly Withheld[];
}

/** A part by itself; `ids` are left of one of which nothing is opened. Throws `NotThere` where it is not there for whom asks. */
export function leftOf(shown: WhatIsShown, ids: object = {}): Left {
  if (shown.outcome === 'gone') throw new NotThere();
  return named(shown.outcome === 'thin' ? ids : valueOf(shown), withheldOf(shown));
}

/** Parts of one answer. Each that has a place of its own stands there, with its pointers from the answer on. */
export interface PlacedPart {
  /** Its member; of a list of which not all may be shown nothing is. */
  readonly at: string;
  readonly part: Part | readonly Part[];
}

/** Several parts in one answer, each at its member. Throws `NotThere` where none is there for whom asks. */
export function leftOfAll(show: Showing, parts: readonly PlacedPart[]): object {
  const placed = parts.map(({ at, part }) => ({
    at,
    left: isList(part) ? listLeft(show, at, part) : oneLeft(show, at, part),
  }));
  if (placed.every(({ left }) => left.isGone)) throw new NotThere();
  return named(
    Object.fromEntries(placed.flatMap(({ at, left: { value } }) => (value === undefined ? [] : [[at, value]]))),
    placed.flatMap(({ left: { withheld } }) => withheld),
  );
}

const isList = (part: PlacedPart['part']): part is readonly Part[] => Array.isArray(part);

interface Placed {
  /** undefined where nothing of it is shown. */
  readonly value: object | undefined;
  readonly withheld: readonly Withheld[];
  /** Of a list: nothing of it is there for whom asks, if anything is. */
  readonly isGone?: true;
}

const under = (at: string, withheld: readonly Withheld[]): readonly Withheld[] =>
  withheld.map((one) => ({ ...one, pointer: `${at}${one.pointer}` }));

/** Withheld whole it is one pointer: which members it has would tell, too. */
const wholeAt = (at: string, withheld: readonly Withheld[]): Placed => ({
  value: undefined,
  withheld: withheld.slice(0, 1).map((one) => ({ ...one, pointer: `/${at}` })),
});

const GONE: Placed = { value: undefined, withheld: [], isGone: true };

function oneLeft(show: Showing, at: string, part: Part): Placed {
  const shown = show.part(part);
  if (shown.outcome === 'gone') return GONE;
  if (shown.outcome === 'thin') return wholeAt(at, shown.withheld);
  return { value: shown.value, withheld: under(`/${at}`, withheldOf(shown)) };
}

function listLeft(show: Showing, at: string, parts: readonly Part[]): Placed {
  const all = parts.map((part) => show.part(part));
  const thin = all.find((shown) => shown.outcome === 'thin');
  if (thin) return wholeAt(at, thin.withheld);
  const there = all.flatMap((shown) => (shown.outcome === 'gone' ? [] : [shown]));
  return {
    ...(there.length === 0 ? { isGone: true } : {}),
    value: there.map(valueOf),
    withheld: there.flatMap((shown, index) => under(`/${at}/${index}`, withheldOf(shown))),
  };
}

/** Parts of a list, each in its place: of one of which nothing is opened `idsOf` it; one that is not there for whom asks is left out. */
export const listedLeft = <P extends object>(
  show: Showing,
  all: readonly P[],
  partOf: (one: P) => Part,
  idsOf: (one: P) => object,
): readonly Left[] =>
  all.flatMap((one) => {
    const shown = show.part(partOf(one));
    return shown.outcome === 'gone' ? [] : [leftOf(shown, idsOf(one))];
  });

/** Rows of a list, each by itself: one of which nothing is shown is not there, since that it is would tell. */
export const rowsLeft = (show: Showing, parts: readonly Part[]): readonly object[] =>
  parts.flatMap((part) => {
    const shown = show.part(part);
    return shown.outcome === 'gone' || shown.outcome === 'thin' ? [] : [leftOf(shown)];
  });
