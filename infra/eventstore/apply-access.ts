/** `npm run eventstore-access`: users and access lists of the event store as `access.yaml` says; run twice it changes nothing but passwords. */
import { readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { BadSetting, required, type Environment } from '#engines';
import { passwordVariable, readAccess } from './access-file.js';
import { setAccess } from './store-access.esdb.js';
import { makeUser, type StoreNodes } from './store-users.js';

const EXIT = { ok: 0, usage: 2, unavailable: 3 } as const;

/** `HVB_EVENTSTORE_URL` with an administrator's name and password; one password variable per user. Throws `BadSetting`. */
export async function applyAccess(yaml: string, environment: Environment): Promise<readonly string[]> {
  const url = required(environment, 'HVB_EVENTSTORE_URL', 'esdb://admin:lösenord@host:2113?tls=true');
  const access = readAccess(yaml);
  const store = nodesOf(url);
  const passwords = access.users.map(({ name }) => required(environment, passwordVariable(name), 'lösenord'));
  const lines: string[] = [];
  for (const [index, user] of access.users.entries()) {
    lines.push(await makeUser(store, user, passwords[index] ?? ''));
  }
  return [...lines, ...(await setAccess(url, access))];
}

const URL_FORM = /^(?:esdb|kurrentdb)(?:\+discover)?:\/\/([^:@/]+):([^@/]+)@([^/?]+)\/?(?:\?(.*))?$/;

/** Nodes, administrator and authority from the connection string. Throws `BadSetting`. */
export function nodesOf(url: string): StoreNodes {
  const [, name, password, hosts, query] = URL_FORM.exec(url) ?? [];
  if (name === undefined || password === undefined || hosts === undefined) {
    throw new BadSetting('HVB_EVENTSTORE_URL: esdb://name:password@host:port,…?tls=true');
  }
  const caFile = new URLSearchParams(query).get('tlsCAFile');
  return {
    nodes: hosts.split(','),
    admin: { name: decodeURIComponent(name), password: decodeURIComponent(password) },
    ...(caFile === null ? {} : { ca: readFileSync(caFile, 'utf8') }),
  };
}

/** Where `access.yaml` lies: beside this file's source, whether it runs from there or built. */
export function accessFile(module = fileURLToPath(import.meta.url)): string {
  return module.replace(/[/\\]dist([/\\]infra[/\\]eventstore[/\\])/, '$1').replace(/[^/\\]+$/, 'access.yaml');
}

async function main(): Promise<number> {
  try {
    const lines = await applyAccess(readFileSync(accessFile(), 'utf8'), process.env);
    for (const line of lines) process.stdout.write(`${line}\n`);
    return EXIT.ok;
  } catch (error) {
    process.stderr.write(`eventstore-access: ${error instanceof Error ? error.message : String(error)}\n`);
    return error instanceof BadSetting ? EXIT.usage : EXIT.unavailable;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) process.exitCode = await main();
