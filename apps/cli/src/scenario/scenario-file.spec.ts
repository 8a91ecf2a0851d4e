import { NoScenario, readScenario } from './scenario-file.js';

const STORY = `
name: Akut placering
description: En berättelse
agreement: dalarna-hvb-2025
settings: { weekendRule: true }
steps:
  - at: 2026-01-15T09:00+01:00
    note: den börjar
    by: kommun-2080.socialnamnden
    send:
      type: placement.consentGiven
      subject: placement/P1
      id: consent/1
      data: { by: guardian, on: 2026-01-15 }
    expect: { outcome: accepted, findings: [A-007] }
  - at: 2026-03-14T12:00+01:00
  - view: deadlines
    of: placement/P1
    as: region-20
    asOf: 2026-03-14
    limit: 10
    expect: { exactly: [] }
`;

const refusalOf = (source: string): string => {
  try {
    readScenario(source);
  } catch (error) {
    if (error instanceof NoScenario) return error.message;
    throw error;
  }
  return 'it was read';
};

describe('a scenario', () => {
  it('is read from YAML 1.2: `on` is a word, a date is a text', () => {
    expect(readScenario(STORY)).toEqual({
      name: 'Akut placering',
      agreement: 'dalarna-hvb-2025',
      settings: { weekendRule: true },
      steps: [
        {
          at: '2026-01-15T09:00+01:00',
          by: 'kommun-2080.socialnamnden',
          send: {
            type: 'placement.consentGiven',
            subject: 'placement/P1',
            id: 'consent/1',
            data: { by: 'guardian', on: '2026-01-15' },
          },
          expect: { outcome: 'accepted', findings: ['A-007'] },
          query: {},
        },
        { at: '2026-03-14T12:00+01:00', query: {} },
        {
          view: 'deadlines',
          of: 'placement/P1',
          as: 'region-20',
          query: { asOf: '2026-03-14', limit: '10' },
          expect: { exactly: [] },
        },
      ],
    });
  });

  it('is read from JSON just as well', () => {
    expect(readScenario('{"name":"Tom","steps":[]}')).toEqual({ name: 'Tom', steps: [] });
  });

  it.each([
    ['steps: []', '/name: expected a text'],
    ['name: x', '/steps: expected a list'],
    ['- name: x', ': expected a mapping'],
    ['name: x\nsteps: []\ncolour: red', '/colour: unknown word'],
    ['name: x\nname: y\nsteps: []', 'unique'],
    ['name: "x', 'Missing closing "quote'],
    ['name: x\nsteps: [1]', '/steps/0: expected a mapping'],
    ['name: x\nsteps: [{ veiw: costs }]', '/steps/0/veiw: unknown word'],
    ['name: x\nsteps: [{ at: 7 }]', '/steps/0/at: expected a text'],
    ['name: x\nsteps: [{ asOf: 2026-01-01 }]', '/steps/0/asOf: unknown word'],
    ['name: x\nsteps: [{ view: costs, send: { type: a, subject: b } }]', '/steps/0: a step sends or views, not both'],
    ['name: x\nsteps: [{}, { by: region-20, send: { subject: b } }]', '/steps/1/send/type: expected a text'],
    ['name: x\nsteps: [{ by: region-20, send: { type: a, subject: b, data: [] } }]', '/steps/0/send/data: expected a'],
    ['name: x\nsteps: [{ by: bob }]', '/steps/0/by: bob: expected a party'],
    ['name: x\nsteps: [{ view: costs, as: nobody }]', '/steps/0/as: nobody: expected a party'],
  ])('is refused with the place and what was expected: %j', (source, sentence) => {
    expect(refusalOf(source)).toContain(sentence);
  });

  it.each([
    ['an alias that leads nowhere', 'name: *nowhere\n'],
    ['a merge that leads nowhere', '<<: *x\n'],
    [
      'aliases that grow beyond any memory',
      `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nsteps: [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\n`,
    ],
    ['data that holds itself', 'name: x\nsteps:\n  - {by: region-20, send: {type: x, subject: y, data: &d {x: *d}}}\n'],
    ['a key that is a list', '? [a, b]\n: c\n'],
    ['depth without end', `name: x\nsteps: ${'['.repeat(20_000)}`],
    ['two documents', 'name: x\n---\nname: y\n'],
    ['bytes', '\u0000\u0007'],
  ])('that is YAML with %s is refused as one', (_what, source) => {
    expect(refusalOf(source)).not.toBe('it was read');
  });
});
