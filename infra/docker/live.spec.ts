import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { isLive } from './live.js';

describe('the health check of a container', () => {
  let status = 200;
  const asked: string[] = [];
  const server = createServer((request, answer) => {
    asked.push(request.url ?? '');
    answer.writeHead(status).end('{}');
  });
  let port = '';

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = String((server.address() as AddressInfo).port);
  });
  afterAll(() => server.close());

  it('is well when the process answers /health/live', async () => {
    status = 200;
    expect(await isLive(port)).toBe(true);
    expect(asked.at(-1)).toBe('/health/live');
  });

  it('is not when the process answers anything but 200, does not listen, or no port is set', async () => {
    status = 503;
    expect(await isLive(port)).toBe(false);
    expect(await isLive('1')).toBe(false);
    expect(await isLive(undefined)).toBe(false);
  });
});
