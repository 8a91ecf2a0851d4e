/** Why a backup is not made, or not put back: a closed list, each with what to say of it at the terminal. */

/** By code, Swedish first. What stands in `about` is appended. */
export const BACKUP_REFUSALS = {
  NoHub: ['mappen har ingen händelselogg', 'the folder has no event log'],
  FolderNotEmpty: ['mappen är inte tom', 'the folder is not empty'],
  NoBackup: ['här finns ingen säkerhetskopia', 'there is no backup here'],
  ManifestDamaged: ['förteckningen är inte vad som skrevs', 'the manifest is not what was written'],
  ManifestNotSigned: [
    'förteckningen är inte signerad med loggens nyckel',
    'the manifest is not signed by the key of the log',
  ],
  LaterBackup: [
    'kopian är gjord av en senare version: använd den',
    'the backup was made by a later version: use that one',
  ],
  FileMissing: ['en fil saknas i kopian', 'a file of the backup is missing'],
  FileAltered: ['en fil är inte vad som skrevs', 'a file is not what was written'],
  MasterKeyMissing: [
    'huvudnyckeln ligger aldrig i kopian: ge den med --master-key, HVB_MASTER_KEY eller HVB_PKCS11_KEY',
    'the master key is never in the backup: give it',
  ],
  MasterKeyOther: ['kopian är låst med en annan huvudnyckel', 'the backup is sealed by another master key'],
  OtherLog: ['kopian är av en annan logg', 'the backup is of another log'],
  LogAltered: [
    'loggen är inte den som signerades: något är borttaget, ändrat eller flyttat',
    'the log is not the one that was signed: something was removed, changed or moved',
  ],
  BehindKnown: [
    'loggen i kopian slutar före en kontrollpunkt som andra har: händelser skulle gå förlorade',
    'the log of the backup ends before a checkpoint that others hold: events would be lost',
  ],
  ErasuresNotGiven: [
    'säg vad som har gallrats sedan dess: --erasures <fil> eller HVB_ERASURES_FILE, eller --no-erasures om inget har gallrats',
    'say what has been erased since, or that nothing has',
  ],
  ErasuresOlder: [
    'förteckningen över gallrat är äldre än kopian: den saknar vad som redan var gallrat',
    'the list of erasures is older than the backup: it lacks what was erased by then',
  ],
} as const satisfies Readonly<Record<string, readonly [sv: string, en: string]>>;

export type BackupRefusal = keyof typeof BACKUP_REFUSALS;

/** Nothing was made, and nothing put back. */
export class BackupRefused extends Error {
  override readonly name = 'BackupRefused';
  /** `about`: the file, folder or number that it is about. */
  constructor(
    readonly code: BackupRefusal,
    readonly about: string,
    options?: ErrorOptions,
  ) {
    super(`${code}: ${about}`, options);
  }

  /** In Swedish and English, for the person at the terminal. */
  get sentence(): string {
    const [sv, en] = BACKUP_REFUSALS[this.code];
    return `${this.about}: ${sv} (${en})`;
  }
}
