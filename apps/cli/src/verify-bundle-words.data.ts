/** What `hvb-hub verify` says of a bundle, Swedish and English. */
import { type CannotExclude, type Tried } from '#bundle';

type Said = Readonly<Record<'sv' | 'en', string>>;

export const CANNOT_EXCLUDE: Readonly<Record<CannotExclude, Said>> = {
  rewritten: {
    sv: 'Ingen tidigare kontrollpunkt gavs: att hela loggen har skrivits om och signerats på nytt går inte att utesluta.',
    en: 'No earlier checkpoint was given: that the whole log was rewritten and signed anew cannot be excluded.',
  },
  splitView: {
    sv: 'Att andra har visats en annan logg går inte att utesluta utan vittnen: jämför med vad de har sparat.',
    en: 'That others were shown another log cannot be excluded without witnesses: compare with what they have kept.',
  },
  cutStreams: {
    sv: 'Underlaget har inte alla loggens blad: att ett förlopp har fler händelser på slutet än de som visas går inte att utesluta.',
    en: 'The bundle does not have all leaves of the log: that a history has more events at its end than are shown cannot be excluded.',
  },
  notOpened: {
    sv: 'Allt är inte öppnat och prövat: vad som visas delvis är som den som lämnade ut det säger.',
    en: 'Not all is opened and tried: what is shown in part is as whoever exported it says.',
  },
};

export const TRIED: Readonly<Record<keyof Tried, Said>> = {
  events: { sv: 'händelser som står i loggen', en: 'events that stand in the log' },
  opened: { sv: 'öppnade meddelanden', en: 'messages opened' },
  proved: {
    sv: 'av dem med ett innehåll som visats vara det förseglade',
    en: 'of them whose content is shown to be what stands sealed',
  },
  inPart: { sv: 'meddelanden som visas delvis eller inte alls', en: 'messages shown in part or not at all' },
  erased: { sv: 'gallrade meddelanden', en: 'erased messages' },
  sayings: {
    sv: 'besked från navet, som räknas om och inte tros',
    en: 'sayings of the hub, reckoned anew and not believed',
  },
};

export const SAYS = {
  signed: { sv: 'händelser, signerade av nyckeln', en: 'events, signed by the key' },
  goesOn: {
    sv: 'händelser som fanns då är inte borttagna, ändrade eller flyttade',
    en: 'events that were there are not removed, changed or moved',
  },
  follows: {
    sv: 'Ansvar, kostnader, frister, anmärkningar, grunder och rapport följer av händelserna.',
    en: 'Responsibility, costs, deadlines, findings, grounds and report follow from the events.',
  },
  complete: {
    sv: 'Alla loggens blad är med: varje förlopp har alla sina händelser.',
    en: 'All leaves of the log are there: each history has all its events.',
  },
  wrong: { sv: 'Underlaget stämmer inte', en: 'The bundle is not in order' },
  notComplete: {
    sv: 'Underlaget har inte alla loggens blad: ta ut det med --complete.',
    en: 'The bundle does not have all leaves of the log: export it with --complete.',
  },
  cannotTell: {
    sv: 'om loggen går vidare därifrån visas inte av underlaget: ta ut det med --known, eller efter kontrollpunkten.',
    en: 'whether the log goes on from there is not shown by the bundle: export it with --known, or after the checkpoint.',
  },
  noKey: { sv: 'är ingen nyckel till kontrollpunkter', en: 'is no key of checkpoints' },
  unreadable: { sv: 'går inte att läsa', en: 'cannot be read' },
  tooLarge: { sv: 'är för stort', en: 'is too large' },
  notABundle: { sv: 'är inget evidensunderlag', en: 'is no evidence bundle' },
  bytes: { sv: 'byte', en: 'bytes' },
  event: { sv: 'händelse', en: 'event' },
  between: { sv: 'bland händelserna', en: 'among the events' },
} as const satisfies Readonly<Record<string, Said>>;
