/** `issue-token.js operator`: a token by the installation's own signing key, for whoever runs it to hand out. */
import { chmodSync, renameSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { Command, InvalidArgumentError } from 'commander';
import { ownIssuer, principalOf } from '#access';
import { BadSetting, required, type Environment } from '#engines';

const EXIT = { ok: 0, usage: 2, unavailable: 3 } as const;
const DAYS_DEFAULT = 365;
const DAYS_MAX = 730;
/** For its owner, and for the one group that the folder is given to. */
const FILE_MODE = 0o640;

/** A token of a party, `auditor` or `operator` by the key in `HVB_ACCESS_DIR`, which is made if need be. Throws `BadSetting`. */
export async function issueToken(who: string, days: number, environment: Environment): Promise<string> {
  const principal = principalOf(who);
  if (!principal)
    throw new BadSetting(`${who}: en parts id, auditor eller operator (a party's id, auditor or operator)`);
  const issuer = await ownIssuer(required(environment, 'HVB_ACCESS_DIR', 'folder'));
  return issuer.issueToken(principal, days);
}

/** Writes the file whole or not at all: who reads it meanwhile has the one before. */
export function writeToken(path: string, token: string): void {
  const draft = `${path}.draft`;
  writeFileSync(draft, token, { mode: FILE_MODE });
  chmodSync(draft, FILE_MODE);
  renameSync(draft, path);
}

function daysOf(text: string): number {
  const days = Number(text);
  if (Number.isInteger(days) && days >= 1 && days <= DAYS_MAX) return days;
  throw new InvalidArgumentError(`1–${DAYS_MAX}`);
}

async function main(): Promise<number> {
  const command = new Command('issue-token')
    .description('Utfärdar ett åtkomstbevis (issues a token)')
    .argument('<who>', 'a party, auditor or operator')
    .option('--days <count>', 'how long it holds', daysOf, DAYS_DEFAULT)
    .option('--to <file>', 'into a file instead of standard output')
    .parse();
  const { days, to } = command.opts<{ readonly days: number; readonly to?: string }>();
  try {
    const token = await issueToken(command.args[0] ?? '', days, process.env);
    if (to === undefined) process.stdout.write(`${token}\n`);
    else writeToken(to, token);
    return EXIT.ok;
  } catch (error) {
    process.stderr.write(`issue-token: ${error instanceof Error ? error.message : String(error)}\n`);
    return error instanceof BadSetting ? EXIT.usage : EXIT.unavailable;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) process.exitCode = await main();
