/**
 * `npm run door-guide` weaves the table of `docs/guides/who-asks.md`: which role is let in at which door, from the table of
 * doors and the routes that a hub describes; what stands around it is written by hand.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DOORS, lawOf, ROLES, type DoorName, type Role } from '#access';
import { type Instant } from '#domain';
import { startStandalone } from '#standalone';

const PAGE = 'docs/guides/who-asks.md';
const [BEGIN, END] = ['<!-- woven: doors -->', '<!-- end of the doors -->'];
const LET_IN = '●';

/** A route of the API description. */
export interface DescribedRoute {
  /** `GET /v1/placements/{id}` */
  readonly route: string;
  /** Undefined where it is open to everybody without a token. */
  readonly door: DoorName | undefined;
}

/** The routes of an API description, by the doors that they say they are. */
export function routesOf(description: unknown): readonly DescribedRoute[] {
  const { paths } = description as { readonly paths: Readonly<Record<string, Readonly<Record<string, object>>>> };
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      route: `${method.toUpperCase()} ${path}`,
      door: (operation as { readonly 'x-hvb-door'?: DoorName })['x-hvb-door'],
    })),
  );
}

/** True where the role is let in at the door. */
export function letsIn(door: DoorName, role: Role): boolean {
  const { opensTo } = lawOf(door);
  return opensTo === 'anyone' || opensTo.includes(role);
}

function rowsOf(door: DoorName, routes: readonly DescribedRoute[]): readonly string[] {
  const { sv, en, why, purpose, onlyFor = purpose === undefined ? [] : [purpose] } = lawOf(door);
  const marks = ROLES.map((role) => (letsIn(door, role) ? LET_IN : ''));
  const own = routes.filter((one) => one.door === door).map(({ route }) => `\`${route}\``);
  const said = `**${sv}** (${en})${onlyFor.length === 0 ? '' : `; ${onlyFor.map((one) => `\`${one}\``).join(', ')}`}. ${why}`;
  return [`| ${[`${said}<br>${own.join('<br>')}`, ...marks].join(' | ')} |`];
}

/** The guide with its table as the doors have it. Throws where the marks that it stands between are gone. */
export function wovenDoors(guide: string, routes: readonly DescribedRoute[]): string {
  const [before, rest = ''] = guide.split(BEGIN);
  const [, after] = rest.split(END);
  if (before === undefined || after === undefined) throw new Error(`${PAGE} has no place for the table`);
  const head = [`| ${['Door', ...ROLES].join(' | ')} |`, `|---|${ROLES.map(() => ':-:|').join('')}`];
  const rows = (Object.keys(DOORS) as DoorName[]).flatMap((door) => rowsOf(door, routes));
  return `${before}${BEGIN}\n\n${[...head, ...rows].join('\n')}\n\n${END}${after}`;
}

async function described(): Promise<unknown> {
  const dataDir = await mkdtemp(join(tmpdir(), 'hvb-doors-'));
  const simulationFrom = '2026-01-10T08:00:00.000Z' as Instant;
  const hub = await startStandalone({ dataDir, port: 0, logLevel: 'silent', simulationFrom });
  try {
    const headers = { authorization: `Bearer ${await hub.tokenOf('auditor')}` };
    return await (await fetch(`${hub.url}/openapi.json`, { headers })).json();
  } finally {
    await hub.stop();
    await rm(dataDir, { recursive: true });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  writeFileSync(PAGE, wovenDoors(readFileSync(PAGE, 'utf8'), routesOf(await described())));
}
