/** What is reported to the national register, and followed up of each individual: which facts hold it, and what no fact does. */
import { type Fact } from '../saying/case.js';
import { type RuleId } from '../rules/rule-id.js';

/** A field of a fact, by its pointer in the fact's data. */
export interface HeldBy {
  readonly type: Fact['type'];
  readonly field: string;
}

export interface RegisterField {
  readonly sv: string;
  readonly en: string;
  /** Empty where no fact holds it. */
  readonly heldBy: readonly HeldBy[];
  /** What of it is not held, or why nothing is. */
  readonly lacks?: string;
}

interface Register {
  readonly represents: readonly RuleId[];
  readonly fields: readonly RegisterField[];
}

/**
 * A-123 "skyldighet att arbeta för att kvalitetssäkra statistik och rapportera": the register of measures for children and
 * young people (HSLF-FS 2016:3, 2 § and annex as of HSLF-FS 2016:22), by what Socialstyrelsen says that it holds.
 */
export const CHILDREN_REGISTER: Register = {
  represents: ['A-123'],
  fields: [
    {
      sv: 'den som insatsen gäller',
      en: 'whom the measure is for',
      heldBy: [
        { type: 'placement.registered', field: '/person/identity/personnummer' },
        { type: 'placement.registered', field: '/person/identity/samordningsnummer' },
      ],
    },
    { sv: 'vårdnadshavare', en: 'guardians', heldBy: [], lacks: 'only references to those who consented are told' },
    {
      sv: 'insatstyp',
      en: 'kind of measure',
      heldBy: [
        { type: 'placement.registered', field: '/legalBasis/act' },
        { type: 'placement.registered', field: '/hvb/kind' },
      ],
      lacks: 'measures beside a placement at a home for care or residence are not told',
    },
    { sv: 'datum för beslut', en: 'date of decision', heldBy: [{ type: 'placement.decided', field: '/decidedOn' }] },
    {
      sv: 'datum för placering',
      en: 'date of placement',
      heldBy: [{ type: 'placement.started', field: '/startedOn' }],
    },
    { sv: 'datum för avslut', en: 'date of ending', heldBy: [{ type: 'placement.ended', field: '/endedOn' }] },
    {
      sv: 'placeringsform',
      en: 'form of placement',
      heldBy: [{ type: 'placement.registered', field: '/hvb/kind' }],
      lacks: 'familjehem, jourhem and stödboende are no placements here',
    },
    {
      sv: 'specifikation av SoL respektive LVU',
      en: 'specification of SoL or LVU',
      heldBy: [
        { type: 'placement.registered', field: '/legalBasis/act' },
        { type: 'placement.registered', field: '/legalBasis/sections' },
        { type: 'placement.registered', field: '/legalBasis/interim' },
        { type: 'placement.legalBasisChanged', field: '/legalBasis/act' },
        { type: 'placement.legalBasisChanged', field: '/legalBasis/sections' },
        { type: 'placement.legalBasisChanged', field: '/from' },
      ],
    },
    {
      sv: 'omplaceringar',
      en: 'placements after the first',
      heldBy: [
        { type: 'placement.moved', field: '/movedOn' },
        { type: 'placement.moved', field: '/hvb/kind' },
      ],
    },
    { sv: 'barnets födelseland', en: "the child's country of birth", heldBy: [], lacks: 'no fact tells it' },
    { sv: 'föräldrarnas födelseland', en: "the parents' country of birth", heldBy: [], lacks: 'no fact tells it' },
    {
      sv: 'mängduppgifter om öppenvård och vårddygn',
      en: 'numbers of open-care measures and of days in care',
      heldBy: [],
      lacks: 'days at a home follow from its start and end; open care is not told',
    },
  ],
};

/** A-122 "ska åtminstone dokumentera kön, ålder, problematik, stöd eller insats": what is followed up of each individual. */
export const INDIVIDUAL_FOLLOW_UP: Register = {
  represents: ['A-122'],
  fields: [
    { sv: 'kön', en: 'sex', heldBy: [{ type: 'placement.registered', field: '/person/legalSex' }] },
    { sv: 'ålder', en: 'age', heldBy: [{ type: 'placement.registered', field: '/person/birthDate' }] },
    {
      sv: 'problematik',
      en: 'problem',
      heldBy: [],
      lacks: 'it is documented where care is given; a hub is told which parts an assessment covered',
    },
    {
      sv: 'stöd eller insats som getts',
      en: 'support or measure given',
      heldBy: [
        { type: 'placement.responsibilityClarified', field: '/measures/*/kind' },
        { type: 'sip.established', field: '/measures/*/kind' },
      ],
    },
    {
      sv: 'om insatserna kunnat genomföras som planerat',
      en: 'whether carried out as planned',
      heldBy: [{ type: 'sip.followedUp', field: '/outcome' }],
      lacks: 'of the plan as a whole, not of each measure',
    },
    { sv: 'om målen uppfyllts', en: 'whether goals were met', heldBy: [{ type: 'sip.followedUp', field: '/outcome' }] },
  ],
};
