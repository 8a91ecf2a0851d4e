/** Questions are asked until the hub has what is asked for: on a loaded machine it comes late, and says so. */
import { type PublicDoor } from '../../apps/cli/src/scenario/public-door.js';
import { eventually } from './eventually.js';

/** What a question is answered while rows are behind, are made anew, or an engine is not reached. */
const NOT_YET: ReadonlySet<number> = new Set([503, 504]);

/** Asks until the answer is another than "not yet", as long as `eventually` does; then throws what it was answered last. */
export async function untilThere<A extends { readonly status: number }>(ask: () => Promise<A>): Promise<A> {
  return eventually(async () => {
    const answer = await ask();
    if (NOT_YET.has(answer.status)) throw new Error(`not there yet: ${answer.status} ${await saidBy(answer)}`);
    return answer;
  });
}

/** The problem, where the answer has one: `body` of a door's, the text of one that was fetched. */
async function saidBy(answer: object): Promise<string> {
  return answer instanceof Response ? answer.text() : JSON.stringify(answer);
}

/** The same door, whose questions are asked until they are answered. What is posted is posted once. */
export const patientDoor = (door: PublicDoor): PublicDoor => ({
  ...door,
  get: (who, path) => untilThere(() => door.get(who, path)),
});
