/** What the hub says of grounds of disclosure: that one now opens something to a recipient that it names, or no longer does. */
import { type ClosedBecause, type Opening } from '../disclosure/openings.js';
import { STREAMS } from '../kernel/streams.data.js';
import { type GroundedClass } from '../fact/ground.js';
import { compareText, type Day, type StreamCategory, type SubjectKind } from '../kernel/index.js';
import { type Derived, type DerivedData } from './derived.js';
import { type ToldDisclosure, type ToldState } from './told.js';

/** What is open on a day, and what was said of it. */
interface Telling {
  readonly category: StreamCategory;
  readonly openings: readonly Opening[];
  readonly today: Day;
}

/**
 * A-041 "när som helst rätt att dra tillbaka sitt samtycke": each class that a ground opens to a recipient and has not been
 * said to, and each that it was said to open and does not. Those that are no more come last, by id.
 */
export function sayDisclosures(told: ToldState, { category, openings, today }: Telling): readonly Derived[] {
  // An agreement is about nobody: a ground that a message of one names opens nothing of anybody.
  if (!STREAMS[category].subjects.some(saysOfGrounds)) return [];
  const present = new Set(openings.map(({ disclosureId }) => disclosureId));
  const gone = [...told.disclosures.values()].filter(
    ({ widened, open }) => open.length > 0 && !present.has(widened.disclosureId),
  );
  return [
    ...openings.flatMap((opening) =>
      sayOpening(told.disclosures.get(opening.disclosureId), opening, { category, today }),
    ),
    ...gone
      .sort((a, b) => compareText(a.widened.disclosureId, b.widened.disclosureId))
      .map((before) => recalled(before, before.open, { because: 'takenBack', on: today })),
  ];
}

function sayOpening(
  before: ToldDisclosure | undefined,
  opening: Opening,
  { category, today }: Omit<Telling, 'openings'>,
): readonly Derived[] {
  const open = before?.open ?? [];
  const gained = opening.classes.filter((one) => !open.includes(one));
  const lost = open.filter((one) => !opening.classes.includes(one));
  return [
    ...(gained.length > 0 ? [widened(opening, gained, sayingKind(category, opening.kind))] : []),
    ...(before ? recalledNow(before, lost, opening, today) : []),
  ];
}

const saysOfGrounds = ({ says }: { readonly says: readonly string[] }): boolean => says.includes('disclosureWidened');

/** What is said of a subject that the hub says nothing of is told of the stream's first. */
const sayingKind = (category: StreamCategory, kind: SubjectKind): SubjectKind => {
  const { subjects } = STREAMS[category];
  const own = subjects.find((one) => one.kind === kind && saysOfGrounds(one));
  return (own ?? subjects[0]).kind;
};

interface Closing {
  readonly because: ClosedBecause;
  /** The first day on which it is open no more. */
  readonly on: Day;
}

/** What is masked because the person is protected apart from what the ground itself opens no more. */
function recalledNow(
  before: ToldDisclosure,
  lost: readonly GroundedClass[],
  opening: Opening,
  today: Day,
): readonly Derived[] {
  const { because, overOn, masked } = opening;
  const hidden = lost.filter((one) => masked.includes(one));
  const closed = lost.filter((one) => !masked.includes(one));
  const on = overOn !== null && overOn < today ? overOn : today;
  return [
    ...(hidden.length > 0 ? [recalled(before, hidden, { because: 'protected', on: today }, opening)] : []),
    ...(closed.length > 0 ? [recalled(before, closed, { because, on }, opening)] : []),
  ];
}

function widened(opening: Opening, classes: readonly GroundedClass[], kind: SubjectKind): Derived {
  const { disclosureId, recipient, discloser, groundId, messages, from, why } = opening;
  return asDerived(kind, 'disclosureWidened', why, {
    ...{ disclosureId, recipient, classes, from },
    ...(discloser === null ? {} : { discloser }),
    ...(groundId === null ? {} : { groundId }),
    ...(messages ? { messages } : {}),
  });
}

function recalled(
  { widened: said, kind, why }: ToldDisclosure,
  classes: readonly GroundedClass[],
  { because, on }: Closing,
  now?: Opening,
): Derived {
  const { disclosureId, recipient, discloser, groundId } = said;
  const data = {
    ...{ disclosureId, recipient, classes, on, because },
    ...(discloser === undefined ? {} : { discloser }),
    ...(groundId === undefined ? {} : { groundId }),
  };
  const derived = asDerived(kind, 'disclosureRecalled', now?.why ?? why, data);
  return now?.fromBirthDate && BY_TIME.has(because) ? { ...derived, fromBirthDate: true } : derived;
}

/** A day that somebody has said tells no birthday. */
const BY_TIME: ReadonlySet<ClosedBecause> = new Set<ClosedBecause>(['expired', 'conditionNotShown']);

function asDerived<N extends 'disclosureWidened' | 'disclosureRecalled'>(
  kind: SubjectKind,
  name: N,
  why: Derived['why'],
  data: DerivedData[N],
): Derived {
  return { type: `${kind}.${name}`, thing: data.disclosureId, data, why } as Derived;
}
