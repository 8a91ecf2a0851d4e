/** Every fact about a SIP but its consents: from when it counts, what it gives and uses, what it answers, and a sample of it. */
import { DISCLOSURE_ENDED, SIP_DISCLOSURE_DECIDED } from '../../fact/disclosing.js';
import { on, whenSaid, type FactEntries } from '../../fact/entry.js';
import { type Name } from '../../fact/names.js';
import { OPENED_ENTRY } from '../../fact/opened.js';
import { type Picker } from '../../fact/picker.js';
import { type Day, type Uuid } from '../../kernel/index.js';
import { AREA_NAMES } from '../../placement/facts/area-names.data.js';
import { type AreaKind } from '../../placement/facts/placement.js';
import { CONSENT_FACTS } from './consent.facts.js';
import { type PlannedMeasure, type SipFact } from './sip.js';

const AREAS = Object.keys(AREA_NAMES) as AreaKind[];

const invitation = (id: Uuid): Name => ({ thing: 'invitation', id, pointer: '/data/invitationId' });

/** The plan as last told: what is followed up. */
const thePlan = (pointer: string): Name => ({ thing: 'plan', id: 'sip.established', pointer });

/** A call, which the one called answers. */
const theCall = ({ invitationId }: { readonly invitationId: Uuid }): string => `invitation ${invitationId}`;

const sampleMeasure = (pick: Picker): PlannedMeasure => ({
  measureId: pick.uuid('measure'),
  kind: pick.oneOf(AREAS),
  title: pick.text() as never,
  responsible: pick.party(pick.oneOf(['kommun', 'region'])),
});

const BIRTHS = ['2012-03-04', '2008-05-01', '1990-03-07'] as Day[];

export const SIP_FACTS = {
  // B-014 "ska alltid övervägas": with its answer and its reason; C-006 "Samordning av insatser ska eftersträvas"; C-009 "SIP
  // kan bli aktuellt".
  'sip.considered': {
    ownDate: whenSaid,
    represents: ['B-014', 'C-006', 'C-009'],
    sample: (pick) => ({
      personId: pick.uuid('person'),
      ...pick.maybe({ placementId: pick.uuid('placement') }),
      needed: pick.yesNo(),
      reason: pick.text(),
    }),
  },
  // A-025 "Den enskilde eller en närstående kan också framföra önskemål om SIP"; A-026 "Även privata utförare"; A-030
  // "även förebyggande"; B-003 "förekommer eller kan bli aktuella": with no placement, and before any measure; D-003 "Är det
  // oklart vem som ska handlägga ett ärende": within one principal.
  'sip.needIdentified': {
    ownDate: whenSaid,
    represents: ['A-025', 'A-026', 'A-030', 'B-003', 'D-003'],
    sample: (pick) => ({
      personId: pick.uuid('person'),
      birthDate: pick.oneOf(BIRTHS),
      ...pick.maybe({ placementId: pick.uuid('placement') }),
      initiator: pick.oneOf(['kommun', 'region', 'privateProvider', 'individual', 'relative']),
      kind: pick.oneOf(['sip', 'sip', 'internal']),
    }),
  },
  ...CONSENT_FACTS,
  // A-028 "myndigheter som frivilligorganisationer"; A-020 "andra myndigheter och aktörer", a school among them; D-017 "inom
  // ramen för SIP"; B-012 "ska den andra förvaltningen kontaktas för samverkan".
  'sip.invited': {
    ownDate: whenSaid,
    gives: ({ invitationId }) => [invitation(invitationId)],
    paper: theCall,
    represents: ['A-028', 'A-020', 'D-017', 'B-012'],
    sample: (pick) => ({
      invitationId: pick.uuid('invitation'),
      invitee: pick.oneOf([
        { party: pick.party(pick.oneOf(['region', 'kommun'])) },
        { role: pick.oneOf(['guardian', 'relative', 'school', 'authority', 'organisation']), ref: pick.uuid('ref') },
      ]),
      ...pick.maybe({ unit: pick.oneOf(['bup', 'barn-och-unga']) }),
      meetingOn: pick.day(),
    }),
  },
  'sip.guardianNotCalled': {
    ownDate: on,
    sample: (pick) => ({ ref: pick.uuid('ref'), reason: pick.oneOf(['safety', 'childsWill']), on: pick.day() }),
  },
  'sip.guardianInformed': { ownDate: on, sample: (pick) => ({ ref: pick.uuid('ref'), on: pick.day() }) },
  // E-002 "Samverkan är inte valfritt"; B-002 "skyldiga att samverka om insatser till enskilda": it is accepted or sent on, and there is no third answer.
  'sip.invitationAnswered': {
    ownDate: whenSaid,
    represents: ['E-002', 'B-002'],
    uses: ({ invitationId: id }) => [{ ...invitation(id), waitsFor: { what: 'invitation', id } }],
    signs: theCall,
    consents: ({ answer }) => answer === 'accepted',
    sample: (pick) => ({
      invitationId: pick.uuid('invitation'),
      ...pick.oneOf([
        { answer: 'accepted' as const },
        { answer: 'redirected' as const, redirectTo: pick.party(pick.oneOf(['region', 'kommun'])) },
      ]),
    }),
  },
  'sip.opened': OPENED_ENTRY,
  'sip.childHeard': { ownDate: on, sample: (pick) => ({ on: pick.day(), how: pick.text() }) },
  // A-132 "I ärenden rörande individer kan det exempelvis handla om": a meeting of several, with the individual.
  'sip.meetingHeld': {
    ownDate: ({ data }) => data.heldOn,
    represents: ['A-132'],
    sample: (pick) => ({
      heldOn: pick.day(),
      participants: [pick.party('kommun'), ...pick.oneOf([[pick.party('region')], [pick.uuid('ref')], []])],
      individualPresent: pick.yesNo(),
    }),
  },
  // A-027 "insatser enligt SoL, LSS, LVU och LVM; … rehabilitering, habilitering och hjälpmedel": a measure's kind; B-005 "hela
  // livssituation": measures of every area, and what matters to the individual; B-022 "Det bör inte märkas för den enskilde":
  // one plan, and one who answers for all of it; E-011 "planerat, dokumenterat och med fokus": goals, and a day for following up.
  'sip.established': {
    ownDate: ({ data }) => data.establishedOn,
    gives: () => [thePlan('/data/establishedOn')],
    represents: ['A-027', 'B-005', 'B-022', 'E-011'],
    sample: (pick) => {
      const establishedOn = pick.day();
      return {
        establishedOn,
        whatMatters: pick.text(),
        goals: [pick.text()],
        measures: [sampleMeasure(pick)] as never,
        byOthers: pick.oneOf([[pick.text()], []]),
        overallResponsible: pick.party(pick.oneOf(['region', 'kommun'])),
        ...pick.maybe({ ownPart: pick.text() }),
        followUpOn: pick.day(establishedOn),
      };
    },
  },
  // E-015 "återkoppling och uppföljning görs gemensamt".
  'sip.followedUp': {
    ownDate: on,
    represents: ['E-015'],
    uses: () => [{ ...thePlan('/data/on'), waitsFor: { what: 'plan' } }],
    sample: (pick) => {
      const day = pick.day();
      return {
        on: day,
        ...pick.maybe({ nextOn: pick.day(day) }),
        outcome: pick.oneOf(['goalsMet', 'revised', 'continues', 'moved']),
      };
    },
  },
  'sip.declined': { ownDate: on, sample: (pick) => ({ on: pick.day(), reason: pick.text() }) },
  // A-052 "SIP processen fortsätter så länge ett behov av samordning": ended by its own parties' word alone.
  'sip.closed': { ownDate: on, represents: ['A-052'], sample: (pick) => ({ on: pick.day(), reason: pick.text() }) },
  'sip.disclosureDecided': SIP_DISCLOSURE_DECIDED,
  'sip.disclosureEnded': DISCLOSURE_ENDED,
  'sip.annulled': {
    ownDate: whenSaid,
    sample: (pick) => ({ annulsId: pick.message(), reason: pick.text() }),
  },
} satisfies FactEntries<SipFact>;
