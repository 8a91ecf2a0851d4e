/** What is said after the rules on deviations: each is named by its id, because several may concern one placement. */
import { type Sentences } from '../kernel/index.js';

export const DEVIATION_SAYS = {
  noSplit: {
    holes: ['deviationId'],
    sv: 'Avvikelse {deviationId} utreds utan att någon tillfällig ansvarsfördelning gäller.',
    en: 'Deviation {deviationId} is investigated with no temporary division of responsibility in force.',
  },
  splitEnded: {
    holes: ['deviationId', 'splitId'],
    sv: 'Avvikelse {deviationId} utreds, och den tillfälliga ansvarsfördelningen {splitId} gäller inte längre.',
    en: 'Deviation {deviationId} is investigated, and the temporary division {splitId} is in force no longer.',
  },
  notInvestigatedBy: {
    holes: ['deviationId', 'parties'],
    sv: '{parties} är inte med i utredningen av avvikelse {deviationId}.',
    en: '{parties} takes no part in the investigation of deviation {deviationId}.',
  },
  actionNotDone: {
    holes: ['deviationId', 'actionId'],
    sv: 'Åtgärd {actionId} efter avvikelse {deviationId} är inte gjord i tid.',
    en: 'Action {actionId} after deviation {deviationId} was not done in time.',
  },
} as const satisfies Sentences;
