import fc from 'fast-check';
import { aCase, REGION } from '../../../../test/support/case-builder.js';
import { recordOf } from '../../../../test/support/submitted.js';
import { dalarnaEvents, eventsOf, type WireEvent } from '../../../../test/support/wire-events.js';
import { judgeInOrder } from './judge-in-order.js';
import { readSubmission, type Submission } from './read-submission.js';
import { always } from '../../../../test/support/always.js';

const source = { party: REGION, topic: `hvb.submissions.${REGION}`, partition: 0 };
const submitted = (all: readonly (WireEvent | string)[]): readonly Submission[] =>
  all.map((event, offset) => readSubmission(source, recordOf(offset, event)));
const ofCase = (label: string): readonly WireEvent[] =>
  eventsOf(aCase(label).registered().started('2026-01-15').ended('2026-02-15'));
const [agreement] = dalarnaEvents();

/** Judges with faults on some offsets; tells in which order judging began and ended. */
async function round(all: readonly Submission[], faulty: ReadonlySet<number> = new Set()) {
  const begun: number[] = [];
  const ended: number[] = [];
  const { answered, unfinished } = await judgeInOrder(all, async ({ offset }) => {
    begun.push(offset);
    // The later the offset the faster: order must come from waiting, not from luck.
    await new Promise((resolve) => setTimeout(resolve, 1 + ((all.length - offset) % 3)));
    if (faulty.has(offset)) return 'fault';
    ended.push(offset);
    return { offset };
  });
  return {
    begun,
    ended,
    answered: answered.map(({ answer }) => answer.offset),
    unfinished: unfinished.map((one) => one.offset),
  };
}

describe('a round over submissions', () => {
  it('judges a case in its order, and cases side by side', async () => {
    const [a, b] = [ofCase('A'), ofCase('B')];
    const { begun, answered, unfinished } = await round(submitted([a[0]!, a[1]!, b[0]!, a[2]!, b[1]!]));
    expect(begun.slice(0, 2)).toEqual([0, 2]);
    expect(begun.filter((offset) => [0, 1, 3].includes(offset))).toEqual([0, 1, 3]);
    expect(answered).toEqual([0, 1, 2, 3, 4]);
    expect(unfinished).toEqual([]);
  });

  it('judges nothing of a case before an earlier message that met a fault; other cases go on', async () => {
    const [a, b] = [ofCase('A'), ofCase('B')];
    const all = submitted([a[0]!, a[1]!, b[0]!, a[2]!, b[1]!]);
    const { begun, answered, unfinished } = await round(all, new Set([1]));
    expect(begun).not.toContain(3);
    expect(answered).toEqual([0, 2, 4]);
    expect(unfinished).toEqual([1, 3]);
  });

  it('judges what an agreement bears on after it, and it after all that came before', async () => {
    const [a, b] = [ofCase('A'), ofCase('B')];
    const { begun, ended } = await round(submitted([a[0]!, b[0]!, agreement!, a[1]!, b[1]!]));
    expect(begun.indexOf(2)).toBe(2);
    expect(ended.indexOf(2)).toBe(2);
  });

  it('waits with everything after an agreement that met a fault', async () => {
    const [a, b] = [ofCase('A'), ofCase('B')];
    const all = submitted([a[0]!, agreement!, a[1]!, b[0]!]);
    expect((await round(all, new Set([1]))).unfinished).toEqual([1, 2, 3]);
    expect((await round(all, new Set([0]))).begun).toEqual([0]);
  });

  it('lets nothing unreadable hold up anything', async () => {
    const [registered] = ofCase('A');
    const { answered } = await round(submitted(['{"half', registered!, 'null']));
    expect(answered).toEqual([0, 1, 2]);
  });

  it('in rounds until all is judged, judges every message once and each case in order, whatever meets a fault', async () => {
    const events = [...ofCase('A'), ...ofCase('B'), agreement!, ...ofCase('C'), '{"half'];
    await always(
      fc.asyncProperty(
        fc.shuffledSubarray(events, { minLength: 1 }),
        fc.array(fc.nat({ max: 12 }), { maxLength: 6 }),
        async (order, faults) => {
          const all = submitted(order);
          let open: readonly Submission[] = all;
          const judged: Submission[] = [];
          for (let turn = 0; open.length > 0; turn++) {
            const failing = new Set(turn < 2 ? faults : []);
            const { answered, unfinished } = await judgeInOrder(open, (submission) => {
              const { offset } = submission;
              if (failing.has(offset)) return Promise.resolve('fault' as const);
              judged.push(submission);
              return Promise.resolve({});
            });
            expect(answered.length + unfinished.length).toBe(open.length);
            open = unfinished;
          }
          expect(judged).toHaveLength(all.length);
          for (const stream of new Set(all.map(streamOf))) {
            const offsets = judged.filter((one) => streamOf(one) === stream).map(({ offset }) => offset);
            expect(offsets).toEqual([...offsets].sort((x, y) => x - y));
          }
        },
      ),
    );
  });
});

const streamOf = ({ arrival: { read }, recordId }: Submission): string => (read.ok ? read.message.stream : recordId);
