/** What every deployment of the read side must hold: whoever loses a part is told nothing by any reading that begins after the receipt. */
import { setImmediate } from 'node:timers/promises';
import { ProblemError } from '#http';
import { type ProjectorParts } from '#projector';
import { answerList } from '../../apps/projector/src/views/list-view.js';
import { answerOf } from '../../apps/projector/src/views/subject-view.js';
import { type SpecHub } from '../support/open-hub.js';
import { eyesOf } from '../support/open-views.js';
import { LOSSES, toldIn, type Losing, type ToldIn } from '../support/losses.js';
import { dalarnaEvents } from '../support/wire-events.js';

export interface Withdrawing {
  readonly hub: SpecHub;
  /** Each with rows of its own that follow by themselves, as in a process of its own. */
  readonly projectors: readonly ProjectorParts[];
  readonly close: () => Promise<void>;
}

/** `HVB_RUNS=20` tries two hundred times each. */
const ROUNDS = 10 * Number(process.env['HVB_RUNS'] ?? 1);
const READERS_EACH = 16;

/** What tells the reader of it. */
async function tells(parts: ProjectorParts, lost: Losing): Promise<readonly ToldIn[]> {
  const eyes = (): ReturnType<typeof eyesOf> => eyesOf(lost.reader);
  const { items } = await answerList(parts, lost.list, { limit: '1000' }, eyes());
  try {
    const { body } = await answerOf(parts, { view: 'findings', of: lost.of, eyes: eyes() });
    return toldIn(lost, { items, byUuid: body as readonly unknown[] });
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code === 'NotFound')
      return toldIn(lost, { items, byUuid: undefined });
    throw error;
  }
}

/** Reads again and again until a reading has begun after the receipt; gives what that one told. */
async function readThrough(
  parts: ProjectorParts,
  lost: Losing,
  isAcknowledged: () => boolean,
): ReturnType<typeof tells> {
  for (;;) {
    const isAfter = isAcknowledged();
    const told = await tells(parts, lost);
    if (isAfter) return told;
    // All of it may be answered in this turn, and the hub is to have its own.
    await setImmediate();
  }
}

/** Declares what must hold of a deployment. */
export function tellsNothingAfterAWithdrawal(name: string, open: () => Promise<Withdrawing>): void {
  describe(`the read side of ${name}`, () => {
    let world: Withdrawing;
    beforeEach(async () => {
      world = await open();
      await world.hub.tell(dalarnaEvents());
    });
    afterEach(() => world.close());

    it.each(Object.keys(LOSSES))('tells nothing by a reading that begins after the receipt, where %s', async (loss) => {
      const { hub, projectors } = world;
      for (let round = 0; round < ROUNDS; round += 1) {
        const lost = LOSSES[loss]?.(`W${round}`) as Losing;
        const told = await hub.tell(lost.before);
        expect(told.map(({ outcome }) => outcome)).toEqual(lost.before.map(() => 'accepted'));
        expect(await Promise.all(projectors.map((parts) => tells(parts, lost)))).toEqual(
          projectors.map(() => lost.toldIn),
        );
        let acknowledged = false;
        const reading = projectors.flatMap((parts) =>
          Array.from({ length: READERS_EACH }, () => readThrough(parts, lost, () => acknowledged)),
        );
        const receipts = await hub.tell(lost.ends);
        acknowledged = true;
        expect(receipts.map(({ outcome }) => outcome)).toEqual(lost.ends.map(() => 'accepted'));
        expect(await Promise.all(reading)).toEqual(reading.map(() => []));
      }
    });
  });
}
