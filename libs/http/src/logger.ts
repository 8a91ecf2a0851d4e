/** The hub's log: one JSON object a line. No personal data, no query string, no body, no pointer ever stands in it. */
import { destination, pino, type DestinationStream, type LogFn, type Logger } from 'pino';
import { type LoggerService } from '@nestjs/common';

/** Lines are gathered up to so many bytes, or so long, before they are written. */
const BUFFER_BYTES = 4_096;
const FLUSH_EVERY_MS = 500;
const CAUSES_MAX = 3;

/** Ten or twelve digits, as a person number is written. The last net: nothing should need it. */
const PERSON_NUMBER_FORM = /(?<![0-9a-f.-])(?:\d{2})?\d{6}[-+]?\d{4}(?![0-9a-f-])/g;

export type { Logger };

/** A log to standard output, or to `stream`. `level` as in pino: `info`, `warn`, `silent`, … */
export function hubLogger(name: string, level = 'info', stream?: DestinationStream): Logger {
  return pino(
    {
      level,
      base: { name },
      timestamp: () => `,"at":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: whatFailed },
      redact: {
        paths: ['authorization', '*.authorization', '*.*.authorization', 'token', '*.token'],
        censor: '[secret]',
      },
      hooks: { streamWrite: withoutPersonNumbers, logMethod: withoutMessageOfErrors },
    },
    stream ?? bufferedOutput(),
  );
}

/** Standard output, gathered; what is left is written when the process exits by itself. */
function bufferedOutput(): DestinationStream {
  const output = destination({ sync: false, minLength: BUFFER_BYTES });
  setInterval(() => {
    output.flush();
  }, FLUSH_EVERY_MS).unref();
  return output;
}

/** Digits become nines, so that a line stays the JSON that it was. */
function withoutPersonNumbers(line: string): string {
  return line.replace(PERSON_NUMBER_FORM, (number) => number.replace(/\d/g, '9'));
}

/** Left to itself pino says an error's message where no text is given beside it. */
function withoutMessageOfErrors(this: Logger, args: Parameters<LogFn>, method: LogFn): void {
  const [first] = args;
  if (args.length === 1 && typeof first === 'object') method.apply(this, [first, 'failed']);
  else method.apply(this, args);
}

interface Failure {
  readonly name: string;
  readonly code?: string;
  readonly at?: readonly string[];
  readonly cause?: Failure;
}

/** Name, code and place of an error, never its message: parsers quote what they were given. */
export function whatFailed(error: unknown, depth = 0): Failure {
  if (typeof error !== 'object' || error === null) return { name: typeof error };
  const { name, code, stack, cause } = error as Readonly<Record<'name' | 'code' | 'stack' | 'cause', unknown>>;
  const causedBy = cause !== undefined && depth < CAUSES_MAX ? { cause: whatFailed(cause, depth + 1) } : {};
  return { name: String(name), ...(typeof code === 'string' && { code }), at: framesOf(stack), ...causedBy };
}

/** The lines of a stack that tell a place; the first ones repeat the message. */
function framesOf(stack: unknown): readonly string[] {
  const lines = typeof stack === 'string' ? stack.split('\n') : [];
  return lines.filter((line) => /^\s+at /.test(line)).map((line) => line.trim());
}

/** What Nest says while it starts and stops, in the same log. */
export function nestLogger(logger: Logger): LoggerService {
  const say =
    (level: 'info' | 'error' | 'warn' | 'debug' | 'trace' | 'fatal') =>
    (message: unknown, ...rest: unknown[]): void => {
      const context = rest.at(-1);
      const where = typeof context === 'string' ? { context } : {};
      if (typeof message === 'string') logger[level](where, message);
      else logger[level]({ ...where, err: message });
    };
  return {
    log: say('debug'),
    error: say('error'),
    warn: say('warn'),
    debug: say('debug'),
    verbose: say('trace'),
    fatal: say('fatal'),
  };
}
