/** Where a process finds a master key that is in a token, as the environment says it. */
import { BadSetting, given, type Environment } from '#engines';

/** Plain values that can be handed to a worker thread, and no secret among them: the PIN stays in its file. */
export interface WhereToken {
  /** Path of the token's own PKCS#11 library. */
  readonly module: string;
  /** Which of its tokens; at least one of the two. */
  readonly label?: string;
  readonly serial?: string;
  /** The file whose first line is the user's PIN. */
  readonly pinFile: string;
  /** Label of the key that wraps; absent where the master that wraps is elsewhere. */
  readonly key?: string;
  /** Label of one that is accepted beside it, while keys are wrapped anew. */
  readonly secondKey?: string;
}

const NAMES = {
  label: 'HVB_PKCS11_TOKEN',
  serial: 'HVB_PKCS11_SERIAL',
  key: 'HVB_PKCS11_KEY',
  secondKey: 'HVB_SECOND_PKCS11_KEY',
} as const;

/**
 * Reads `HVB_PKCS11_MODULE`, `_TOKEN`, `_SERIAL`, `_PIN_FILE`, `_KEY` and `HVB_SECOND_PKCS11_KEY`; undefined where no key of a
 * token is named. Throws `BadSetting` where what it needs is not said, or two masters are said to be the first, or the second.
 */
export function tokenIn(environment: Environment): WhereToken | undefined {
  const said = Object.fromEntries(
    Object.entries(NAMES).flatMap(([name, variable]) => {
      const text = given(environment, variable);
      return text === undefined ? [] : [[name, text]];
    }),
  ) as Pick<WhereToken, keyof typeof NAMES>;
  if (said.key === undefined && said.secondKey === undefined) return undefined;
  refuseTwo(environment, 'HVB_MASTER_KEY', NAMES.key);
  refuseTwo(environment, 'HVB_SECOND_MASTER_KEY', NAMES.secondKey);
  if (said.label === undefined && said.serial === undefined)
    throw new BadSetting(`${NAMES.label}: eller (or) ${NAMES.serial} saknas (must be set)`);
  return { ...said, module: path(environment, 'HVB_PKCS11_MODULE'), pinFile: path(environment, 'HVB_PKCS11_PIN_FILE') };
}

function path(environment: Environment, name: string): string {
  const text = given(environment, name);
  if (text === undefined) throw new BadSetting(`${name} saknas: en fil (must be set: a file)`);
  return text;
}

function refuseTwo(environment: Environment, one: string, other: string): void {
  if (given(environment, one) !== undefined && given(environment, other) !== undefined)
    throw new BadSetting(`${one}, ${other}: en av dem (one of them)`);
}
