import { storyOf, sipsOfCase, type Surroundings } from '#domain';
import { found, on, open } from '../../../../test/support/assessed.js';
import { aCase, dalarna, day, name, noAgreement, uuid } from '../../../../test/support/case-builder.js';
import { aSip, GUARDIAN, type SipBuilder } from '../../../../test/support/sip-builder.js';

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

const PRINCIPALS = ['kommun-2080.socialnamnden', 'region-20'];
const seenIn = (of: SipBuilder) => [
  { revision: expect.any(Number) as number },
  { stream: of.read.stream, revision: of.read.revision },
];

describe('a planned placement for which there is consent to a SIP (A-068)', () => {
  const needed = aSip().needed({ placementId });
  const consented = needed.consent('2026-01-12');
  const seen = (sip: SipBuilder, asOf = '2026-02-01', told = story) => found(on(told, asOf, beside(sip)), 'A-068');

  it('has a plan by its first day; without one it is found from that day', () => {
    expect(seen(consented.established('2026-01-15'))).toEqual([]);
    expect(seen(consented.established('2026-01-13'))).toEqual([]);
    expect(seen(consented, '2026-01-15')).toMatchObject([
      {
        ...{ severity: 'breach', raisedOn: '2026-01-15', parties: PRINCIPALS },
        why: { statute: { section: '10:8' }, readFrom: seenIn(consented) },
        message_sv: expect.stringContaining('ingen plan var upprättad') as string,
      },
    ]);
    expect(seen(consented.established('2026-01-16'), '2026-01-16')).toMatchObject([{ resolvedOn: '2026-01-16' }]);
    expect(seen(consented.established('2026-01-16'), '2026-01-15')).not.toMatchObject([{ resolvedOn: '2026-01-16' }]);
  });

  it('asks for none where consent was not there on the day before', () => {
    expect(seen(needed)).toEqual([]);
    expect(seen(needed.consent('2026-01-15'))).toEqual([]);
    expect(seen(needed.consent('2026-01-14'))).toHaveLength(1);
    expect(seen(consented.withdrawn('2026-01-14', GUARDIAN))).toEqual([]);
    expect(seen(needed.consent('2026-01-12', { custodyHolders: 2 }))).toEqual([]);
    expect(seen(needed.consent('2026-01-12', { validTo: day('2026-01-13') }))).toEqual([]);
  });

  it('is over when nobody consents any more, when the SIP ends, or with the placement', () => {
    const over = (sip: SipBuilder, asOf: string, told = story) => seen(sip, asOf, told).map((one) => one.resolvedOn);
    expect(over(consented, '2026-02-01')).toEqual(['2027-01-13']);
    expect(over(consented.withdrawn('2026-01-20', GUARDIAN), '2026-02-01')).toEqual(['2026-01-20']);
    expect(over(consented.declined('2026-01-18'), '2026-02-01')).toEqual(['2026-01-18']);
    expect(over(consented.declined('2026-01-15'), '2026-02-01')).toEqual([]);
    expect(over(consented, '2026-05-04', story.ended('2026-05-04'))).toEqual(['2026-05-04']);
  });

  it('ends with a guardian’s word on the eighteenth birthday, and says that it is one', () => {
    const born = (birthDate: string) =>
      aSip()
        .needed({ placementId, birthDate: birthDate as never })
        .consent('2026-01-12');
    expect(seen(born('2008-05-01'))).toMatchObject([{ resolvedOn: '2026-05-01', fromBirthDate: true }]);
    expect(seen(born('2012-03-04'))[0]).not.toHaveProperty('fromBirthDate');
    const drawnUp = born('2008-05-01').established('2026-01-20');
    expect(seen(drawnUp)[0]).toMatchObject({ resolvedOn: '2026-01-20' });
    expect(seen(drawnUp)[0]).not.toHaveProperty('fromBirthDate');
  });

  it('says nothing before it has begun, of an emergency, of an internal plan, or where one side has no part or is excluded', () => {
    expect(seen(consented, '2026-01-20', placed)).toEqual([]);
    const emergency = aCase().registered({ mode: 'emergency' }).started('2026-01-15');
    expect(
      seen(aSip().needed({ placementId: emergency.placementId }).consent('2026-01-12'), '2026-02-01', emergency),
    ).toEqual([]);
    expect(seen(aSip().needed({ placementId, kind: 'internal' }).consent('2026-01-12'))).toEqual([]);
    expect(seen(needed.consent('2026-01-12', { recipients: ['region-21' as never] }))).toEqual([]);
    const another = {
      consentId: uuid('consent/C2'),
      recipients: ['region-21' as never],
      excludedRecipients: ['region-20' as never],
    };
    expect(seen(consented.consent('2026-01-13', another))).toEqual([]);
    expect(seen(aSip().needed().consent('2026-01-12'))).toEqual([]);
  });
});

describe('a placement while a SIP of both goes on (A-089)', () => {
  const plan = aSip()
    .needed({ placementId })
    .consent('2026-01-12')
    .established('2026-01-14', { followUpOn: day('2026-03-01') });
  const seen = (sip: SipBuilder, asOf = '2026-04-01', told = story) => found(on(told, asOf, beside(sip)), 'A-089');

  it('is met in, or followed up, by the first day that its plan has set; else it is found from the day after', () => {
    expect(seen(plan, '2026-03-01')).toEqual([]);
    expect(seen(plan, '2026-03-02')).toMatchObject([
      {
        ...{ severity: 'warning', raisedOn: '2026-03-02', parties: PRINCIPALS },
        why: { readFrom: seenIn(plan) },
        message_sv: expect.stringContaining('under placeringen') as string,
      },
    ]);
    for (const held of [plan.met('2026-03-01'), plan.met('2026-01-15'), plan.followedUp('2026-03-01')])
      expect(seen(held)).toEqual([]);
    expect(seen(plan.met('2026-03-02'))).toMatchObject([{ resolvedOn: '2026-03-02' }]);
    expect(seen(plan.followedUp('2026-03-20'))).toMatchObject([{ resolvedOn: '2026-03-20' }]);
  });

  it('is not met in by what was held before it began', () => {
    expect(seen(plan.met('2026-01-14'))).toHaveLength(1);
  });

  it('asks for nothing by a day that the plan set before it, that was met before it, or that a later plan took away', () => {
    const early = (followUpOn: string) =>
      aSip()
        .needed({ placementId })
        .consent('2026-01-05')
        .established('2026-01-06', { followUpOn: day(followUpOn) });
    expect(seen(early('2026-01-14'))).toEqual([]);
    expect(seen(early('2026-01-15'))).toHaveLength(1);
    expect(seen(early('2026-03-01').followedUp('2026-01-14'))).toEqual([]);
    const again = plan.established('2026-02-10', { followUpOn: day('2026-06-01') });
    expect(seen(again)).toEqual([]);
    expect(seen(again, '2026-06-02')).toMatchObject([{ raisedOn: '2026-06-02' }]);
  });

  it('is over with the SIP or the placement, and was never found where either was over first', () => {
    expect(seen(plan.closed('2026-03-10'))).toMatchObject([{ resolvedOn: '2026-03-10' }]);
    expect(seen(plan.closed('2026-02-20'))).toEqual([]);
    expect(seen(plan, '2026-04-01', story.ended('2026-03-20'))).toMatchObject([{ resolvedOn: '2026-03-20' }]);
    expect(seen(plan, '2026-04-01', story.ended('2026-02-20'))).toEqual([]);
    expect(seen(plan, '2026-04-01', placed)).toEqual([]);
  });
});

describe('what a placement’s costs are to be clear before (A-095)', () => {
  const sip = aSip().needed({ placementId }).consent('2026-01-12');
  const met = sip.met('2026-01-20');
  const proposed = story.proposed('2026-01-15', {}, { at: '2026-01-18' });
  const seen = (told: typeof story, beside_: SipBuilder = met, asOf = '2026-03-01') =>
    found(on(told, asOf, beside(beside_)), 'A-095');

  it('is the first SIP meeting with the individual: an allocation that is proposed is fixed by its day', () => {
    expect(seen(proposed.approvedByBoth('2026-01-20'))).toEqual([]);
    expect(seen(proposed.approvedByBoth('2026-01-21'))).toMatchObject([
      {
        ...{ severity: 'warning', raisedOn: '2026-01-20', resolvedOn: '2026-01-21', parties: PRINCIPALS },
        why: { readFrom: seenIn(met) },
        message_sv: expect.stringContaining('innan den föreslagna kostnadsfördelningen') as string,
      },
    ]);
    expect(seen(proposed)).toMatchObject([{ raisedOn: '2026-01-20' }]);
    expect(seen(proposed)[0]).not.toHaveProperty('resolvedOn');
    expect(seen(proposed, sip.met('2026-02-01').met('2026-01-25'))).toMatchObject([{ raisedOn: '2026-01-25' }]);
  });

  it('proposed only after the meeting is found from when it was', () => {
    const later = story.proposed('2026-01-15', {}, { at: '2026-02-03' });
    expect(seen(later)).toMatchObject([{ raisedOn: '2026-02-03' }]);
    const again = proposed.proposed('2026-01-15', { version: 2 }, { at: '2026-02-05' });
    expect(seen(again)).toMatchObject([{ raisedOn: '2026-01-20' }]);
    expect(seen(again.approvedByBoth('2026-02-07', { version: 2 }))).toMatchObject([{ resolvedOn: '2026-02-07' }]);
  });

  it('is over when all that was proposed is withdrawn, or with the placement', () => {
    expect(seen(proposed.withdrawn(1, { at: '2026-01-19' }))).toEqual([]);
    expect(seen(proposed.withdrawn(1, { at: '2026-01-25' }))).toMatchObject([{ resolvedOn: '2026-01-25' }]);
    expect(seen(proposed.ended('2026-02-20'))).toMatchObject([{ resolvedOn: '2026-02-20' }]);
  });

  it('asks for nothing where each bears its own, of a meeting without the individual, or of an emergency (A-092, A-099)', () => {
    expect(seen(story)).toEqual([]);
    expect(seen(proposed, sip.met('2026-01-20', { individualPresent: false }))).toEqual([]);
    const emergency = aCase().registered({ mode: 'emergency' }).started('2026-01-15');
    const ofIt = aSip().needed({ placementId: emergency.placementId }).consent('2026-01-12').met('2026-01-20');
    expect(seen(emergency.proposed('2026-01-15', {}, { at: '2026-01-18' }), ofIt)).toEqual([]);
  });

  it('is asked of a placement that has not begun, too', () => {
    expect(seen(placed.proposed('2026-01-15', {}, { at: '2026-01-18' }))).toHaveLength(1);
  });
});
