/** Every fact about a placement: from when it counts, what it gives and uses, what it signs, and a sample of it. */
import { DISCLOSURE_ENDED, DISCLOSURE_DECIDED } from '../../fact/disclosing.js';
import { on, whenSaid, type FactEntries } from '../../fact/entry.js';
import { type Name } from '../../fact/names.js';
import { OPENED_ENTRY } from '../../fact/opened.js';
import { type Uuid } from '../../kernel/index.js';
import { EMERGENCY_ACCESS_FACTS } from './emergency-access.js';
import { type PlacementFact } from './placement.js';
import {
  ASSESSMENT_PARTS,
  DECIDERS,
  DESTINATIONS,
  SCHOOL_STEPS,
  sampleBasis,
  sampleConsent,
  sampleCourtStep,
  sampleHvb,
  sampleMeasure,
  samplePerson,
  sampleRegistration,
  sampleSources,
  UNCOUNTED_GROUNDS,
} from './sample-parts.js';
import { TRANSFER_FACTS } from './transfer.facts.js';

const theStart = (pointer: string): Name => ({ thing: 'start', id: 'placement.started', pointer });

const theEnd = (pointer: string): Name => ({ thing: 'end', id: 'placement.ended', pointer });

const theFollowUp: Name = { thing: 'followUp', id: 'placement.followUpStarted', pointer: '/data/on' };

const clarification = (id: Uuid): Name => ({ thing: 'clarification', id, pointer: '/data/clarificationId' });

const decision = (id: Uuid): Name => ({ thing: 'decision', id, pointer: '/data/decisionId' });

const restriction = (id: Uuid): Name => ({ thing: 'restriction', id, pointer: '/data/restrictionId' });

/** A list of measures, which the other principal confirms. */
const listOfMeasures = ({ clarificationId }: { readonly clarificationId: Uuid }): string =>
  `clarification ${clarificationId}`;

export const PLACEMENT_FACTS = {
  'placement.registered': {
    ownDate: () => null,
    // A-008 "Definitionsmässigt är även de särskilda ungdomshemmen en form av HVB": a kind of home among the others.
    represents: ['A-008'],
    sample: (pick) => {
      const plannedFrom = pick.day();
      return {
        person: samplePerson(pick),
        mode: pick.oneOf(['planned', 'emergency']),
        legalBasis: sampleBasis(pick),
        hvb: sampleHvb(pick),
        healthcareSource: sampleSources(pick),
        plannedFrom,
        plannedTo: pick.day(plannedFrom),
        goals: [pick.text()],
        registeredKommun: pick.oneOf([pick.kommun(), null]),
      };
    },
  },
  'placement.decided': {
    ownDate: ({ data }) => data.decidedOn,
    gives: ({ decisionId }) => [decision(decisionId)],
    // B-011 "stärka skyddsfaktorer och minska riskfaktorer": both are a part of what an assessment covers; D-040 "Vissa ärende
    // (ofta individärende) stannar i arbetsutskottet": who decided.
    represents: ['B-011', 'D-040'],
    sample: (pick) => ({
      decisionId: pick.uuid('decision'),
      decidedOn: pick.day(),
      decidedBy: pick.oneOf(DECIDERS),
      legalBasis: sampleBasis(pick),
      consents: pick.oneOf([[sampleConsent(pick)], []]),
      custodyHolders: pick.oneOf([1, 2, 0]),
      bestInterestsAssessed: pick.yesNo(),
      ...pick.maybe({ assessment: { covers: [pick.oneOf(ASSESSMENT_PARTS)] } }),
    }),
  },
  'placement.responsibilityClarified': {
    ownDate: whenSaid,
    gives: ({ clarificationId }) => [clarification(clarificationId)],
    paper: listOfMeasures,
    replacedBy: () => true,
    // A-080 "Hälso- och sjukvården ansvarar för bedömning, utredning, diagnostik, behandling, rehabilitering och anpassad vård";
    // E-005 "i samverkan med andra samhällsorgan och organisationer".
    represents: ['A-080', 'E-005'],
    sample: (pick) => ({
      clarificationId: pick.uuid('clarification'),
      measures: [sampleMeasure(pick)],
      ...pick.maybe(pick.maybe({ between: [pick.party('kommun'), pick.party('region')] as const })),
    }),
  },
  'placement.responsibilityConfirmed': {
    ownDate: ({ data, meta }) => data.on ?? meta.saidOn,
    uses: ({ clarificationId: id }) => [{ ...clarification(id), waitsFor: { what: 'clarification', id } }],
    signs: listOfMeasures,
    sample: (pick) => ({ clarificationId: pick.uuid('clarification'), ...pick.maybe({ on: pick.day() }) }),
  },
  'placement.consentGiven': { ownDate: on, sample: sampleConsent },
  'placement.consentWithdrawn': { ownDate: on, sample: sampleConsent },
  // A-045 "Barnet ska ges möjlighet till inflytande och delaktighet"; B-006 "delaktighet så långt det är möjligt".
  'placement.childHeard': {
    ownDate: on,
    represents: ['A-045', 'B-006'],
    sample: (pick) => ({ on: pick.day(), how: pick.text() }),
  },
  'placement.started': {
    ownDate: ({ data }) => data.startedOn,
    gives: () => [theStart('/data/startedOn')],
    sample: (pick) => ({ startedOn: pick.day() }),
  },
  'placement.moved': {
    ownDate: ({ data }) => data.movedOn,
    uses: () => [{ ...theStart('/data/movedOn'), waitsFor: null }],
    sample: (pick) => ({
      movedOn: pick.day(),
      hvb: sampleHvb(pick),
      ...pick.maybe({ healthcareSource: sampleSources(pick) }),
    }),
  },
  'placement.legalBasisChanged': {
    ownDate: ({ data }) => data.from,
    sample: (pick) => ({ legalBasis: sampleBasis(pick), from: pick.day() }),
  },
  'placement.registrationEstablished': {
    ownDate: on,
    sample: (pick) => ({ ...sampleRegistration(pick), on: pick.day() }),
  },
  'placement.registrationChanged': {
    ownDate: ({ data }) => data.from,
    sample: (pick) => ({ ...sampleRegistration(pick), from: pick.day() }),
  },
  'placement.reviewed': {
    ownDate: on,
    sample: (pick) => ({
      kind: pick.oneOf(['consideration', 'reexamination', 'followUp']),
      on: pick.day(),
      outcome: pick.oneOf(['continue', 'end']),
      ...pick.maybe({ decidedBy: pick.oneOf(DECIDERS) }),
    }),
    uses: ({ restrictionId }) =>
      restrictionId === undefined ? [] : [{ ...restriction(restrictionId), waitsFor: null }],
  },
  'placement.courtStep': {
    ownDate: on,
    uses: ({ decisionId }) => (decisionId === undefined ? [] : [{ ...decision(decisionId), waitsFor: null }]),
    sample: sampleCourtStep,
  },
  'placement.careTimeNotCounted': {
    ownDate: ({ data }) => data.from,
    sample: (pick) => {
      const from = pick.day();
      return { ground: pick.oneOf(UNCOUNTED_GROUNDS), from, ...pick.maybe({ to: pick.day(from) }) };
    },
  },
  'placement.contactRestricted': {
    ownDate: ({ data }) => data.decidedOn,
    gives: ({ restrictionId }) => [restriction(restrictionId)],
    sample: (pick) => ({
      restrictionId: pick.uuid('restriction'),
      kind: pick.oneOf(['contact', 'whereabouts']),
      decidedOn: pick.day(),
      decidedBy: pick.oneOf(DECIDERS),
    }),
  },
  'placement.contactRestrictionEnded': {
    ownDate: on,
    uses: ({ restrictionId }) => [{ ...restriction(restrictionId), waitsFor: null }],
    sample: (pick) => ({ restrictionId: pick.uuid('restriction'), on: pick.day() }),
  },
  'placement.executionInterrupted': {
    ownDate: on,
    uses: () => [{ ...theStart('/data/on'), waitsFor: null }],
    sample: (pick) => ({ on: pick.day() }),
  },
  'placement.nonExecutionReported': {
    ownDate: on,
    uses: ({ decisionId }) => [{ ...decision(decisionId), waitsFor: null }],
    sample: (pick) => ({ decisionId: pick.uuid('decision'), on: pick.day() }),
  },
  'placement.healthExamination': {
    ownDate: on,
    // A-070 "hälsokontroller, vaccinationer och tandvårdsundersökningar"; A-072 "ska följa HälsoSAMS".
    represents: ['A-070', 'A-072'],
    sample: (pick) => ({ step: pick.oneOf(['notified', 'offered', 'done', 'waived']), on: pick.day() }),
  },
  'placement.dentalContact': {
    ownDate: on,
    sample: (pick) => ({
      kind: pick.oneOf(['planned', 'acute']),
      ...pick.maybe({ homeRegionContactedOn: pick.day() }),
      on: pick.day(),
    }),
  },
  'placement.schooling': {
    ownDate: on,
    sample: (pick) => ({
      phase: pick.oneOf(['during', 'before', 'ending', 'followUp']),
      schoolKommun: pick.kommun(),
      on: pick.day(),
      ...pick.maybe({ covers: [pick.oneOf(SCHOOL_STEPS)] }),
    }),
  },
  'placement.selfCareDecided': {
    ownDate: on,
    sample: (pick) => ({
      measureId: pick.uuid('measure'),
      decidedByRole: pick.oneOf(['behandlingsansvarigLakare', pick.text()]),
      on: pick.day(),
    }),
  },
  'placement.carePlan': {
    ownDate: on,
    // A-069 "de vårdplaner respektive verksamhet har skyldighet att upprätta": what a SIP is made from; D-018 "skall
    // kontaktpersonen uppdatera genomförandeplanen": a plan of its kind, revised.
    represents: ['A-069', 'D-018'],
    sample: (pick) => ({
      ...pick.maybe({ kind: pick.oneOf(['genomforandeplan', 'vardplan']) }),
      step: pick.oneOf(['established', 'revised']),
      on: pick.day(),
    }),
  },
  'placement.socialSecretaryNamed': {
    ownDate: on,
    sample: (pick) => ({ ref: pick.uuid('person'), on: pick.day() }),
  },
  ...TRANSFER_FACTS,
  'placement.endPlanned': {
    ownDate: whenSaid,
    sample: (pick) => ({ plannedEnd: pick.day(), destination: pick.oneOf(DESTINATIONS) }),
  },
  'placement.ended': {
    ownDate: ({ data }) => data.endedOn,
    gives: () => [theEnd('/data/endedOn')],
    // A-081 "under och efter (om fortsatt behov finns)": what goes on is told by its measure; B-007 "deras fortsatta behov ska
    // uppmärksammas särskilt".
    represents: ['A-081', 'B-007'],
    uses: () => [{ ...theStart('/data/endedOn'), waitsFor: null }],
    sample: (pick) => ({
      endedOn: pick.day(),
      destination: pick.oneOf(DESTINATIONS),
      ongoingMeasures: pick.oneOf([[], [pick.uuid('measure')]]),
    }),
  },
  'placement.followUpStarted': {
    ownDate: on,
    gives: () => [theFollowUp],
    // SoL 23:2 is of a placement that has ended; LVU 21 b § of care by that act, after which the placement may go on.
    uses: ({ basis }) => (basis === 'SoL23' ? [{ ...theEnd('/data/on'), waitsFor: null }] : []),
    sample: (pick) => ({ basis: pick.oneOf(['SoL23', 'LVU21b']), on: pick.day() }),
  },
  'placement.followUpClosed': {
    ownDate: on,
    uses: () => [{ ...theFollowUp, waitsFor: null }],
    sample: (pick) => ({ on: pick.day(), reason: pick.oneOf(['notNeeded', 'enquiryStarted', 'timeOut']) }),
  },
  'placement.handledBy': {
    ownDate: ({ data }) => data.from,
    // E-012 "Kontakt bör ske med funktioner, utan att vara personbunden": a unit, never a person.
    represents: ['E-012'],
    sample: (pick) => ({ unit: pick.oneOf(['barn-och-unga', 'psykiatri']), from: pick.day() }),
  },
  'placement.opened': OPENED_ENTRY,
  ...EMERGENCY_ACCESS_FACTS,
  'placement.protectionChanged': {
    ownDate: ({ data }) => data.from,
    sample: (pick) =>
      pick.oneOf([
        { protection: 'sekretessmarkering', from: pick.day() },
        { protection: 'skyddadFolkbokforing', from: pick.day(), staysPermanentlyIn: pick.kommun() },
        { protection: 'none', from: pick.day() },
      ]),
  },
  'placement.disclosureDecided': DISCLOSURE_DECIDED,
  'placement.disclosureEnded': DISCLOSURE_ENDED,
  'placement.annulled': {
    ownDate: whenSaid,
    sample: (pick) => ({ annulsId: pick.message(), reason: pick.text() }),
  },
} satisfies FactEntries<PlacementFact>;
