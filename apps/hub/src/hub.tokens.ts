/** The name under which the assembled `Hub` is injected. */
export const HUB = Symbol('Hub');
