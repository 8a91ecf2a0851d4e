/** Every fact of a deviation: from when it counts, what it gives and uses, what it answers, and a sample of it. */
import { DISCLOSURE_ENDED, DISCLOSURE_DECIDED } from '../../fact/disclosing.js';
import { on, whenSaid, type FactEntries } from '../../fact/entry.js';
import { type Name } from '../../fact/names.js';
import { type Picker } from '../../fact/picker.js';
import { type PartyId, type Uuid } from '../../kernel/index.js';
import { type AreaKind } from '../../placement/facts/placement.js';
import { type DeviationFact, type DeviationKind } from './deviation.js';

const split = (id: Uuid): Name => ({ thing: 'split', id, pointer: '/data/splitId' });
const action = (id: Uuid): Name => ({ thing: 'action', id, pointer: '/data/actionId' });

/** A temporary division of responsibility, which every other party that the deviation concerns confirms. */
const splitPaper = ({ splitId }: { readonly splitId: Uuid }): string => `split ${splitId}`;
/** That it be closed, which every other party that it concerns confirms. */
const closurePaper = (): string => 'closure';

const KINDS: readonly DeviationKind[] = ['collaboration', 'agreementApplication', 'complaint', 'viewpoint'];
const AREAS: readonly AreaKind[] = ['housing', 'psychiatry', 'schooling'];

/** It stands with its placement. */
const bound = (pick: Picker): { readonly placementId: Uuid } => ({ placementId: pick.uuid('placement') });

const someParty = (pick: Picker): PartyId => pick.party(pick.oneOf(['region', 'kommun']));
const kommunAndRegion = (pick: Picker): readonly PartyId[] => [pick.party('kommun'), pick.party('region')];

export const DEVIATION_FACTS = {
  'deviation.reported': {
    ownDate: ({ data }) => data.occurredOn,
    // A-104 "icke förväntad händelse" and A-105 "kan användas även av kommunerna": what is one is for whoever reports to say.
    represents: ['A-104', 'A-105'],
    sample: (pick) => ({
      ...bound(pick),
      kind: pick.oneOf(KINDS),
      raisedBy: pick.oneOf(['party', 'individual', 'relative']),
      concerns: pick.oneOf([kommunAndRegion, (one: Picker) => [someParty(one)]])(pick),
      occurredOn: pick.day(),
      title: pick.text(),
    }),
  },
  'deviation.temporaryResponsibilityProposed': {
    ownDate: whenSaid,
    gives: ({ splitId }) => [split(splitId)],
    paper: splitPaper,
    replacedBy: ({ areas }, later) => later.areas.some(({ kind }) => areas.some((one) => one.kind === kind)),
    sample: (pick) => ({
      ...bound(pick),
      splitId: pick.uuid('split'),
      areas: [{ kind: pick.oneOf(AREAS), responsible: someParty(pick) }],
      ...pick.maybe({ until: pick.day() }),
    }),
  },
  'deviation.temporaryResponsibilityConfirmed': {
    ownDate: whenSaid,
    uses: ({ splitId: id }) => [{ ...split(id), waitsFor: { what: 'split', id } }],
    signs: splitPaper,
    sample: (pick) => ({ ...bound(pick), splitId: pick.uuid('split') }),
  },
  'deviation.investigationStarted': {
    ownDate: on,
    sample: (pick) => ({
      ...bound(pick),
      on: pick.day(),
      parties: pick.oneOf([kommunAndRegion, (one: Picker) => [someParty(one)]])(pick),
    }),
  },
  'deviation.actionDecided': {
    ownDate: whenSaid,
    gives: ({ actionId }) => [action(actionId)],
    sample: (pick) => ({
      ...bound(pick),
      actionId: pick.uuid('action'),
      title: pick.text(),
      responsible: someParty(pick),
      dueOn: pick.day(),
    }),
  },
  'deviation.actionDone': {
    ownDate: on,
    uses: ({ actionId: id }) => [{ ...action(id), waitsFor: { what: 'action', id } }],
    sample: (pick) => ({ ...bound(pick), actionId: pick.uuid('action'), on: pick.day() }),
  },
  'deviation.closureProposed': {
    ownDate: on,
    paper: closurePaper,
    sample: (pick) => ({ ...bound(pick), on: pick.day() }),
  },
  'deviation.closureConfirmed': {
    ownDate: on,
    signs: closurePaper,
    sample: (pick) => ({ ...bound(pick), on: pick.day() }),
  },
  'deviation.disclosureDecided': {
    ...DISCLOSURE_DECIDED,
    sample: (pick) => ({ ...bound(pick), ...DISCLOSURE_DECIDED.sample(pick) }),
  },
  'deviation.disclosureEnded': {
    ...DISCLOSURE_ENDED,
    sample: (pick) => ({ ...bound(pick), ...DISCLOSURE_ENDED.sample(pick) }),
  },
  'deviation.annulled': {
    ownDate: whenSaid,
    sample: (pick) => ({ ...bound(pick), annulsId: pick.message(), reason: pick.text() }),
  },
} satisfies FactEntries<DeviationFact>;
