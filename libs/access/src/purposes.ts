/** What personal data is asked for: the words of `HVB-Purpose`, as the ledger keeps them (HSLF-FS 2016:40 4:9). */

export const PURPOSES = ['caseHandling', 'costs', 'followUp', 'audit', 'subjectAccess', 'search'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** True for a purpose that is known. */
export function isPurpose(text: string): text is Purpose {
  return (PURPOSES as readonly string[]).includes(text);
}
