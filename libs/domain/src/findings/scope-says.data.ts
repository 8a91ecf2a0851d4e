/** What is said after the rules on whether the agreement reaches the placement, and whose resident the person is. */
import { type Sentences } from '../kernel/index.js';

export const SCOPE_SAYS = {
  noParty: { sv: 'Den placerande kommunen är inte part.', en: 'The placing kommun is no party.' },
  notInForce: {
    sv: 'Ingen överenskommelse gäller för kommunen den dag placeringen börjar.',
    en: 'No agreement is in force for the kommun on the day the placement starts.',
  },
  notOfPlacements: {
    sv: 'Kommunens överenskommelse fördelar inget ansvar för placeringar; för placeringen gäller lagen ensam.',
    en: 'The agreement of the kommun divides no responsibility for placements; statute alone binds the placement.',
  },
  regionNoParty: {
    sv: 'Regionen där personen är folkbokförd är inte part; för den gäller lagen.',
    en: 'The region of registration is no party; it is bound by statute.',
  },
  noGoals: { sv: 'Inga mål är angivna.', en: 'No goals are stated.' },
  notYetClear: {
    sv: 'Folkbokföringen är ännu inte klarlagd.',
    en: 'The registration is not clear yet.',
  },
  unclear: {
    sv: 'Folkbokföringen är oklar; tills vidare räknas den placerande kommunens region.',
    en: "The registration is unclear; for now the placing kommun's region counts.",
  },
} as const satisfies Sentences;
