/** What one request has been shown, as the ledger is to tell it: of each authority's data, by subject and by ground. */
import { type AccessItem, type EntryGround, type Outcome } from '#access';
import {
  controllerOf,
  subjectText,
  type ClassSeen,
  type Controller,
  type DisclosureClass,
  type Ground,
  type PartyId,
  type Subject,
  type Uuid,
} from '#domain';
import { type Position } from '#event-log';

/** Whose data something is, what it is of and whom it is about. */
export interface About {
  readonly subject: Subject;
  readonly person: Uuid | null;
  /** To whom an extract may tell of it (OSL 12:3, decision B13). */
  readonly extractTo: AccessItem['extractTo'];
}

/** What has been shown of one authority's data. */
export interface OfController {
  readonly controller: Controller;
  readonly items: readonly AccessItem[];
  readonly outcome: Extract<Outcome, 'disclosed' | 'reduced' | 'thin'>;
}

/** Notes what is shown, field by field; a request has one. */
export interface Noted {
  /**
   * `seen`: fields, or all that is of one class, as they are shown or withheld. Words that are nobody's are `keeper`'s. `under`: by which ground whoever asks
   * is there at all, where it is by no role: what needs no ground and what is withheld are told with it.
   */
  add(about: About, keeper: Controller, seen: readonly ClassSeen[], under?: EntryGround): void;
  /** The same of a row, whose members are shown by one ground or none. */
  addRow(about: About, keeper: Controller, row: Pick<AccessItem, 'classes' | 'ground' | 'withheld'>): void;
  /** Up to where the grounds were read. */
  readUpTo(position: Position): void;
  /** Absent before anything was read. */
  position(): Position | undefined;
  /** By the authority's id. */
  byController(): readonly OfController[];
}

interface Line {
  readonly about: About;
  readonly ground: EntryGround | null;
  readonly classes: Set<DisclosureClass>;
  withheld: number;
}

type Lines = Map<string, Line>;

/** Null of one's own words, which are no disclosure, and where nothing is shown. */
function groundOf(ground: Ground | null): EntryGround | null {
  if (ground?.statute === undefined) return null;
  const { ground: kind, groundId, statute } = ground;
  return { kind, statute, ...(groundId === null ? {} : { groundId }) };
}

/** One on which a party decided is told by its id; all else by kind and section. */
const keyOf = (ground: EntryGround | null): string =>
  ground === null ? '' : `${ground.kind} ${ground.groundId ?? ''} ${ground.statute.section}`;

/** A ground as an entry tells it, and what sets it apart from others. */
interface Opened {
  readonly ground: EntryGround | null;
  readonly key: string;
}

const openedBy = (ground: EntryGround | null): Opened => ({ ground, key: keyOf(ground) });

const NOTHING = openedBy(null);

/** Of the grounds of a stream as it is remembered: each opens many fields, at many readings. */
const told = new WeakMap<Ground, Opened>();

/** What a field that is shown is entered under. */
function toldOf(ground: Ground | null): Opened {
  if (ground === null) return NOTHING;
  const known = told.get(ground);
  if (known) return known;
  const opened = openedBy(groundOf(ground));
  told.set(ground, opened);
  return opened;
}

function lineOf(lines: Lines, about: About, { ground, key: of }: Opened): Line {
  const key = `${subjectText(about.subject)} ${of}`;
  const before = lines.get(key);
  if (before) return before;
  const line: Line = { about, ground, classes: new Set(), withheld: 0 };
  lines.set(key, line);
  return line;
}

const itemOf = ({ about, ground, classes, withheld }: Line): AccessItem => ({
  ...about,
  ...{ ground, withheld },
  classes: [...classes].sort(),
});

function outcomeOf(items: readonly AccessItem[]): OfController['outcome'] {
  const isShown = items.some(({ classes }) => classes.some((one) => one !== 'routing'));
  if (!isShown) return 'thin';
  return items.some(({ withheld }) => withheld > 0) ? 'reduced' : 'disclosed';
}

export function noted(): Noted {
  const controllers = new Map<Controller, Lines>();
  let position: Position | undefined;
  const linesOf = (controller: Controller): Lines => {
    const lines = controllers.get(controller) ?? new Map<string, Line>();
    controllers.set(controller, lines);
    return lines;
  };
  const ofWhom = (by: PartyId | null, keeper: Controller): Controller => (by === null ? keeper : controllerOf(by));
  return {
    add: (about, keeper, seen, under) => {
      const otherwise = under ? openedBy(under) : NOTHING;
      for (const { by, class: of, ground, withheld } of seen) {
        const opened = withheld === null ? toldOf(ground) : NOTHING;
        const line = lineOf(linesOf(ofWhom(by, keeper)), about, opened.ground === null ? otherwise : opened);
        if (withheld === null) line.classes.add(of);
        else line.withheld += 1;
      }
    },
    addRow: (about, keeper, { classes, ground, withheld }) => {
      const line = lineOf(linesOf(keeper), about, ground === null ? NOTHING : openedBy(ground));
      for (const of of classes) line.classes.add(of);
      line.withheld += withheld;
    },
    readUpTo: (at) => {
      position = at;
    },
    position: () => position,
    byController: () =>
      [...controllers]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([controller, lines]) => {
          const items = [...lines.values()].map(itemOf);
          return { controller, items, outcome: outcomeOf(items) };
        }),
  };
}
