import { packFrom, RULE_PACKS, streamNamed, type OtherTerms, type SaidOn, type StreamName } from '#domain';
import { anAgreement } from '../../../../test/support/agreement-builder.js';
import { answerOn, differing, emergency, lines, ofCase, readOf } from '../../../../test/support/asked-what-if.js';
import { dalarna, day, noAgreement, uuid } from '../../../../test/support/case-builder.js';

describe('another pack', () => {
  it('that judges no placement leaves the case without an agreement: told in its own words, and no time of its set (B-003)', () => {
    const answer = ofCase(emergency, { rulePack: 'vetlanda-2023' }, { until: '2026-03-16' });
    expect(answer.other).toEqual({ terms: null, supposed: false });
    expect(lines(answer.saidOnlyInOther)).toEqual(['2026-01-10 findingRaised B-003']);
    expect(lines(answer.saidOnlyInBase).slice(0, 2)).toEqual([
      '2026-01-15 deadlineSet emergencyCostAllocation 2026-03-15 A-099',
      '2026-01-15 deadlineSet emergencyRegistration 2026-03-15 A-099',
    ]);
  });

  it('is supposed where no agreement judges: between the kommun and the region in which it lies', () => {
    const answer = ofCase(
      emergency,
      { rulePack: 'dalarna-hvb-2025' },
      { until: '2026-03-16', surroundings: noAgreement },
    );
    expect([answer.base, answer.other]).toMatchObject([
      { terms: null, supposed: false },
      { terms: { rulePack: 'dalarna-hvb-2025', version: 1, settings: { emergencyMonths: 2 } }, supposed: true },
    ]);
    expect(lines(answer.saidOnlyInBase)).toEqual(['2026-01-10 findingRaised A-001']);
    expect(lines(answer.saidOnlyInOther).slice(0, 3)).toEqual([
      '2026-01-15 deadlineSet emergencyCostAllocation 2026-03-15 A-099',
      '2026-01-15 deadlineSet emergencyRegistration 2026-03-15 A-099',
      '2026-01-15 deadlineMet emergencyRegistration A-099',
    ]);
  });

  it('is supposed with the settings asked for; and settings by themselves have then nothing to change', () => {
    const asked = { until: '2026-01-31', surroundings: noAgreement };
    const { other } = ofCase(
      emergency,
      { rulePack: 'dalarna-hvb-2025', rulePackVersion: 1, settings: { emergencyMonths: 3 } },
      asked,
    );
    expect(other.terms).toMatchObject({ version: 1, settings: { emergencyMonths: 3 } });
    const read = readOf(emergency.stream as StreamName, emergency.facts);
    expect(answerOn(read, { settings: { emergencyMonths: 3 } }, asked)).toEqual({ lacks: 'rulePack' });
  });

  it('is no question of a deviation, which no agreement judges', () => {
    const stream = streamNamed('deviation', uuid('deviation/1'));
    expect(answerOn(readOf(stream, []), { rulePack: 'dalarna-hvb-2025' }, { until: '2026-01-31' })).toEqual({
      lacks: 'rulePack',
    });
  });

  it('brings none of what the agreement has otherwise than its own; the same pack keeps it', () => {
    const surroundings = dalarna({ emergencyMonths: 4 });
    const under = (terms: OtherTerms) =>
      ofCase(emergency, terms, { until: '2026-01-31', surroundings }).other.terms?.settings.emergencyMonths;
    expect(under({ rulePack: 'dalarna-hvb-2025' })).toBe(4);
    expect(under({ settings: { weekendRule: true } })).toBe(4);
    expect(under({ settings: { emergencyMonths: 5 } })).toBe(5);
  });

  it('in its time: Vetlanda’s groups meet as often as the later agreement has it (C-002, C-003, B-017)', () => {
    const parties = ['kommun-0685.socialnamnden', 'kommun-0685.vard-och-omsorgsnamnden'] as never;
    const { facts } = anAgreement()
      .registered(
        {
          ...{ kind: 'internal', parties, rulePack: 'vetlanda-2015' },
          ...{ validFrom: day('2015-03-26'), validTo: day('2018-12-31') },
        },
        { by: 'kommun-0685.socialnamnden', at: '2015-03-20' },
      )
      .approved('kommun-0685.socialnamnden', '2015-03-21')
      .approved('kommun-0685.vard-och-omsorgsnamnden', '2015-03-22');
    const read = readOf(streamNamed('agreement', uuid('agreement/A1')), facts);
    const asked = { until: '2017-02-01', surroundings: noAgreement };
    const answer = differing(answerOn(read, { rulePack: 'vetlanda-2023' }, asked));
    expect([answer.base.terms?.rulePack, answer.other.terms?.rulePack]).toEqual(['vetlanda-2015', 'vetlanda-2023']);
    expect(answer.other.supposed).toBe(false);
    const rules = (said: readonly SaidOn[]) => [...new Set(said.map(({ derived }) => derived.why.rule))].sort();
    expect([rules(answer.saidOnlyInBase), rules(answer.saidOnlyInOther)]).toEqual([['C-002', 'C-003'], ['B-017']]);
  });
});

describe('another version of the pack', () => {
  const [first] = RULE_PACKS['dalarna-hvb-2025'];
  const terms = { ...first.terms, emergencyMonths: { ...first.terms.emergencyMonths, value: 3 } };
  const second = packFrom({ ...first, version: 2, releasedOn: day('2026-02-01'), terms });
  const packs = { ...RULE_PACKS, 'dalarna-hvb-2025': [first, second] } as unknown as typeof RULE_PACKS;

  it('judges by its own terms, named alone or with its pack', () => {
    for (const asked of [{ rulePackVersion: 2 }, { rulePack: 'dalarna-hvb-2025', rulePackVersion: 2 } as const]) {
      const answer = ofCase(emergency, asked, { until: '2026-01-31', packs });
      expect([answer.base.terms?.version, answer.other.terms?.version]).toEqual([1, 2]);
      expect(lines(answer.saidOnlyInOther)).toEqual([
        '2026-01-15 deadlineSet emergencyCostAllocation 2026-04-15 A-099',
        '2026-01-15 deadlineSet emergencyRegistration 2026-04-15 A-099',
      ]);
    }
  });

  it('that there is none of is answered by those that there are', () => {
    const read = readOf(emergency.stream as StreamName, emergency.facts);
    const lacking = (asked: OtherTerms, surroundings = dalarna()) =>
      answerOn(read, asked, { until: '2026-01-31', packs, surroundings });
    expect(lacking({ rulePackVersion: 3 })).toEqual({ lacks: 'rulePackVersion', versions: [1, 2] });
    expect(lacking({ rulePack: 'vetlanda-2015', rulePackVersion: 2 })).toEqual({
      lacks: 'rulePackVersion',
      versions: [1],
    });
    expect(lacking({ rulePack: 'dalarna-hvb-2025', rulePackVersion: 3 }, noAgreement)).toEqual({
      lacks: 'rulePackVersion',
      versions: [1, 2],
    });
  });
});
