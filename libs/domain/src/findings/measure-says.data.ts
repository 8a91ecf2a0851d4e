/** What is said after the rules on measures: one is named by its area and id, because its title is sealed. */
import { type Sentences } from '../kernel/index.js';

export const MEASURE_SAYS = {
  startedUncleared: {
    sv: 'Placeringen började innan båda hade bekräftat vem som ansvarar för vad.',
    en: 'The placement started before both had confirmed who is responsible for what.',
  },
  noPrincipal: {
    holes: ['measureId', 'area', 'party'],
    sv: 'Insats {measureId} ({area}) ligger på {party}, som inte är huvudman i ärendet.',
    en: 'Measure {measureId} ({area}) is laid on {party}, which is no principal of the case.',
  },
  onRegion: {
    holes: ['measureId', 'area'],
    sv: 'Insats {measureId} ({area}) är lagd på regionen.',
    en: 'Measure {measureId} ({area}) is laid on the region.',
  },
  onKommun: {
    holes: ['measureId', 'area'],
    sv: 'Insats {measureId} ({area}) är lagd på kommunen.',
    en: 'Measure {measureId} ({area}) is laid on the kommun.',
  },
  newList: {
    sv: 'Ansvarslistan gäller inte mellan dem som nu är huvudmän.',
    en: 'The list of responsibilities does not bind those who are principals now.',
  },
} as const satisfies Sentences;
