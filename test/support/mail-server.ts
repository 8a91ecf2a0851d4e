/** A mail server on this machine, as an installation has one; and those that refuse, or are away. */
import { createRequire } from 'node:module';
import { type AddressInfo, type Server } from 'node:net';

/** Of `smtp-server`, what is used. */
interface Session {
  readonly envelope: { readonly rcptTo: readonly { readonly address: string }[] };
}
interface Smtp {
  readonly server: Server;
  listen(port: number, host: string, done: () => void): void;
  close(done: () => void): void;
}
type SmtpServer = new (options: object) => Smtp;

export interface MailReceived {
  readonly to: readonly string[];
  /** With its headers, as it came. */
  readonly raw: string;
  /** Its text, decoded. */
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface MailServer {
  readonly port: number;
  readonly received: MailReceived[];
  /** What it answers to a mail instead of taking it; null where it takes it. */
  refusing: number | null;
  close(): Promise<void>;
}

interface TlsOf {
  readonly key: string;
  readonly cert: string;
}

interface MailServerOptions {
  /** Else any free one. */
  readonly port?: number;
  /** TLS from the first byte. */
  readonly tls?: TlsOf;
  /** `STARTTLS` is offered by its key and certificate; else it is not. */
  readonly startTls?: TlsOf;
  /** Who must log in, by which password. */
  readonly login?: { readonly user: string; readonly password: string };
}

/** Listens on loopback. */
export async function mailServer({ port = 0, tls, startTls, login }: MailServerOptions = {}): Promise<MailServer> {
  const { SMTPServer } = createRequire(import.meta.url)('smtp-server') as { readonly SMTPServer: SmtpServer };
  const received: MailReceived[] = [];
  const server: { refusing: number | null } = { refusing: null };
  const smtp = new SMTPServer({
    ...(tls ?? startTls ?? {}),
    ...{ secure: tls !== undefined, hideSTARTTLS: startTls === undefined, authOptional: login === undefined },
    ...{ disabledCommands: login === undefined ? ['AUTH'] : [], disableReverseLookup: true },
    allowInsecureAuth: true,
    onAuth: (
      auth: { username: string; password: string },
      _session: unknown,
      done: (e: unknown, a?: object) => void,
    ) => {
      if (auth.username === login?.user && auth.password === login.password) done(null, { user: auth.username });
      else done(new Error('no'));
    },
    onData: (stream: NodeJS.ReadableStream, { envelope }: Session, done: (error?: Error) => void) => {
      let raw = '';
      stream.on('data', (chunk: Buffer) => (raw += chunk.toString('latin1')));
      stream.on('end', () => {
        if (server.refusing !== null) {
          done(Object.assign(new Error('hvb@falun.example is refused'), { responseCode: server.refusing }));
          return;
        }
        received.push({ to: envelope.rcptTo.map(({ address }) => address), raw, ...readMail(raw) });
        done();
      });
    },
  });
  smtp.server.on('error', () => undefined);
  (smtp as unknown as { on: (name: string, by: () => void) => void }).on('error', () => undefined);
  await new Promise<void>((resolve) => {
    smtp.listen(port, '127.0.0.1', resolve);
  });
  return Object.assign(server, {
    port: (smtp.server.address() as AddressInfo).port,
    received,
    close: () =>
      new Promise<void>((resolve) => {
        smtp.close(resolve);
      }),
  });
}

function readMail(raw: string): Pick<MailReceived, 'text' | 'headers'> {
  const [head = '', ...rest] = raw.split('\r\n\r\n');
  const lines = head.replace(/\r\n[ \t]+/g, ' ').split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  );
  const body = rest.join('\r\n\r\n');
  const encoding = headers['content-transfer-encoding'] ?? '7bit';
  return { headers, text: DECODED[encoding]?.(body) ?? body };
}

const DECODED: Readonly<Record<string, (body: string) => string>> = {
  base64: (body) => Buffer.from(body, 'base64').toString(),
  'quoted-printable': (body) =>
    Buffer.from(
      body
        .replace(/=\r\n/g, '')
        .replace(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16))),
      'latin1',
    ).toString(),
};
