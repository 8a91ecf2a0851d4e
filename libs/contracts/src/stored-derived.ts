/** The stored form of what the hub itself said. Where a birth date lies behind it, everything dated is sealed. */
import { type Derived, type DerivedData, type Why } from '#domain/facts';
import { type Sealables, uncover } from './cover.js';
import { type StreamKey } from './keys.port.js';
import { type StoredBody, openPart, writeBody } from './stored-body.js';

/** How a field of a derived event's data is covered when its dates come from a birth date; all else is ids and words. */
type Covers = { readonly [Name in keyof DerivedData]: Partial<Record<keyof DerivedData[Name], 'erased' | ''>> };

const COVERS: Covers = {
  deadlineSet: { startsOn: 'erased', dueOn: 'erased', latestLawfulOn: 'erased' },
  deadlineReminder: { dueOn: 'erased' },
  deadlineMet: { metOn: 'erased' },
  deadlineMissed: { dueOn: 'erased' },
  deadlineCancelled: {},
  findingRaised: { raisedOn: 'erased', message_sv: '', message_en: '' },
  findingResolved: { resolvedOn: 'erased' },
  fixed: { fixedOn: 'erased', effectiveFrom: 'erased' },
  claimDecided: { reason: '' },
};

const DERIVED_KINDS = ['placement', 'agreement'] as const;
const COST_NAMES: readonly string[] = ['fixed', 'claimDecided'] satisfies (keyof DerivedData)[];

/** Every type of derived event. */
export const DERIVED_TYPES: readonly Derived['type'][] = Object.keys(COVERS).flatMap((name) =>
  (COST_NAMES.includes(name) ? ['costAllocation'] : DERIVED_KINDS).map((kind) => `${kind}.${name}` as Derived['type']),
);

interface OpenDerived {
  readonly thing: string;
  readonly why: Why;
  readonly fromBirthDate?: true;
  /** Of the message because of which it was said. */
  readonly traceparent?: string;
  readonly data: Record<string, unknown>;
}

/** Body of a derived event. What is sealed opens only beside the open part that it was written with. */
export function encodeDerived(derived: Derived, key: StreamKey, traceparent?: string): Uint8Array {
  const { type, thing, why, fromBirthDate } = derived;
  const trace = traceparent === undefined ? {} : { traceparent };
  const data: Record<string, unknown> = { ...derived.data };
  if (fromBirthDate === undefined) return writeBody({ thing, why, ...trace, data }, { a: {}, s: {} }, type, key);
  const a: Sealables = {};
  for (const [field, cover] of Object.entries(coversOf(type))) {
    if (data[field] === undefined) continue;
    a[`/data/${field}`] = data[field];
    data[field] = cover;
  }
  const open: OpenDerived = { thing, why, fromBirthDate, ...trace, data };
  return writeBody(open, { a, s: {} }, contextOf(type, open), key);
}

/** What was said, and the trace of the message because of which it was said, where that had one. */
export interface ReadDerived {
  readonly derived: Derived;
  readonly traceparent?: string;
}

/** A derived event from its body. Dates that an erased key has sealed are `erased`, their texts empty. */
export function derivedOf(type: Derived['type'], body: StoredBody<unknown>, key: StreamKey | 'erased'): ReadDerived {
  const open = body.open as OpenDerived;
  const sealed = body.sealed?.a;
  if (sealed !== undefined && key !== 'erased') uncover(open, openPart(sealed, `${contextOf(type, open)}/a`, key));
  if (open.traceparent === undefined) return { derived: { type, ...open } as unknown as Derived };
  const { traceparent, ...said } = open;
  return { derived: { type, ...said } as unknown as Derived, traceparent };
}

function coversOf(type: Derived['type']): Readonly<Record<string, string>> {
  return COVERS[type.slice(type.indexOf('.') + 1) as keyof DerivedData];
}

function contextOf(type: Derived['type'], open: OpenDerived): string {
  return `${type}/${JSON.stringify(open)}`;
}
