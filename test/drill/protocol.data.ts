/** What the protocol of a restore drill says: one sentence for each step, and where it is signed. */
export const STEPS = {
  load: 'Navet tar emot uppgifter under last',
  kept: 'En kontrollpunkt sparas utanför mappen',
  backup: 'Säkerhetskopia tas medan navet går, under last',
  lost: 'Navet dödas och maskinens mapp tas bort',
  restore: 'Kopian prövas och läggs tillbaka i en tom mapp',
  rebuild: 'Listraderna görs på nytt ur loggen',
  start: 'Navet startar över den återställda mappen',
  verify: 'Loggen är den som kontrollpunkten visade',
  compare: 'Listraderna är de som loggen ger, rad för rad',
  known: 'Allt som kvitterats före kopians kontrollpunkt finns kvar',
} as const;
export type DrillStep = keyof typeof STEPS;

export const TITLE = 'PROTOKOLL: ÅTERSTÄLLNINGSÖVNING';
export const OUTCOMES = { held: 'godkänt', failed: 'UNDERKÄNT', notDone: 'inte utfört' } as const;
export const WHOLE = {
  held: 'Övningen är godkänd: verksamheten kan återställas ur säkerhetskopian.',
  failed: 'Övningen är UNDERKÄND: det som är underkänt ovan ska utredas innan någon litar på kopiorna.',
} as const;
export const LABELS = {
  when: 'Utförd',
  program: 'Program',
  log: 'Logg',
  events: 'Händelser i kopian',
  back: 'Tid från förlorad mapp till svarande nav',
  seconds: 's',
} as const;
export const TO_SIGN = [
  'Anmärkningar: ______________________________________________________________',
  '',
  'Ort och datum: ___________________________',
  '',
  'Utförd av:     ___________________________   Namnförtydligande: ____________',
  '',
  'Bevittnad av:  ___________________________   Namnförtydligande: ____________',
] as const;
