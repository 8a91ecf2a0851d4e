/** The names under which the write side's parts are injected. */
export const HUB = Symbol('Hub');
/** What it takes to say something of a party. */
export const REGISTER = Symbol('Register');
export const SUBMISSIONS = Symbol('Submissions');
