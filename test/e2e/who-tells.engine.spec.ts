/** The matrix of who may tell, over topics: every type of fact, told by the parties of a case, and by others; every cell as the law says. */
import { type Instant } from '#domain';
import { KAFKA_AND_ENGINES, ownKafka } from '../support/engine-combinations.js';
import { untilThere } from '../support/patient-door.js';
import { type WireEvent } from '../support/wire-events.js';
import { attemptsOf, MIGHT_TELL, TOLD_BY, TRIED_TYPES, type Telling } from '../support/who-tells.js';
import { onEngines } from './who-asks.deployments.js';
import { type AskedDeployment } from './who-asks.contract.js';

interface Entry {
  readonly eventId: string;
  readonly messageId?: string;
  readonly source?: string;
}

describe('who may tell what', () => {
  const kafka = ownKafka(MIGHT_TELL);
  describe(KAFKA_AND_ENGINES, () => {
    let hub: AskedDeployment;
    beforeAll(async () => {
      hub = await onEngines(kafka(), `${TOLD_BY}T12:00:00.000Z` as Instant, MIGHT_TELL);
    });
    afterAll(() => hub.stop());

    /** The id that the hub has given a message, as an auditor reads it. */
    const eventIdOf = async ({ id, source, subject }: WireEvent): Promise<string> => {
      const asked = `${hub.urls.at(-1)}/v1/timeline?of=${subject}`;
      const answer = await untilThere(async () => fetch(asked, { headers: await hub.as('auditor') }));
      const { entries } = (await answer.json()) as { readonly entries: readonly Entry[] };
      const found = entries.find((one) => one.messageId === id && one.source === source);
      return found?.eventId ?? `nothing is told of ${id}`;
    };
    /** As it is told by its party, on its topic. */
    const said = async ({ event, names }: Telling): Promise<string> =>
      hub.tell(names ? { ...event, data: { ...event.data, eventId: await eventIdOf(names) } } : event);

    it.each(TRIED_TYPES)('%s is taken from whose it is to tell, and refused of others', async (type) => {
      for (const { by, answer, before, told } of attemptsOf(type)) {
        for (const one of before) expect([one.event.type, await said(one)]).toEqual([one.event.type, 'accepted']);
        expect([by, await said(told)]).toEqual([by, answer]);
      }
    });
  });
});
