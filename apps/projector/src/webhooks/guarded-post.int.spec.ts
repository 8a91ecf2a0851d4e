import { getEventListeners } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { selfSigned } from '../../../../test/eventstore-protocol/self-signed.js';
import { eventually } from '../../../../test/support/eventually.js';
import { CLOSED_FORMS } from '../../../../test/support/closed-forms.data.js';
import { type Allowed } from './endpoint.js';
import { guardedPost, type PostDeps } from './guarded-post.js';

setFlagsFromString('--expose-gc');
/** Has the engine let go of all that nobody holds. */
const clearAway = runInNewContext('gc') as () => void;

type Answering = (request: IncomingMessage, response: ServerResponse) => void;

const listening = async (server: Server, host = '127.0.0.1'): Promise<number> => {
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return (server.address() as AddressInfo).port;
};
const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.closeAllConnections();
    server.close(() => {
      resolve();
    });
  });

const body = new TextEncoder().encode('{"a":1}');
const posted = (url: string, deps: PostDeps) =>
  guardedPost({ url, headers: { 'content-type': 'text/plain' }, body }, deps);
const resolvedTo =
  (...addresses: readonly string[]) =>
  () =>
    Promise.resolve(addresses);

describe('a post to an address that a party has given (B16)', () => {
  let answering: Answering;
  let server: Server;
  let port: number;
  let heard: IncomingMessage[];
  let allowed: Allowed;
  beforeEach(async () => {
    heard = [];
    answering = (_request, response) => {
      response.writeHead(204).end();
    };
    server = createServer((request, response) => {
      heard.push(request);
      answering(request, response);
    });
    port = await listening(server);
    allowed = { ports: [], places: [`127.0.0.1:${port}`] };
  });
  afterEach(() => closed(server));

  const post = (deps: Partial<PostDeps> = {}) => posted(`http://127.0.0.1:${port}/in?a=b`, { allowed, ...deps });

  it('has more than sixty forms by which it should not get within', () => {
    expect(CLOSED_FORMS.length).toBeGreaterThan(60);
  });

  it.each(CLOSED_FORMS)('does not reach %s (%s, %s)', async (url, why, ...addresses) => {
    let connections = 0;
    server.on('connection', () => (connections += 1));
    const open = { ports: [port], places: [] };
    const attempt = await posted(url.replaceAll('P', String(port)), {
      allowed: open,
      resolve: resolvedTo(...addresses),
    });
    expect([attempt, connections]).toEqual([{ kind: 'refused', why }, 0]);
  });

  it('says what was sent, to whom, and nothing that nobody asked for', async () => {
    let sent = '';
    answering = (request, response) => {
      request.setEncoding('utf8');
      request.on('data', (text: string) => (sent += text));
      request.on('end', () => response.writeHead(200).end('thank you'));
    };
    expect(await post()).toEqual({ kind: 'answered', status: 200 });
    expect([sent, heard[0]?.method, heard[0]?.url, heard[0]?.headers]).toEqual([
      ...['{"a":1}', 'POST', '/in?a=b'],
      { 'content-type': 'text/plain', 'content-length': '7', host: `127.0.0.1:${port}`, connection: 'close' },
    ]);
  });

  it('follows no redirect, and gives it as what it is', async () => {
    answering = (_request, response) => {
      response.writeHead(307, { location: `http://127.0.0.1:${port}/other` }).end();
    };
    expect(await post()).toEqual({ kind: 'answered', status: 307 });
    expect(heard).toHaveLength(1);
  });

  it('reads no proxy from the environment', async () => {
    const names = ['http_proxy', 'HTTP_PROXY', 'https_proxy', 'HTTPS_PROXY', 'ALL_PROXY', 'NODE_USE_ENV_PROXY'];
    const proxy = createServer();
    const at = await listening(proxy);
    let asked = 0;
    proxy.on('connection', () => (asked += 1));
    for (const name of names) process.env[name] = name.startsWith('NODE') ? '1' : `http://127.0.0.1:${at}`;
    try {
      expect(await post()).toEqual({ kind: 'answered', status: 204 });
      expect([asked, heard.length]).toEqual([0, 1]);
    } finally {
      for (const name of names) Reflect.deleteProperty(process.env, name);
      await closed(proxy);
    }
  });

  it('gives when to ask again, as it was said', async () => {
    answering = (_request, response) => {
      response.writeHead(503, { 'retry-after': '120' }).end();
    };
    expect(await post()).toEqual({ kind: 'answered', status: 503, retryAfter: '120' });
  });

  it('reads no more than 4 KiB of an answer, however long it goes on', async () => {
    let written = 0;
    answering = (_request, response) => {
      response.writeHead(200);
      const more = (): void => {
        while (!response.destroyed && written < 64 * 1024 * 1024) {
          written += 64 * 1024;
          if (!response.write(Buffer.alloc(64 * 1024))) break;
        }
      };
      response.on('drain', more);
      more();
    };
    expect(await post()).toEqual({ kind: 'answered', status: 200 });
    expect(written).toBeLessThan(64 * 1024 * 1024);
  });

  it('takes the status for what it is where the answer drips until the time is up', async () => {
    answering = (_request, response) => {
      response.writeHead(200);
      response.write('.');
    };
    expect(await post({ timeoutMs: 100 })).toEqual({ kind: 'answered', status: 200 });
  });

  it('is a failure where nothing is answered in time, where it is broken off, and where nobody listens', async () => {
    answering = () => undefined;
    expect(await post({ timeoutMs: 100 })).toEqual({ kind: 'failed', why: 'timeout' });
    answering = (request) => request.socket.destroy();
    expect(await post()).toEqual({ kind: 'failed', why: 'brokenOff' });
    await closed(server);
    expect(await post()).toEqual({ kind: 'failed', why: 'notReached' });
    server = createServer();
    await listening(server);
  });

  it('keeps nothing of what it has sent for as long as the process goes on', async () => {
    const stopping = new AbortController();
    const once = async (): Promise<WeakRef<Uint8Array>> => {
      const sent = new Uint8Array(1_024);
      const url = `http://127.0.0.1:${port}/`;
      await guardedPost({ url, headers: {}, body: sent }, { allowed, signal: stopping.signal });
      return new WeakRef(sent);
    };
    const sent = await once();
    expect(heard).toHaveLength(1);
    await eventually(() => {
      clearAway();
      expect(sent.deref() === undefined).toBe(true);
    });
    expect(getEventListeners(stopping.signal, 'abort')).toEqual([]);
  });

  it('is a failure where the name takes too long, and where the process stops', async () => {
    const url = 'https://mottagare.example/';
    const never = () => new Promise<readonly string[]>(() => undefined);
    expect(await posted(url, { allowed, resolve: never, timeoutMs: 50 })).toEqual({ kind: 'failed', why: 'timeout' });
    const stopping = AbortSignal.abort();
    expect(await posted(url, { allowed, resolve: never, signal: stopping })).toEqual({
      ...{ kind: 'failed', why: 'brokenOff' },
    });
    expect(await posted(url, { allowed, resolve: () => Promise.reject(new Error('ENOTFOUND')) })).toEqual({
      ...{ kind: 'refused', why: 'nameNotFound' },
    });
  });

  describe('over TLS', () => {
    const { key, certificate } = selfSigned(['mottagare.example']);
    let secure: Server;
    let at: number;
    let names: string[];
    beforeEach(async () => {
      names = [];
      secure = createTlsServer({ key, cert: certificate }, (request, response) => {
        names.push(`${(request.socket as { servername?: string | false }).servername} ${request.headers.host}`);
        response.writeHead(200).end();
      });
      at = await listening(secure);
    });
    afterEach(() => closed(secure));

    const deps = (more: Partial<PostDeps> = {}): PostDeps => ({
      allowed: { ports: [at], places: [`127.0.0.1:${at}`] },
      ca: certificate.toString(),
      resolve: resolvedTo('127.0.0.1'),
      ...more,
    });

    it('goes to the address that was judged, under the name', async () => {
      expect(await posted(`https://mottagare.example:${at}/`, deps())).toEqual({ kind: 'answered', status: 200 });
      expect(names).toEqual([`mottagare.example mottagare.example:${at}`]);
    });

    it('asks for the name once an attempt, so that an answer that changes changes nothing; and judges it at each', async () => {
      const answers = [['127.0.0.1'], ['127.0.0.2'], ['127.0.0.1']];
      let asked = 0;
      const resolve = () => Promise.resolve(answers[asked++] as readonly string[]);
      const url = `https://mottagare.example:${at}/`;
      expect(await posted(url, deps({ resolve }))).toEqual({ kind: 'answered', status: 200 });
      expect([asked, names.length]).toEqual([1, 1]);
      expect(await posted(url, deps({ resolve }))).toEqual({ kind: 'refused', why: 'addressNotAllowed' });
      expect([asked, names.length]).toEqual([2, 1]);
    });

    it('tries the next address of a name where nobody listens at the first', async () => {
      const places = [`127.0.0.1:${at}`, `127.0.0.3:${at}`];
      const resolve = resolvedTo('127.0.0.3', '127.0.0.1');
      const attempt = await posted(
        `https://mottagare.example:${at}/`,
        deps({ resolve, allowed: { ports: [at], places } }),
      );
      expect(attempt).toEqual({ kind: 'answered', status: 200 });
    });

    it('trusts no certificate of another name, nor one that nobody vouches for', async () => {
      expect(await posted(`https://annan.example:${at}/`, deps())).toEqual({ kind: 'failed', why: 'notTrusted' });
      const { ca: _, ...without } = deps();
      expect(await posted(`https://mottagare.example:${at}/`, without)).toEqual({ kind: 'failed', why: 'notTrusted' });
      expect(names).toEqual([]);
    });

    it('names no address by SNI, and trusts a certificate of it', async () => {
      expect(await posted(`https://127.0.0.1:${at}/`, deps())).toEqual({ kind: 'answered', status: 200 });
      expect(names).toEqual([`false 127.0.0.1:${at}`]);
    });
  });
});
