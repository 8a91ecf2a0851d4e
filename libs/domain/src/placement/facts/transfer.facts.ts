/** The facts of a transfer between kommuner: from when each counts, what it gives and uses, what it signs, and a sample. */
import { on, type FactEntries } from '../../fact/entry.js';
import { type Name, type Used } from '../../fact/names.js';
import { type PartyId, type Uuid } from '../../kernel/index.js';
import { type TransferFact } from './transfer.js';

const transfer = (id: Uuid): Name => ({ thing: 'transfer', id, pointer: '/data/transferId' });

/** Told by one who may not be the one that asked: the request may be on its way. */
const transferOfAnother = ({ transferId: id }: { readonly transferId: Uuid }): readonly Used[] => [
  { ...transfer(id), waitsFor: { what: 'transfer', id } },
];

/** The request, which the receiving kommun answers. */
const request = ({ transferId }: { readonly transferId: Uuid }): string => `transfer ${transferId}`;

/** Another kommun than the story's mostly. */
const OTHER = 'kommun-2081.socialnamnden' as PartyId;

const OUTCOMES = ['accepted', 'refused'] as const;

export const TRANSFER_FACTS = {
  'placement.caseTransferRequested': {
    ownDate: ({ data }) => data.requestedOn,
    gives: ({ transferId }) => [transfer(transferId)],
    paper: request,
    sample: (pick) => ({
      transferId: pick.uuid('transfer'),
      toKommun: pick.oneOf([OTHER, pick.party('kommun')]),
      requestedOn: pick.day(),
      inWriting: pick.yesNo(),
    }),
  },
  'placement.caseTransferAnswered': {
    ownDate: ({ data }) => data.answeredOn,
    uses: transferOfAnother,
    signs: request,
    consents: ({ answer }) => answer === 'accepted',
    sample: (pick) => ({
      transferId: pick.uuid('transfer'),
      answer: pick.oneOf(OUTCOMES),
      answeredOn: pick.day(),
    }),
  },
  'placement.caseTransferApplied': {
    ownDate: on,
    uses: ({ transferId }) => [{ ...transfer(transferId), waitsFor: null }],
    sample: (pick) => ({ transferId: pick.uuid('transfer'), on: pick.day() }),
  },
  'placement.caseTransferDecided': {
    ownDate: on,
    uses: transferOfAnother,
    sample: (pick) => ({
      transferId: pick.uuid('transfer'),
      by: pick.oneOf(['ivo', 'court']),
      outcome: pick.oneOf(OUTCOMES),
      on: pick.day(),
    }),
  },
} satisfies FactEntries<TransferFact>;
