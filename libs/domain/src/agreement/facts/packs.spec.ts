import {
  agreementUnder,
  assess,
  assessAgreement,
  packCurrentOn,
  packFrom,
  packNamedBy,
  packOf,
  RULE_PACKS,
  SETTINGS_WITHOUT_AGREEMENT,
  settingsUnder,
  type AgreementData,
  type AsSent,
  type PackId,
  type Packs,
  type PackSettings,
  type Surroundings,
} from '#domain';
import { anAgreement } from '../../../../../test/support/agreement-builder.js';
import { aCase, day, name, uuid } from '../../../../../test/support/case-builder.js';
import { whole } from '../../../../../test/support/assessed.js';

const PACK = 'dalarna-hvb-2025';
const [first] = RULE_PACKS[PACK];

/** A second version, with other numbers, from a day of its own. */
const second = packFrom({
  ...first,
  version: 2,
  releasedOn: day('2026-02-01'),
  terms: {
    ...first.terms,
    emergencyMonths: { ...first.terms.emergencyMonths, value: 3 },
    reminderDays: { ...first.terms.reminderDays, value: [5] },
  },
});
const withSecond: Packs = { ...RULE_PACKS, [PACK]: [first, second] };

const emergency = aCase()
  .registered({ mode: 'emergency', registeredKommun: null })
  .decided('2026-01-15')
  .started('2026-01-15');

type Registered = Partial<AsSent<AgreementData['registered']>>;

function agreedUnder(packs: Packs, registered: Registered, recordedOn: string) {
  const { facts } = anAgreement()
    .registered(registered, { at: recordedOn })
    .approved('region-20', '2025-07-01')
    .approved('kommun-2080', '2025-07-01');
  const state = agreementUnder(
    packs,
    { agreementId: uuid('agreement/A1'), stream: 'agreement-A1', revision: 2 },
    facts,
  );
  if (!state) throw new Error('it is registered');
  return state;
}

/** Everything that is answered about an emergency placement, and about the agreement itself. */
function answers(packs: Packs, registered: Registered = {}, recordedOn = '2025-06-01'): string {
  const state = agreedUnder(packs, registered, recordedOn);
  const surroundings: Surroundings = { agreements: [state], sips: [] };
  return JSON.stringify([
    whole(assess(emergency.theCase, surroundings, day('2026-05-01'), name)),
    assessAgreement(state, day('2026-05-01'), name),
  ]);
}

describe('a rule pack', () => {
  it('has its versions from the first, each released later than the one before', () => {
    for (const [id, versions] of Object.entries(RULE_PACKS)) {
      versions.forEach(({ version, id: own, releasedOn }, at) => {
        expect([own, version]).toEqual([id, at + 1]);
        expect(releasedOn > (versions[at - 1]?.releasedOn ?? '')).toBe(true);
      });
    }
  });

  it('says for every setting what the text says of it, and one that judges no placement cites no rule of Dalarna', () => {
    for (const { terms, judgesPlacements } of Object.values(RULE_PACKS).flat()) {
      for (const { note_sv, rule } of Object.values(terms)) {
        expect(note_sv).not.toBe('');
        if (!judgesPlacements) expect(rule ?? '').not.toMatch(/^A-/);
      }
    }
  });

  it('is found by its version, and by none that there is not', () => {
    expect(packOf(PACK, 1)).toBe(first);
    expect(packOf(PACK, 2)).toBeUndefined();
    expect(packOf(PACK, 2, withSecond)).toBe(second);
  });

  it('that is current is the newest released by the day, before all of them the first', () => {
    expect(packCurrentOn(PACK, day('2025-06-01'), withSecond)).toBe(first);
    expect(packCurrentOn(PACK, day('2026-01-31'), withSecond)).toBe(first);
    expect(packCurrentOn(PACK, day('2026-02-01'), withSecond)).toBe(second);
  });

  it('of a version that this program lacks judges nothing', () => {
    expect(() => packNamedBy({ rulePack: PACK, rulePackVersion: 9 }, day('2026-02-01'))).toThrow(RangeError);
  });
});

describe('an agreement registered under version 1', () => {
  it('is answered byte for byte as before when a version 2 with another number stands beside it', () => {
    const before = answers(RULE_PACKS);
    expect(answers(withSecond)).toBe(before);
    expect(before).toContain(`${PACK}@1`);
    expect(before).toContain('2026-03-15');
    const named = answers(RULE_PACKS, { rulePackVersion: 1 }, '2026-02-01');
    expect(answers(withSecond, { rulePackVersion: 1 }, '2026-02-01')).toBe(named);
  });

  it('keeps it through a correction that is recorded after the second is released', () => {
    const story = anAgreement().registered({}, { at: '2025-06-01', id: 'r1' });
    const corrected = story.registered({ validTo: day('2034-06-30') }, { at: '2026-03-01', corrects: 'r1' });
    const read = { agreementId: uuid('agreement/A1'), stream: 'agreement-A1', revision: 1 };
    expect(agreementUnder(withSecond, read, corrected.facts)).toMatchObject({
      registered: { validTo: '2034-06-30' },
      pack: { version: 1 },
    });
  });

  it('is another’s once it names version 2, or was recorded when that was current', () => {
    const named = answers(withSecond, { rulePackVersion: 2 });
    expect(named).toContain(`${PACK}@2`);
    expect(named).toContain('2026-04-15');
    expect(named).not.toBe(answers(withSecond));
    expect(agreedUnder(withSecond, {}, '2026-02-01').pack).toBe(second);
    expect(agreedUnder(withSecond, {}, '2026-01-31').pack).toBe(first);
  });
});

describe('the settings', () => {
  it('are the agreement’s, and where there is none one set for all that asks', () => {
    expect(settingsUnder(null)).toBe(SETTINGS_WITHOUT_AGREEMENT);
    expect(settingsUnder({ settings: second.settings })).toBe(second.settings);
    expect(SETTINGS_WITHOUT_AGREEMENT).toMatchObject({ waitingDays: 7, reminderDays: [30, 14, 7, 1] });
    expect(SETTINGS_WITHOUT_AGREEMENT.adultFollowUpMonths).toBeNull();
  });

  it('are in version 1 of every pack those that the wire names', () => {
    const expected: PackSettings = {
      retroactiveFrom: 'placementDate',
      afterDeadline: 'escalate',
      plannedRetroactive: 'fromSignature',
      emergencyMonths: 2,
      weekendRule: false,
      waitingDays: 7,
      reminderDays: [30, 14, 7, 1],
      handoverAnswerDays: 30,
      adultFollowUpMonths: 6,
      consentMonthsMax: 12,
      consentForms: ['written', 'oral', 'conclusive', 'presumed'],
      harmTestDays: 30,
      dischargePaymentDays: null,
      dischargePaymentOre: null,
    };
    for (const id of Object.keys(RULE_PACKS) as PackId[]) {
      const own =
        id === PACK
          ? { adultFollowUpMonths: 6, consentForms: ['written', 'oral', 'conclusive'] }
          : { adultFollowUpMonths: null };
      expect(RULE_PACKS[id][0].settings).toEqual({ ...expected, ...own });
    }
  });
});
