import { type GroundOnMessage } from '#domain';
import { aCase, day, party, PLACING_PARTY, type CaseBuilder } from '../../../../test/support/case-builder.js';
import { ofCase, type ToldStream } from '../../../../test/support/disclosed.js';
import { datas, held, saidOn, types } from '../../../../test/support/said-of-grounds.js';

const placed = aCase().registered({}, { id: 'r' });
const WIDENED = 'placement.disclosureWidened';
const RECALLED = 'placement.disclosureRecalled';

describe('a ground that a message names for itself', () => {
  const to = (recipient: string, said: object = {}) =>
    ({ recipient: party(recipient), ground: 'duty', decidedOn: day('2026-01-20'), ...said }) as GroundOnMessage;
  const naming = (told: CaseBuilder, by: Readonly<Record<string, readonly GroundOnMessage[]>>): ToldStream =>
    ofCase(
      told,
      new Map(told.facts.flatMap(({ meta }) => (by[meta.messageId] ? [[meta.eventId, by[meta.messageId]!]] : []))),
    );
  const plain = naming(placed, { r: [to('region-21')] });
  const again = placed.said('placement.registered', placed.facts[0]!.data as never, {
    ...{ at: '2026-02-01', id: 'r2', corrects: 'r' },
  });

  it('is said to whom it names on its first day and not before, of that message alone (D-024)', () => {
    const [before, first, later] = saidOn([
      ['2026-01-19', plain],
      ['2026-01-20', plain],
      ['2026-01-21', plain],
    ]);
    expect([before, later]).toEqual([[], []]);
    expect(first).toMatchObject([
      {
        type: WIDENED,
        data: { recipient: 'region-21', discloser: PLACING_PARTY, from: '2026-01-20', messages: ['r'] },
        why: { rule: 'D-024', statute: { act: 'OSL 2009:400', section: '10:28' } },
      },
    ]);
    expect(datas(first!)).toMatchObject([{ classes: ['case', 'place', 'identity', 'sensitive', 'cost'] }]);
    expect(first![0]!.data).not.toHaveProperty('groundId');
    expect(held(plain.read, '2026-01-19').turningDays).toContain('2026-01-20');
  });

  it('is said of each ground and of each recipient by itself, and not where a message names none', () => {
    const two = naming(placed, { r: [to('region-21'), to('region-20'), to('region-21', { ground: 'misuse' })] });
    const [first] = saidOn([['2026-01-20', two]]);
    expect(first!.map(({ data }) => (data as { recipient: string }).recipient)).toEqual([
      ...['region-20', 'region-21', 'region-21'],
    ]);
    expect(new Set(first!.map(({ thing }) => thing)).size).toBe(3);
    expect(types(saidOn([['2026-01-20', naming(placed, {})]]))).toEqual([[]]);
  });

  it('is recalled on the day after its last: of a trial of harm its thirtieth, of what is tried again the day it names (D-023)', () => {
    const recalledOn = (said: object, last: string, over: string) => {
      const told = naming(placed, { r: [to('region-21', said)] });
      const spoken = saidOn([
        ['2026-01-20', told],
        [last, told],
        [over, told],
      ]);
      expect(types(spoken)).toEqual([[WIDENED], [], [RECALLED]]);
      expect(datas(spoken[2]!)).toMatchObject([{ recipient: 'region-21', because: 'expired', on: over }]);
      expect(held(told.read, last).turningDays).toContain(over);
    };
    recalledOn({ ground: 'harmTest' }, '2026-02-18', '2026-02-19');
    recalledOn({ ground: 'misuse', reviewOn: day('2026-03-01') }, '2026-03-01', '2026-03-02');
  });

  it('is recalled when its message is taken back', () => {
    const gone = naming(placed.annulled('r', { at: '2026-02-01' }), { r: [to('region-21')] });
    const [, said] = saidOn([
      ['2026-01-20', plain],
      ['2026-02-01', gone],
    ]);
    expect(datas(said!)).toMatchObject([
      { recipient: 'region-21', discloser: PLACING_PARTY, because: 'takenBack', on: '2026-02-01' },
    ]);
  });

  it('is recalled when its message is said anew without it, and what is said in its place opens by its own', () => {
    const bare = naming(again, { r: [to('region-21')] });
    const named = naming(again, { r: [to('region-21')], r2: [to('region-21', { decidedOn: day('2026-02-01') })] });
    const after = (told: ToldStream) => {
      const [, said] = saidOn([
        ['2026-01-20', plain],
        ['2026-02-01', told],
      ]);
      return said!.map(({ type, data }) => [type, data]);
    };
    expect(after(bare)).toMatchObject([[RECALLED, { recipient: 'region-21', because: 'takenBack' }]]);
    expect(after(named)).toMatchObject([
      [WIDENED, { recipient: 'region-21', messages: ['r2'], from: '2026-02-01' }],
      [RECALLED, { recipient: 'region-21', because: 'takenBack' }],
    ]);
  });

  it('is said anew where what was said in its place is taken back', () => {
    const undone = again.annulled('r2', { at: '2026-02-03' });
    const spoken = saidOn([
      ['2026-01-20', plain],
      ['2026-02-01', naming(again, { r: [to('region-21')] })],
      ['2026-02-03', naming(undone, { r: [to('region-21')] })],
    ]);
    expect(types(spoken)).toEqual([[WIDENED], [RECALLED], [WIDENED]]);
    expect(datas(spoken[2]!)).toMatchObject([{ messages: ['r'] }]);
  });

  it('is told of the subject that its message is about', () => {
    const costs = placed.proposed('2026-01-12', {}, { id: 'p' });
    const named = naming(costs, { p: [to('region-21')] });
    expect(types(saidOn([['2026-01-20', named]]))).toEqual([['costAllocation.disclosureWidened']]);
  });
});
