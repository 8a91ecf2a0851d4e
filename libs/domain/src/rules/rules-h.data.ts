/** Readings of the hub where a text is open (H-001 to H-013): each a named choice, shown as such. */
import { type RuleChapter } from './rule.js';

export const HUB_READINGS = {
  title_sv: 'Hubbens läsning där texten är öppen',
  source: 'hub',
  rules: [
    {
      id: 'H-001',
      strength: 'H',
      sv: 'Den som är född den 29 februari fyller år den 28 februari de år som inte är skottår.',
      en: 'A birthday of 29 February counts on 28 February in common years.',
    },
    {
      id: 'H-002',
      strength: 'H',
      sv: 'Så länge folkbokföringen är oklar räknas regionen i den placerande kommunens län.',
      en: 'While registration is unclear the region of the placing kommun counts.',
    },
    {
      id: 'H-003',
      strength: 'H',
      sv: 'En underskrift binder den som den lämnas för under de dagar då den är huvudman, när den än lämnades.',
      en: 'A signature binds whom it signs for on the days on which it is principal, whenever it was signed.',
    },
    {
      id: 'H-004',
      strength: 'H',
      sv: 'Ett svar på något som den som sade det, eller hubben, har ersatt har ingen verkan.',
      en: 'An answer to something that its author, or the hub, has replaced works nothing.',
    },
    {
      id: 'H-005',
      strength: 'H',
      sv: 'När folkbokföringen har ändrats behövs en ny version av kostnadsfördelningen, och en ny ansvarslista, från den dagen.',
      en: 'After a registration change a new version of the cost allocation, and a new list of responsibilities, is needed from its day.',
    },
    {
      id: 'H-006',
      strength: 'H',
      sv: 'Vid en akut placering täcks ett krav mot den placerande kommunen redan innan någon kostnadsfördelning är fastställd, som undantag från att kostnadstäckning kräver skriftlig fördelning.',
      en: 'In an emergency, before any allocation is fixed, a claim on the placing kommun is covered: the exception to the rule that cover needs a written allocation.',
    },
    {
      id: 'H-007',
      strength: 'H',
      sv: 'Att Inspektionen för vård och omsorg tillfrågas om överflyttning innan den andra kommunen har sagt nej, eller innan en månad har gått, tas emot och anmärks.',
      en: 'That IVO is asked for a transfer before the other kommun has refused, or before a month has passed, is accepted and flagged.',
      statutes: ['SoL 2025:400 29:11'],
    },
    {
      id: 'H-008',
      strength: 'H',
      sv: 'Att ett inskrivningsmeddelande kom senare än lagen (2017:612) anger tas emot och anmärks.',
      en: 'That the notice of admission came later than lag 2017:612 asks is accepted and flagged.',
      statutes: ['Lag 2017:612 2:3'],
    },
    {
      id: 'H-009',
      strength: 'H',
      sv: 'Att information överfördes efter utskrivningsdagen tas emot och anmärks.',
      en: 'That information was transferred after the day of discharge is accepted and flagged.',
      statutes: ['Lag 2017:612 3:2'],
    },
    {
      id: 'H-010',
      strength: 'H',
      sv: 'Att överflyttning av ett ärende begärdes på annat sätt än skriftligen tas emot och anmärks.',
      en: 'That a transfer was asked for otherwise than in writing is accepted and flagged.',
      statutes: ['SoL 2025:400 29:10'],
    },
    {
      id: 'H-011',
      strength: 'H',
      sv: 'En uppföljning räknas som den som ska göras före placeringens slut om den ligger inom 60 dagar från slutet; källan anger inget tal.',
      en: 'A follow-up counts as the one before the end where it lies within 60 days of it; the source says no number.',
    },
    {
      id: 'H-012',
      strength: 'H',
      sv: 'Var en person med skyddade uppgifter finns öppnas inte vid nödåtkomst förrän den är godkänd av en annan person vid samma myndighet, medan den gäller.',
      en: 'Where a protected person is, emergency access does not open until another person of the same authority has approved it, while it holds.',
    },
    {
      id: 'H-013',
      strength: 'H',
      sv: 'Varje nödåtkomst granskas av den nämnd som placerar, inom sju dagar.',
      en: 'Every emergency access is reviewed by the nämnd that places, within seven days.',
    },
  ],
} as const satisfies RuleChapter;
