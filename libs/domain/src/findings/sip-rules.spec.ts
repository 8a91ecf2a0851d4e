import { storyOf, sipsOfCase, type Surroundings } from '#domain';
import { found, on, open } from '../../../../test/support/assessed.js';
import { aCase, dalarna, day, name, noAgreement, uuid } from '../../../../test/support/case-builder.js';
import { aSip, type SipBuilder } from '../../../../test/support/sip-builder.js';

const placed = aCase().registered().clarified({}, { at: '2026-01-12' });
const story = placed.started('2026-01-15');
const { placementId } = story;

const beside = (...sips: readonly SipBuilder[]): Surroundings => ({ ...dalarna(), sips: sips.map(({ read }) => read) });
const considered = aSip().considered({ placementId, needed: false }, { at: '2026-02-02' });

describe('a placement with measures of both principals (A-023, A-024)', () => {
  it('in which no SIP has been considered is found from its start', () => {
    expect(found(on(placed, '2026-01-14'), 'A-024')).toEqual([]);
    expect(open(on(story, '2026-01-15'), 'A-024')).toMatchObject([
      {
        ...{ raisedOn: '2026-01-15', severity: 'warning', why: { statute: { section: '10:8' } } },
        parties: ['kommun-2080.socialnamnden', 'region-20'],
      },
    ]);
    expect(open(on(story, '2026-01-15', noAgreement), 'A-024')).toHaveLength(1);
  });

  it('is mended by one that names it, told of by a principal: the why says what was read (D7)', () => {
    const mended = on(story, '2026-02-02', beside(considered));
    expect(found(mended, 'A-024')).toMatchObject([
      {
        resolvedOn: '2026-02-02',
        why: { readFrom: [{ revision: 2 }, { stream: considered.read.stream, revision: 0 }] },
      },
    ]);
    expect(open(on(story, '2026-02-01', beside(considered)), 'A-024')).toHaveLength(1);
    const byRegion = aSip().needed({ placementId }, { by: 'region-20.bup', at: '2026-01-10' });
    expect(found(on(story, '2026-02-02', beside(byRegion)), 'A-024')).toEqual([]);
  });

  it('is not mended by a stranger’s, another person’s, another placement’s, nor one taken back', () => {
    for (const other of [
      aSip().considered({ placementId }, { at: '2026-02-02', by: 'region-21' }),
      aSip().considered({ placementId }, { at: '2026-02-02', by: 'kommun-2080.vardnamnden' }),
      aSip().considered({ placementId, personId: uuid('person/B') }, { at: '2026-02-02' }),
      aSip().considered({ placementId: uuid('placement/P2') }, { at: '2026-02-02' }),
      aSip().considered({}, { at: '2026-02-02' }),
      considered.annulled('m1'),
    ])
      expect(open(on(story, '2026-03-01', beside(other)), 'A-024')).toHaveLength(1);
  });

  it('is over with the placement, and of one side’s measures says nothing', () => {
    expect(found(on(story.ended('2026-05-04'), '2026-05-04'), 'A-024')).toMatchObject([{ resolvedOn: '2026-05-04' }]);
    const housing = { measureId: uuid('measure/M1'), kind: 'housing' as const, title: 'Boende' };
    const own = aCase()
      .registered()
      .clarified({ measures: [{ ...housing, responsible: ['kommun-2080.socialnamnden' as never] }] })
      .started('2026-01-15');
    expect(found(on(own, '2026-02-01'), 'A-024')).toEqual([]);
  });

  it('is mended by the first of several, of one day by the same whichever was told first (D7)', () => {
    const [one, other] = ['S1', 'S2'].map((label) => aSip(label).considered({ placementId }, { at: '2026-02-02' }));
    const later = aSip('S3').considered({ placementId }, { at: '2026-02-03' });
    const [first] = [one!, other!].map(({ read }) => read.stream).sort();
    for (const told of [
      [one!, other!, later],
      [later, other!, one!],
    ])
      expect(found(on(story, '2026-03-01', beside(...told)), 'A-024')).toMatchObject([
        { resolvedOn: '2026-02-02', why: { readFrom: [{ revision: 2 }, { stream: first }] } },
      ]);
  });

  it('has the SIPs that bear on it, each from the day that it was first said to', () => {
    const read = storyOf(
      story.theCase,
      beside(considered, aSip('S2').needed({ placementId }, { at: '2026-03-01' })),
      day('2026-04-01'),
      name,
    );
    expect(sipsOfCase(read).map(({ on: since }) => since)).toEqual(['2026-02-02', '2026-03-01']);
    expect(sipsOfCase(storyOf(aCase('none').theCase, beside(considered), day('2026-04-01'), name))).toEqual([]);
  });
});
