/** A party's own messages that the hub holds, without their content: for who shows what is left to do. */
import { type PartyId } from '#domain';
import { type HubStateStores } from './hub-state.port.js';
import { QUARANTINE_PER_PAGE_MAX, QUARANTINE_PER_PARTY_MAX, type QuarantinedHead } from './quarantine.port.js';
import { type WaitingHead } from './waiting-room.port.js';

export interface OwnEntries {
  /** What waits, in the order it came. */
  readonly waiting: (party: PartyId) => Promise<readonly WaitingHead[]>;
  /** What was refused and is kept still, in the order it was. */
  readonly refused: (party: PartyId) => Promise<readonly QuarantinedHead[]>;
}

/** Both as they are now. Fault: `StateUnavailable`. */
export function ownEntriesOf({ room, quarantine }: Pick<HubStateStores, 'room' | 'quarantine'>): OwnEntries {
  return {
    waiting: (party) => room.ofParty(party),
    refused: async (party) => {
      const all: QuarantinedHead[] = [];
      while (all.length < QUARANTINE_PER_PARTY_MAX) {
        const page = await quarantine.list(party, all.at(-1)?.sequence ?? 0, QUARANTINE_PER_PAGE_MAX);
        all.push(...page);
        if (page.length < QUARANTINE_PER_PAGE_MAX) break;
      }
      return all;
    },
  };
}
