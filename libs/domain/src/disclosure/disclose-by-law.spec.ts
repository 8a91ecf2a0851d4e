import { explain, explainTo, isLeftOut } from '#domain';
import { REGION, uuid } from '../../../../test/support/case-builder.js';
import { aConcern } from '../../../../test/support/concern-builder.js';
import { aDischarge } from '../../../../test/support/discharge-builder.js';
import {
  factOf,
  groundsOn,
  inWords,
  machine,
  messageShown,
  ofConcern,
  ofDischarge,
  ofSip,
  shownTo,
  withheldFrom,
} from '../../../../test/support/disclosed.js';
import { groundOf } from '../../../../test/support/grounds.js';
import { aSip, CONSENT, GUARDIAN } from '../../../../test/support/sip-builder.js';

const KOMMUN = 'kommun-2080.socialnamnden';
const OTHER_NAMND = 'kommun-2080.vardnamnden';
const ON = '2026-02-01';

describe('a SIP, by a consent (B2)', () => {
  const [support, psychiatry] = [uuid('measure/S'), uuid('measure/P')];
  const measure = (measureId: typeof support, kind: string) => ({
    measureId,
    kind,
    title: 'Stöd',
    responsible: KOMMUN,
  });
  const plan = (terms: object = {}) =>
    aSip()
      .needed({}, { id: 'n' })
      .consent('2026-01-12', { categories: ['socialSupport', 'psychiatry'], ...terms } as never)
      .met('2026-01-14', {}, { id: 'met' })
      .established(
        '2026-01-16',
        { measures: [measure(support, 'socialSupport'), measure(psychiatry, 'psychiatry')] as never },
        { id: 'plan' },
      );

  it('is whole to whom it names, where all that is planned is consented to', () => {
    expect(shownTo(ofSip(plan()), 'plan', REGION, ON).outcome).toBe('full');
    expect(shownTo(ofSip(plan()), 'n', REGION, ON).outcome).toBe('full');
  });

  it('is the measures of the kinds consented to, where not all are; what is of no kind needs them all', () => {
    const shown = shownTo(ofSip(plan({ categories: ['socialSupport'] })), 'plan', REGION, ON);
    expect(shown).toMatchObject({
      outcome: 'reduced',
      value: { measures: [{ measureId: support, kind: 'socialSupport' }] },
    });
    expect(withheldFrom(shown)).toEqual({
      '/byOthers': 'noGround',
      '/goals': 'noGround',
      '/measures': 'noGround',
      '/ownPart': 'noGround',
      '/whatMatters': 'noGround',
    });
  });

  it('is without what the individual has left out, though it is consented to as well (A-037)', () => {
    const shown = shownTo(ofSip(plan({ excludedCategories: ['psychiatry'] })), 'plan', REGION, ON);
    expect(withheldFrom(shown)).toMatchObject({ '/measures': 'excluded', '/goals': 'excluded' });
    expect(shown).toMatchObject({ value: { measures: [{ measureId: support }] } });
  });

  it('is explained to whom it names by the measures that it is shown, counted as it is shown them (B1)', () => {
    const told = ofSip(plan({ categories: ['psychiatry'] }));
    const plans = messageShown(factOf(told, 'plan'));
    const toRegion = explainTo(plans, machine(REGION), groundsOn(told, ON));
    const ofMeasures = inWords(toRegion.filter(({ pointer }) => pointer.startsWith('/measures')));
    expect(ofMeasures).toEqual({
      '/measures/0/measureId': 'none is needed',
      '/measures/0/kind': 'personConsents',
      '/measures/0/title': 'personConsents',
      '/measures/0/responsible': 'personConsents',
      '/measures': 'noGround',
    });
    const stored = inWords(explain(plans, machine(REGION), groundsOn(told, ON)));
    expect(stored).toMatchObject({ '/measures/0/kind': 'noGround', '/measures/1/kind': 'personConsents' });
  });

  it('does not exist for whom the individual has left out, which is never told why (A-038)', () => {
    const told = ofSip(
      plan({ recipients: [REGION], excludedRecipients: ['region-20.bup'] }).invited('region-20.bup', {}, { id: 'i' }),
    );
    expect(shownTo(told, 'plan', 'region-20.bup', ON)).toEqual({ outcome: 'gone' });
    expect(explain(messageShown(factOf(told, 'plan')), machine('region-20.bup'), groundsOn(told, ON))).toEqual([]);
    expect(explainTo(messageShown(factOf(told, 'plan')), machine('region-20.bup'), groundsOn(told, ON))).toEqual([]);
    const leftOut = ['region-20.bup', REGION, 'region-20.vc'].map((one) =>
      isLeftOut(one as never, groundsOn(told, ON)),
    );
    expect(leftOut).toEqual([true, false, false]);
    expect(shownTo(told, 'plan', REGION, ON).outcome).toBe('full');
    expect(shownTo(told, 'plan', 'region-20.vc', ON).outcome).toBe('full');
  });

  it('names who took part to one who did', () => {
    expect(shownTo(ofSip(plan()), 'met', REGION, ON).outcome).toBe('full');
    const other = ofSip(plan({ recipients: [REGION, 'region-21'] }));
    expect(withheldFrom(shownTo(other, 'met', 'region-21', ON))).toEqual({ '/participants': 'noGround' });
  });

  it('tells no free word while there is no plan that says of what', () => {
    const told = ofSip(aSip().needed().consent('2026-01-12').childHeard('2026-01-13', { id: 'heard' }));
    expect(withheldFrom(shownTo(told, 'heard', REGION, ON))).toEqual({ '/how': 'noGround' });
  });

  it('is thin from the day on which it is withdrawn, and as it was the day before (A-041)', () => {
    const told = ofSip(plan().withdrawn('2026-02-10', GUARDIAN).invited('region-20'));
    expect(shownTo(told, 'plan', REGION, '2026-02-09').outcome).toBe('full');
    const shown = shownTo(told, 'plan', REGION, '2026-02-10');
    expect(shown.outcome).toBe('thin');
    expect(new Set(Object.values(withheldFrom(shown)))).toEqual(new Set(['withdrawn']));
  });

  it('is bounded further by a ground that names the consent', () => {
    const told = ofSip(
      plan({ recipients: [REGION] })
        .withdrawn('2026-02-10', GUARDIAN)
        .said('sip.disclosureDecided', groundOf('2026-01-20', { ground: 'consent', reference: CONSENT })),
    );
    expect(inWords(explain(messageShown(factOf(told, 'n')), machine(REGION), groundsOn(told, ON)))).toMatchObject({
      '/kind': 'personConsents',
      '/personId': 'personConsents',
    });
  });
});

describe('notices that the law has a party send', () => {
  it('are whole to whom a concern is reported, whatever is consented to (B-009)', () => {
    const told = ofConcern(aConcern().reported('2026-02-02', {}, { id: 'o' }));
    expect(shownTo(told, 'o', KOMMUN, '2026-02-02').outcome).toBe('full');
    expect(shownTo(told, 'o', OTHER_NAMND, '2026-02-02')).toEqual({ outcome: 'gone' });
  });

  it('are whole to each nämnd of the kommun of a discharge (D-014)', () => {
    const told = ofDischarge(aDischarge().admitted('2026-02-02 09:00', {}, { id: 'a' }));
    expect(shownTo(told, 'a', KOMMUN, '2026-02-02').outcome).toBe('full');
    expect(shownTo(told, 'a', 'kommun-2080', '2026-02-02').outcome).toBe('full');
    expect(shownTo(told, 'a', 'kommun-2081', '2026-02-02')).toEqual({ outcome: 'gone' });
  });
});
