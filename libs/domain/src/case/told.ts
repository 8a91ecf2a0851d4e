/** What the hub has said on a stream so far, folded from its derived events. */
import { type DerivedData, type Derived } from './derived.js';
import { type GroundedClass } from '../fact/ground.js';
import { subjectKindOf } from '../fact/streams.js';
import { type Day, type SubjectKind, type Uuid } from '../kernel/index.js';
import { type Why } from '../rules/index.js';

/** What was last said of a deadline. */
export interface ToldDeadline {
  readonly set: DerivedData['deadlineSet'];
  readonly cancelled: boolean;
  readonly missed: boolean;
  readonly met: { readonly metOn: Day; readonly onTime: boolean } | null;
  /** The latest stage reminded of: the smallest number of days. */
  readonly remindedDays: number | null;
  readonly why: Why;
}

/** What was last said of a finding. */
export interface ToldFinding {
  readonly raised: DerivedData['findingRaised'];
  /** null while it stands. */
  readonly resolvedOn: Day | null;
  readonly why: Why;
}

/** What was last said of a handover. */
export interface ToldHandover {
  readonly initiated?: DerivedData['initiated'];
  /** Absent while it stands. */
  readonly withdrawn?: DerivedData['withdrawn'];
  readonly why: Why;
}

/** What was last said of a ground that names a recipient. */
export interface ToldDisclosure {
  readonly widened: DerivedData['disclosureWidened'];
  /** The classes that it was said to open and not to have closed. */
  readonly open: readonly GroundedClass[];
  /** The kind of subject of which it was said. */
  readonly kind: SubjectKind;
  readonly why: Why;
}

/** All that has been said, by the id of what it is about. */
export interface ToldState {
  readonly deadlines: ReadonlyMap<Uuid, ToldDeadline>;
  readonly findings: ReadonlyMap<Uuid, ToldFinding>;
  readonly fixed: ReadonlyMap<number, ToldOf<'fixed'>>;
  readonly claims: ReadonlyMap<Uuid, ToldOf<'claimDecided'>>;
  /** Consents that have ended, by the day from which it was said. */
  readonly expired: ReadonlyMap<Uuid, Day>;
  readonly handovers: ReadonlyMap<Uuid, ToldHandover>;
  readonly disclosures: ReadonlyMap<Uuid, ToldDisclosure>;
  /** To which day an agreement was said to be extended; null while it is not. */
  readonly extended: ToldOf<'extended'> | null;
}

/** What was last said, with the why that it was said by. */
type ToldOf<N extends Name> = DerivedData[N] & { readonly why: Why };

interface Folding {
  readonly deadlines: Map<Uuid, ToldDeadline>;
  readonly findings: Map<Uuid, ToldFinding>;
  readonly fixed: Map<number, ToldOf<'fixed'>>;
  readonly claims: Map<Uuid, ToldOf<'claimDecided'>>;
  readonly expired: Map<Uuid, Day>;
  readonly handovers: Map<Uuid, ToldHandover>;
  readonly disclosures: Map<Uuid, ToldDisclosure>;
  extended: ToldOf<'extended'> | null;
}

type Name = keyof DerivedData;
type Fold<N extends Name> = (state: Folding, data: DerivedData[N], why: Why, kind: SubjectKind) => void;

/** Adds to what was said of a deadline; of one never set there is nothing to add to. */
function amend(state: Folding, deadlineId: Uuid, change: Partial<ToldDeadline>): void {
  const before = state.deadlines.get(deadlineId);
  if (before) state.deadlines.set(deadlineId, { ...before, ...change });
}

/** A deadline that is not set, or no longer: set anew, it begins anew. */
const UNSAID = { set: null, cancelled: false, missed: false, met: null, remindedDays: null };

const FOLDS: { readonly [N in Name]: Fold<N> } = {
  deadlineSet: ({ deadlines }, set, why) => {
    const known = deadlines.get(set.deadlineId);
    const before = known && !known.cancelled ? known : UNSAID;
    const { cancelled, missed, met } = before;
    const remindedDays = before.set?.dueOn === set.dueOn ? before.remindedDays : null;
    deadlines.set(set.deadlineId, { set, cancelled, missed, met, remindedDays, why });
  },
  deadlineReminder: (state, { deadlineId, stageDays }) => {
    amend(state, deadlineId, { remindedDays: stageDays });
  },
  deadlineMet: (state, { deadlineId, metOn, onTime }) => {
    amend(state, deadlineId, { met: { metOn, onTime }, missed: false });
  },
  deadlineMissed: (state, { deadlineId }) => {
    amend(state, deadlineId, { missed: true });
  },
  deadlineCancelled: (state, { deadlineId }) => {
    amend(state, deadlineId, { cancelled: true, missed: false, met: null });
  },
  findingRaised: ({ findings }, raised, why) => {
    findings.set(raised.findingId, { raised, resolvedOn: null, why });
  },
  findingResolved: ({ findings }, { findingId, resolvedOn }) => {
    const before = findings.get(findingId);
    if (before) findings.set(findingId, { ...before, resolvedOn });
  },
  fixed: ({ fixed }, data, why) => {
    fixed.set(data.version, { ...data, why });
  },
  fixedTakenBack: ({ fixed }, { version }) => {
    fixed.delete(version);
  },
  claimDecided: ({ claims }, data, why) => {
    claims.set(data.claimId, { ...data, why });
  },
  claimDecisionTakenBack: ({ claims }, { claimId }) => {
    claims.delete(claimId);
  },
  consentExpired: ({ expired }, { consentId, expiredOn }) => {
    expired.set(consentId, expiredOn);
  },
  extended: (state, data, why) => {
    state.extended = { ...data, why };
  },
  extensionTakenBack: (state) => {
    state.extended = null;
  },
  disclosureWidened: ({ disclosures }, widened, why, kind) => {
    const open = disclosures.get(widened.disclosureId)?.open ?? [];
    disclosures.set(widened.disclosureId, { widened, open: [...open, ...widened.classes], kind, why });
  },
  disclosureRecalled: ({ disclosures }, { disclosureId, classes }) => {
    const before = disclosures.get(disclosureId);
    if (!before) return;
    disclosures.set(disclosureId, { ...before, open: before.open.filter((one) => !classes.includes(one)) });
  },
  // Said once, when a deviation is first reported, and never taken back.
  boundToPlacement: () => undefined,
  initiated: ({ handovers }, initiated, why) => {
    handovers.set(initiated.handoverId, { initiated, why });
  },
  withdrawn: ({ handovers }, withdrawn, why) => {
    handovers.set(withdrawn.handoverId, { ...handovers.get(withdrawn.handoverId), withdrawn, why });
  },
};

/** `deadlineSet` of `placement.deadlineSet`. */
const nameOf = ({ type }: Derived): Name => type.slice(type.indexOf('.') + 1) as Name;

const NOTHING_TOLD: ToldState = {
  deadlines: new Map(),
  findings: new Map(),
  fixed: new Map(),
  claims: new Map(),
  expired: new Map(),
  handovers: new Map(),
  disclosures: new Map(),
  extended: null,
};

/** To be added to, while what it was copied from stays. */
const copyOf = (told: ToldState): Folding => ({
  deadlines: new Map(told.deadlines),
  findings: new Map(told.findings),
  fixed: new Map(told.fixed),
  claims: new Map(told.claims),
  expired: new Map(told.expired),
  handovers: new Map(told.handovers),
  disclosures: new Map(told.disclosures),
  extended: told.extended,
});

/** What has been said, from a stream's derived events in their order; `before` to go on from. Pure. */
export function foldTold(derived: readonly Derived[], before?: ToldState): ToldState {
  if (before && derived.length === 0) return before;
  const state = copyOf(before ?? NOTHING_TOLD);
  for (const event of derived)
    (FOLDS[nameOf(event)] as Fold<Name>)(state, event.data, event.why, subjectKindOf(event.type));
  return state;
}
