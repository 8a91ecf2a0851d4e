/** How a command over a data folder ends where it was refused, or could not be done. */
import { BackupRefused } from '#standalone';
import { notStarted } from '#http';
import { EXIT } from './exit-codes.js';

/** What is said of an error, and the exit code; a defect is thrown on. With `json` an object with its code, else a sentence. */
export function saidOfFault(error: unknown, json: true | undefined): number {
  if (error instanceof BackupRefused) {
    const { code, about, sentence } = error;
    console.error(json ? JSON.stringify({ code, about, detail: sentence }) : sentence);
    return EXIT.refused;
  }
  const told = notStarted(error);
  if (told === undefined) throw error;
  console.error(json ? JSON.stringify({ code: (error as Error).name, detail: told.sentence }) : told.sentence);
  return told.reason === 'settings' ? EXIT.usage : EXIT.unavailable;
}
