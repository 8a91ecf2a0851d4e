/** Dalarna’s agreement on HVB: deviations. */
import { type RuleChapter } from './rule.js';

export const DEVIATIONS = {
  title_sv: 'Avvikelser',
  source: 'dalarna-hvb-2025',
  rules: [
    {
      id: 'A-104',
      strength: 'D',
      phrase: '"icke förväntad händelse…"',
      sv: 'En avvikelse är en icke förväntad händelse som medfört eller kunde ha medfört bristande kvalitet och risk för skada eller tillbud för den enskilde.',
      en: 'A deviation is an unexpected event that caused or could cause deficient quality and risk of harm or incident for the individual.',
    },
    {
      id: 'A-105',
      strength: 'P',
      phrase: '"kan användas även av kommunerna"',
      sv: 'Region Dalarnas kvalitets- och avvikelsesystem kan användas även av kommunerna när avvikelser uppstår huvudmännen emellan.',
      en: "Region Dalarna's deviation system may be used by the kommuner for deviations between principals.",
    },
    {
      id: 'A-106',
      strength: 'P',
      readBy: ['G-09'],
      phrase: '"gäller tillämpning av denna regionala överenskommelse eller… i samverkan av insatser"',
      sv: 'Avvikelser som gäller tillämpning av överenskommelsen eller som uppstår i samverkan av insatser kan rapporteras; klagomål och synpunkter kan gälla handläggning, bemötande eller genomförande.',
      en: 'Deviations in applying the agreement or in collaboration on measures may be reported; complaints and viewpoints may concern handling, treatment or execution.',
    },
    {
      id: 'A-107',
      strength: 'M',
      phrase: '"ska hantering av avvikelsen göras gemensamt"',
      sv: 'När avvikelsen rör en annan verksamhet ska den hanteras gemensamt av de parter den berör.',
      en: 'A deviation that concerns another organisation is handled jointly by the parties concerned.',
    },
    {
      id: 'A-108',
      strength: 'M',
      phrase: '"omgående komma överens om en tillfällig ansvarsfördelning"',
      sv: 'Medan parterna utreder en avvikelse ska de omgående komma överens om en tillfällig ansvarsfördelning.',
      en: 'While a deviation is investigated the parties must at once agree on a temporary division of responsibility.',
    },
    {
      id: 'A-109',
      strength: 'M',
      phrase: '"bidrar till att vid behov förändra rutiner…"',
      sv: 'Resultatet ska bidra till att vid behov förändra rutiner, handläggning, samverkan och bemötande.',
      en: 'Results feed improvement of routines, handling, collaboration and treatment.',
    },
  ],
} as const satisfies RuleChapter;
