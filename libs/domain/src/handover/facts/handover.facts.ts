/** Every fact of a handover between regions: from when it counts, what it gives and uses, what it answers, and a sample of it. */
import { DISCLOSURE_ENDED, DISCLOSURE_DECIDED } from '../../fact/disclosing.js';
import { on, whenSaid, type FactEntries } from '../../fact/entry.js';
import { type Name, type Used } from '../../fact/names.js';
import { type Picker } from '../../fact/picker.js';
import { type PartyId, type Uuid } from '../../kernel/index.js';
import { HANDOVER_REASONS, type HandoverFact } from './handover.js';

interface OfAHandover {
  readonly handoverId: Uuid;
}

const handover = (id: Uuid): Name => ({ thing: 'handover', id, pointer: '/data/handoverId' });

/** Started by another region, or by a change of registration that another has yet to tell. */
const handoverOfAnother = ({ handoverId: id }: OfAHandover): readonly Used[] => [
  { ...handover(id), waitsFor: { what: 'handover', id } },
];

/** What is handed over, which the receiver answers. */
const paperOf = ({ handoverId }: OfAHandover): string => `handover ${handoverId}`;

/** Other regions than the story's mostly. */
const OTHERS = ['region-21', 'region-03'] as PartyId[];
const UNITS = ['bup-falun', 'vc-mora'];

const sampleAct = (pick: Picker) => ({ handoverId: pick.uuid('handover'), on: pick.day() });

export const HANDOVER_FACTS = {
  'handover.initiated': {
    ownDate: whenSaid,
    gives: ({ handoverId }) => [handover(handoverId)],
    paper: paperOf,
    sample: (pick) => ({
      handoverId: pick.uuid('handover'),
      fromRegion: pick.party('region'),
      toRegion: pick.oneOf([...OTHERS, pick.party('region')]),
      reason: pick.oneOf(HANDOVER_REASONS),
      effectiveOn: pick.day(),
    }),
  },
  'handover.materialSent': {
    ownDate: on,
    uses: handoverOfAnother,
    sample: (pick) => ({ ...sampleAct(pick), refs: [pick.text()] }),
  },
  'handover.accepted': {
    ownDate: on,
    uses: handoverOfAnother,
    signs: paperOf,
    sample: (pick) => ({ ...sampleAct(pick), unit: pick.oneOf(UNITS) }),
  },
  'handover.rejected': {
    ownDate: on,
    uses: handoverOfAnother,
    signs: paperOf,
    consents: () => false,
    sample: (pick) => ({ ...sampleAct(pick), reason: pick.text() }),
  },
  'handover.completed': {
    ownDate: on,
    uses: handoverOfAnother,
    sample: sampleAct,
  },
  'handover.withdrawn': {
    ownDate: on,
    uses: ({ handoverId: id }) => [{ ...handover(id), waitsFor: null }],
    withdraws: paperOf,
    sample: (pick) => ({ ...sampleAct(pick), reason: pick.text() }),
  },
  'handover.disclosureDecided': DISCLOSURE_DECIDED,
  'handover.disclosureEnded': DISCLOSURE_ENDED,
  'handover.annulled': {
    ownDate: whenSaid,
    sample: (pick) => ({ annulsId: pick.message(), reason: pick.text() }),
  },
} satisfies FactEntries<HandoverFact>;
