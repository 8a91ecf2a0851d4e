/** Where webhooks may go beside port 443 of the public internet, as an installation says it. */
import { BadSetting, given, type Environment } from '#engines';
import { NOTHING_MORE, type Allowed } from './endpoint.js';

export interface WebhookSettings {
  /** `HVB_WEBHOOK_PORTS`: further ports of the public internet. */
  readonly ports: readonly number[];
  /** `HVB_WEBHOOK_ALLOW`: single `address:port`, in simulation only. */
  readonly places: readonly string[];
}

const PORT_MAX = 65_535;
const PLACE = /^(\d{1,3}(\.\d{1,3}){3}|\[[0-9a-f:]+\]):\d{1,5}$/;

const listIn = (environment: Environment, name: string): readonly string[] =>
  given(environment, name)
    ?.split(',')
    .map((one) => one.trim()) ?? [];

/** Reads `HVB_WEBHOOK_PORTS` and `HVB_WEBHOOK_ALLOW`. Throws `BadSetting`. */
export function webhookSettings(environment: Environment): WebhookSettings {
  const ports = listIn(environment, 'HVB_WEBHOOK_PORTS').map(Number);
  if (!ports.every((port) => Number.isInteger(port) && port > 0 && port <= PORT_MAX))
    throw new BadSetting('HVB_WEBHOOK_PORTS: 8443,9443');
  const places = listIn(environment, 'HVB_WEBHOOK_ALLOW');
  if (!places.every((place) => PLACE.test(place))) throw new BadSetting('HVB_WEBHOOK_ALLOW: 127.0.0.1:8080,[::1]:8080');
  return { ports, places };
}

/** What is allowed by it: outside a simulation no place, whatever is said. */
export const allowedIn = ({ ports, places }: WebhookSettings = NOTHING_MORE, isSimulation: boolean): Allowed => ({
  ports,
  places: isSimulation ? places : [],
});
