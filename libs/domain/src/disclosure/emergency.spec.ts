import { explain, isOpenTo, openingsOn, type Asker, type Instant } from '#domain';
import {
  aCase,
  day,
  name,
  noAgreement,
  party,
  PLACING_PARTY,
  REGION,
  STRANGER,
  uuid,
  type CaseBuilder,
} from '../../../../test/support/case-builder.js';
import { found, due, on } from '../../../../test/support/assessed.js';
import {
  factOf,
  groundsOn,
  groundsTo,
  inWords,
  membersOf,
  messageShown,
  ofCase,
  shownTo,
  withheldFrom,
} from '../../../../test/support/disclosed.js';

const AT = '2026-01-20T22:00:00.000Z';
/** At midnight in Stockholm and an hour. */
const UNTIL = '2026-01-21T00:00:00.000Z';
const DAY = '2026-01-20';
const placed = aCase().registered({}, { id: 'r' }).proposed('2026-01-15', {}, { at: '2026-01-16', id: 'c' });
const read = (told: CaseBuilder = placed, by = STRANGER): CaseBuilder =>
  told.emergencyAccess({ minutes: 120 }, { by, at: AT, id: 'e' });
const hidden = placed.protectionChanged('sekretessmarkering', '2026-01-17');

const PERSON = uuid('person/P1');
const asker = (of: Partial<Asker> = {}): Asker => ({
  ...{ party: party(STRANGER), unit: null, person: PERSON, at: AT as Instant },
  ...of,
});
const at = (instant: string): Asker => asker({ at: instant as Instant });

describe('whoever reads in an emergency', () => {
  const told = ofCase(read());

  it('is shown what is told of the placement, by need, and nothing of its costs (D-024, A-094)', () => {
    expect(shownTo(told, 'r', asker(), DAY)).toEqual({ outcome: 'full', value: placed.facts[0]!.data });
    expect(
      new Set(Object.values(inWords(explain(messageShown(factOf(told, 'r')), asker(), groundsOn(told, DAY))))),
    ).toEqual(new Set(['emergency']));
    expect(shownTo(told, 'c', asker(), DAY)).toEqual({ outcome: 'gone' });
  });

  it('is shown it through the last moment, and at the next nothing, on whichever side of midnight', () => {
    for (const [day, instant] of [
      [DAY, AT],
      ['2026-01-21', '2026-01-20T23:59:59.999Z'],
    ] as const)
      expect(shownTo(told, 'r', at(instant), day).outcome).toBe('full');
    for (const day of [DAY, '2026-01-21', '2026-02-01'])
      expect(shownTo(told, 'r', at(UNTIL), day)).toEqual({ outcome: 'gone' });
  });

  it('is that person alone: not another of the party, not its systems, not another party, and nobody without the time', () => {
    for (const other of [{ person: uuid('person/P2') }, { party: party('region-22') }])
      expect(shownTo(told, 'r', asker(other), DAY)).toEqual({ outcome: 'gone' });
    expect(shownTo(told, 'r', STRANGER, DAY)).toEqual({ outcome: 'gone' });
    const { at: _none, ...timeless } = asker();
    expect(shownTo(told, 'r', timeless, DAY)).toEqual({ outcome: 'gone' });
    expect(isOpenTo(asker(), groundsOn(told, DAY))).toBe(true);
    for (const not of [at(UNTIL), asker({ person: uuid('person/P2') }), asker({ party: party(REGION) })])
      expect(isOpenTo(not, groundsOn(told, DAY))).toBe(false);
  });

  it('is asked of anybody there, in its unit or in all, where it is explained', () => {
    const shown = (unit: string | null) => shownTo(told, 'r', asker({ person: 'anybody', unit }), DAY).outcome;
    expect([shown(null), shown('akuten'), shown('rontgen')]).toEqual(['full', 'full', 'gone']);
  });

  it('who sees the case by role is shown the rest by it, and the case by role still', () => {
    const own = ofCase(read(placed, REGION));
    const region = asker({ party: party(REGION) });
    const words = inWords(explain(messageShown(factOf(own, 'r')), region, groundsOn(own, DAY)));
    expect(words).toMatchObject({ '/mode': 'principalRole', '/hvb/kommun': 'emergency', '/goals': 'emergency' });
    expect(withheldFrom(shownTo(own, 'r', { ...region, at: UNTIL as Instant }, DAY))).toMatchObject({
      '/hvb': 'expired',
    });
  });

  it('whose unit does not have the case reads it by the emergency, and by nothing else (D-028)', () => {
    const own = ofCase(read(placed.handledBy('barn-och-unga', '2026-01-14'), PLACING_PARTY));
    const worker = asker({ party: PLACING_PARTY, unit: 'vuxen' });
    const words = inWords(explain(messageShown(factOf(own, 'r')), worker, groundsOn(own, DAY)));
    expect([words['/mode'], words['/goals']]).toEqual(['emergency', 'emergency']);
    expect(withheldFrom(shownTo(own, 'c', worker, DAY))).toMatchObject({ '/version': 'innerSecrecy' });
    expect(shownTo(own, 'r', { ...worker, at: UNTIL as Instant }, DAY).outcome).toBe('thin');
    const handler = inWords(
      explain(messageShown(factOf(own, 'r')), { ...worker, unit: 'barn-och-unga' }, groundsOn(own, DAY)),
    );
    expect(handler['/mode']).toBe('ownWord');
  });

  it('is shown nothing of a placement that has been taken back', () => {
    const gone = ofCase(read().annulled('r', { at: '2026-01-20T22:30:00.000Z' }));
    expect(isOpenTo(asker(), groundsOn(gone, DAY))).toBe(false);
  });
});

describe('where somebody protected is', () => {
  const withheld = (told: CaseBuilder) => withheldFrom(shownTo(ofCase(told), 'r', asker(), DAY));

  it('is opened by an approval, and not before (H-012)', () => {
    expect(withheld(read(hidden))).toMatchObject({ '/hvb': 'protected', '/registeredKommun': 'protected' });
    expect(withheld(read(hidden).emergencyAccessApproved({}, { at: AT }))).toEqual({});
  });

  it('is opened by the approval of that access, and of no other', () => {
    const other = read(hidden)
      .emergencyAccess(
        { accessId: uuid('access/E2'), by: { party: party(STRANGER), person: uuid('person/P3') } },
        { at: AT },
      )
      .emergencyAccessApproved({ accessId: uuid('access/E2') }, { at: AT });
    expect(withheld(other)).toMatchObject({ '/hvb': 'protected' });
  });
});

describe('the ground of it', () => {
  it('is need, of everybody’s words, from and to its days and minutes, by the law of the day', () => {
    const [ground] = groundsTo(ofCase(read()), STRANGER, 'emergency', DAY);
    expect(ground).toMatchObject({
      ...{
        groundId: uuid('access/E1'),
        discloser: null,
        from: DAY,
        to: '2026-01-21',
        status: 'inForce',
        strength: 'may',
      },
      toPerson: { person: PERSON, unit: 'akuten', from: AT, until: UNTIL },
      opens: { classes: ['case', 'place', 'identity', 'sensitive'], named: [] },
      statute: { act: 'BrB 1962:700', section: '24:4' },
      why: { rule: 'D-024' },
    });
    expect(ground!.why.causedBy).toHaveLength(1);
    expect(groundsTo(ofCase(read()), STRANGER, 'emergency', '2026-01-22')).toMatchObject([{ status: 'expired' }]);
    const [second] = groundsTo(ofCase(read().emergencyAccessApproved({}, { at: AT })), STRANGER, 'emergency', DAY);
    expect([second!.opens.named, second!.why.causedBy.length]).toEqual([['place'], 2]);
  });

  it('lets the nämnd that places know why, for its review, and not the region, nor who it was (H-013)', () => {
    const told = ofCase(read());
    expect(membersOf(shownTo(told, 'e', PLACING_PARTY, DAY))).toEqual(['accessId', 'by', 'minutes', 'reason']);
    expect(withheldFrom(shownTo(told, 'e', PLACING_PARTY, DAY))).toEqual({ '/by/person': 'noGround' });
    expect(withheldFrom(shownTo(told, 'e', REGION, DAY))).toEqual({ '/by/person': 'noGround', '/reason': 'noGround' });
    expect(groundsTo(told, PLACING_PARTY, 'accessReview', DAY)).toMatchObject([
      { statute: { act: 'OSL 2009:400', section: '10:2' }, strength: 'may', opens: { messages: ['e'] } },
    ]);
    expect(groundsTo(ofCase(read(placed, PLACING_PARTY)), PLACING_PARTY, 'accessReview', DAY)).toEqual([]);
  });

  it('is said to be open from the day on which it begins, and recalled from the day after its last', () => {
    const openings = (told: CaseBuilder, today: string) =>
      openingsOn(ofCase(told).read, { surroundings: noAgreement, today: day(today), name }).openings;
    expect(openings(read(hidden), DAY)).toMatchObject([
      {
        ...{ kind: 'placement', recipient: STRANGER, discloser: null, groundId: uuid('access/E1'), from: DAY },
        ...{ overOn: '2026-01-22', classes: ['case', 'identity', 'sensitive'], masked: ['place'] },
      },
    ]);
    expect(openings(read(), '2026-01-22')).toMatchObject([{ classes: [], because: 'expired' }]);
  });
});

describe('the review of it (H-013)', () => {
  const reviews = (told: CaseBuilder, asOf: string) => due(on(told, asOf), 'emergencyAccessReview');
  const late = (told: CaseBuilder, asOf: string) => found(on(told, asOf), 'H-013');
  const reviewed = (onDay: string, result: 'justified' | 'unjustified' = 'justified') =>
    read().emergencyAccessReviewed(onDay, result);

  it('is due for the nämnd that places seven days after the day on which it was begun', () => {
    expect(reviews(read(), DAY)).toMatchObject([
      {
        ...{ startsOn: DAY, dueOn: '2026-01-27', status: 'open', responsible: [PLACING_PARTY] },
        why: { rule: 'H-013' },
      },
    ]);
    expect(reviews(read(), DAY)[0]).not.toHaveProperty('latestLawfulOn');
    expect(reviews(placed, DAY)).toEqual([]);
  });

  it('is in time on the seventh day, and late on the eighth', () => {
    expect(reviews(read(), '2026-01-27')).toMatchObject([{ status: 'open' }]);
    expect(late(read(), '2026-01-27')).toEqual([]);
    expect(reviews(read(), '2026-01-28')).toMatchObject([{ status: 'overdue' }]);
    expect(late(read(), '2026-01-28')).toMatchObject([{ raisedOn: '2026-01-28', parties: [PLACING_PARTY] }]);
    expect(reviews(reviewed('2026-01-27'), '2026-02-01')).toMatchObject([{ status: 'met', metOn: '2026-01-27' }]);
    expect(late(reviewed('2026-01-27'), '2026-02-01')).toEqual([]);
    expect(late(reviewed('2026-01-28'), '2026-02-01')).toMatchObject([{ resolvedOn: '2026-01-28' }]);
  });

  it('finds, for both principals and for ever, what was not justified; and nothing of what was (D-022)', () => {
    expect(found(on(reviewed('2026-01-22', 'unjustified'), '2027-01-22'), 'D-022')).toMatchObject([
      { raisedOn: '2026-01-22', severity: 'breach', parties: [PLACING_PARTY, REGION] },
    ]);
    expect(found(on(reviewed('2026-01-22', 'unjustified'), '2027-01-22'), 'D-022')[0]).not.toHaveProperty('resolvedOn');
    expect(found(on(reviewed('2026-01-22', 'unjustified'), '2026-01-21'), 'D-022')).toEqual([]);
    expect(found(on(reviewed('2026-01-22'), '2026-02-01'), 'D-022')).toEqual([]);
  });
});
