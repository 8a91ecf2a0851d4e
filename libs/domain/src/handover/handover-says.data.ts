/** What is said after the rules on handovers between regions. */
import { type Sentences } from '../kernel/index.js';

export const HANDOVER_SAYS = {
  toBeHandedOver: {
    holes: ['legal', 'from', 'acting'],
    sv: '{legal} ansvarar för vården från och med {from}; {acting} fortsätter tills den har tagit över.',
    en: '{legal} is responsible for the care from {from}; {acting} goes on until it has taken over.',
  },
  notOpened: {
    holes: ['receiver'],
    sv: '{receiver} har inte öppnat överlämningen.',
    en: '{receiver} has not opened the handover.',
  },
  refused: {
    holes: ['receiver', 'acting'],
    sv: '{receiver} har avvisat överlämningen; {acting} fortsätter, och en ny överlämning behövs.',
    en: '{receiver} has rejected the handover; {acting} goes on, and a new handover is needed.',
  },
} as const satisfies Sentences;
