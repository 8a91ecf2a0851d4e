/** Whether the installation sends mail, by which server, and where its doors are, as the environment says it. */
import { BadSetting, given, required, type Environment } from '#engines';

export interface MailSettings {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte; else `STARTTLS`, which must be had. */
  readonly isTls: boolean;
  /** Neither: on the machine itself alone. */
  readonly isPlain: boolean;
  readonly user?: string;
  readonly password?: string;
  /** An address of a function. */
  readonly from: string;
}

export interface AlertSettings {
  /** Absent where no mail is sent. */
  readonly mail?: MailSettings;
  /** Where the hub's doors are, without a slash at its end. */
  readonly publicUrl?: string;
}

const PORT_OF: Readonly<Record<string, number>> = { 'smtps:': 465, 'smtp:': 587 };
const OF_THIS_MACHINE: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];
const ADDRESS = /^[A-Za-z0-9_.+-]{1,64}@[A-Za-z0-9.-]{1,190}$/;
const EXPECTED = 'smtps://user:password@mail.example:465, smtp://mail.example:587';

/** Reads `HVB_SMTP_URL`, `HVB_MAIL_FROM` and `HVB_PUBLIC_URL`; the latter two must be set where the first is. Throws `BadSetting`. */
export function alertSettings(environment: Environment): AlertSettings {
  const publicUrl = publicUrlIn(environment);
  const text = given(environment, 'HVB_SMTP_URL');
  if (text === undefined) return publicUrl === undefined ? {} : { publicUrl };
  const from = required(environment, 'HVB_MAIL_FROM', 'hvb-hub@region.example');
  if (!ADDRESS.test(from)) throw new BadSetting('HVB_MAIL_FROM: hvb-hub@region.example');
  if (publicUrl === undefined) throw new BadSetting('HVB_PUBLIC_URL saknas: https://hub.example (must be set)');
  return { mail: { ...serverIn(text), from }, publicUrl };
}

function serverIn(text: string): Omit<MailSettings, 'from'> {
  const url = URL.canParse(text) ? new URL(text) : null;
  const usual = url && PORT_OF[url.protocol];
  // Never repeated: a password may stand in it.
  if (!url || !usual || !isBare(url)) throw new BadSetting(`HVB_SMTP_URL: ${EXPECTED}`);
  const { hostname, port } = url;
  const isTls = url.protocol === 'smtps:';
  return {
    ...{ host: hostname.replace(/^\[|\]$/g, ''), port: port === '' ? usual : Number(port), isTls },
    isPlain: !isTls && OF_THIS_MACHINE.includes(hostname),
    ...loginIn(url),
  };
}

const loginIn = ({ username, password }: URL): Pick<MailSettings, 'user' | 'password'> =>
  username === '' ? {} : { user: decodeURIComponent(username), password: decodeURIComponent(password) };

/** A server, and nothing behind it. */
const isBare = ({ hostname, pathname, search, hash }: URL): boolean =>
  hostname !== '' && pathname.length <= 1 && search === '' && hash === '';

function publicUrlIn(environment: Environment): string | undefined {
  const text = given(environment, 'HVB_PUBLIC_URL');
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : null;
  const isPlain = url !== null && url.search === '' && url.hash === '' && url.username === '';
  if (!isPlain || !['https:', 'http:'].includes(url.protocol))
    throw new BadSetting('HVB_PUBLIC_URL: https://hub.example');
  return text.replace(/\/+$/, '');
}
