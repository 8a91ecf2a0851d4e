/** What stands in a mail: Swedish first, English beside; nothing but the kind of alert. */
import { type AlertKind } from '#contracts';

interface Says {
  readonly sv: string;
  readonly en: string;
}

export const ALERT_SAYS: Readonly<Record<AlertKind, Says>> = {
  subscriptionStopped: {
    sv: 'En prenumeration har stoppats: ingenting skickas med den förrän ni låter den gå vidare.',
    en: 'A subscription has been stopped: nothing is pushed by it until you have it go on.',
  },
  deliveriesDied: {
    sv: 'Något har inte kunnat lämnas, och det som följer i samma ärende väntar på er.',
    en: 'Something could not be delivered, and what follows of the same case waits for you.',
  },
  deadlineMissed: {
    sv: 'En dag som ni skulle ha handlat till har passerat.',
    en: 'A day by which you were to act has passed.',
  },
  noticeUnopened: {
    sv: 'Något som har verkan när det läses har ingen öppnat.',
    en: 'Something that has effect when it is read has been opened by nobody.',
  },
};

export const SUBJECT_SAYS: Says = { sv: 'HVB Hub: något väntar på er', en: 'something waits for you' };

export const SEE_SAYS: Says = { sv: 'Se', en: 'See' };

export const FOOT_SAYS: Says = {
  sv: 'Här står ingenting om någon enskild: det läses i hubben, där det avgörs vad ni får se. Brevet går inte att svara på.',
  en: 'Nothing of any individual stands here: that is read at the hub, where it is decided what you may see. Do not reply.',
};
