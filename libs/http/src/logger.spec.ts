import { hubLogger, nestLogger, whatFailed } from '#http';

const PERSON_NUMBERS = ['191212121212', '19121212-1212', '121212-1212', '121212+1212', '1212121212'];

function log(): { readonly lines: string[]; readonly logger: ReturnType<typeof hubLogger> } {
  const lines: string[] = [];
  return { lines, logger: hubLogger('spec', 'trace', { write: (line) => void lines.push(line) }) };
}

describe('the log', () => {
  it('is one JSON object a line, with time, level and name', () => {
    const { lines, logger } = log();
    logger.info({ position: '17' }, 'appended');
    expect(JSON.parse(lines[0]!)).toMatchObject({ level: 'info', name: 'spec', position: '17', msg: 'appended' });
    expect(JSON.parse(lines[0]!).at).toMatch(/^\d{4}-\d\d-\d\dT/);
  });

  it.each(PERSON_NUMBERS)('shows no person number that strayed into it: %s', (number) => {
    const { lines, logger } = log();
    logger.info({ note: `for ${number}.`, number: Number(number.replace(/\D/g, '')) }, `said ${number}`);
    expect(JSON.parse(lines[0]!)).toBeDefined();
    expect(lines[0]).not.toContain(number);
    expect(lines[0]).not.toContain(number.replace(/\D/g, ''));
  });

  it('leaves ids, instants and other numbers as they are', () => {
    const { lines, logger } = log();
    const facts = {
      id: '0a000000-0000-4000-8000-000000000001',
      at2: 1769000000000,
      share: 0.1234567890123,
      day: '2026-01-15',
    };
    logger.info(facts, 'facts');
    expect(JSON.parse(lines[0]!)).toMatchObject(facts);
  });

  it('shows no token', () => {
    const { lines, logger } = log();
    logger.info({
      authorization: 'Bearer its-own-token',
      headers: { authorization: 'Bearer its-own-token' },
      token: 'its-own-token',
      req: { token: 'its-own-token' },
    });
    expect(lines[0]).not.toContain('its-own-token');
  });

  it('tells the name, code and place of an error and of what caused it, never its message', () => {
    const cause = Object.assign(new SyntaxError('Unexpected token in {"name":"Anna"}'), { code: 'E_PARSE' });
    const failure = whatFailed(new Error('cannot read Anna', { cause }));
    expect(JSON.stringify(failure)).not.toContain('Anna');
    expect(failure).toMatchObject({ name: 'Error', cause: { name: 'SyntaxError', code: 'E_PARSE' } });
    expect(failure.at?.join('')).toContain('logger.spec');
    const { lines, logger } = log();
    logger.error(new Error('Anna'));
    logger.error({ err: new Error('Anna') });
    logger.error({ err: new Error('Anna') }, 'a fault');
    expect(lines).toHaveLength(3);
    expect(lines.join('')).not.toContain('Anna');
    expect(whatFailed('Anna')).toEqual({ name: 'string' });
  });

  it('ends with errors that cause each other', () => {
    const error = new Error('a');
    error.cause = error;
    expect(JSON.stringify(whatFailed(error)).length).toBeLessThan(20_000);
  });

  it('holds what Nest says, with its context', () => {
    const { lines, logger } = log();
    nestLogger(logger).warn('slow start', 'NestFactory');
    nestLogger(logger).error(new Error('Anna'), 'stack', 'Router');
    expect(JSON.parse(lines[0]!)).toMatchObject({ level: 'warn', msg: 'slow start', context: 'NestFactory' });
    expect(JSON.parse(lines[1]!)).toMatchObject({ level: 'error', context: 'Router', err: { name: 'Error' } });
    expect(lines[1]).not.toContain('Anna');
  });
});
