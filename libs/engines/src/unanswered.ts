/** Says that the broker cannot be had, and what it is that must be set right where waiting does not help. */
import { type Logger } from 'pino';
import { BrokerUnavailable, type BrokerFaultCode } from './broker.port.js';

/** How often the same is said again. */
const AGAIN_MS = 60_000;

const SENTENCES: Readonly<Record<Exclude<BrokerFaultCode, 'BrokerAway'>, string>> = {
  BrokerRefusesLogin:
    'Mäklaren godtar inte inloggningen: rätta HVB_KAFKA_SASL, HVB_KAFKA_USERNAME, HVB_KAFKA_PASSWORD, eller lägg till användaren (the broker refuses the login)',
  BrokerNotTrusted:
    'TLS mot mäklaren går inte: rätta HVB_KAFKA_TLS, HVB_KAFKA_CA_FILE eller mäklarens certifikat (no TLS with the broker)',
  BrokerForbids:
    'Mäklaren tillåter inte navet vad det behöver: kör npm run topics eller rätta behörigheterna (the broker does not allow it)',
};

export const faultCodeOf = (error: unknown): BrokerFaultCode =>
  error instanceof BrokerUnavailable ? error.code : 'BrokerAway';

/** Each kind at once, and again each minute as long as it lasts. `nowMs` is monotonic. */
export function unansweredSayer(logger: Pick<Logger, 'warn' | 'error'>): (error: unknown, nowMs: number) => void {
  const said = new Map<BrokerFaultCode, number>();
  return (error, nowMs) => {
    const code = faultCodeOf(error);
    const before = said.get(code);
    if (before !== undefined && nowMs - before < AGAIN_MS) return;
    said.set(code, nowMs);
    if (code === 'BrokerAway') logger.warn({ err: error, code }, 'the broker does not answer');
    else logger.error({ code }, SENTENCES[code]);
  };
}
