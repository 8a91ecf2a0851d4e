/** The matrix of who is let in, over Kafka: beside the embedded default, and on the engines, where hub and projector are two. */
import { type Instant } from '#domain';
import { type Receipt } from '#hub';
import { toldThings } from '../battery/existence/told-things.js';
import { PLACING_PARTY, REGION } from '../support/case-defaults.data.js';
import { type KafkaForDeployment } from '../support/deployments.js';
import { KAFKA_AND_ENGINES, KAFKA_AND_SQLITE, ownKafka } from '../support/engine-combinations.js';
import { sayerOf, type WireEvent } from '../support/wire-events.js';
import { whoAsksContract } from './who-asks.contract.js';
import { beside, onEngines } from './who-asks.deployments.js';

const NOW = '2026-01-10T08:00:00.000Z' as Instant;
/** Whoever has no other part than to agree has no topics. */
const SPEAKING: readonly string[] = [PLACING_PARTY, REGION, 'region-21'];

type Kafka = () => KafkaForDeployment;

describe('who is let in', () => {
  const kafka = ownKafka(SPEAKING);

  describe.each([
    [KAFKA_AND_SQLITE, beside],
    [KAFKA_AND_ENGINES, onEngines],
  ] as const)('%s', (_name, open) => {
    whoAsksContract(() => open(kafka(), NOW, SPEAKING), overKafka(kafka));
  });
});

/** What a topic takes from nobody: another's source, and what is not the party's to say. */
function overKafka(kafka: Kafka): () => void {
  return () => {
    it('takes on a party’s topic nothing under another’s source, and no fact of a case from who has no part in it', async () => {
      const { events } = toldThings('matrix');
      const outcome = async (by: string, event: WireEvent): Promise<string> => {
        const { body } = await kafka().parties.post(by, event);
        const [receipt] = body as [Receipt];
        return receipt.problem?.code ?? receipt.outcome;
      };
      const ofCase = events.filter(({ subject }) => subject === events[0].subject);
      for (const event of ofCase)
        for (const by of SPEAKING.filter((party) => party !== sayerOf(event)))
          expect([event.type, by, await outcome(by, { ...event, id: `${by}-source` })]).toEqual([
            ...[event.type, by, 'WrongSource'],
          ]);
      for (const event of ofCase.slice(1))
        expect([
          event.type,
          await outcome('region-21', { ...event, id: `strange-${event.id}`, source: '/party/region-21' }),
        ]).toEqual([event.type, 'NotYourFactToState']);
    });
  };
}
