/** What the deployment files declare, read for the specs that hold them against the code. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

export interface Mount {
  readonly source: string;
  readonly target: string;
  readonly subpath: string | undefined;
}

/** A service of compose.yaml with its merges done. */
export interface Service {
  readonly name: string;
  readonly image: string;
  readonly user: string | undefined;
  readonly environment: Readonly<Record<string, string>>;
  readonly needs: readonly string[];
  readonly mounts: readonly Mount[];
  readonly networks: readonly string[];
  readonly ports: readonly string[];
  readonly all: Readonly<Record<string, unknown>>;
}

export interface Compose {
  readonly services: readonly Service[];
  readonly networks: readonly string[];
  readonly volumes: readonly string[];
}

type Plain = Readonly<Record<string, unknown>>;

/** Reads compose.yaml as YAML says; what only Docker Compose knows is left as it is. */
export function readCompose(path = 'infra/compose.yaml'): Compose {
  const file = parse(readFileSync(path, 'utf8'), { merge: true }) as Record<'services' | 'networks' | 'volumes', Plain>;
  return {
    services: Object.entries(file.services).map(([name, all]) => serviceOf(name, all as Plain)),
    networks: Object.keys(file.networks),
    volumes: Object.keys(file.volumes),
  };
}

function serviceOf(name: string, all: Plain): Service {
  return {
    name,
    image: all['image'] as string,
    user: all['user'] as string | undefined,
    environment: (all['environment'] ?? {}) as Record<string, string>,
    needs: Object.keys(all['depends_on'] ?? {}),
    mounts: ((all['volumes'] ?? []) as (string | Plain)[]).map(mountOf),
    networks: (all['networks'] ?? []) as string[],
    ports: (all['ports'] ?? []) as string[],
    all,
  };
}

function mountOf(mount: string | Plain): Mount {
  if (typeof mount !== 'string') {
    const { source, target, volume } = mount as { source: string; target: string; volume?: { subpath?: string } };
    return { source, target, subpath: volume?.subpath };
  }
  const [source = '', target = ''] = mount.split(':');
  return { source, target, subpath: undefined };
}

/** Every variable of the hub's own in a text, by its name. */
export function variablesIn(text: string): ReadonlySet<string> {
  return new Set(Array.from(text.matchAll(/\bHVB_[A-Z0-9_]*[A-Z0-9]\b/g), ([name]) => name));
}

/** Every metric in an expression that is the hub's own, without what Prometheus adds to a histogram's or counter's name. */
export function metricsIn(text: string): ReadonlySet<string> {
  const names = Array.from(text.matchAll(/\bhvb_[a-z_]+/g), ([name]) => name);
  return new Set(names.map((name) => name.replace(/_(bucket|count|sum)$/, '')));
}

/** The doors of an app: `GET /v1/placements/:id`, from the decorators of its controllers. */
export function doorsIn(source: string): readonly string[] {
  const [, base = ''] = /@Controller\('([^']*)'\)/.exec(source) ?? [];
  return Array.from(
    source.matchAll(/@(Get|Post|Put|Delete)\((?:'([^']*)')?\)/g),
    ([, method = '', path]) =>
      `${method.toUpperCase()} /${[base, path].filter((part) => part !== undefined && part !== '').join('/')}`,
  );
}
