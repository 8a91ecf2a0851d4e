import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type JsonSchema, MESSAGE_TYPES, PROBLEMS } from '#contracts';
import { startStandalone, type Standalone } from '#standalone';
import { type ApiDescription, type Operation } from '../support/api-description.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const run = promisify(execFile);

let hub: Standalone;
let description: ApiDescription;
let file: string;
let pushedFile: string;

beforeAll(async () => {
  const folder = temporaryFolder();
  const simulationFrom = '2026-01-10T08:00:00.000Z' as const;
  hub = await startStandalone({
    dataDir: folder,
    port: 0,
    logLevel: 'silent',
    simulationFrom: simulationFrom as never,
  });
  const headers = { authorization: `Bearer ${await hub.tokenOf('auditor')}` };
  const fetched = async (name: string): Promise<string> => {
    const text = await (await fetch(`${hub.url}/${name}`, { headers })).text();
    await writeFile(join(folder, name), text);
    return join(folder, name);
  };
  file = await fetched('openapi.json');
  pushedFile = await fetched('asyncapi.json');
  description = JSON.parse(await readFile(file, 'utf8')) as ApiDescription;
});
afterAll(() => hub.stop());

const operations = (): readonly (readonly [string, Operation])[] =>
  Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => [`${method} ${path}`, operation] as const),
  );

/** Runs a linter of a description; gives what it says where it finds anything. */
const lint = (command: string, what: string, ...args: string[]): Promise<string> =>
  run(process.execPath, [join('node_modules', command), 'lint', what, ...args], {
    env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', NO_COLOR: '1' },
  }).then(
    ({ stdout, stderr }) => `${stdout}${stderr}`,
    (failed: unknown) => {
      const { stdout, stderr } = failed as { readonly stdout: string; readonly stderr: string };
      throw new Error(`${stdout}${stderr}`);
    },
  );

describe('the API description', () => {
  it('is OpenAPI 3.1 in which Redocly’s strict rules find no error and no warning', async () => {
    expect(description.openapi).toMatch(/^3\.1\./);
    const said = await lint('@redocly/cli/bin/cli.js', file, '--extends', 'recommended-strict', '--format', 'json');
    const { totals } = JSON.parse(said.slice(said.indexOf('{'), said.lastIndexOf('}') + 1)) as {
      readonly totals: unknown;
    };
    expect(totals).toEqual({ errors: 0, warnings: 0, ignored: 0 });
  });

  it('has nothing that Spectral’s rules of OpenAPI find, not even a hint', async () => {
    const said = await lint(
      '@stoplight/spectral-cli/dist/index.js',
      file,
      ...['--ruleset', 'test/openapi/spectral.yaml', '--fail-severity', 'hint'],
    );
    expect(said).toMatch(/No results/);
  });

  it('has a part for what is pushed, in which Spectral’s rules of AsyncAPI find nothing, and would', async () => {
    const rules = ['--ruleset', 'test/openapi/spectral-asyncapi.yaml', '--fail-severity', 'hint'];
    expect(await lint('@stoplight/spectral-cli/dist/index.js', pushedFile, ...rules)).toMatch(/No results/);
    const faulty = `${pushedFile}.faulty.json`;
    const info = {
      title: 'faulty',
      version: '1',
      description: 'its channel has no address',
      license: { name: 'none' },
    };
    await writeFile(faulty, JSON.stringify({ asyncapi: '3.0.0', info, channels: { live: { address: 1 } } }));
    await expect(lint('@stoplight/spectral-cli/dist/index.js', faulty, ...rules)).rejects.toThrow(/channels\.live/);
  });

  it('names one way to say who asks, the same at every door but the open ones', () => {
    expect(Object.keys(description.components.securitySchemes)).toEqual(['token']);
    expect(description.security).toEqual([{ token: [] }]);
    for (const [door, { security = [] }] of operations()) {
      const schemes = security.map((one) => Object.keys(one).join());
      expect([door, schemes]).toEqual([door, door.includes('/health/') ? [] : ['token']]);
    }
  });

  it('gives every answer of every door a form, and every refusal its codes', () => {
    expect(operations().length).toBeGreaterThanOrEqual(20);
    const codes = new Set<string>();
    for (const [door, { responses }] of operations()) {
      expect([door, Object.keys(responses)]).toEqual([door, expect.arrayContaining(['400', '429', '500', '503'])]);
      for (const [status, { content = {} }] of Object.entries(responses)) {
        const media = Object.entries(content);
        expect([door, status, media.length > 0]).toEqual([door, status, true]);
        for (const [type, { schema }] of media) {
          expect([door, status, Object.keys(schema).length > 0]).toEqual([door, status, true]);
          if (type === 'application/problem+json') for (const code of codesIn(schema)) codes.add(code);
        }
      }
    }
    for (const code of codes) expect(Object.keys(PROBLEMS)).toContain(code);
  });

  it('tells a refusal’s codes by its status alone', () => {
    for (const [door, { responses }] of operations()) {
      for (const [status, { content = {} }] of Object.entries(responses)) {
        const schema = content['application/problem+json']?.schema;
        for (const code of schema === undefined ? [] : codesIn(schema))
          expect([door, code, String(PROBLEMS[code as keyof typeof PROBLEMS].status)]).toEqual([door, code, status]);
      }
    }
  });

  it('says of every word of a query what it may be', () => {
    const bare = operations().flatMap(([door, { parameters = [] }]) =>
      parameters
        .filter(({ schema }) => Object.keys(resolved(schema)).join() === 'type')
        .map(({ name }) => `${door} ${name}`),
    );
    expect(bare).toEqual([]);
    const wordOf = (path: string, word: string): JsonSchema =>
      resolved(description.paths[path]!['get']!.parameters!.find(({ name }) => name === word)!.schema);
    expect(wordOf('/v1/deadlines', 'limit')).toEqual({ type: 'integer', minimum: 1, maximum: 1000, default: 100 });
    expect(wordOf('/v1/deadlines', 'status')['enum']).toEqual(['open', 'met', 'overdue', 'lapsed', 'cancelled']);
    expect(wordOf('/v1/deadlines', 'kind')['enum']).toContain('emergencyCostAllocation');
    expect(wordOf('/v1/findings', 'rule')['enum']).toContain('A-007');
    expect(wordOf('/v1/deadlines', 'dueBefore')).toMatchObject({ format: 'date' });
    expect(wordOf('/v1/receipts', 'limit')).toMatchObject({ minimum: 1, maximum: 500, default: 100 });
  });

  it('takes one event, a batch as a list of them, or the data of one', () => {
    const { content } = description.paths['/v1/events']!['post']!.requestBody!;
    expect(resolved(content['application/cloudevents+json']!.schema)['oneOf']).toHaveLength(MESSAGE_TYPES.length);
    expect(content['application/cloudevents-batch+json']!.schema).toMatchObject({ type: 'array', maxItems: 1000 });
    expect(content['application/json']!.schema['anyOf']).toHaveLength(MESSAGE_TYPES.length);
  });
});

const resolved = (schema: JsonSchema): JsonSchema => {
  const { $ref } = schema as { readonly $ref?: string };
  const name = $ref?.split('/').at(-1);
  return name === undefined ? schema : (description.components.schemas[name] as JsonSchema);
};

function codesIn(schema: JsonSchema): readonly string[] {
  const [, narrowed] = schema['allOf'] as readonly [
    unknown,
    { readonly properties: { readonly code: { readonly enum: string[] } } },
  ];
  return narrowed.properties.code.enum;
}
