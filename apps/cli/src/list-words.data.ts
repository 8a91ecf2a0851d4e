/** What `hvb-hub list` says. */
export const LIST_SAYS = {
  reading: { sv: 'Läser loggen', en: 'reading the log' },
  word: { sv: 'skrivs ord=värde', en: 'is written word=value' },
  failed: { sv: 'Listan blev inte gjord', en: 'the list was not made' },
  stillReading: { sv: 'Listan görs fortfarande', en: 'the list is still being made' },
} as const;
