import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { sourceFiles } from '../test/architecture/source-files.js';
import { importsOf } from '../test/architecture/tidy.js';
import { metricsIn, readCompose, variablesIn } from './declared.js';

const text = (path: string) => readFileSync(`infra/${path}`, 'utf8');
const code = sourceFiles(['apps', 'libs', 'infra'], ['.ts']).filter(({ name }) => !/\.spec\.ts$/.test(name));
const read = new Set(code.flatMap((file) => [...variablesIn(file.text)]));

describe('the Dockerfile', () => {
  const dockerfile = text('docker/Dockerfile');
  const instructions = dockerfile.replace(/\\\n/g, ' ').split('\n');
  const stages = Array.from(dockerfile.matchAll(/^FROM \S+ AS (\S+)$/gm), ([, name]) => name);

  it('makes hub, projector and standalone, and compose.yaml builds the two that it runs', () => {
    expect(stages).toEqual(expect.arrayContaining(['hub', 'projector', 'standalone']));
    const built = readCompose().services.map(({ all }) => (all['build'] as { target: string } | undefined)?.target);
    expect([...new Set(built)].filter((target) => target !== undefined).sort()).toEqual(['hub', 'projector']);
  });

  it('takes its base at a version that package.json allows, and may be given a digest', () => {
    const [, image = ''] = /^ARG NODE_IMAGE=(\S+)$/m.exec(dockerfile) ?? [];
    expect(image).toMatch(/^node:24\.\d+\.\d+-[a-z]+-slim$/);
    const bases = Array.from(dockerfile.matchAll(/^FROM (\S+)/gm), ([, base = '']) => base);
    expect(bases.filter((base) => base !== '${NODE_IMAGE}' && !stages.includes(base))).toEqual([]);
  });

  it('runs as a user with a number and no rights, which is stopped as the hub stops', () => {
    expect(instructions.filter((line) => line.startsWith('USER '))).toEqual(['USER 10001:10001']);
    expect(instructions).toContain('STOPSIGNAL SIGTERM');
  });

  it('starts programs, not shells, and brings no package that only building needs', () => {
    const started = instructions.filter((line) => /^(CMD|ENTRYPOINT|HEALTHCHECK)/.test(line));
    for (const line of started) expect(line).toMatch(/(CMD|ENTRYPOINT) \[/);
    expect(dockerfile).toContain('npm ci --omit=dev');
    expect(dockerfile).toContain('COPY --from=dependencies /app/node_modules');
    expect(dockerfile).not.toMatch(/COPY (--from=build )?\/app\/node_modules/);
  });

  it('starts and copies only what is there', () => {
    const sources = Array.from(
      dockerfile.matchAll(/dist\/((?:apps|infra)\/\S+)\.js/g),
      ([, path = '']) => `${path}.ts`,
    );
    expect(sources).toHaveLength(4);
    const files = code.map(({ path }) => path);
    for (const source of sources) expect(files).toContain(source);
    for (const variable of variablesIn(dockerfile)) expect([variable, read.has(variable)]).toEqual([variable, true]);
  });

  it('copies all that the code in the image imports', () => {
    const copied = Array.from(dockerfile.matchAll(/^COPY (\S+) \.\/\1$/gm), ([, path = '']) => path).filter(
      (path) => path !== 'test/scenarios',
    );
    // What .dockerignore leaves out of a lib is not there to import anything.
    const inImage = code.filter(
      ({ path }) => copied.some((folder) => path.startsWith(`${folder}/`)) && !/^libs\/[^/]+\/test\//.test(path),
    );
    expect(inImage.length).toBeGreaterThan(100);
    const outside = inImage.flatMap((file) =>
      importsOf(file)
        .filter((to) => to.startsWith('.'))
        .map((to) => posix.join(file.folder, to))
        .filter((to) => !copied.some((folder) => to.startsWith(`${folder}/`)))
        .map((to) => `${file.path}: ${to}`),
    );
    expect(outside).toEqual([]);
  });

  it('sees of the tree what .dockerignore lets through: no specs, no secrets', () => {
    const ignored = readFileSync('.dockerignore', 'utf8').split('\n');
    expect(ignored).toEqual(expect.arrayContaining(['*', '**/*.spec.ts', 'libs/*/test', '**/node_modules', '**/dist']));
    const copied = instructions
      .filter((line) => /^COPY (?!--from)/.test(line))
      .flatMap((line) => line.split(' ').slice(1, -1));
    for (const path of copied)
      expect(ignored).toContain(`!${path.replace(/^\.\//, '').replace(/^infra\/.*/, 'infra')}`);
  });
});

describe('the Helm chart', () => {
  const schema = JSON.parse(text('helm/hvb-hub/values.schema.json')) as object;
  const values = parse(text('helm/hvb-hub/values.yaml')) as Record<string, Record<string, unknown>>;
  const takes = new Ajv({ strictTypes: false, strictRequired: false }).compile(schema);
  const templates = readdirSync('infra/helm/hvb-hub/templates').map(
    (name) => [name, text(`helm/hvb-hub/templates/${name}`)] as const,
  );

  it('takes its own values', () => {
    takes(values);
    expect(takes.errors).toBeNull();
  });

  it.each([
    ['a word that it does not know', { ...values, replicas: 3 }],
    ['a word that it does not know, deep down', { ...values, hub: { ...values['hub'], replica: 3 } }],
    ['the tag latest', { ...values, image: { ...values['image'], tag: 'latest' } }],
    ['a digest that is none', { ...values, image: { ...values['image'], digest: { hub: 'sha256:1' } } }],
    ['a broker without a port', { ...values, kafka: { ...values['kafka'], brokers: ['kafka-1'] } }],
    ['an ingress without TLS', { ...values, ingress: { ...values['ingress'], enabled: true, host: 'a.se' } }],
    ['less time to stop than the hub takes', { ...values, terminationGracePeriodSeconds: 5 }],
  ])('refuses %s', (_, wrong) => {
    expect(takes(wrong)).toBe(false);
  });

  it('has a schema for every value, and no object that takes any word', () => {
    const loose: string[] = [];
    const walk = (node: unknown, path: string): void => {
      if (typeof node !== 'object' || node === null) return;
      const one = node as Record<string, unknown>;
      if ('properties' in one && one['type'] === 'object' && one['additionalProperties'] !== false) loose.push(path);
      for (const [key, value] of Object.entries(one)) walk(value, `${path}/${key}`);
    };
    walk(schema, '');
    expect(loose).toEqual([]);
  });

  it('names only variables that the code reads, and sets those that must be', () => {
    const named = new Set(templates.flatMap(([, template]) => [...variablesIn(template)]));
    expect([...named].filter((variable) => !read.has(variable))).toEqual([]);
    expect([...named]).toEqual(
      expect.arrayContaining(['HVB_DATABASE_URL', 'HVB_EVENTSTORE_URL', 'HVB_MASTER_KEY', 'HVB_ACCESS_DIR']),
    );
  });

  it('holds no secret’s value, asks only of doors that are there, and grants nothing', () => {
    const all = templates.map(([, template]) => template).join('\n');
    expect(all).not.toMatch(/kind: Secret\b/);
    for (const [, path = ''] of all.matchAll(/httpGet: \{ path: (\S+),/g))
      expect(['/health/live', '/health/ready']).toContain(path);
    expect(all).toContain('runAsNonRoot: true');
    expect(all).toContain('readOnlyRootFilesystem: true');
    expect(all).not.toMatch(/privileged: true|hostNetwork|ClusterRole/);
  });

  it('is of the version of the program', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(parse(text('helm/hvb-hub/Chart.yaml'))).toMatchObject({ appVersion: version });
    expect(text('compose.yaml')).toContain(`\${HVB_VERSION:-${version}}`);
  });
});

describe('alerts and dashboard', () => {
  /** Of the code: whatever stands as a metric's name, in the form that all of them have. */
  const there = new Set(
    code.flatMap(({ text: source }) =>
      Array.from(source.matchAll(/(?:name: |gauge\(|byParty\(|counter\()\s*'(hvb_[a-z_]+)'/g), ([, name]) => name),
    ),
  );

  it.each([
    'observability/rules.yaml',
    'observability/rules.test.yaml',
    'observability/grafana/dashboards/hvb-hub.json',
  ])('%s names only metrics that the code has', (path) => {
    expect(there.size).toBeGreaterThan(10);
    expect([...metricsIn(text(path))].filter((name) => !there.has(name))).toEqual([]);
  });

  it('say what to do, in Swedish, for every alert', () => {
    const { groups } = parse(text('observability/rules.yaml')) as {
      groups: { rules: { alert: string; annotations: Record<string, string>; labels: Record<string, string> }[] }[];
    };
    for (const { alert, annotations, labels } of groups.flatMap(({ rules }) => rules)) {
      expect([alert, Object.keys(annotations)]).toEqual([alert, ['summary', 'description']]);
      expect(['page', 'critical', 'warning']).toContain(labels['severity']);
    }
  });

  it('watch the jobs that the rules name', () => {
    const { scrape_configs: jobs } = parse(text('observability/prometheus.yaml')) as {
      scrape_configs: { job_name: string; static_configs: { targets: string[] }[] }[];
    };
    expect(jobs.map(({ job_name: name }) => name)).toEqual(['hvb-hub', 'hvb-projector']);
    const services = readCompose().services.map(({ name }) => name);
    for (const target of jobs.flatMap(({ static_configs: configs }) => configs.flatMap(({ targets }) => targets)))
      expect(services).toContain(target.replace(/:\d+$/, ''));
  });
});
