/** Every fact about consent to a SIP: from when it counts, what it gives and uses, and a sample of it. */
import { addMonths, minDay } from '../../calendar/index.js';
import { on, type FactEntries } from '../../fact/entry.js';
import { type Name, type Used } from '../../fact/names.js';
import { type Picker } from '../../fact/picker.js';
import { type Uuid } from '../../kernel/index.js';
import { AREA_NAMES } from '../../placement/facts/area-names.data.js';
import { type AreaKind } from '../../placement/facts/placement.js';
import { type Giver, type GiverRole, type SipFact } from './sip.js';

const AREAS = Object.keys(AREA_NAMES) as AreaKind[];
const ROLES: readonly GiverRole[] = ['guardian', 'self', 'guardian', 'child', 'representative'];
const MONTHS_SAMPLED_MAX = 12;

const consent = (id: Uuid): Name => ({ thing: 'consent', id, pointer: '/data/consentId' });

const consentOfAnother = ({ consentId: id }: { readonly consentId: Uuid }): readonly Used[] => [
  { ...consent(id), waitsFor: { what: 'consent', id } },
];

const sampleGiver = (pick: Picker): Giver => ({ role: pick.oneOf(ROLES), ref: pick.uuid('ref') });

type ConsentFact = Extract<SipFact, { readonly data: { readonly consentId: Uuid } }>;

export const CONSENT_FACTS = {
  // A-033 "i första hand dokumenteras i gemensamt journalsystem, i andra hand…"; A-036 "innebär inte att verksamheterna kan
  // utbyta information i övrigt"; D-031 "olika typer av samtycke"; D-034 "både muntligt och skriftligt". Whose word it is, of
  // what and to whom: A-016 "samtycke till kontakt är nödvändig i de flesta situationer", A-019 "kan relevanta uppgifter som
  // individen samtycker till delas", B-010 "ska samtycke inhämtas från den enskilde", D-035 "särskilt viktigt i samverkan med
  // andra förvaltningar"; E-009 "Beslutsoförmögna – samma regler": a representative's is held to what every other is.
  'sip.consentGiven': {
    ownDate: ({ data }) => data.givers.map((giver) => giver.on).reduce((first, day) => minDay(first, day)),
    gives: ({ consentId }) => [consent(consentId)],
    represents: ['A-033', 'A-036', 'D-031', 'D-034', 'A-016', 'A-019', 'B-010', 'D-035', 'E-009'],
    sample: (pick) => {
      const day = pick.day();
      return {
        consentId: pick.uuid('consent'),
        purpose: 'sip',
        givers: [{ ...sampleGiver(pick), on: day }, ...pick.oneOf([[], [{ ...sampleGiver(pick), on: day }]])],
        custodyHolders: pick.oneOf([2, 1, 0]),
        form: pick.oneOf(['written', 'oral', 'conclusive', 'presumed']),
        documentedIn: pick.oneOf(['sharedRecord', 'ownRecord']),
        recipients: [pick.party('region'), ...pick.oneOf([[], [pick.party('kommun')]])],
        categories: [pick.oneOf(AREAS)],
        excludedCategories: pick.oneOf([[], [pick.oneOf(AREAS)]]),
        excludedRecipients: pick.oneOf([[], [], [pick.party('region')], [pick.uuid('ref')]]),
        validFrom: day,
        validTo: addMonths(day, pick.integer(1, MONTHS_SAMPLED_MAX)),
        ...pick.maybe({ reviewOn: pick.day(day) }),
      };
    },
  },
  'sip.consentJoined': {
    ownDate: on,
    uses: consentOfAnother,
    sample: (pick) => ({ consentId: pick.uuid('consent'), giver: sampleGiver(pick), on: pick.day() }),
  },
  'sip.guardianConsentReplaced': {
    ownDate: on,
    uses: consentOfAnother,
    sample: (pick) => ({
      consentId: pick.uuid('consent'),
      guardianRef: pick.uuid('ref'),
      covers: [pick.uuid('measure')],
      decisionId: pick.uuid('decision'),
      ground: pick.oneOf(['violence', 'lvu11']),
      on: pick.day(),
    }),
  },
  'sip.consentWithdrawn': {
    ownDate: on,
    uses: consentOfAnother,
    sample: (pick) => ({ consentId: pick.uuid('consent'), by: sampleGiver(pick), on: pick.day() }),
  },
  // What was recorded in error never was: on no day.
  'sip.consentVoided': {
    ownDate: () => null,
    uses: consentOfAnother,
    sample: (pick) => ({ consentId: pick.uuid('consent'), reason: pick.text() }),
  },
} satisfies FactEntries<ConsentFact>;
