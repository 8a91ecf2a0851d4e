/** Every fact about costs: from when it counts, what it gives and uses, what it signs, and a sample of it. */
import { minDay } from '../../calendar/index.js';
import { DISCLOSURE_ENDED, DISCLOSURE_DECIDED } from '../../fact/disclosing.js';
import { on, whenSaid, type FactEntries } from '../../fact/entry.js';
import { type Name, type Used } from '../../fact/names.js';
import { type Picker } from '../../fact/picker.js';
import { type Uuid } from '../../kernel/index.js';
import { type AllocationLine, type CostAllocationFact, type CostCategory } from './cost-allocation.js';

const version = (number: number): Name => ({ thing: 'version', id: `${number}`, pointer: '/data/version' });

const versionOfAnother = (number: number): Used => ({
  ...version(number),
  waitsFor: { what: 'version', version: number },
});

const cost = (id: Uuid): Name => ({ thing: 'cost', id, pointer: '/data/costId' });

/** A version of the allocation, which the principals and every payer sign. */
const paperOf = ({ version: number }: { readonly version: number }): string => `version ${number}`;

const CATEGORIES: readonly CostCategory[] = [
  'housing',
  'healthcare',
  'socialSupport',
  'dental',
  'schooling',
  'transport',
  'other',
];
const VERSIONS_SAMPLED_MAX = 2;
const AMOUNT_ORE_SAMPLED_MAX = 1_000_000;
const WHOLE_PERMILLE = 1000;

const sampleVersion = (pick: Picker): number => pick.integer(1, VERSIONS_SAMPLED_MAX);

/** Shared between kommun and region; each share is of a party of its own. */
function sampleLine(pick: Picker): AllocationLine {
  const permille = pick.integer(0, WHOLE_PERMILLE);
  return {
    lineId: pick.uuid('line'),
    category: pick.oneOf(CATEGORIES),
    ...pick.maybe({ measureId: pick.uuid('measure') }),
    shares: [
      { party: pick.party('kommun'), permille },
      { party: pick.party('region'), permille: WHOLE_PERMILLE - permille },
    ],
    ...pick.maybe({ ceilingOre: pick.integer(0, AMOUNT_ORE_SAMPLED_MAX) }),
  };
}

export const COST_ALLOCATION_FACTS = {
  'costAllocation.proposed': {
    ownDate: whenSaid,
    gives: ({ version: number }) => [version(number)],
    uses: ({ version: number }) => (number > 1 ? [{ ...version(number - 1), waitsFor: null }] : []),
    paper: paperOf,
    // A-092 "Principen för kostnadsansvar motsvarar huvudmännens ansvar": a line for each area of theirs; A-093 "som bilaga i
    // upprättad SIP process": the paper that it names.
    represents: ['A-092', 'A-093'],
    // Of two for different days both may stand.
    replacedBy: (data, later) => later.version > data.version && later.effectiveFrom <= data.effectiveFrom,
    sample: (pick) => ({
      version: sampleVersion(pick),
      effectiveFrom: pick.day(),
      lines: [sampleLine(pick)],
      documentRef: pick.text(),
      ...pick.maybe(pick.maybe({ between: [pick.party('kommun'), pick.party('region')] as const })),
    }),
  },
  'costAllocation.approved': {
    ownDate: ({ data }) => data.signedOn,
    uses: (data) => [versionOfAnother(data.version)],
    signs: paperOf,
    sample: (pick) => ({
      version: sampleVersion(pick),
      signedOn: pick.day(),
      signatory: { function: pick.text(), hasMandate: pick.oneOf([true, true, false]) },
    }),
  },
  'costAllocation.disputed': {
    ownDate: whenSaid,
    gives: ({ version: number }) => [{ ...version(number), thing: 'dispute' }],
    uses: (data) => [versionOfAnother(data.version)],
    sample: (pick) => ({ version: sampleVersion(pick), reason: pick.text() }),
  },
  'costAllocation.disputeSettled': {
    ownDate: on,
    uses: (data) => [
      versionOfAnother(data.version),
      { ...version(data.version), thing: 'dispute', waitsFor: { what: 'dispute', version: data.version } },
    ],
    sample: (pick) => ({ version: sampleVersion(pick), on: pick.day() }),
  },
  'costAllocation.withdrawn': {
    ownDate: whenSaid,
    withdraws: paperOf,
    uses: (data) => [{ ...version(data.version), waitsFor: null }],
    sample: (pick) => ({ version: sampleVersion(pick), reason: pick.text() }),
  },
  'costAllocation.contractRegistered': {
    ownDate: ({ data, meta }) => minDay(meta.saidOn, data.from),
    gives: ({ contractId }) => [{ thing: 'contract', id: contractId, pointer: '/data/contractId' }],
    sample: (pick) => {
      const from = pick.day();
      return {
        contractId: pick.uuid('contract'),
        hvbId: pick.uuid('hvb'),
        covers: [pick.oneOf(CATEGORIES)],
        from,
        ...pick.maybe({ to: pick.day(from) }),
        ...pick.maybe({ referralNotPossibleReason: pick.text() }),
      };
    },
  },
  'costAllocation.costRecorded': {
    ownDate: ({ data, meta }) => minDay(meta.saidOn, data.period.to),
    gives: ({ costId }) => [cost(costId)],
    sample: (pick) => {
      const from = pick.day();
      return {
        costId: pick.uuid('cost'),
        category: pick.oneOf(CATEGORIES),
        ...pick.maybe({ lineId: pick.uuid('line') }),
        period: { from, to: pick.day(from) },
        amountOre: pick.integer(0, AMOUNT_ORE_SAMPLED_MAX),
        paidBy: pick.party(pick.oneOf(['kommun', 'region'])),
      };
    },
  },
  'costAllocation.claimed': {
    ownDate: whenSaid,
    gives: ({ claimId }) => [{ thing: 'claim', id: claimId, pointer: '/data/claimId' }],
    uses: ({ costId: id }) => [{ ...cost(id), waitsFor: { what: 'cost', id } }],
    sample: (pick) => ({
      claimId: pick.uuid('claim'),
      costId: pick.uuid('cost'),
      against: pick.party(pick.oneOf(['region', 'kommun'])),
    }),
  },
  'costAllocation.disclosureDecided': DISCLOSURE_DECIDED,
  'costAllocation.disclosureEnded': DISCLOSURE_ENDED,
  'costAllocation.annulled': {
    ownDate: whenSaid,
    sample: (pick) => ({ annulsId: pick.message(), reason: pick.text() }),
  },
} satisfies FactEntries<CostAllocationFact>;
