/** `hvb-hub keys status|rotate|retire|make`: the master key changed while the hub runs, on a data folder or over the engines. */
import { join } from 'node:path';
import {
  beginNewMaster,
  endFormerMaster,
  endMastersInFiles,
  forgetFormerMasters,
  makeTokenKey,
  openMasters,
  tokenIn,
  wrappedByOthers,
  wrapStoresAnew,
  type WhereMaster,
  type WrapAnewOptions,
  type WrappedStore,
} from '#access';
import { BadSetting, given, type Environment } from '#engines';
import { notStarted } from '#http';
import { openSharedWrappings } from '#hub';
import { openPostgresSubscriptionWrappings } from '#projector';
import { closeWrappings, filesUnder, openFolderWrappings } from '#standalone';
import { EXIT } from './exit-codes.js';

export interface KeysOptions {
  /** Keys wrapped in one transaction. */
  readonly batch?: string;
}

/** Where an installation has its keys. */
interface Where extends WhereMaster {
  readonly masterKeyPath: string;
  /** Undefined of a data folder. */
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
}

function whereIn(environment: Environment): Where {
  const databaseUrl = given(environment, 'HVB_DATABASE_URL');
  const dataDir = given(environment, 'HVB_DATA_DIR') ?? 'data';
  const { masterKey } = filesUnder(dataDir);
  const accessDir = given(environment, 'HVB_ACCESS_DIR');
  return {
    ...{ databaseUrl, dataDir },
    masterKeyGiven: given(environment, 'HVB_MASTER_KEY'),
    secondMasterKeyGiven: given(environment, 'HVB_SECOND_MASTER_KEY'),
    token: tokenIn(environment),
    masterKeyPath: databaseUrl === undefined || accessDir === undefined ? masterKey : join(accessDir, 'master.key'),
  };
}

async function withStores<T>(where: Where, work: (stores: readonly WrappedStore[]) => Promise<T>): Promise<T> {
  const masters = await openMasters(where);
  const stores =
    where.databaseUrl === undefined
      ? await openFolderWrappings(filesUnder(where.dataDir), masters)
      : [
          ...(await openSharedWrappings(where.databaseUrl, masters)),
          await openPostgresSubscriptionWrappings({ url: where.databaseUrl, masterKey: masters }),
        ];
  try {
    return await work(stores);
  } finally {
    await closeWrappings(stores);
  }
}

/** How many keys wait to be wrapped anew. Exit code 0. */
const status: KeysCommand = async (where) => {
  const left = await withStores(where, wrappedByOthers);
  for (const [what, count] of Object.entries(left))
    console.log(`${what}: ${count} under en annan huvudnyckel (by another master key)`);
  return EXIT.ok;
};

/**
 * Wraps all anew. Of a folder whose master key is a file the new one is made, taken up by the hub that runs, and the former
 * one gone when it is needed for nothing; otherwise that is asked for by `retire`, when every process wraps with the new.
 */
const rotate: KeysCommand = async (where, options) => {
  const isFileAnew = isFirstInFile(where) && where.token === undefined;
  if (isFileAnew) beginNewMaster(where.masterKeyPath);
  if (isFileAnew && where.databaseUrl === undefined) return retire(where, options);
  await withStores(where, (stores) => wrapAll(stores, options));
  console.log(
    'När varje process har den nya huvudnyckeln först: hvb-hub keys retire (once every process has the new master key first)',
  );
  return EXIT.ok;
};

const isFirstInFile = ({ masterKeyGiven, token }: Where): boolean =>
  masterKeyGiven === undefined && token?.key === undefined;

/** Wraps what is left, and forgets the former master. Exit code 1 where something was wrapped by it meanwhile. */
const retire: KeysCommand = async (where, options) => {
  const forgot = await withStores(where, async (stores) => {
    await wrapAll(stores, options);
    return forgetFormerMasters(stores);
  });
  if (!forgot) {
    console.error(
      'Något skrevs under den gamla huvudnyckeln: kör om (something was wrapped by the former: run it again)',
    );
    return EXIT.refused;
  }
  if (isFirstInFile(where)) endFormerMaster(where.masterKeyPath);
  if (where.token?.key !== undefined) endMastersInFiles(where.masterKeyPath);
  console.log('Den gamla huvudnyckeln behövs inte längre (the former master key is needed for nothing)');
  return EXIT.ok;
};

/** Makes the key that the environment names in its token, never to leave it. Exit code 3 where there is one, or no token. */
const make: KeysCommand = async ({ token }) => {
  const label = token?.key ?? token?.secondKey;
  if (token === undefined || label === undefined)
    throw new BadSetting('HVB_PKCS11_KEY saknas: nyckelns namn (must be set: the label of the key)');
  await makeTokenKey(token, label);
  console.log(`${label}: gjord i nyckelmodulen, och kan inte lämna den (made in the token, and cannot leave it)`);
  return EXIT.ok;
};

async function wrapAll(stores: readonly WrappedStore[], options: WrapAnewOptions): Promise<void> {
  const total = await wrapStoresAnew(stores, {
    ...options,
    onBatch: (what, wrapped) => {
      console.log(`${what}: +${wrapped}`);
    },
  });
  console.log(`${total} nycklar låsta med den nya huvudnyckeln (keys wrapped by the new master key)`);
}

type KeysCommand = (where: Where, options: WrapAnewOptions) => Promise<number>;

/** The subcommands, and what each does. */
export const KEYS_COMMANDS = {
  status: { run: status, about: 'Visar hur många nycklar som en annan huvudnyckel låser (how many are left to wrap)' },
  rotate: { run: rotate, about: 'Låser alla nycklar med en ny huvudnyckel (wraps all keys by a new master key)' },
  make: { run: make, about: 'Gör en huvudnyckel i nyckelmodulen (makes a master key in the token, an HSM)' },
  retire: { run: retire, about: 'Glömmer den gamla huvudnyckeln (forgets the former master key)' },
} as const satisfies Readonly<Record<string, { readonly run: KeysCommand; readonly about: string }>>;

/**
 * Runs one by the environment: `HVB_DATABASE_URL` with `HVB_ACCESS_DIR`, else `HVB_DATA_DIR`; `HVB_MASTER_KEY` and
 * `HVB_SECOND_MASTER_KEY`, and those of a token (`tokenIn`). Exit code 2 for settings, 3 where a store is not to be had.
 */
export async function keys(name: keyof typeof KEYS_COMMANDS, { batch }: KeysOptions): Promise<number> {
  try {
    return await KEYS_COMMANDS[name].run(whereIn(process.env), batch === undefined ? {} : { batch: Number(batch) });
  } catch (error) {
    if (error instanceof RangeError) {
      console.error(`--batch: ${error.message}`);
      return EXIT.usage;
    }
    const told = notStarted(error);
    if (told === undefined) throw error;
    console.error(told.sentence);
    return told.reason === 'settings' ? EXIT.usage : EXIT.unavailable;
  }
}
