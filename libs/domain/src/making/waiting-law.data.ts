/** What waits for somebody's word in a stream, of each kind: its rule, what answers it, and what it tells. */
import { type Disclosed, type Sentence } from '../kernel/index.js';
import { type RuleId } from '../rules/index.js';
import { type ToldType } from '../saying/case.js';

/** One kind of what waits. */
export interface WaitingLaw extends Disclosed {
  readonly rule: RuleId;
  /** The types of fact by which it is answered. */
  readonly answerWith: readonly [ToldType, ...ToldType[]];
  readonly says: Sentence;
}

export const WAITING_LAW = {
  // A-098 "skriftlig kostnadsfördelning": signed by each who must.
  costApproval: {
    rule: 'A-098',
    answerWith: ['costAllocation.approved'],
    says: {
      sv: 'En version av kostnadsfördelningen väntar på godkännande.',
      en: 'A version of the cost allocation waits for approval.',
    },
    discloses: 'case',
    readsStricter: { classes: ['cost'], because: 'It says that a version is there, and nothing of what is in it.' },
  },
  // A-067 "parternas ansvar skall vara klarlagt innan placering".
  listConfirmation: {
    rule: 'A-067',
    answerWith: ['placement.responsibilityConfirmed'],
    says: { sv: 'En ansvarslista väntar på att bekräftas.', en: 'A list of measures waits to be confirmed.' },
    discloses: 'case',
  },
  // S-019 "Den andra kommunen ska genast skriftligen meddela sin inställning".
  transferAnswer: {
    rule: 'S-019',
    answerWith: ['placement.caseTransferAnswered'],
    says: {
      sv: 'En begäran om att ta över ärendet väntar på svar.',
      en: 'A request to take over the case waits for an answer.',
    },
    discloses: 'case',
  },
  // A-075 "hemregionen säkerställer att inget avbrott i vårdkedjan uppstår".
  handoverAnswer: {
    rule: 'A-075',
    answerWith: ['handover.accepted', 'handover.rejected'],
    says: { sv: 'En överlämning väntar på svar.', en: 'A handover waits for an answer.' },
    discloses: 'case',
    readsStricter: {
      classes: ['place'],
      because: 'It names the region that is to answer, not the kommun that it follows from.',
    },
  },
  // A-107 "ska hantering av avvikelsen göras gemensamt": reported, and nobody has begun.
  deviationInvestigation: {
    rule: 'A-107',
    answerWith: ['deviation.investigationStarted'],
    says: { sv: 'En avvikelse väntar på att utredas.', en: 'A deviation waits to be investigated.' },
    discloses: 'case',
  },
  // A-108 "omgående komma överens om en tillfällig ansvarsfördelning".
  splitConfirmation: {
    rule: 'A-108',
    answerWith: ['deviation.temporaryResponsibilityConfirmed'],
    says: {
      sv: 'En tillfällig ansvarsfördelning väntar på att bekräftas.',
      en: 'A temporary division of responsibility waits to be confirmed.',
    },
    discloses: 'case',
  },
  // A-107 "ska hantering av avvikelsen göras gemensamt": the others agree that it is over.
  closureConfirmation: {
    rule: 'A-107',
    answerWith: ['deviation.closureConfirmed'],
    says: { sv: 'En avvikelse väntar på att få avslutas.', en: 'A deviation waits to be closed.' },
    discloses: 'case',
  },
  // A-049 "Skyldigheten att medverka på SIP-mötet gäller i dessa fall huvudmannen".
  sipInvitation: {
    rule: 'A-049',
    answerWith: ['sip.invitationAnswered'],
    says: { sv: 'En kallelse till SIP väntar på svar.', en: 'A call to a SIP waits for an answer.' },
    discloses: 'case',
  },
  // A-128 "godkännas av parternas respektive beslutande organ".
  agreementApproval: {
    rule: 'A-128',
    answerWith: ['agreement.approvedByParty'],
    says: { sv: 'En överenskommelse väntar på godkännande.', en: 'An agreement waits for approval.' },
    discloses: 'routing',
  },
} as const satisfies Readonly<Record<string, WaitingLaw>>;
