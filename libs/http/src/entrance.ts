/** By what a process lets in: its own issuer and those elsewhere, and the register of parties as it is at the moment. */
import { issuersIn, issuersVerifier, type Issuer, type OwnIssuer, type TokenVerifier } from '#access';
import { BadSetting, given, type Environment } from '#engines';
import { type EventLog } from '#event-log';
import { followRegister, type FollowedRegister } from '#follow';

/** Who is let in beside what the log says of parties. */
export interface EntranceSettings {
  /** Issuers elsewhere. */
  readonly issuers?: readonly Issuer[];
  /** Addresses of proxies whose word on client certificates is taken. */
  readonly proxies?: readonly string[];
  /** Whether the hub's own tokens may name a nämnd or a unit that nobody has registered; not said: where time is a story's. */
  readonly unregistered?: 'accepted' | 'refused';
}

/** Reads `HVB_ISSUERS`, `HVB_PROXIES` and `HVB_UNREGISTERED_PARTIES`. Throws `BadSetting`. */
export function entranceSettings(environment: Environment): EntranceSettings {
  const unregistered = given(environment, 'HVB_UNREGISTERED_PARTIES');
  if (unregistered !== undefined && unregistered !== 'accepted' && unregistered !== 'refused')
    throw new BadSetting('HVB_UNREGISTERED_PARTIES: accepted, refused');
  const issuers = issuersIn(given(environment, 'HVB_ISSUERS'));
  const proxies = given(environment, 'HVB_PROXIES')?.split(',');
  return {
    ...(issuers.length === 0 ? {} : { issuers }),
    ...(proxies === undefined ? {} : { proxies }),
    ...(unregistered === undefined ? {} : { unregistered }),
  };
}

/** What an entrance is made of. */
export interface EntranceDeps {
  readonly log: Pick<EventLog, 'readStream'>;
  readonly issuer: Pick<OwnIssuer, 'issuer'>;
  readonly issuers: readonly Issuer[];
  readonly acceptsUnregistered: boolean;
}

export interface Entrance {
  readonly verifier: TokenVerifier;
  readonly register: FollowedRegister;
  close(): Promise<void>;
}

/** Reads the register, and lets nobody in before it is read. Faults: `LogUnavailable`. */
export async function openEntrance({ log, issuer, issuers, acceptsUnregistered }: EntranceDeps): Promise<Entrance> {
  const register = await followRegister(log);
  const own: Issuer = { ...issuer.issuer, names: { kind: 'own', unregistered: () => acceptsUnregistered } };
  return {
    verifier: issuersVerifier([own, ...issuers], { register: () => register.current() }),
    register,
    close: () => register.stop(),
  };
}
