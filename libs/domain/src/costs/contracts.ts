/** Contracts with the home, shown as each party has registered its own. */
import { type ContractView } from './costs-view.js';
import { factsOf, type FactOf, type Story } from '../story/story.js';

export type Contract = FactOf<'costAllocation.contractRegistered'>;

/** Every contract that its own party has registered. */
export function contractViews(story: Story): readonly ContractView[] {
  return factsOf(story.facts, 'costAllocation.contractRegistered').map(({ data, meta }) => ({
    contractId: data.contractId,
    hvbId: data.hvbId,
    party: meta.party,
    covers: data.covers,
    from: data.from,
    ...(data.to === undefined ? {} : { to: data.to }),
    referralNotPossibleReasonGiven: gaveReason(data),
  }));
}

/** That it is given is what counts: the text itself is sealed, and reads as empty here. */
export const gaveReason = ({ referralNotPossibleReason }: Contract['data']): boolean =>
  referralNotPossibleReason !== undefined;
