/** `hvb-hub verify`: of a bundle offline where one is named, else of a running hub. */
import { EXIT } from './exit-codes.js';
import { verifyBundle, type VerifyBundleOptions } from './verify-bundle.js';
import { verify, type VerifyOptions } from './verify.js';

/** Exit code 2 where neither a bundle nor a token is given, or what goes only with the other. */
export async function verifyEither(
  bundle: string | undefined,
  options: Partial<VerifyOptions> & VerifyBundleOptions,
): Promise<number> {
  const { token, url = 'http://localhost:3000' } = options;
  if (bundle !== undefined && OF_A_HUB.every((name) => options[name] === undefined))
    return verifyBundle(bundle, options);
  const isOfHub = bundle === undefined && options.complete === undefined;
  if (isOfHub && token !== undefined) return verify({ ...options, token, url });
  console.error('<bundle> [--complete] | --token <file> [--keep <file>] [--witness <file>]');
  return EXIT.usage;
}

/** What goes with a running hub alone. */
const OF_A_HUB = ['token', 'keep', 'witness'] as const;
