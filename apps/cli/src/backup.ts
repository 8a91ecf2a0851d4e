/** `hvb-hub backup <folder>` and `hvb-hub restore <folder>`: of the data folder that the environment names, while its hub runs or not. */
import { openMasters, readIfThere, readMasters } from '#access';
import { BadSetting } from '#engines';
import { systemClock } from '#http';
import {
  BackupRefused,
  filesUnder,
  optionsFrom,
  putBack,
  takeBackup,
  whereMasterOf,
  type Manifest,
  type StandaloneOptions,
} from '#standalone';
import { EXIT } from './exit-codes.js';
import { mastersThere, refuseEngines } from './over-a-folder.js';
import { progress } from './progress.js';
import { saidOfFault } from './said-at-terminal.js';

export interface BackupOptions {
  readonly json?: true;
}

export interface RestoreOptions extends BackupOptions {
  /** The file of the master key, where it is to lie in the folder. */
  readonly masterKey?: string;
  /** The list of what has been erased; false where nothing ever has been. */
  readonly erasures?: string | boolean;
  /** Files of checkpoints that others hold. */
  readonly known?: readonly string[];
}

/** Makes one. Exit code 0; 1 where it is refused, 2 for settings, 3 where a file is not to be had. */
export async function backup(into: string, { json }: BackupOptions): Promise<number> {
  const verifying = progress('Prövar loggen (verifying the log)');
  try {
    refuseEngines();
    const options = optionsFrom(process.env);
    const files = filesUnder(options.dataDir);
    const masters = await mastersThere(options);
    const manifest = await takeBackup({
      ...{ files, into, master: masters.current, now: () => systemClock.now(), onVerified: verifying.at },
      erasuresFile: options.erasuresFile ?? files.erasures,
    });
    verifying.end();
    console.log(json ? JSON.stringify({ backup: into, ...manifest }) : madeInWords(into, manifest));
    return EXIT.ok;
  } catch (error) {
    verifying.end();
    return saidOfFault(error, json);
  }
}

/** Puts one back. Exit codes as `backup`. */
export async function restore(from: string, options: RestoreOptions): Promise<number> {
  const verifying = progress('Prövar loggen (verifying the log)');
  try {
    refuseEngines();
    const said = optionsFrom(process.env);
    const { manifest, erasedAgain } = await putBack({
      ...{ from, dataDir: said.dataDir, clock: systemClock, onVerified: verifying.at },
      ...(await mastersFor(said, options)),
      ...erasuresFor(said, options),
      known: (options.known ?? []).map(knownIn),
    });
    verifying.end();
    console.log(
      options.json
        ? JSON.stringify({ restored: said.dataDir, erasedAgain, ...manifest })
        : putBackInWords(said.dataDir, manifest, erasedAgain),
    );
    return EXIT.ok;
  } catch (error) {
    verifying.end();
    return saidOfFault(error, options.json);
  }
}

async function mastersFor(said: StandaloneOptions, { masterKey: file }: RestoreOptions) {
  if (file !== undefined) {
    const masters = readMasters(file);
    if (masters === undefined) throw new BackupRefused('MasterKeyMissing', file);
    return { masters, masterKeyText: readIfThere(file) };
  }
  if (said.masterKey === undefined && said.token?.key === undefined)
    throw new BackupRefused('MasterKeyMissing', said.dataDir);
  return { masters: await openMasters({ ...whereMasterOf(said, filesUnder(said.dataDir)), masterKeyPath: undefined }) };
}

function erasuresFor({ erasuresFile: stays }: StandaloneOptions, { erasures }: RestoreOptions) {
  if (typeof erasures === 'string' && stays !== undefined && erasures !== stays)
    throw new BadSetting('HVB_ERASURES_FILE, --erasures: två listor (two lists)');
  if (erasures === false) return { erasuresFile: null };
  const file = stays ?? (typeof erasures === 'string' ? erasures : undefined);
  if (file === undefined) throw new BackupRefused('ErasuresNotGiven', '--erasures');
  return { erasuresFile: file, erasuresStayAt: stays };
}

function knownIn(file: string): { readonly note: string; readonly from: string } {
  const note = readIfThere(file);
  if (note === undefined) throw new BadSetting(`--known ${file}: går inte att läsa (cannot be read)`);
  return { note, from: file };
}

const madeInWords = (into: string, { log, files, takenAt }: Manifest): string =>
  [
    `Säkerhetskopia i ${into} (backup made): ${log.events} händelser till position ${log.head}, ${files.length} filer, ${takenAt}`,
    'Huvudnyckeln ligger inte i den: förvara den skild från kopian (the master key is not in it: keep it apart)',
  ].join('\n');

const putBackInWords = (dataDir: string, { log, takenAt }: Manifest, erasedAgain: number): string =>
  [
    `Återställd till ${dataDir} (restored): ${log.events} händelser till position ${log.head}, kopian från ${takenAt}`,
    `Gallrat på nytt: ${erasedAgain} strömmar (erased again: streams). Starta navet: listorna görs på nytt ur loggen (start the hub)`,
  ].join('\n');
