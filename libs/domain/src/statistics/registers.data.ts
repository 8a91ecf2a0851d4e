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

const of = (type: Fact['type'], ...fields: readonly string[]): readonly HeldBy[] =>
  fields.map((field) => ({ type, field }));

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
      heldBy: of('placement.registered', '/person/identity/personnummer', '/person/identity/samordningsnummer'),
    },
    { sv: 'vårdnadshavare', en: 'guardians', heldBy: [], lacks: 'only references to those who consented are told' },
    {
      sv: 'insatstyp',
      en: 'kind of measure',
      heldBy: of('placement.registered', '/legalBasis/act', '/hvb/kind'),
      lacks: 'measures beside a placement at a home for care or residence are not told',
    },
    { sv: 'datum för beslut', en: 'date of decision', heldBy: of('placement.decided', '/decidedOn') },
    { sv: 'datum för placering', en: 'date of placement', heldBy: of('placement.started', '/startedOn') },
    { sv: 'datum för avslut', en: 'date of ending', heldBy: of('placement.ended', '/endedOn') },
    {
      sv: 'placeringsform',
      en: 'form of placement',
      heldBy: of('placement.registered', '/hvb/kind'),
      lacks: 'familjehem, jourhem and stödboende are no placements here',
    },
    {
      sv: 'specifikation av SoL respektive LVU',
      en: 'specification of SoL or LVU',
      heldBy: [
        ...of('placement.registered', '/legalBasis/act', '/legalBasis/sections', '/legalBasis/interim'),
        ...of('placement.legalBasisChanged', '/legalBasis/act', '/legalBasis/sections', '/from'),
      ],
    },
    {
      sv: 'omplaceringar',
      en: 'placements after the first',
      heldBy: of('placement.moved', '/movedOn', '/hvb/kind'),
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
    { sv: 'kön', en: 'sex', heldBy: of('placement.registered', '/person/legalSex') },
    { sv: 'ålder', en: 'age', heldBy: of('placement.registered', '/person/birthDate') },
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
        ...of('placement.responsibilityClarified', '/measures/*/kind'),
        ...of('sip.established', '/measures/*/kind'),
      ],
    },
    {
      sv: 'om insatserna kunnat genomföras som planerat',
      en: 'whether carried out as planned',
      heldBy: of('sip.followedUp', '/outcome'),
      lacks: 'of the plan as a whole, not of each measure',
    },
    { sv: 'om målen uppfyllts', en: 'whether goals were met', heldBy: of('sip.followedUp', '/outcome') },
  ],
};
