/** What is said after the rules on custody and on what it brings with it. */
import { type Sentences } from '../kernel/index.js';

export const COMPULSORY_SAYS = {
  notAppliedFor: {
    sv: 'Rätten har beslutat om omhändertagandet, men ingen ansökan om vård är uppgiven.',
    en: 'The court has ordered the custody, but no application for care is told.',
  },
  executedOnRemand: {
    sv: 'Omhändertagandet verkställdes medan den unge var häktad.',
    en: 'The custody was executed while the young person was on remand.',
  },
  notInCare: {
    sv: 'När beslutet fattades pågick ingen sådan vård som det hör till.',
    en: 'No care of the kind that it belongs to was in force when it was decided.',
  },
  restrictedByWrongBody: {
    holes: ['body'],
    sv: 'Beslutet om umgänge eller vistelseort fattades av {body}.',
    en: 'The decision on contact or whereabouts was made by {body}.',
  },
  noGroundForHome: {
    holes: ['sections'],
    sv: 'Vården ges på ett särskilt ungdomshem utan grund i {sections} §.',
    en: 'Care is given at a home under close supervision on no ground of {sections} §.',
  },
} as const satisfies Sentences;
