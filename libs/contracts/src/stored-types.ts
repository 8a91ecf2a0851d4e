/** Which stored types there are, and whether an event of a type is a party's fact or the hub's own. */
import { type Derived, SAYING_TYPES, type SubjectKind } from '#domain/facts';
import { type FactType, MESSAGE_TYPES, wireType } from './message-types.js';
import { ContractBroken } from './problems.js';
import { type Is } from './stored-body.js';
import { ERASED_TYPES } from './stored-derived.js';
import { subjectKindOf } from './streams.js';

interface OfKind {
  readonly of: SubjectKind;
}
type FactReading = OfKind & { readonly kind: 'fact'; readonly type: FactType };
type HubReading = OfKind & ({ readonly kind: 'saying'; readonly type: Derived['type'] } | { readonly kind: 'erasure' });

export type StoredType = FactReading | HubReading;

/** Both readings of a wire type: some are said both by parties and by the hub. Most have one. */
export interface Readings {
  readonly fact?: FactReading;
  readonly saying?: HubReading;
}

const READINGS: ReadonlyMap<string, Readings> = readings();

function readings(): ReadonlyMap<string, Readings> {
  const all = new Map<string, Readings>();
  for (const { type, factType, kind: of } of MESSAGE_TYPES)
    all.set(type, { fact: { kind: 'fact', type: factType, of } });
  const hears = (name: string, saying: HubReading): void => {
    all.set(wireType(name), { ...all.get(wireType(name)), saying });
  };
  for (const type of SAYING_TYPES) hears(type, { kind: 'saying', type, of: subjectKindOf(type) });
  for (const type of ERASED_TYPES) hears(type, { kind: 'erasure', of: subjectKindOf(type) });
  return all;
}

/** Every wire type that is ever stored, with the kind that it is about. */
export const STORED_TYPES: readonly (OfKind & { readonly type: string })[] = [...READINGS].flatMap(
  ([type, { fact, saying }]) => [fact ?? saying].flatMap((one) => (one ? [{ type, of: one.of }] : [])),
);

/** How an event of a wire type is read. Throws `ContractBroken` for a type never written, and where it cannot be told which it is. */
export function storedType(type: string, is: Is | undefined): StoredType {
  const known = READINGS.get(type);
  if (known === undefined) throw new ContractBroken(`stored type ${type} is not known`);
  return readingOf(known, type, is);
}

/** The reading that the body names; where it names none, which is so in version 1, the only one. */
export function readingOf({ fact, saying }: Readings, type: string, is: Is | undefined): StoredType {
  const only = fact && saying ? undefined : (fact ?? saying);
  const reading = is === undefined ? only : { fact, saying }[is];
  if (reading === undefined) throw new ContractBroken(`a stored ${type} is no ${is ?? 'one thing alone'}`);
  return reading;
}
