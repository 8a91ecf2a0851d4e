/** `hvb-hub verify`: of a bundle offline where one is named, else of a running hub. */
import { EXIT } from './exit-codes.js';
import { verifyBundle, type VerifyBundleOptions } from './verify-bundle.js';
import { verify, type VerifyOptions } from './verify.js';

/** Exit code 2 where neither a bundle nor a token is given, or what goes only with the other. */
export async function verifyEither(
  bundle: string | undefined,
  options: Partial<VerifyOptions> & VerifyBundleOptions,
): Promise<number> {
  const { token, keep, complete, witness, url = 'http://localhost:3000' } = options;
  const isOfHub = token !== undefined || keep !== undefined || witness !== undefined;
  if (bundle !== undefined && !isOfHub) return verifyBundle(bundle, options);
  if (bundle === undefined && token !== undefined && complete === undefined) return verify({ ...options, token, url });
  console.error('<bundle> [--complete] | --token <file> [--keep <file>] [--witness <file>]');
  return EXIT.usage;
}
