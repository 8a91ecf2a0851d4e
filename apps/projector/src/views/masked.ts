/** What is left of a view where the person is protected and the one who asks is not to be told where. */
import {
  type ContractView,
  type CostsView,
  type PlacementSummary,
  type ResponsibilityRow,
  type ResponsibilityView,
  type Withheld,
} from '#domain';

const withheldAt = (pointer: string): Withheld => ({ pointer, reason: 'protected', class: 'place' });

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
