/** Tokens of whoever asks, by the signing key that a folder holds. */
import { ownIssuer, principalOf } from '#access';

/** A header for one who asks: a party, `auditor` or `operator`. */
export type As = (who: string) => Promise<{ readonly authorization: string }>;

/** The folder's issuer, made at first use; a token is made once. */
export function tokensOf(folder: string): As {
  const issuer = ownIssuer(folder);
  const tokens = new Map<string, Promise<string>>();
  return async (who) => {
    const principal = principalOf(who);
    if (!principal) throw new Error(`${who} is nobody`);
    const token = tokens.get(who) ?? (await issuer).issueToken(principal);
    tokens.set(who, token);
    return { authorization: `Bearer ${await token}` };
  };
}
