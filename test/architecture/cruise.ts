/** Runs dependency-cruiser as `npm run lint` does, over any tree laid out like this one. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

export interface Violation {
  readonly rule: { readonly name: string };
  readonly from: string;
  readonly to: string;
}

export interface Cruised {
  readonly modules: readonly {
    readonly source: string;
    readonly dependencies: readonly { readonly module: string; readonly resolved: string }[];
  }[];
  readonly summary: { readonly violations: readonly Violation[]; readonly totalCruised: number };
}

const PROJECT = process.cwd();
const CRUISER = join(PROJECT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
const OUTPUT_BYTES_MAX = 100_000_000;

/** Cruises `libs`, `apps` and `infra` under `root` by the project's own rules. Its exit code is the number of violations. */
export async function cruise(root: string): Promise<Cruised> {
  const args = [
    CRUISER,
    'libs',
    'apps',
    'infra',
    '--config',
    join(PROJECT, '.dependency-cruiser.cjs'),
    '--output-type',
    'json',
  ];
  const { stdout } = await promisify(execFile)(process.execPath, args, {
    cwd: root,
    maxBuffer: OUTPUT_BYTES_MAX,
  }).catch((error: unknown) => {
    const failed = error as { stdout?: string };
    if (failed.stdout?.startsWith('{') === true) return { stdout: failed.stdout };
    throw error;
  });
  return JSON.parse(stdout) as Cruised;
}
