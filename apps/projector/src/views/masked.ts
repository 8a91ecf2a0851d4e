/** What is left of a view where the person is protected and the one who asks is not to be told where. */
import { disclosureOf, wireType } from '#contracts';
import {
  type ContractView,
  type CostsView,
  type Fact,
  type PlacementSummary,
  type ResponsibilityRow,
  type ResponsibilityView,
} from '#domain';
import { type ShownData, type Withheld } from './timeline.js';

const withheldAt = (pointer: string): Withheld => ({ pointer, reason: 'protectedPerson' });

/** A head without where the person is; `withheld` names what is left out. */
export type MaskedPlacement = Omit<PlacementSummary, 'hvbId' | 'hvbKommun' | 'registeredKommun' | 'masked'> & {
  readonly withheld: readonly Withheld[];
};

/** The head as it is shown: whole, or without where the person is. */
export function placementShown(summary: PlacementSummary, isMasked: boolean): object {
  if (!isMasked) return withoutMark(summary);
  const { masked: _mark, hvbId: _home, hvbKommun: _at, registeredKommun: _registered, handledBy, ...rest } = summary;
  const own = handledBy?.filter(({ party }) => party !== summary.placingParty) ?? [];
  const shown: MaskedPlacement = {
    ...rest,
    ...(own.length > 0 ? { handledBy: own } : {}),
    withheld: ['/hvbId', '/hvbKommun', '/registeredKommun'].map(withheldAt),
  };
  return shown;
}

/** The mark itself is for the hub; whoever sees the whole has the protection in the case. */
function withoutMark(summary: PlacementSummary): object {
  if (!summary.masked) return summary;
  const { masked: _mark, ...whole } = summary;
  return whole;
}

/** Without the school's kommun, which is no principal's. */
export function responsibilityShown(
  view: ResponsibilityView,
  { principals }: Pick<PlacementSummary, 'principals'>,
): ResponsibilityView {
  const isTold = ({ kind, responsible }: ResponsibilityRow): boolean =>
    kind !== 'schooling' || principals.includes(responsible);
  return { ...view, areas: view.areas.filter(isTold) };
}

/** Without which home a contract is with. */
export const costsShown = (view: CostsView): object => ({
  ...view,
  contracts: view.contracts.map(({ hvbId: _home, ...contract }: ContractView) => contract),
});

/** The pointers of a type's fields that tell where somebody is, from `data` on. */
function placesOf(type: Fact['type']): readonly string[] {
  const known = PLACES.get(type);
  if (known) return known;
  const found = disclosureOf(wireType(type))
    .filter(({ disclosure }) => disclosure === 'place')
    .map(({ pointer }) => pointer);
  PLACES.set(type, found);
  return found;
}
const PLACES = new Map<Fact['type'], readonly string[]>();

/** A message's data without where somebody is; of what is withheld already nothing more is said. */
export function withoutPlace(type: Fact['type'], { data, withheld }: ShownData): ShownData {
  const left: Record<string, unknown> = structuredClone(data) as Record<string, unknown>;
  const taken = placesOf(type).flatMap((pointer) => (taking(left, pointer.slice(1).split('/')) ? [pointer] : []));
  return { data: left, withheld: [...withheld, ...taken.map((pointer) => withheldAt(`/data${pointer}`))] };
}

/** Takes a member out of an object, at the end of a path through objects; false where it is not there. */
function taking(of: Record<string, unknown>, [member = '', ...path]: readonly string[]): boolean {
  if (!Object.hasOwn(of, member)) return false;
  if (path.length > 0) {
    const within = of[member];
    return within !== null && typeof within === 'object' && taking(within as Record<string, unknown>, path);
  }
  return Reflect.deleteProperty(of, member);
}
