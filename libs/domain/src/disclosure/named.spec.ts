/** To whom a ground opens something that no part does; and who has a part in some of a case alone. */
import { isOpenTo, type AsSent, type DisclosureDecided, type PartyId } from '#domain';
import { aCase, aLine, day, party, PLACING_PARTY, REGION, uuid } from '../../../../test/support/case-builder.js';
import { groundsOn, machine, ofCase, ofSip, shownTo } from '../../../../test/support/disclosed.js';
import { endOf, groundOf } from '../../../../test/support/grounds.js';
import { aSip } from '../../../../test/support/sip-builder.js';

type Decided = Partial<AsSent<DisclosureDecided>>;

const NAMED = party('region-21');
const DEVIATION = { kind: 'deviation', id: uuid('deviation/1') } as const;
const placed = aCase().registered({}, { id: 'r' });
const decided = (data: Decided = {}, told = placed, type: 'placement' | 'deviation' = 'placement') =>
  told.said(`${type}.disclosureDecided`, groundOf('2026-01-20', { recipient: NAMED, ...data }), { at: '2026-01-20' });
const isOpen = (
  told: typeof placed,
  on: string,
  to: PartyId = NAMED,
  about?: Parameters<typeof isOpenTo>[2],
): boolean => isOpenTo(machine(to), groundsOn(ofCase(told), on), about);

describe('something is open to whom a ground names (D-022)', () => {
  it('from its first day to its last, and not on the day before or after', () => {
    const told = decided({ from: day('2026-02-01'), to: day('2026-02-10') });
    const days = ['2026-01-31', '2026-02-01', '2026-02-10', '2026-02-11'];
    expect(days.map((on) => isOpen(told, on))).toEqual([false, true, true, false]);
  });

  it('until the day on which it is ended', () => {
    const told = decided().said('placement.disclosureEnded', endOf('2026-02-05'), { at: '2026-02-01' });
    expect(['2026-02-04', '2026-02-05'].map((on) => isOpen(told, on))).toEqual([true, false]);
  });

  it('and to its units; not to another, and not by a role or one’s own words alone', () => {
    const told = decided();
    expect(isOpen(told, '2026-01-20', party('region-21.bup'))).toBe(true);
    for (const other of [party('region-22'), REGION, PLACING_PARTY])
      expect([other, isOpen(told, '2026-01-20', other)]).toEqual([other, false]);
  });

  it('not where all that it covers is masked: where somebody protected is goes by a ground that names it', () => {
    const hidden = aCase().registered({
      person: {
        personId: uuid('person/A'),
        birthDate: day('2012-03-04'),
        legalSex: 'male',
        protection: 'sekretessmarkering',
      },
    });
    expect(isOpen(decided({ covers: { classes: ['place'] } }, hidden), '2026-01-20')).toBe(true);
    expect(isOpen(decided({ covers: { classes: ['cost'] }, ground: 'misuse' }, hidden), '2026-01-20')).toBe(false);
  });

  it('of the subject that the ground is of, where one of several in a case is asked of', () => {
    const told = placed.deviation('2026-01-14');
    expect(isOpen(decided({}, told), '2026-01-20', NAMED, DEVIATION)).toBe(false);
    const ofDeviation = decided({}, told, 'deviation');
    expect(isOpen(ofDeviation, '2026-01-20', NAMED, DEVIATION)).toBe(true);
    expect(isOpen(ofDeviation, '2026-01-20')).toBe(true);
  });

  it('by what a message names for itself, too', () => {
    const on = '2026-01-20';
    const named = new Map([
      [
        placed.facts[0]!.meta.eventId,
        [{ recipient: NAMED, ground: 'duty', decidedBy: 'Enhetschef', decidedOn: day(on) }],
      ],
    ]) as never;
    expect(isOpenTo(machine(NAMED), groundsOn(ofCase(placed, named), on))).toBe(true);
  });

  it('but not to whom the individual has left out (A-038)', () => {
    const sip = (excludedRecipients: readonly string[]) =>
      aSip()
        .needed()
        .consent('2026-01-12', { excludedRecipients } as never)
        .said('sip.disclosureDecided', groundOf('2026-01-20', { recipient: NAMED }), { at: '2026-01-20' });
    const isOpenIn = (told: ReturnType<typeof sip>) => isOpenTo(machine(NAMED), groundsOn(ofSip(told), '2026-01-20'));
    expect([isOpenIn(sip([])), isOpenIn(sip([NAMED]))]).toEqual([true, false]);
  });
});

describe('who has a part in some of a case', () => {
  const payer = party('region-01');
  const side = party('region-22');
  const told = placed
    .deviation('2026-01-14', { concerns: [PLACING_PARTY, side] }, { id: 'd' })
    .proposed('2026-01-15', { lines: [aLine('housing', { [PLACING_PARTY]: 500, [payer]: 500 })] }, { id: 'p' });
  const outcomes = (to: PartyId) =>
    ['r', 'd', 'p'].map((id) => shownTo(ofCase(told), id, machine(to), '2026-01-20').outcome);

  it('is told of the costs as a payer, and that anything else was said is not there for it', () => {
    expect(outcomes(payer)).toEqual(['gone', 'gone', expect.stringMatching(/full|reduced/)]);
  });

  it('is told of a deviation that concerns it, and of nothing else', () => {
    expect(outcomes(side)).toEqual(['gone', expect.stringMatching(/full|reduced/), 'gone']);
  });

  it('is told of all of it as its principal, if only that it was said', () => {
    expect(outcomes(REGION)).not.toContain('gone');
  });
});
