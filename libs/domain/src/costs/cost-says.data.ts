/** What is said after the rules on costs: of the versions of an allocation, of claims and of contracts with the home. */
import { type Sentences } from '../kernel/index.js';

export const VERSION_SAYS = {
  noMandate: {
    holes: ['number'],
    sv: 'Version {number} är undertecknad utan mandat; underskriften räknas inte.',
    en: 'Version {number} was signed without a mandate; the signature does not count.',
  },
  socialOnRegion: {
    sv: 'Fördelningen lägger en del av boendet eller de sociala insatserna på regionen.',
    en: 'The allocation puts part of the housing or the social support on the region.',
  },
  careOnKommun: {
    sv: 'Fördelningen lägger en del av vården på kommunen.',
    en: 'The allocation puts part of the health care on the kommun.',
  },
  uncleared: {
    sv: 'Kostnaderna är fördelade men ansvaret för insatserna är inte klarlagt av båda.',
    en: 'The costs are allocated but responsibility for the measures is not cleared by both.',
  },
  chosenEarlier: {
    holes: ['number'],
    sv: 'Version {number} gäller från en dag före sista underskriften, som parterna har valt.',
    en: 'Version {number} holds from a day before its last signature, as the parties have chosen.',
  },
  newVersion: {
    sv: 'Kostnadsfördelningen är inte fastställd mellan dem som nu är huvudmän.',
    en: 'The cost allocation is not fixed between those who are principals now.',
  },
  writtenEarlier: {
    holes: ['number'],
    sv: 'Version {number} är skriven för en dag före sista underskriften; den gäller först från den.',
    en: 'Version {number} was written for a day before its last signature; it holds from that only.',
  },
} as const satisfies Sentences;

export const CLAIM_SAYS = {
  noAllocation: {
    sv: 'Kravet följer inte av någon skriftlig fördelning som gäller för kostnaden.',
    en: 'The claim follows from no written allocation in force for the cost.',
  },
} as const satisfies Sentences;

export const CONTRACT_SAYS = {
  boughtTogether: {
    sv: 'Ett avtal omfattar både boende och vård, och den andra huvudmannen har inget eget avtal med hemmet.',
    en: 'One contract covers both stay and health care, and the other principal has no contract of its own with the home.',
  },
  noReferral: {
    sv: 'Avtalet saknar skäl till att remiss inte är möjlig.',
    en: 'The contract gives no reason why referral is not possible.',
  },
} as const satisfies Sentences;
