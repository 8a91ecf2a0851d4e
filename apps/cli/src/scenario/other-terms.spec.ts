import { NoTerms, termsWritten, underTerms, type TermsWritten } from './other-terms.js';
import { NoScenario, readScenario } from './scenario-file.js';

const refusal = (written: TermsWritten): string => {
  try {
    termsWritten(written);
  } catch (error) {
    if (error instanceof NoTerms) return error.message;
    throw error;
  }
  return 'taken';
};

describe('other terms as they are written', () => {
  it('are a pack, its version, and settings with values as YAML has them', () => {
    expect(termsWritten({ pack: 'vetlanda-2023' })).toEqual({ rulePack: 'vetlanda-2023' });
    expect(termsWritten({ pack: 'dalarna-hvb-2025@1', setting: ['weekendRule=true', 'reminderDays=[14, 7]'] })).toEqual(
      {
        rulePack: 'dalarna-hvb-2025',
        rulePackVersion: 1,
        settings: { weekendRule: true, reminderDays: [14, 7] },
      },
    );
    expect(termsWritten({ setting: ['afterDeadline=lockToPlacer'] })).toEqual({
      settings: { afterDeadline: 'lockToPlacer' },
    });
  });

  it.each<readonly [TermsWritten, string]>([
    [{ pack: 'x' }, 'dalarna-hvb-2025 | vetlanda-2015 | vetlanda-2023 | karlsborg-internal'],
    [{ pack: 'dalarna-hvb-2025@2' }, '--pack dalarna-hvb-2025@2: no such version, expected dalarna-hvb-2025@1'],
    [{ pack: 'dalarna-hvb-2025@0' }, '--pack dalarna-hvb-2025@0: expected a pack, or a pack and its version'],
    [{ pack: 'dalarna-hvb-2025@1@1' }, 'expected a pack, or a pack and its version'],
    [{ setting: ['x=1'] }, '--setting x: '],
    [{ setting: ['x=1'] }, 'emergencyMonths, '],
    [{ setting: ['emergencyMonths=0'] }, '--setting emergencyMonths: '],
    [{ setting: ['emergencyMonths=0'] }, '1–120'],
    [{ setting: ['emergencyMonths'] }, '--setting emergencyMonths: expected name=value'],
    [{ setting: ['=3'] }, '--setting =3: expected name=value'],
    [{ setting: ['reminderDays=[1'] }, 'the value is no YAML'],
    [{ setting: ['weekendRule=true', 'weekendRule=false'] }, '--setting weekendRule: given twice'],
  ])('%j is none, and the known ones are told', (written, told) => {
    expect(refusal(written)).toContain(told);
  });
});

describe('a story under other terms', () => {
  const story = (head: string, steps = '  - view: agreements\n') =>
    readScenario(`name: En saga\n${head}steps:\n${steps}`);
  const three = { settings: { emergencyMonths: 3 } };

  it('keeps the agreement that it names, with the terms beside', () => {
    expect(underTerms(story('agreement: dalarna-hvb-2025\n'), three)).toMatchObject({
      agreement: 'dalarna-hvb-2025',
      otherTerms: three,
    });
  });

  it('registers its own agreement on the other terms: pack, version and settings, and nothing else', () => {
    const register = (data: string) =>
      `  - { by: region-20, send: { type: agreement.registered, subject: agreement/A, data: ${data} } }\n`;
    const dataUnder = (data: string, terms: Parameters<typeof underTerms>[1]) =>
      underTerms(story('', register(data)), terms).steps[0]?.send?.data;
    const own = '{ title: X, rulePack: vetlanda-2015, rulePackVersion: 1, settings: { waitingDays: 3 } }';
    expect(dataUnder(own, { rulePack: 'vetlanda-2023' })).toEqual({ title: 'X', rulePack: 'vetlanda-2023' });
    expect(dataUnder(own, three)).toEqual({
      ...{ title: 'X', rulePack: 'vetlanda-2015', rulePackVersion: 1 },
      settings: { waitingDays: 3, emergencyMonths: 3 },
    });
    expect(dataUnder('{ title: X }', three)).toEqual({ title: 'X' });
    expect(underTerms(story('', register(own)), three)).not.toHaveProperty('agreement');
  });

  it('without one has the one of the pack that is named, and cannot be told where none is', () => {
    expect(underTerms(story(''), { rulePack: 'dalarna-hvb-2025' })).toMatchObject({ agreement: 'dalarna-hvb-2025' });
    expect(underTerms(story(''), { rulePack: 'dalarna-hvb-2025', rulePackVersion: 1, ...three })).toMatchObject({
      agreement: 'dalarna-hvb-2025@1',
      settings: { emergencyMonths: 3 },
    });
    expect(() => underTerms(story(''), three)).toThrow(NoScenario);
  });
});
