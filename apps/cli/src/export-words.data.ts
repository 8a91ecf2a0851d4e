/** What `hvb-hub export` says, Swedish and English. */
export const EXPORT_SAYS = {
  asked: { sv: 'Säg --of, eller --from och --to', en: 'say --of, or --from and --to' },
  noCheckpoint: { sv: 'är ingen kontrollpunkt', en: 'is no checkpoint' },
  there: { sv: 'finns redan', en: 'is there already' },
  failed: { sv: 'Underlaget kunde inte göras', en: 'the bundle could not be made' },
  written: { sv: 'skrivet', en: 'written' },
  stillMaking: {
    sv: 'Underlaget är inte färdigt, och väntas inte längre på',
    en: 'the bundle is not done, and is waited for no longer',
  },
} as const;
