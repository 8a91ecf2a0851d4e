/** The built `hvb-hub` as a process of its own, run to its end. Needs `npm run build`. */
import { execFile } from 'node:child_process';

const PROGRAM = 'dist/apps/cli/src/main.js';
const OUT_BYTES_MAX = 16 * 1024 * 1024;

/** How it ended: its exit code, -1 where a signal ended it, and what it wrote. */
export interface CommandEnded {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs it over a data folder. */
export const hvbHub = (dataDir: string, ...args: readonly string[]): Promise<CommandEnded> =>
  hvbHubWith({ HVB_DATA_DIR: dataDir }, ...args);

/** Runs it with these variables beside this process's own. */
export function hvbHubWith(env: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<CommandEnded> {
  const options = { env: { ...process.env, ...env, NODE_OPTIONS: '' }, maxBuffer: OUT_BYTES_MAX };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [PROGRAM, ...args], options, (_error, out, err) => {
      resolve({ code: child.exitCode ?? -1, out, err });
    });
  });
}
