/** Imports go left only: domain ← contracts ← event-log ← engines ← access ← cases ← follow ← proof ← bundle ← http ← apps. */
const order = ['domain', 'contracts', 'event-log', 'engines', 'access', 'cases', 'follow', 'proof', 'bundle', 'http'];
const leftOnly = order.map((lib, i) => ({
  name: `${lib}-imports-left-only`,
  severity: 'error',
  from: { path: `^libs/${lib}/` },
  to: { path: [...order.slice(i + 1).map((right) => `^libs/${right}/`), '^apps/'] },
}));
const client = (name, suffix) => ({
  name: `${name}-only-in-its-adapter`,
  comment: `All of ${name} can be replaced by changing the files named *.${suffix}.ts`,
  severity: 'error',
  from: { path: '^(libs|apps|infra)/', pathNot: `(\\.${suffix}(\\.(int|engine))?(\\.spec)?|^infra/.*\\.spec)\\.ts$` },
  to: { path: `node_modules/(@types/)?${name}/` },
});

const law = '^libs/domain/src/';
const unless = '(?!(?:kernel|calendar|identity|rules|fact|saying|story|making|case|what-if)/)';
/** The floors of the law, from the ground: each imports its own and those beneath it. A kind's facts lie beneath its checks. */
const floors = [
  ['numbers and rules', `${law}(?:kernel|calendar|identity|rules)/`],
  ['what may be told', `${law}(?:fact|${unless}[^/]+/facts)/`],
  ['saying', `${law}saying/`],
  ['story', `${law}story/`],
  ['making', `${law}making/`],
  ['each matter', `${law}${unless}[^/]+/(?!facts/)`],
  ['case', `${law}case/`],
  ['what if', `${law}what-if/`],
];
const floorByFloor = floors.slice(0, -1).map(([floor, path], i) => ({
  name: `law-${floor.replaceAll(' ', '-')}-stands-on-what-is-beneath`,
  severity: 'error',
  from: { path, pathNot: '\\.spec\\.ts$' },
  to: { path: [...floors.slice(i + 1).map(([, above]) => above), `${law}[^/]+$`] },
}));

module.exports = {
  forbidden: [
    ...leftOnly,
    ...floorByFloor,
    {
      name: 'domain-is-pure',
      comment: 'The law imports nothing but itself.',
      severity: 'error',
      from: { path: '^libs/domain/src/', pathNot: '\\.spec\\.ts$' },
      to: { pathNot: '^libs/domain/src/' },
    },
    {
      name: 'contracts-never-judge',
      comment: 'Of the domain the wire sees facts, ids and value checks, never decide or assess.',
      severity: 'error',
      from: { path: '^libs/contracts/src/' },
      to: { path: '^libs/domain/src/', pathNot: '^libs/domain/src/facts\\.ts$' },
    },
    {
      name: 'hub-and-projector-are-strangers',
      severity: 'error',
      from: { path: '^apps/hub/' },
      to: { path: '^apps/projector/' },
    },
    {
      name: 'projector-and-hub-are-strangers',
      severity: 'error',
      from: { path: '^apps/projector/' },
      to: { path: '^apps/hub/' },
    },
    {
      name: 'infra-is-not-built-on',
      comment: 'Apps and libs run without it; their specs may start engines by it.',
      severity: 'error',
      from: { path: '^(libs|apps)/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^infra/' },
    },
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'libs-by-their-front-door',
      comment: 'Across libs import #name, never a path into another lib.',
      severity: 'error',
      from: { path: '^(libs|apps)/([^/]+)/' },
      to: {
        path: '^(libs|apps)/[^/]+/src/',
        pathNot: [
          ...['^$1/$2/', '/src/index\\.ts$', '^libs/domain/src/facts\\.ts$'],
          ...['^libs/event-log/src/cluster\\.ts$', '^libs/engines/src/kafka\\.ts$'],
          '^libs/http/src/(refusal|descriptors)\\.ts$',
        ],
      },
    },
    client('kafkajs', 'kafka'),
    client('@eventstore/db-client', 'esdb'),
    client('@kurrent/kurrentdb-client', 'esdb'),
    client('better-sqlite3', 'sqlite'),
    client('pg', 'postgres'),
    client('pkcs11js', 'pkcs11'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      conditionNames: ['source', 'import', 'require', 'node', 'default'],
      exportsFields: ['exports'],
    },
  },
};
