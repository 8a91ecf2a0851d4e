/** The names under which the write side's parts are injected. */
export const HUB = Symbol('Hub');
export const SUBMISSIONS = Symbol('Submissions');
