/** What is said after the rules on a SIP, of a placement. */
import { type Sentences } from '../kernel/index.js';

export const SIP_OF_CASE_SAYS = {
  notConsidered: {
    sv: 'Båda huvudmännen har insatser, och det är inte lämnat uppgift om att en SIP har övervägts.',
    en: 'Both principals have measures, and that a SIP has been considered has not been told.',
  },
  notDrawnUp: {
    sv: 'Samtycke fanns dagen före, men ingen plan var upprättad när placeringen började.',
    en: 'Consent was there on the day before, and no plan had been drawn up when the placement began.',
  },
  neverMet: {
    sv: 'Planens dag för uppföljning har gått, och det är inte lämnat uppgift om något möte eller någon uppföljning under placeringen.',
    en: 'The plan’s day for a follow-up has passed, and no meeting or follow-up during the placement has been told.',
  },
  newcomerNotNamed: {
    holes: ['party'],
    sv: '{party} har blivit huvudman, och samtycket till planen omfattar inte {party}: inget av den får lämnas dit.',
    en: '{party} has become principal, and the consent to the plan does not name {party}: nothing of the plan may be told there.',
  },
  clearedAfterMeeting: {
    sv: 'SIP-mötet med individen hölls innan den föreslagna kostnadsfördelningen var fastställd.',
    en: 'The SIP meeting with the individual was held before the proposed cost allocation was fixed.',
  },
} as const satisfies Sentences;
