import { createServer } from 'node:net';
import { selfSigned } from '../../../../test/eventstore-protocol/self-signed.js';
import { mailServer, type MailServer } from '../../../../test/support/mail-server.js';
import { type MailSettings } from './mail-settings.js';
import { smtpMailer } from './mailer.js';

const mail = { id: 'b5b0', to: ['a@falun.example', 'b@falun.example'], subject: 'Något väntar', text: 'Öppna /v1/x\n' };
const settingsOf = (port: number, more: Partial<MailSettings> = {}): MailSettings => ({
  ...{ host: '127.0.0.1', port, isTls: false, isPlain: true, from: 'hvb-hub@region.example' },
  ...more,
});
const never = new AbortController().signal;
const sent = (settings: MailSettings, ca?: string, signal = never) =>
  smtpMailer(settings, ca === undefined ? {} : { ca }).send(mail, signal);

describe('a mail by SMTP', () => {
  let server: MailServer;
  afterEach(() => server.close());

  it('comes to all its addresses, from a function, under an id that is the same each time', async () => {
    server = await mailServer();
    expect(await sent(settingsOf(server.port))).toBeNull();
    const [{ to, text, headers } = { to: [], text: '', headers: {} }] = server.received;
    expect(to).toEqual(['a@falun.example', 'b@falun.example']);
    expect(text.trim()).toBe('Öppna /v1/x');
    expect(headers).toMatchObject({
      ...{ from: 'hvb-hub@region.example', 'message-id': '<b5b0@region.example>' },
      'auto-submitted': 'auto-generated',
    });
  });

  it.each([421, 451, 550])('says that it was refused by %d, and nothing of what the server said', async (refusing) => {
    server = await mailServer();
    server.refusing = refusing;
    expect(await sent(settingsOf(server.port))).toEqual({ why: `smtp ${refusing}` });
  });

  it('says that nobody is there', async () => {
    server = await mailServer();
    await server.close();
    expect(await sent(settingsOf(server.port))).toEqual({ why: 'notReached' });
    server = await mailServer();
  });

  it('is left when the process stops, though the server says nothing', async () => {
    server = await mailServer();
    const silent = createServer();
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const stopping = new AbortController();
    silent.on('connection', () => {
      stopping.abort();
    });
    const { port } = silent.address() as { port: number };
    expect(await sent(settingsOf(port), undefined, stopping.signal)).toEqual({ why: 'brokenOff' });
    await new Promise((resolve) => silent.close(resolve));
  });

  it('logs in, and says when it may not', async () => {
    server = await mailServer({ login: { user: 'hub', password: 'ratt' } });
    expect(await sent(settingsOf(server.port, { user: 'hub', password: 'ratt' }))).toBeNull();
    expect(await sent(settingsOf(server.port, { user: 'hub', password: 'fel' }))).toEqual({ why: 'loginRefused' });
  });

  it('goes by TLS or STARTTLS, by a certificate that is trusted, and without either to nobody else', async () => {
    const { key, certificate } = selfSigned(['localhost']);
    const own = { key: key.toString(), cert: certificate.toString() };
    const local = { host: 'localhost', isPlain: false };
    server = await mailServer({ tls: own });
    expect(await sent(settingsOf(server.port, { ...local, isTls: true }), own.cert)).toBeNull();
    expect((await sent(settingsOf(server.port, { ...local, isTls: true })))?.why).toMatch(/^notReached|notTrusted$/);
    await server.close();
    server = await mailServer({ startTls: own });
    expect(await sent(settingsOf(server.port, local), own.cert)).toBeNull();
    expect(await sent(settingsOf(server.port, local))).not.toBeNull();
    await server.close();
    server = await mailServer();
    expect(await sent(settingsOf(server.port, local), own.cert)).not.toBeNull();
    expect(server.received).toEqual([]);
  });
});
