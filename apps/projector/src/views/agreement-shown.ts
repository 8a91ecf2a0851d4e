/** The views of one agreement: who sees it, and how each is answered. */
import { type Principal } from '#access';
import { agreementViewOn, covers, stateOf, STREAMS, type AgreementState } from '#domain';
import { recipientsOfAgreement } from '../feed/recipients.js';
import { type ReadSide } from '../read-side.js';
import { agreementRows } from '../rows/agreement-rows.js';
import { ownViews } from './own-views.js';
import { AGREEMENT_VIEW } from './view.schema.data.js';

/**
 * A party sees the agreements that it is a party of, by what the log's head says, also where the question is about the
 * past; one that has been taken back since, by what it said then. Everybody else's do not exist to it.
 */
export function maySeeAgreement(caller: Principal, { parties }: AgreementState['registered']): boolean {
  if (caller.kind === 'auditor') return true;
  return caller.kind === 'party' && parties.some((party) => covers(party, caller.party));
}

/** What it says of itself, but for its free texts: these stand in the timeline, as its parties wrote them. */
export function termsShown({ title: _freeText, header: _freeTexts, ...terms }: AgreementState['registered']): object {
  return terms;
}

export const AGREEMENT_SHOWN: ReadSide<'agreement'> = {
  sight: async (caller, { opened }, head) => {
    const state = stateOf(opened);
    if (!state) return 'nothing';
    const { registered } = stateOf((await head()).opened) ?? state;
    if (!maySeeAgreement(caller, registered)) return 'nothing';
    return caller.kind === 'auditor' ? 'everything' : 'asPrincipal';
  },
  views: {
    agreement: {
      toThirdPayers: false,
      answer: ({ read: { opened, assessment } }) => {
        const state = stateOf(opened);
        // Of nobody: its free texts stand in the timeline alone.
        return state && { ...termsShown(state.registered), ...agreementViewOn(state, assessment) };
      },
    },
    ...ownViews(),
  },
  named: (agreementId) => ({ agreementId }),
  things: {
    agreement: {
      path: STREAMS.agreement.path,
      schema: AGREEMENT_VIEW,
      uuidOf: 'Överenskommelsens uuid / of the agreement',
      operation: { operationId: 'ViewsController_agreement', summary: 'En överenskommelse (one agreement)' },
    },
  },
  recipients: (_subject, _before, { facts }) => recipientsOfAgreement(facts),
  rows: (read, _surroundings, name) => agreementRows(stateOf(read), name),
  rowsBy: 'principalRole',
};
