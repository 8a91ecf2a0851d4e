/** What is said after the rules on what is to be done while the placement goes on. */
import { type Sentences } from '../kernel/index.js';

export const FOLLOW_UP_SAYS = {
  plannedTimeOver: {
    holes: ['plannedTo'],
    sv: 'Den planerade tiden gick ut {plannedTo} utan beslut om att fortsätta eller avsluta.',
    en: 'The planned period ended on {plannedTo} with no decision to go on or to end.',
  },
  homeNotContacted: {
    sv: 'Hemregionen var inte kontaktad före behandlingen.',
    en: 'The home region had not been contacted before the treatment.',
  },
  dentalCareNotOffered: {
    sv: 'Det året är slut: den planerade tandvården ingår inte längre i det som regionen erbjuder barn och unga.',
    en: 'That year is over: the planned dental care is no longer part of what the region offers children and young.',
  },
  notByPhysician: {
    sv: 'Beslutet är inte fattat av behandlingsansvarig läkare.',
    en: 'The decision was not made by the treating physician.',
  },
} as const satisfies Sentences;
