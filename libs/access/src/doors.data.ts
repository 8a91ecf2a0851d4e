/**
 * Who may do what at which door: the one table of it. What one who is let in then sees of a case is another question
 * (`visibility.ts`).
 */
import { type DisclosureClass } from '#domain/facts';
import { type Role } from './principal.js';
import { type Purpose } from './purposes.js';

/** A door, as the law has it. */
export interface DoorLaw {
  readonly sv: string;
  readonly en: string;
  /** Those who are let in: `anyone` with a token that holds, or only these roles. */
  readonly opensTo: 'anyone' | readonly Role[];
  /** Where it reads of people: what a machine that says nothing is taken to ask for. A person must say. */
  readonly purpose?: Purpose;
  /** For these alone, and whoever asks says for which, a machine too. */
  readonly onlyFor?: readonly Purpose[];
  /** It tells nothing of another class: a machine that is to name a user for that is not let in without one (A6). */
  readonly tellsOnly?: DisclosureClass;
  /** It reads numbers that tell of nobody, so that an auditor needs no mandate. */
  readonly isOfNumbers?: true;
  /** Why, with the rule or the statute that it goes by. */
  readonly why: string;
}

/** Everybody who reads of cases, each what is needed for its own part. */
const READERS = ['subscriber', 'caseWorker', 'costMandate', 'coordinator', 'auditor'] as const;
/** Those who read of care. A cost mandate does not (D-028). */
const OF_CARE = ['subscriber', 'caseWorker', 'coordinator', 'auditor'] as const;

const INNER_SECRECY =
  'D-028 inre sekretess: den som behöver det för handläggningen (only who needs it for the handling)';
const COSTS_APART =
  'A-094 kostnadsansvaret klaras ut mellan huvudmännen, aldrig i SIP-mötet (costs are settled apart from the SIP meeting)';
const OWN_WORDS = 'Den som lämnar uppgifter ser vad som blev av dem (who tells facts sees how they fared)';
const NO_CASES = 'Säger ingenting om någon (says nothing of anybody)';

export const DOORS = {
  tell: {
    sv: 'Lämna uppgifter',
    en: 'tell facts',
    opensTo: ['publisher'],
    why: 'D-026 var och en för sin egen myndighet (each for its own authority)',
  },
  emergencyAccess: {
    sv: 'Nödåtkomst: läsa utöver sina grunder i ett ärende, i högst fyra timmar; godkänna en annans',
    en: 'emergency access: to read of one case beyond one’s grounds, for four hours at most; to approve another’s',
    opensTo: ['caseWorker', 'coordinator'],
    purpose: 'caseHandling',
    why: 'BrB 24:4 nöd; en person, aldrig ett system, och granskas inom sju dagar (a person, never a system; reviewed within seven days, H-013)',
  },
  ownEntries: {
    sv: 'Egna kvitton och avvisade meddelanden',
    en: "one's own receipts and refused messages",
    opensTo: ['publisher'],
    purpose: 'caseHandling',
    why: OWN_WORDS,
  },
  agreements: {
    sv: 'Överenskommelser',
    en: 'agreements',
    opensTo: ['publisher', ...READERS],
    why: NO_CASES,
  },
  placements: {
    sv: 'Placeringar',
    en: 'placements',
    opensTo: READERS,
    purpose: 'caseHandling',
    why: INNER_SECRECY,
  },
  responsibility: {
    sv: 'Ansvar',
    en: 'responsibility',
    opensTo: READERS,
    purpose: 'caseHandling',
    why: INNER_SECRECY,
  },
  costs: {
    sv: 'Kostnader',
    en: 'costs',
    opensTo: ['subscriber', 'costMandate', 'auditor'],
    purpose: 'costs',
    why: COSTS_APART,
  },
  deadlines: {
    sv: 'Frister',
    en: 'deadlines',
    opensTo: READERS,
    purpose: 'caseHandling',
    why: INNER_SECRECY,
  },
  findings: {
    sv: 'Anmärkningar',
    en: 'findings',
    opensTo: READERS,
    purpose: 'caseHandling',
    why: INNER_SECRECY,
  },
  worklist: {
    sv: 'Arbetslista',
    en: 'worklist',
    opensTo: READERS,
    purpose: 'caseHandling',
    why: INNER_SECRECY,
  },
  timeline: {
    sv: 'Tidslinje',
    en: 'timeline',
    opensTo: OF_CARE,
    purpose: 'caseHandling',
    why: INNER_SECRECY,
  },
  handovers: {
    sv: 'Överlämningar',
    en: 'handovers',
    opensTo: OF_CARE,
    purpose: 'caseHandling',
    why: INNER_SECRECY,
  },
  deviations: {
    sv: 'Avvikelser',
    en: 'deviations',
    opensTo: OF_CARE,
    purpose: 'caseHandling',
    why: INNER_SECRECY,
  },
  sips: {
    sv: 'Samordnade individuella planer',
    en: 'individual plans (SIP)',
    opensTo: OF_CARE,
    purpose: 'caseHandling',
    why: COSTS_APART,
  },
  consents: {
    sv: 'Samtycken',
    en: 'consents',
    opensTo: OF_CARE,
    purpose: 'caseHandling',
    why: INNER_SECRECY,
  },
  discharges: {
    sv: 'Utskrivningar',
    en: 'discharges',
    opensTo: READERS,
    purpose: 'caseHandling',
    why: 'D-028; betalningsansvaret följer av den (payment follows from it, lag 2017:612)',
  },
  concerns: {
    sv: 'Orosanmälningar',
    en: 'reports of concern',
    opensTo: ['subscriber', 'caseWorker', 'auditor'],
    purpose: 'caseHandling',
    why: INNER_SECRECY,
  },
  retention: {
    sv: 'Bevarande och gallring',
    en: 'retention',
    opensTo: ['subscriber', 'caseWorker', 'auditor'],
    purpose: 'caseHandling',
    why: 'SoL 16:1 var och en för sina handlingar (each for its own documents)',
  },
  search: {
    sv: 'Söka någon av de egna på nummer',
    en: 'look for one of one’s own by number',
    opensTo: ['subscriber', 'caseWorker'],
    purpose: 'caseHandling',
    onlyFor: ['caseHandling', 'subjectAccess'],
    tellsOnly: 'identity',
    why: 'Förordning 2001:637 15 §; bara den egna myndighetens (of one’s own authority alone)',
  },
  accessLog: {
    sv: 'Vem som har läst vad av myndighetens uppgifter',
    en: 'who has read what of the authority’s data',
    opensTo: ['coordinator'],
    purpose: 'audit',
    why: 'HSLF-FS 2016:40 4 kap. 9–10 §§; den egna myndighetens logg (the log of one’s own authority)',
  },
  reviewReads: {
    sv: 'Systematisk granskning av loggen: stickprov, och vad de visade',
    en: 'systematic review of the log: reads drawn by chance, and what was found',
    opensTo: ['coordinator'],
    purpose: 'audit',
    why: 'HSLF-FS 2016:40 4 kap. 9 §; den egna myndighetens logg (the log of one’s own authority)',
  },
  feed: {
    sv: 'Partens flöde',
    en: 'the feed of the party',
    opensTo: ['subscriber'],
    purpose: 'caseHandling',
    why: 'D-026 var myndighet det som rör dess egna ärenden (each authority what concerns its own cases)',
  },
  subscriptions: {
    sv: 'Partens prenumerationer på flödet, och vart de skickas',
    en: 'the party’s subscriptions to its feed, and where they are sent',
    opensTo: ['subscriber'],
    why: 'D-026; tunt, och bara partens eget flöde: läsningen sker vid flödets dörr (thin, of its own feed alone)',
  },
  explain: {
    sv: 'Förklaring: vad en mottagare får se, och varför',
    en: 'explanation: what a recipient may see, and why',
    opensTo: OF_CARE,
    purpose: 'followUp',
    why: 'D-022; för huvudmannen om var mottagare, för andra om den egna åtkomsten (a principal of any recipient, others of their own access)',
  },
  statistics: {
    sv: 'Statistik',
    en: 'statistics',
    opensTo: READERS,
    purpose: 'followUp',
    isOfNumbers: true,
    why: 'SoLPUL 7 a §; inga tal om enskilda (no numbers of individuals)',
  },
  proofs: {
    sv: 'Loggens kontrollpunkter och bevis',
    en: 'checkpoints and proofs of the log',
    opensTo: 'anyone',
    why: 'Den som inte litar på driften ska kunna pröva den; säger ingenting om någon (so that nobody has to trust the operator; says nothing of anybody)',
  },
  auditExport: {
    sv: 'Evidensunderlag av ett ärende eller en tid',
    en: 'an evidence bundle of a case or a period',
    opensTo: ['auditor'],
    purpose: 'audit',
    why: 'Granskarens underlag, så långt mandatet går (what an auditor takes away, as far as its mandate goes)',
  },
  auditList: {
    sv: 'En lista som den var känd',
    en: 'a list as it was known',
    opensTo: ['auditor'],
    purpose: 'audit',
    why: 'Granskarens fråga; det förflutna med de grunder som gäller nu (the auditor’s question; the past by the grounds of now)',
  },
  whatIf: {
    sv: 'Ett förlopp under andra villkor',
    en: 'a history under other terms',
    opensTo: ['auditor'],
    purpose: 'audit',
    why: 'Granskarens fråga (the auditor’s question)',
  },
  auditEvents: {
    sv: 'Vad som har hänt i loggen: bara vad, var och när',
    en: 'what has happened in the log: what, where and when',
    opensTo: ['auditor'],
    purpose: 'audit',
    why: 'Granskare av alla; typerna berättar (of everybody only: types tell of people)',
  },
  replay: {
    sv: 'En vy händelse för händelse, som den var känd',
    en: 'a view event by event, as it was known',
    opensTo: ['auditor'],
    purpose: 'audit',
    why: 'Granskarens fråga; det förflutna med de grunder som gäller nu (the auditor’s question; the past by the grounds of now)',
  },
  contracts: {
    sv: 'Meddelandenas och gränssnittets form',
    en: 'the form of messages and doors',
    opensTo: 'anyone',
    why: NO_CASES,
  },
  readClock: {
    sv: 'Berättelsens klocka',
    en: 'the clock of a story',
    opensTo: 'anyone',
    why: NO_CASES,
  },
  moveClock: {
    sv: 'Flytta berättelsens klocka',
    en: 'move the clock of a story',
    opensTo: ['operator'],
    why: 'Driften; finns bara i simulering (operations; in simulation only)',
  },
  sayOfParties: {
    sv: 'Registrera parter, ändra dem, stänga dem; ge granskare uppdrag',
    en: 'register, change and close parties; grant mandates',
    opensTo: ['operator'],
    why: 'Driften, för parternas räkning; var nämnd en egen myndighet (D-026; each nämnd an authority of its own)',
  },
  parties: {
    sv: 'Registret över parter och uppdrag',
    en: 'the register of parties and mandates',
    opensTo: ['operator', 'auditor'],
    why: 'Inga personer står i det (no persons stand in it, E-012)',
  },
  weeding: {
    sv: 'Gallringslistan, svar på begäran om radering, och vad som har raderats',
    en: 'what is to be weeded, answers to requests for erasure, and what has been erased',
    opensTo: ['operator'],
    why: 'Driften, för den personuppgiftsansvariges räkning; inga namn och nummer (for the controller; no names, no numbers)',
  },
  weed: {
    sv: 'Gallra det som ska gallras',
    en: 'weed what is to be weeded',
    opensTo: ['operator'],
    why: 'Driften, för den personuppgiftsansvariges räkning; bara det som lagen säger (only what the law says)',
  },
  metrics: {
    sv: 'Mätvärden',
    en: 'metrics',
    opensTo: ['operator', 'auditor'],
    why: NO_CASES,
  },
} as const satisfies Readonly<Record<string, DoorLaw>>;

/** A door by its name. */
export type DoorName = keyof typeof DOORS;
