/** By what the hub turns to its parties by itself: webhooks, and alerts to their people. */
import { alertAddressesIn, standingOf, type Register } from '#access';
import { type Lease } from '#engines';
import { type AlertSettings } from './alerts/mail-settings.js';
import { smtpMailer } from './alerts/mailer.js';
import { type ProjectorPorts } from './projector.options.js';
import { type SubscriptionStore } from './webhooks/subscriptions.port.js';
import { allowedIn, type WebhookSettings } from './webhooks/webhook-settings.js';

export interface PushingSettings {
  /** Where webhooks may go beside the public internet. */
  readonly webhooks?: WebhookSettings | undefined;
  /** How people are alerted; else by webhooks alone. */
  readonly alerts?: AlertSettings | undefined;
}

export interface Pushing {
  readonly store: SubscriptionStore;
  readonly register: { current(): Register };
  readonly isSimulation: boolean;
  /** Where several processes share the store. */
  readonly leases?: { readonly webhooks: Lease; readonly alerts: Lease };
}

/** Of the read side what turns to parties; who is closed is not turned to. */
export function pushingOf(
  { store, register, isSimulation, leases }: Pushing,
  { webhooks, alerts: { mail, publicUrl } = {} }: PushingSettings,
): Pick<ProjectorPorts, 'webhooks' | 'alerts'> {
  return {
    webhooks: {
      ...{ store, lease: leases?.webhooks, post: { allowed: allowedIn(webhooks, isSimulation) } },
      isClosed: (party) => standingOf(register.current(), party) === 'closed',
    },
    alerts: {
      ...{ lease: leases?.alerts, publicUrl, mailer: mail && smtpMailer(mail) },
      registered: () => alertAddressesIn(register.current()),
    },
  };
}
