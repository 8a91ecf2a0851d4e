/** What the hub refuses, in whatever way it is deployed: nothing of it comes into the log, and what was readable is put aside. */
import { connect } from 'node:net';
import { type Problem } from '#contracts';
import { type Receipt } from '#hub';
import { PLACING_PARTY } from '../support/case-builder.js';
import { urlsOf, type Deploy, type Deployed, type Deployment } from '../support/deployment.js';
import { json, KEPT, registered, started, structured, TURNED_AWAY, type Sent } from './refused-messages.js';

const BAD_QUESTIONS: readonly (readonly [path: string, status: number, code: string, pointer?: string])[] = [
  ['/v1/placements?limit=0', 400, 'BadRequest', '/limit'],
  ['/v1/placements?limit=1e3', 400, 'BadRequest', '/limit'],
  ['/v1/placements?status=open', 400, 'BadRequest', '/status'],
  ['/v1/placements?knownAt=1', 400, 'BadRequest', '/knownAt'],
  ['/v1/placements?asOf=2026-02-30', 400, 'BadRequest', '/asOf'],
  ['/v1/placements?asOf=2026-01-01&asOf=2026-01-02', 400, 'BadRequest', '/asOf'],
  ['/v1/placements?__proto__=1', 400, 'BadRequest', '/__proto__'],
  ['/v1/placements?constructor=1', 400, 'BadRequest', '/constructor'],
  ['/v1/placements?waitFor=x', 400, 'BadRequest', '/waitFor'],
  ['/v1/placements?waitFor=99999999', 400, 'BadRequest', '/waitFor'],
  ['/v1/placements?asOf=%zz', 400, 'BadRequest', '/asOf'],
  ['/v1/deadlines?of=sip/1', 400, 'BadRequest', '/of'],
  ['/v1/deadlines?of=', 400, 'BadRequest', '/of'],
  [`/v1/deadlines?of=${registered.subject}&status=open`, 400, 'BadRequest', '/status'],
  ['/v1/deadlines?dueBefore=soon', 400, 'BadRequest', '/dueBefore'],
  ['/v1/findings?kind=x', 400, 'BadRequest', '/kind'],
  ['/v1/agreements?knownAt=never', 400, 'BadRequest', '/knownAt'],
  [`/v1/placements/${registered.subject.slice(10)}/costs?colour=red`, 400, 'BadRequest', '/colour'],
  ['/v1/placements/1', 404, 'NotFound'],
  ['/v1/placements/%00', 404, 'NotFound'],
  [`/v1/placements/${'1'.repeat(201)}`, 400, 'BadRequest'],
  [`/v1/placements/${registered.subject.slice(10)}/timelines`, 404, 'NotFound'],
  [`/v1/placements/${registered.subject.slice(10)}/constructor`, 404, 'NotFound'],
  ['/v1/nothing', 404, 'NotFound'],
  ['/v1/../etc/passwd', 404, 'NotFound'],
];

/** What a spec may ask of a deployment beside what it has been sent. */
export interface Watch {
  /** How many messages of the placing kommun have been put aside. */
  readonly inQuarantine: () => Promise<number>;
  readonly logHead: () => Promise<string>;
}

/** `more`: what else is refused where there are more ways in; called to declare its tests. */
export function refusalsContract(deploy: Deploy, more: (watch: Watch) => void = () => undefined): void {
  let deployment: Deployment;
  let hub: Deployed;
  let authorization = '';
  beforeAll(async () => {
    deployment = await deploy({ logLevel: 'silent' });
    hub = await deployment.start();
    ({ authorization } = await hub.as(PLACING_PARTY));
    expect((await post({ body: json(registered) })).status).toBe(202);
  });
  afterAll(async () => {
    await hub.end('SIGTERM');
    await deployment.close();
  });

  const logHead = (): Promise<string> => deployment.logHead();
  const post = ({ body, headers = structured }: Sent): Promise<Response> =>
    fetch(`${hub.url}/v1/events`, { method: 'POST', headers: { authorization, ...headers }, body });

  const inQuarantine = async (): Promise<number> => {
    const ids = new Set<string>();
    for (let after = 0, before = -1; before !== ids.size;) {
      before = ids.size;
      const answer = await fetch(`${hub.url}/v1/quarantine?limit=100&after=${after}`, { headers: { authorization } });
      const { entries, next } = (await answer.json()) as { entries: { quarantineId: string }[]; next: number };
      for (const { quarantineId } of entries) ids.add(quarantineId);
      after = next;
    }
    return ids.size;
  };

  const refused = async (sent: Sent): Promise<readonly [number, string, string | undefined]> => {
    const answer = await post(sent);
    const body = (await answer.json()) as Problem | readonly [Receipt];
    const problem = (Array.isArray(body) ? (body as readonly [Receipt])[0].problem : body) as Problem;
    expect(problem).toMatchObject({ title: expect.any(String), detail: expect.any(String), status: answer.status });
    return [answer.status, problem.code, problem.pointer];
  };

  for (const [what, sent, ...expected] of KEPT)
    it(`${what}, and puts it aside once`, async () => {
      const [head, kept] = [await logHead(), await inQuarantine()];
      const [status, code, pointer] = await refused(sent);
      expect([status, code, ...(pointer === undefined || pointer === '' ? [] : [pointer])]).toEqual(expected);
      expect([await logHead(), await inQuarantine()]).toEqual([head, kept + 1]);
    });

  for (const [what, sent, ...expected] of TURNED_AWAY)
    it(`${what} at the door`, async () => {
      const [head, kept] = [await logHead(), await inQuarantine()];
      const [status, code] = await refused(sent);
      expect([status, code]).toEqual(expected);
      expect([await logHead(), await inQuarantine()]).toEqual([head, kept]);
    });

  it.each(BAD_QUESTIONS)('the question %s', async (path, ...expected) => {
    const answer = await fetch(`${hub.readUrl}${path}`, { headers: { authorization } });
    const { code, pointer } = (await answer.json()) as Problem;
    expect([answer.status, code, ...(pointer === undefined ? [] : [pointer])]).toEqual(expected);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  });

  it('what cannot be read as HTTP, with a problem and not with silence', async () => {
    for (const url of urlsOf(hub)) {
      expect(await answerTo(url, 'NONSENSE\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 [^]*"code":"BadRequest"/);
      const long = `GET /health/live HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(100_000)}\r\n\r\n`;
      expect(await answerTo(url, long)).toMatch(/^HTTP\/1\.1 4/);
    }
  });

  more({ inQuarantine, logHead });

  it('and goes on: nothing of all that is in the log, and what is right is taken', async () => {
    expect((await post({ body: json(started) })).status).toBe(202);
    for (const url of urlsOf(hub)) expect((await fetch(`${url}/health/ready`)).status).toBe(200);
  });
}

/** Everything that is said on a connection on which this was written, until it ends. */
function answerTo(url: string, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(text));
    let answer = '';
    socket.on('data', (bytes) => (answer += bytes.toString()));
    socket.on('close', () => {
      resolve(answer);
    });
    socket.on('error', reject);
  });
}
