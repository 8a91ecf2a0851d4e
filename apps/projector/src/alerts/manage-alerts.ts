/** What a party says of where its people are alerted: its own, in place of what the register has. */
import { faultFinder, holdsNumber } from '#contracts';
import { type PartyId, type Uuid } from '#domain';
import { refusal } from '#http';
import { own, refuseFault, type Body, type ManageDeps } from '../webhooks/manage-subscriptions.js';
import { ALERT_ADDRESS } from './alert.schema.data.js';

export interface ManageAlertsDeps extends Pick<ManageDeps, 'store'> {
  readonly registered: () => ReadonlyMap<PartyId, readonly string[]>;
  readonly isMailSent: boolean;
}

const faultOfAddress = faultFinder(ALERT_ADDRESS);

/** Where it is alerted, by whose word, and how that fares. */
export async function alertStanding({ store, ...deps }: ManageAlertsDeps, party: PartyId): Promise<object> {
  const [own, stood] = await Promise.all([store.alerts.addressOf(party), store.alerts.standing(party)]);
  const byRegister = deps.registered().get(party) ?? [];
  const from = own ? 'party' : byRegister.length > 0 ? 'register' : 'nobody';
  const { mail = byRegister, subscription = null } = own ?? {};
  return { from, mail, subscription, isMailSent: deps.isMailSent, ...stood };
}

/**
 * From now on it is alerted there, and nowhere else; nowhere at all where it says none. Refuses with `InvalidValue` an address
 * that may hold a person's number, and with `NotFound` a subscription that is not its own.
 */
export async function setAlertAddress(deps: ManageAlertsDeps, party: PartyId, body: Body): Promise<object> {
  refuseFault(faultOfAddress, body);
  const { mail, subscription } = body as { readonly mail: readonly string[]; readonly subscription: Uuid | null };
  const at = mail.findIndex((one) => holdsNumber(one));
  if (at >= 0)
    throw refusal('InvalidValue', { pointer: `/mail/${at}`, expected: 'funktionsadress / address of a function' });
  if (subscription !== null) await own(deps, party, subscription);
  if (!(await deps.store.alerts.setAddress({ party, mail, subscription }))) throw refusal('TooManySubscriptions');
  return alertStanding(deps, party);
}

/** What the register has of it holds again. Refuses with `NotFound` where it had said nothing itself. */
export async function removeAlertAddress({ store }: ManageAlertsDeps, party: PartyId): Promise<object> {
  if (!(await store.alerts.removeAddress(party))) throw refusal('NotFound');
  return { removed: true };
}
