/** Sends mail by SMTP, one connection each: over TLS, and never without it but on the machine itself. */
import { createRequire } from 'node:module';
import { connect, type Socket } from 'node:net';
import { type MailSettings } from './mail-settings.js';

/** Milliseconds until the server has been reached, has greeted, and has answered each command. */
export const CONNECT_MS_MAX = 10_000;
export const ANSWER_MS_MAX = 20_000;

export interface Mail {
  /** By which a server knows the same mail again. */
  readonly id: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
}

/** Why it has not been taken, in words of ours. */
export interface NotSent {
  readonly why: string;
}

export interface Mailer {
  /** Null where a server has taken it. Never rejects. */
  send(mail: Mail, signal: AbortSignal): Promise<NotSent | null>;
}

/** Of `nodemailer`, what is used. */
interface Transport {
  readonly sendMail: (mail: object) => Promise<unknown>;
  readonly close: () => void;
}
interface Nodemailer {
  readonly createTransport: (options: object) => Transport;
}

interface SmtpError {
  readonly code?: string;
  readonly responseCode?: number;
}

/** Loads its library when it is made: a hub that sends no mail has none of it. `ca`: trusted instead of the machine's. */
export function smtpMailer(settings: MailSettings, { ca }: { readonly ca?: string } = {}): Mailer {
  const { createTransport } = createRequire(import.meta.url)('nodemailer') as Nodemailer;
  const { host, port, isTls, isPlain, user, password, from } = settings;
  const options = {
    ...{ host, port, secure: isTls, requireTLS: !isTls && !isPlain, ignoreTLS: isPlain },
    ...(user === undefined ? {} : { auth: { user, pass: password } }),
    ...(ca === undefined ? {} : { tls: { ca } }),
    ...{ greetingTimeout: CONNECT_MS_MAX, socketTimeout: ANSWER_MS_MAX },
    ...{ disableFileAccess: true, disableUrlAccess: true },
  };
  const domain = from.slice(from.indexOf('@') + 1);
  return {
    send: async ({ id, to, subject, text }, signal) => {
      const transport = createTransport({ ...options, getSocket: socketUntil({ host, port }, signal) });
      try {
        await transport.sendMail({
          ...{ from, to, subject, text, messageId: `<${id}@${domain}>` },
          headers: { 'Auto-Submitted': 'auto-generated' },
        });
        return null;
      } catch (error) {
        return whyNot(error as SmtpError);
      } finally {
        transport.close();
      }
    },
  };
}

type GotSocket = (error: Error | null, socket?: { readonly connection: Socket }) => void;

/** A connection of ours, which ends when the process stops: a server that says nothing holds up nobody. */
const socketUntil =
  (to: { readonly host: string; readonly port: number }, signal: AbortSignal) =>
  (_options: unknown, got: GotSocket): void => {
    if (signal.aborted) {
      got(new Error('aborted'));
      return;
    }
    const socket = connect(to);
    const leave = (): void => {
      socket.destroy(new Error('aborted'));
    };
    const tooLate = setTimeout(() => {
      socket.destroy(Object.assign(new Error('not reached in time'), { code: 'ETIMEDOUT' }));
    }, CONNECT_MS_MAX);
    signal.addEventListener('abort', leave, { once: true });
    socket.once('close', () => {
      clearTimeout(tooLate);
      signal.removeEventListener('abort', leave);
    });
    socket.once('error', got);
    socket.once('connect', () => {
      clearTimeout(tooLate);
      socket.off('error', got);
      got(null, { connection: socket });
    });
  };

/** By the library's codes. What the server said is told nowhere: it may hold the address. */
const WORDS: Readonly<Record<string, string>> = {
  ECONNECTION: 'notReached',
  EDNS: 'notReached',
  ESOCKET: 'notReached',
  ECONNREFUSED: 'notReached',
  ETIMEDOUT: 'timeout',
  ETLS: 'notTrusted',
  EAUTH: 'loginRefused',
};

function whyNot({ code = '', responseCode }: SmtpError): NotSent {
  if (responseCode !== undefined && code !== 'EAUTH') return { why: `smtp ${responseCode}` };
  return { why: WORDS[code] ?? 'brokenOff' };
}
