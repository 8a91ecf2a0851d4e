/** Closes a `switch` over a union: does not compile while a member is unhandled, throws if one slips in at run time. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}
