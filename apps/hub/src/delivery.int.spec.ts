import fc from 'fast-check';
import { memoryKeys } from '#access';
import { nameUuid, openStream } from '#cases';
import { type StreamName } from '#contracts';
import { assessmentOf, foldTold, say } from '#domain';
import { memoryLog } from '#event-log';
import { type Receipt } from '#hub';
import { aCase } from '../../../test/support/case-builder.js';
import { openSpecHub, type SpecHub } from '../../../test/support/open-hub.js';
import { whatBearsOn } from '../../../test/support/what-bears.js';
import { dalarnaEvents, eventsOf, type WireEvent, sayerOf } from '../../../test/support/wire-events.js';
import { always } from '../../../test/support/always.js';

const NOW = '2026-03-20T08:00:00.000Z';
const story = aCase('P1')
  .emergency()
  .decided('2026-01-14')
  .started('2026-01-15')
  .clarified()
  .confirmed()
  .proposed('2026-01-20')
  .approvedByBoth('2026-03-18')
  .cost('K1', 10_001, '2026-01-15/2026-02-14')
  .claim('Q1', 'K1');
const messages: readonly WireEvent[] = [...dalarnaEvents(), ...eventsOf(story)];
const stream = `case-${story.placementId}` as StreamName;

/** One delivery: some messages, in one batch per sender, to one of the hubs, which may be started anew before. */
const delivery = fc.record({
  picks: fc.array(fc.nat(messages.length - 1), { minLength: 1, maxLength: 6 }),
  hub: fc.constantFrom(0, 1),
  restart: fc.boolean(),
});

const identityOf = ({ id, subject }: Pick<Receipt, 'id' | 'subject'>, sender: string): string =>
  `${sender} ${subject} ${id}`;

describe('however messages are delivered: again, in any order, in batches, to any hub, between restarts', () => {
  it('each is recorded once, its duplicates are answered alike, and nothing remains to be said', async () => {
    await always(
      fc.asyncProperty(fc.array(delivery, { maxLength: 12 }), async (deliveries) => {
        const shared = { log: memoryLog(), keys: memoryKeys(), startAt: NOW, masterKey: Buffer.alloc(32, 1) };
        const hubs: SpecHub[] = [await openSpecHub(shared), await openSpecHub(shared)];
        const positions = new Map<string, Set<unknown>>();

        const deliver = async (hub: SpecHub, batch: readonly WireEvent[]): Promise<readonly Receipt[]> => {
          const sender = sayerOf(batch[0]!);
          const receipts = await hub.post(batch, sender);
          for (const receipt of receipts) {
            if (receipt.position === undefined) continue;
            const identity = identityOf(receipt, sender);
            positions.set(identity, (positions.get(identity) ?? new Set()).add(receipt.position));
          }
          return receipts;
        };

        for (const { picks, hub, restart } of deliveries) {
          if (restart) {
            const { folder } = hubs[hub]!;
            await hubs[hub]!.close();
            hubs[hub] = await openSpecHub({ ...shared, folder });
          }
          const batch = picks.map((pick) => messages[pick]!);
          const senders = new Set(batch.map(sayerOf));
          await Promise.all(
            [...senders].map((by) =>
              deliver(
                hubs[hub]!,
                batch.filter((one) => sayerOf(one) === by),
              ),
            ),
          );
        }
        for (const message of messages) {
          const [receipt] = await deliver(hubs[0]!, [message]);
          expect(['accepted', 'duplicate']).toContain(receipt!.outcome);
        }
        await Promise.all(hubs.map(({ clock }) => clock.run()));

        const opened = await openStream(shared, stream, { want: 'assess' });
        expect(opened.facts.map(({ meta }) => meta.messageId).sort()).toEqual(
          story.facts.map(({ meta }) => meta.messageId).sort(),
        );
        expect([...positions.values()].filter(({ size }) => size !== 1)).toEqual([]);
        expect(await hubs[0]!.room.size()).toBe(0);
        const surroundings = await whatBearsOn(shared, opened);
        const assessment = assessmentOf(opened, { surroundings, today: hubs[0]!.time.today(), name: nameUuid() });
        expect(say(foldTold(opened.derived), assessment, assessment.asOf)).toEqual([]);
        await Promise.all(hubs.map((hub) => hub.close()));
      }),
      { numRuns: 25 },
    );
  });
});
