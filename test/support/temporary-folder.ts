/** Folders for specs that need files; removed when the process ends. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folders: string[] = [];

process.once('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hvb-hub-'));
  folders.push(folder);
  return folder;
}

/** The path of a file that does not exist yet, in a folder of its own. */
export function temporaryFile(name: string): string {
  return join(temporaryFolder(), name);
}
