import { createServer, type Server } from 'node:https';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { BadSetting } from '#engines';
import { HUB_STREAM } from '#event-log';
import { startProtocolServer, type ProtocolServer } from '../../test/eventstore-protocol/protocol-server.js';
import { selfSigned } from '../../test/eventstore-protocol/self-signed.js';
import { readAccess } from './access-file.js';
import { accessFile, applyAccess, nodesOf } from './apply-access.js';
import { setAccess } from './store-access.esdb.js';
import { makeUser } from './store-users.js';

const yaml = readFileSync(accessFile(resolve('infra/eventstore/apply-access.ts')), 'utf8');
const access = readAccess(yaml);

describe('access.yaml', () => {
  it('lets the hub write and both read, also the whole log; nobody else writes, deletes or sets metadata', () => {
    expect(access.userStreams).toEqual({
      $r: ['hvb-hub', 'hvb-projector'],
      $w: ['hvb-hub'],
      $d: ['$admins'],
      $mr: ['hvb-hub', 'hvb-projector'],
      $mw: ['$admins'],
    });
    expect(access.streams['$all']?.$r).toEqual(['$admins', 'hvb-hub', 'hvb-projector']);
    expect(access.streams['hvb-landmarks']?.$w).toContain('hvb-projector');
    // The read side tells what has been signed of the log, and says nothing else.
    expect(access.streams[HUB_STREAM]?.$w).toEqual(['hvb-projector']);
  });
});

describe('the access lists, written to a server of the protocol', () => {
  let server: ProtocolServer;
  beforeAll(async () => {
    server = await startProtocolServer();
  });
  afterAll(() => server.stop());

  it('are set, and not set again where they are so already', async () => {
    expect(await setAccess(server.connectionString, access)).toEqual([
      'set default access',
      'set access to $all',
      'set access to hvb-landmarks',
      `set access to ${HUB_STREAM}`,
    ]);
    expect(await setAccess(server.connectionString, access)).toEqual([
      'unchanged default access',
      'unchanged access to $all',
      'unchanged access to hvb-landmarks',
      `unchanged access to ${HUB_STREAM}`,
    ]);
  });

  it('are set anew where somebody has changed them', async () => {
    await setAccess(server.connectionString, access);
    const other = { ...access, streams: { ...access.streams, 'hvb-landmarks': { $w: ['$all'] } } };
    expect(await setAccess(server.connectionString, other)).toContain('set access to hvb-landmarks');
    expect(await setAccess(server.connectionString, access)).toContain('set access to hvb-landmarks');
  });
});

describe('the users, made over HTTP', () => {
  const { key, certificate } = selfSigned();
  const user = { name: 'hvb-hub', fullName: 'HVB Hub' };
  const asked: string[] = [];
  let answers: number[] = [];
  let server: Server;
  let port = 0;

  beforeAll(async () => {
    server = createServer({ key, cert: certificate }, (request, answer) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        asked.push(`${request.method ?? ''} ${request.url ?? ''} ${request.headers.authorization ?? ''} ${body}`);
        answer.writeHead(answers.shift() ?? 500).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => server.close());
  beforeEach(() => asked.splice(0));

  const store = (nodes = [`127.0.0.1:${port}`]) => ({
    nodes,
    admin: { name: 'admin', password: 'hemligt' },
    ca: certificate.toString(),
  });

  it('are made with the administrator’s credentials', async () => {
    answers = [201];
    expect(await makeUser(store(), user, 'ord')).toBe('created user hvb-hub');
    const basic = `Basic ${Buffer.from('admin:hemligt').toString('base64')}`;
    expect(asked).toEqual([
      `POST /users/ ${basic} {"loginName":"hvb-hub","fullName":"HVB Hub","groups":[],"password":"ord"}`,
    ]);
  });

  it('get their password where they are there already', async () => {
    answers = [409, 200];
    expect(await makeUser(store(), user, 'nytt')).toBe('set password of hvb-hub');
    expect(asked[1]).toMatch(/^POST \/users\/hvb-hub\/command\/reset-password .*\{"newPassword":"nytt"\}$/);
  });

  it('are made by the next node where one does not lead or is away, and refused by name where none takes them', async () => {
    answers = [307, 201];
    const twice = [`127.0.0.1:${port}`, `127.0.0.1:${port}`];
    expect(await makeUser(store(['127.0.0.1:1', ...twice]), user, 'ord')).toBe('created user hvb-hub');
    answers = [401];
    await expect(makeUser(store(), user, 'ord')).rejects.toThrow(/hvb-hub: 127.0.0.1:\d+ 401/);
  });

  it('are not sent to a node whose certificate is not of the authority', async () => {
    answers = [201];
    const other = { ...store(), ca: selfSigned().certificate.toString() };
    await expect(makeUser(other, user, 'ord')).rejects.toThrow(/certificate/);
    expect(asked).toEqual([]);
  });
});

describe('the settings of the tool', () => {
  it('are the connection string and a password for each user, refused by name', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hvb-access-'));
    writeFileSync(join(folder, 'ca.crt'), 'PEM');
    expect(nodesOf(`esdb://admin:h%40@a:2113,b:2113?tls=true&tlsCAFile=${folder}/ca.crt`)).toEqual({
      nodes: ['a:2113', 'b:2113'],
      admin: { name: 'admin', password: 'h@' },
      ca: 'PEM',
    });
    rmSync(folder, { recursive: true });
    expect(() => nodesOf('esdb://a:2113')).toThrow(BadSetting);
    await expect(applyAccess(yaml, {})).rejects.toThrow(/HVB_EVENTSTORE_URL/);
    await expect(applyAccess(yaml, { HVB_EVENTSTORE_URL: 'esdb://admin:x@a:1' })).rejects.toThrow(
      /HVB_EVENTSTORE_PASSWORD_HVB_HUB/,
    );
  });
});
