import { emptyStream, identityOf, type OpenedStream } from '#cases';
import { streamNamed, type CaseFact, type Said } from '#domain';
import { aCase, REGION } from '../support/case-builder.js';
import { initiated } from '../support/handover-steps.js';
import { eventsOf, sayerOf, type WireEvent } from '../support/wire-events.js';
import { recordOf } from './load.js';
import { wrongOrder, type Taken } from './order.js';

/** The region approves what the kommun has proposed, examines, and starts a handover. */
const story = initiated(
  aCase('O')
    .emergency({}, { at: '2025-08-01' })
    .started('2025-08-02')
    .proposed('2025-08-05')
    .approvedByBoth('2025-08-20')
    .healthExamination('done', '2025-08-25'),
  '2025-09-01',
);
const told = eventsOf(story);
const stream = streamNamed('case', story.placementId);
/** Their places in the story. */
const [REGISTERED, STARTED, PROPOSED, BY_KOMMUN, BY_REGION, EXAMINED, HANDOVER] = [0, 1, 2, 3, 4, 5, 6];
const IN_ORDER = [REGISTERED, STARTED, PROPOSED, BY_KOMMUN, BY_REGION, EXAMINED, HANDOVER];

/** The case as its messages stand in the log in this order. */
function standing(order: readonly number[]): OpenedStream {
  const facts = order.map((at, revision): Said<CaseFact> => {
    const fact = story.facts[at]!;
    return { ...fact, meta: { ...fact.meta, revision } };
  });
  const messages = new Map(order.map((at, revision) => [identityOf(told[at]!), { place: { revision } }]));
  return { ...emptyStream(stream), facts, messages } as unknown as OpenedStream;
}

const allAccepted = (): Taken => 'accepted';
const allDuplicates = (): Taken => 'duplicate';

/** What is wrong where the parties sent all in the order of the story, and it stands in this one. */
function wrong(order: readonly number[], takenAs: (event: WireEvent) => Taken | null): readonly string[] {
  const placed = told.map((event, offset) => ({ sent: recordOf(event), partition: 0, offset }));
  const load = { label: 'O', events: told, records: placed.map(({ sent }) => sent) };
  return wrongOrder(new Map([[stream, standing(order)]]), takenAs, { load, placed });
}

describe('the order in which a party’s messages stand', () => {
  it('is as it was sent, of each party by itself', () => {
    expect([BY_REGION, EXAMINED, HANDOVER].map((at) => sayerOf(told[at]!))).toEqual([REGION, REGION, REGION]);
    const mixed = [REGISTERED, PROPOSED - 1, PROPOSED, BY_REGION, EXAMINED, HANDOVER, BY_KOMMUN];
    for (const order of [IN_ORDER, mixed])
      for (const takenAs of [allAccepted, allDuplicates]) expect(wrong(order, takenAs)).toEqual([]);
  });

  it('is wrong where what could be taken when it came stands after what came later, whatever was told of it', () => {
    const order = [REGISTERED, PROPOSED, STARTED, BY_KOMMUN, BY_REGION, EXAMINED, HANDOVER];
    for (const takenAs of [allAccepted, allDuplicates])
      expect(wrong(order, takenAs)).toEqual([
        expect.stringMatching(/^out of order: .*costAllocation\.proposed.* at 1 before .*placement\.started.* at 2$/),
      ]);
  });

  it('is wrong of what might have waited, too, where each was told to be accepted as it came', () => {
    const order = [REGISTERED, STARTED, HANDOVER, PROPOSED, BY_KOMMUN, BY_REGION, EXAMINED];
    expect(wrong(order, allAccepted)).toEqual([
      expect.stringMatching(/handover\.initiated.* at 2 before .*costAllocation\.approved.* at 5$/),
    ]);
    const approval = told[BY_REGION]!;
    expect(wrong(order, (event) => (event === approval ? null : 'duplicate'))).toEqual([]);
  });

  it('may be another where one of the two was told as a duplicate alone: the first may have waited, and nobody was told', () => {
    const order = [REGISTERED, STARTED, HANDOVER, PROPOSED, BY_KOMMUN, BY_REGION, EXAMINED];
    expect(wrong(order, allDuplicates)).toEqual([]);
    const onlyThe = (at: number) => (event: WireEvent) => (event === told[at] ? 'duplicate' : 'accepted');
    expect(wrong(order, onlyThe(HANDOVER))).toEqual([]);
  });
});
