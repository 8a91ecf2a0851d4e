import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { problem, type Problem } from '#contracts';
import { THINGS } from '#projector';
import { sourceFiles } from '../test/architecture/source-files.js';
import { type Limits, limitsOf, VERSIONS } from '../test/eventstore-protocol/limits.js';
import { passwordVariable, readAccess } from './eventstore/access-file.js';
import { doorsIn, readCompose, variablesIn, type Service } from './declared.js';

const { services, networks, volumes } = readCompose();
const code = sourceFiles(['apps', 'libs', 'infra'], ['.ts']).filter(({ name }) => !/\.spec\.ts$/.test(name));
const read = new Set(code.flatMap(({ text }) => [...variablesIn(text)]));
const named = (name: string): Service => {
  const found = services.find((service) => service.name === name);
  if (!found) throw new Error(`no service ${name}`);
  return found;
};
const secrets = readFileSync('infra/compose/make-secrets.sh', 'utf8');
/** Variables that compose.yaml itself takes from whoever starts it. */
const OF_THE_STARTER = ['HVB_PARTIES', 'HVB_HOSTNAME', 'HVB_VERSION'];

describe('compose.yaml', () => {
  it('has the engines three and one, and hub and projector twice', () => {
    expect(services.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        ...['kafka-1', 'kafka-2', 'kafka-3', 'eventstore-1', 'eventstore-2', 'eventstore-3', 'postgres'],
        ...['hub-1', 'hub-2', 'projector-1', 'projector-2', 'proxy', 'prometheus', 'grafana'],
      ]),
    );
  });

  it('names only services, networks, volumes and files that are there', () => {
    const all = services.map(({ name }) => name);
    for (const service of services) {
      expect(all).toEqual(expect.arrayContaining([...service.needs]));
      expect(networks).toEqual(expect.arrayContaining([...service.networks]));
      for (const { source } of service.mounts) {
        if (source.startsWith('.')) expect([source, existsSync(join('infra', source))]).toEqual([source, true]);
        else expect(volumes).toContain(source);
      }
    }
    const used = new Set(services.flatMap(({ mounts }) => mounts.map(({ source }) => source)));
    expect(volumes.filter((volume) => !used.has(volume))).toEqual([]);
  });

  it('starts in an order that has an end, and waits for what is healthy or done', () => {
    const done = new Set<string>();
    const visit = (name: string, path: readonly string[]): void => {
      expect(path).not.toContain(name);
      if (done.has(name)) return;
      for (const need of named(name).needs) visit(need, [...path, name]);
      done.add(name);
    };
    for (const { name, all } of services) {
      visit(name, []);
      for (const [need, how] of Object.entries((all['depends_on'] ?? {}) as Record<string, { condition: string }>)) {
        const once = (named(need).all['restart'] as string).startsWith('on-failure');
        expect([need, how.condition]).toEqual([need, once ? 'service_completed_successfully' : 'service_healthy']);
      }
    }
  });

  it('pins every image to a version', () => {
    for (const { name, image } of services) {
      expect([name, image]).toEqual([
        name,
        expect.stringMatching(/^[a-z0-9./-]+:(v?\d+\.\d+\.?\d*[a-z0-9.-]*|\$\{HVB_VERSION:-\d+\.\d+\.\d+\})$/),
      ]);
    }
  });

  it('takes the Kafka that the tests run', () => {
    const [, version] =
      /<artifactId>kafka_2\.13<\/artifactId>\s*<version>([^<]+)</.exec(readFileSync('infra/engines/pom.xml', 'utf8')) ??
      [];
    for (const service of services.filter(({ image }) => image.startsWith('apache/kafka')))
      expect(service.image).toBe(`apache/kafka:${version ?? ''}`);
  });

  it('gives nobody root or rights that it does not need, apart from who makes the secrets', () => {
    for (const { name, user, all } of services) {
      expect([name, all['privileged']]).toEqual([name, undefined]);
      expect([name, all['cap_drop'], all['security_opt']]).toEqual([name, ['ALL'], ['no-new-privileges:true']]);
      if (name === 'secrets') continue;
      expect([name, all['cap_add']]).toEqual([name, undefined]);
      // The images of broker and log run as their own user.
      if (!/^(kafka|eventstore)-[123u]/.test(name))
        expect([name, user]).toEqual([name, expect.stringMatching(/^[1-9]\d*:\d+$/)]);
    }
    expect(named('secrets').all['network_mode']).toBe('none');
  });

  it('bounds the memory of each, and says how each is known to be well', () => {
    for (const { name, all } of services) {
      expect([name, all['mem_limit']]).toEqual([name, expect.stringMatching(/^\d+[mg]$/)]);
      const once = (all['restart'] as string).startsWith('on-failure');
      // Hub and projector have their health check in their image.
      const inImage = /^(hub|projector)-/.test(name);
      expect([name, once || inImage || all['healthcheck'] !== undefined]).toEqual([name, true]);
    }
  });

  it('opens doors on this machine alone, and none of the engines', () => {
    expect(services.filter(({ ports }) => ports.length > 0).map(({ name }) => name)).toEqual(['proxy', 'grafana']);
    for (const { ports } of services) for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
  });

  it('names no variable of the hub’s that nothing reads, and sets all that must be set', () => {
    for (const { name, environment } of services) {
      const ours = Object.keys(environment).filter((variable) => variable.startsWith('HVB_'));
      expect([name, ours.filter((variable) => !read.has(variable) && !OF_THE_STARTER.includes(variable))]).toEqual([
        name,
        [],
      ]);
    }
    const passwords = readAccess(readFileSync('infra/eventstore/access.yaml', 'utf8')).users.map(({ name }) =>
      passwordVariable(name),
    );
    const told = new Set([...read, ...OF_THE_STARTER, ...passwords]);
    expect([...variablesIn(secrets)].filter((variable) => !told.has(variable))).toEqual([]);
    expect(passwords.filter((variable) => !secrets.includes(variable))).toEqual([]);
    for (const app of ['hub-1', 'projector-1']) {
      const given = [...Object.keys(named(app).environment), ...variablesIn(secrets)];
      expect(given).toEqual(
        expect.arrayContaining([
          'HVB_DATABASE_URL',
          'HVB_EVENTSTORE_URL',
          'HVB_MASTER_KEY',
          'HVB_KAFKA_BROKERS',
          'HVB_ACCESS_DIR',
        ]),
      );
    }
  });

  it('holds no secret: what is one comes from a file that the service alone reads', () => {
    for (const { name, environment } of services) {
      const secret = Object.keys(environment).filter((variable) =>
        /PASSWORD|SECRET|TOKEN|MASTER_KEY|_URL$/.test(variable),
      );
      expect([name, secret.filter((variable) => !/_FILE$/.test(variable))]).toEqual([name, []]);
    }
  });

  it('lets each see the secrets of its own folder, which make-secrets.sh makes', () => {
    const shared = new Set(['access', 'prometheus']);
    for (const { name, mounts } of services.filter(({ name }) => name !== 'secrets')) {
      for (const { source, subpath } of mounts.filter(({ source }) => source === 'secrets')) {
        expect([name, source, subpath]).toEqual([name, 'secrets', expect.any(String)]);
        const folder = (subpath ?? '').replace(/-[123]$/, '');
        expect([
          folder,
          secrets.includes(`give ${folder} `) ||
            secrets.includes(`give "${folder}-$n"`) ||
            secrets.includes(`give "$app"`) ||
            shared.has(folder),
        ]).toEqual([folder, true]);
      }
    }
  });

  it('makes topics for the parties that get a user', () => {
    const [, parties = ''] = /HVB_PARTIES:-([^}]*)\}/.exec(named('secrets').environment['HVB_PARTIES'] ?? '') ?? [];
    const topics = (named('kafka-topics').all['command'] as string[]).filter((argument) =>
      argument.startsWith('--party='),
    );
    expect(topics.map((argument) => argument.replace('--party=', ''))).toEqual(parties.split(' '));
  });

  it('takes an event store that starts, and takes what the log may append (ADR 0014)', () => {
    for (const { image, environment } of services.filter(({ name }) => /^eventstore-\d$/.test(name))) {
      const version = VERSIONS.findLast((known) => image.includes(`:${known}.`));
      const set = {
        ...bytesIn(environment, 'MAX_APPEND_SIZE', 'maxAppendSizeBytes'),
        ...bytesIn(environment, 'MAX_APPEND_EVENT_SIZE', 'maxEventSizeBytes'),
      };
      const { maxAppendSizeBytes, maxEventSizeBytes } = limitsOf(version!, set);
      expect(maxAppendSizeBytes).toBeGreaterThanOrEqual(8 * 1024 * 1024);
      expect(maxEventSizeBytes).toBeGreaterThan(4 * 256 * 1024 + 1_000);
    }
  });
});

/** A setting of the event store's, where it is set. */
function bytesIn(environment: Service['environment'], setting: string, as: keyof Limits): Partial<Limits> {
  const value = environment[`KURRENTDB_${setting}`];
  return value === undefined ? {} : { [as]: Number(value) };
}

describe('the limits of an event store', () => {
  it('are refused from 25.1 on where only the append’s is set, and smaller than an event’s', () => {
    const set = { maxAppendSizeBytes: 8 * 1024 * 1024 };
    expect(() => limitsOf('25.1', set)).toThrow(RangeError);
    expect(limitsOf('25.0', set).maxAppendSizeBytes).toBe(8 * 1024 * 1024);
    expect(limitsOf('26.0', { ...set, maxEventSizeBytes: 8 * 1024 * 1024 }).maxEventSizeBytes).toBe(8 * 1024 * 1024);
  });
});

describe('the one door', () => {
  const nginx = readFileSync('infra/compose/nginx.conf', 'utf8');
  const locations = Array.from(
    nginx.matchAll(/location (= |~ \^)?(\/[^\s{]*) \{\s*(?:return (\d+)|proxy_pass http:\/\/([a-z]+))/g),
    ([, how, path = '', status, upstream]) => ({
      ...{ exact: how === '= ', isPattern: how === '~ ^', path },
      to: upstream ?? status ?? '',
    }),
  );
  /** As nginx chooses: an exact one, a pattern, else the longest beginning. */
  const whereTo = (path: string) =>
    locations.find((one) => one.exact && one.path === path)?.to ??
    locations.find((one) => one.isPattern && new RegExp(`^${one.path}`).test(path))?.to ??
    locations.filter((one) => !one.exact && path.startsWith(one.path)).sort((a, b) => b.path.length - a.path.length)[0]
      ?.to;
  /** Those written at a controller, and those of the lists, which are made from their entries. */
  const doors = (folder: string) => [
    ...sourceFiles([folder], ['.controller.ts'])
      .flatMap(({ text }) => doorsIn(text))
      .map((door) => door.replace(/^\S+ /, '').replace(/:\w+/g, 'x')),
    ...sourceFiles([folder], ['-list.ts']).flatMap(({ text }) =>
      Array.from(text.matchAll(/\bdoor: \{\s*path: '([^']+)'/g), ([, path = '']) => `/v1/${path}`),
    ),
  ];

  it('leads to the hubs what hubs answer, and to the projectors what projectors answer', () => {
    expect(doors('apps/hub/src').length).toBeGreaterThan(3);
    expect(doors('apps/projector/src').length).toBeGreaterThan(4);
    const projectors = [...doors('apps/projector/src'), ...THINGS.map(({ path }) => `/v1/${path}/x`)];
    expect(projectors).toEqual(
      expect.arrayContaining(['/v1/placements', '/v1/deadlines', '/v1/findings', '/v1/sips/x', '/v1/deviations/x']),
    );
    for (const path of doors('apps/hub/src')) expect([path, whereTo(path)]).toEqual([path, 'hubs']);
    for (const path of projectors) expect([path, whereTo(path)]).toEqual([path, 'projectors']);
  });

  it('shows the world outside no metrics, no readiness and no clock of stories', () => {
    for (const path of ['/metrics', '/health/ready', '/v1/simulation/clock', '/']) expect(whereTo(path)).toBe('404');
  });

  it('refuses in the hub’s own words', () => {
    const said = Array.from(
      nginx.matchAll(/default_type application\/problem\+json;\s*return \d+ '(.*)';/g),
      ([, text = '']) => JSON.parse(text) as Problem,
    );
    expect(said.map(({ code }) => code)).toEqual(['NotFound', 'TooLarge', 'NotReady']);
    for (const one of said) expect(one).toEqual(problem(one.code));
  });

  it('is the same in the Helm chart’s ingress', () => {
    const ingress = readFileSync('infra/helm/hvb-hub/templates/ingress.yaml', 'utf8');
    const paths = Array.from(
      ingress.matchAll(/\(tuple "([^"]+)" "(Exact|Prefix|ImplementationSpecific)" "(hub|projector)"\)/g),
      ([, path = '', type, to]) => ({ path, exact: type === 'Exact', to: `${to ?? ''}s` }),
    );
    expect(paths).toHaveLength(8);
    for (const { path: one, exact, to } of paths) {
      const path = one.replace('[^/]+', 'x');
      expect([path, whereTo(exact ? path : `${path}/x`)]).toEqual([path, to]);
    }
  });
});
