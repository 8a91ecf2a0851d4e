/** What commands over a data folder ask first: that there is one, with its master key, and no engines in its place. */
import { openMasters, readMasters, type Masters } from '#access';
import { BadSetting, given } from '#engines';
import { BackupRefused, filesUnder, whereMasterOf, type StandaloneOptions } from '#standalone';

/** Over the engines there is no data folder of which all could be held at one moment. Throws `BadSetting`. */
export function refuseEngines(): void {
  const set = ['HVB_DATABASE_URL', 'HVB_EVENTSTORE_URL'].find((name) => given(process.env, name) !== undefined);
  if (set !== undefined)
    throw new BadSetting(
      `${set}: över motorerna görs säkerhetskopian med deras egna verktyg, se docs/guides/operations.md ` +
        '(over the engines the copies are made by their own tools)',
    );
}

/** The masters of the folder, none of which is made. Throws `BackupRefused` (`NoHub`) where there is none. */
export async function mastersThere(options: StandaloneOptions): Promise<Masters> {
  const files = filesUnder(options.dataDir);
  const isElsewhere = options.masterKey !== undefined || options.token?.key !== undefined;
  if (!isElsewhere && readMasters(files.masterKey) === undefined) throw new BackupRefused('NoHub', options.dataDir);
  return openMasters(whereMasterOf(options, files));
}
