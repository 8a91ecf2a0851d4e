/** Whether the files of a bundle are those that its manifest names. */
import { sha256Of } from './files.js';
import { FILES, type FileName, type Manifest } from './format.js';
import { type Files, type WrongAt } from './read.js';

/** In every bundle; the entries stand in a complete one alone. */
const ALWAYS: readonly FileName[] = Object.values(FILES).filter((name) => name !== FILES.entries);

/** Tells of each file that is missing, changed, or none of a bundle's. */
export function verifyFiles(files: Files, manifest: Manifest, tell: (wrong: WrongAt) => void): void {
  const due = new Set<string>(manifest.complete ? Object.values(FILES) : ALWAYS);
  for (const file of due) if (!files.has(file)) tell({ code: 'fileMissing', file });
  for (const [file, bytes] of files) {
    if (!due.has(file)) tell({ code: 'fileUnknown', file });
    else if (file !== FILES.manifest && !isNamed(manifest, file, bytes)) tell({ code: 'fileChanged', file });
  }
}

function isNamed({ files }: Manifest, file: string, bytes: Uint8Array): boolean {
  const told = files.find(({ name }) => name === file);
  return told?.bytes === bytes.length && told.sha256 === sha256Of(bytes);
}
