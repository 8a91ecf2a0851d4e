/** The grounds on which a party lets another see what it has told: which there are, between whom each holds, and what each must say. */
import { partyKind, type Day, type DisclosureClass, type PartyId, type PartyKind } from '../kernel/index.js';
import { statuteNamed, statuteOn, type StatuteRef } from '../rules/index.js';

/** The grounds of OSL that the wire knows (D-024, E-008, E-010). */
export const DISCLOSURE_GROUNDS = [
  'consent',
  'harmTest',
  'duty',
  'under18',
  'misuse',
  'compulsoryPsychiatricCare',
  'pregnant',
  'emergency',
  'necessaryForOwnActivity',
] as const;

export type DisclosureGround = (typeof DISCLOSURE_GROUNDS)[number];

/** What a ground may have to say beside who and when. */
export type GroundField = 'reference' | 'outcome' | 'statute' | 'need';

/** The classes for which a ground is needed; ids and types need none. */
export type GroundedClass = Exclude<DisclosureClass, 'routing'>;

/** A ground, as the law gives it. */
export interface GroundLaw {
  /** The section of the socialtjänst's secrecy, or of all authorities', that permits it or has it done. */
  readonly statute: string;
  /** Whether the law lets a party disclose, or has it do so (E-010). */
  readonly strength: 'may' | 'must';
  /** What it must say beside who and when (D-023, E-010). */
  readonly says: GroundField | null;
  /** Where it holds only from one kind of party to another: which, from the discloser on. null: between any two. */
  readonly between: readonly (readonly [from: PartyKind, to: PartyKind])[] | null;
  /** For the messages that were tried, and nothing else; and no longer than `harmTestDays`. */
  readonly ofMessagesOnly: boolean;
  /** It is tried again on a day that is named. */
  readonly isReviewed: boolean;
  /** What may be opened on it. */
  readonly opens: readonly GroundedClass[];
}

/** Socialtjänst is the kommuner's, health care the regions' (25:12 and 26:9 OSL): authorities on both sides, and across. */
const CARE_BOTH_WAYS = [
  ['kommun', 'region'],
  ['region', 'kommun'],
] as const;

const ALL_BUT_COST = ['case', 'place', 'identity', 'sensitive'] as const;

/** 26:9 of the socialtjänst, 25:12 of health care: what is necessary for one of these to be given care or support. */
const NECESSARY_CARE = {
  statute: 'OSL 2009:400 26:9',
  strength: 'may',
  says: 'need',
  between: CARE_BOTH_WAYS,
  ofMessagesOnly: false,
  isReviewed: true,
  opens: ALL_BUT_COST,
} as const;

/** D-024 "Exempel på sekretessbrytande regler"; E-008 "Hur lösa sekretessfrågan?"; E-010 "Får eller ska": the grounds, one table. */
export const GROUNDS: Readonly<Record<DisclosureGround, GroundLaw>> = {
  consent: {
    statute: 'OSL 2009:400 12:2',
    strength: 'may',
    says: 'reference',
    between: null,
    ofMessagesOnly: false,
    isReviewed: false,
    opens: ALL_BUT_COST,
  },
  // D-023 "Varje gång… måste det prövas (sk menprövning)".
  harmTest: {
    statute: 'OSL 2009:400 26:1',
    strength: 'may',
    says: 'outcome',
    between: null,
    ofMessagesOnly: true,
    isReviewed: false,
    opens: ALL_BUT_COST,
  },
  duty: {
    statute: 'OSL 2009:400 10:28',
    strength: 'must',
    says: 'statute',
    between: null,
    ofMessagesOnly: false,
    isReviewed: false,
    opens: [...ALL_BUT_COST, 'cost'],
  },
  under18: { ...NECESSARY_CARE, isReviewed: false },
  misuse: NECESSARY_CARE,
  compulsoryPsychiatricCare: NECESSARY_CARE,
  pregnant: NECESSARY_CARE,
  emergency: {
    statute: 'BrB 1962:700 24:4',
    strength: 'may',
    says: null,
    between: null,
    ofMessagesOnly: true,
    isReviewed: false,
    opens: ALL_BUT_COST,
  },
  necessaryForOwnActivity: {
    statute: 'OSL 2009:400 10:2',
    strength: 'may',
    says: null,
    between: null,
    ofMessagesOnly: false,
    isReviewed: false,
    opens: ['case', 'cost'],
  },
};

/** 25:1 and 25:12 OSL are of health care, 26:1 and 26:9 of the socialtjänst: the same grounds, by whose the data are. */
const OF_HEALTH_CARE: Readonly<Record<string, string>> = {
  'OSL 2009:400 26:1': 'OSL 2009:400 25:1',
  'OSL 2009:400 26:9': 'OSL 2009:400 25:12',
};

/** The section on which a party discloses by a ground, as it is law on a day; undefined where the table of statutes has none. */
export function statuteOfGround(ground: DisclosureGround, discloser: PartyId, day: Day): StatuteRef | undefined {
  const { statute } = GROUNDS[ground];
  const own = partyKind(discloser) === 'region' ? (OF_HEALTH_CARE[statute] ?? statute) : statute;
  return statuteOn(statuteNamed(own), day);
}

/** Whether a ground holds from one party to another at all. */
export function holdsBetween(ground: DisclosureGround, from: PartyId, to: PartyId): boolean {
  const { between } = GROUNDS[ground];
  return between === null || between.some(([one, other]) => one === partyKind(from) && other === partyKind(to));
}
