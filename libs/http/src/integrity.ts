/** What this process has met of damage, or of things that do not belong together: told in health, metrics and answers until it ends. */
import { Counter, type Registry } from 'prom-client';
import { type ProblemCode } from '#contracts';
import { isDamage, sqliteCodeOf } from '#event-log';

/** What may be met, each with a code of its own. All stay until somebody has mended it and started anew, but a full disk. */
export type IntegrityCode = Extract<
  ProblemCode,
  'LogDamaged' | 'KeysDamaged' | 'StateDamaged' | 'DiskFailed' | 'LogTaken' | 'OfAnotherLog'
>;

/** By name, as errors of worker threads have lost their class. */
const BY_NAME: ReadonlyMap<unknown, IntegrityCode> = new Map([
  ['CorruptEvent', 'LogDamaged'],
  ['ContractBroken', 'LogDamaged'],
  ['LogRewritten', 'LogDamaged'],
  ['KeyMissing', 'KeysDamaged'],
  ['SealBroken', 'KeysDamaged'],
  ['StateDamaged', 'StateDamaged'],
  ['FileUnusable', 'StateDamaged'],
  ['TileDamaged', 'StateDamaged'],
  ['FeedIndexDamaged', 'StateDamaged'],
  ['LogBroken', 'DiskFailed'],
  ['LogTaken', 'LogTaken'],
  ['OfAnotherLog', 'OfAnotherLog'],
]);
const DISK = ['SQLITE_FULL', 'SQLITE_IOERR', 'SQLITE_READONLY', 'SQLITE_CANTOPEN'];

/** What was met, if it is any of these. */
export function integrityCodeOf(error: unknown): IntegrityCode | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const named = BY_NAME.get((error as { readonly name?: unknown }).name);
  if (named !== undefined) return named;
  if (isDamage(error)) return 'StateDamaged';
  return DISK.includes(sqliteCodeOf(error) ?? '') ? 'DiskFailed' : undefined;
}

/** There may be room again, or a descriptor; after an I/O error nobody knows what is on the disk, and SQLite goes on as if. */
const passes = (code: IntegrityCode, error: unknown): boolean =>
  code === 'DiskFailed' && DISK.includes(sqliteCodeOf(error) ?? '') && sqliteCodeOf(error) !== 'SQLITE_IOERR';

/** One for the process; injectable. */
export class Integrity {
  private readonly found = new Set<IntegrityCode>();
  /** An error may be told on its way, and where it ends. */
  private readonly counted = new WeakSet();
  private readonly counter;

  constructor(registry: Registry) {
    this.counter = new Counter({
      name: 'hvb_integrity_total',
      help: 'Times that damage, a failing disk, or something of another log was met, by problem code',
      labelNames: ['code'] as const,
      registers: [registry],
    });
  }

  /** Counts what was met, and keeps it for readiness. Gives its code, if it is any of these. */
  met(error: unknown): IntegrityCode | undefined {
    const code = integrityCodeOf(error);
    if (code === undefined || this.counted.has(error as object)) return code;
    this.counted.add(error as object);
    this.counter.inc({ code });
    if (!passes(code, error)) this.found.add(code);
    return code;
  }

  /** Throws where anything stays to be mended. */
  check(): void {
    if (this.found.size > 0) throw new Error(`what is stored is not sound: ${[...this.found].join(', ')}`);
  }

  /** True once anything was found to be of another log: from then on nothing is taken. */
  get isOfAnotherLog(): boolean {
    return this.found.has('OfAnotherLog');
  }
}
