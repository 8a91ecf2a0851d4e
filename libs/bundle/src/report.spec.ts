import { AREA_KINDS, MESSAGE_TYPES, wireType } from '#contracts';
import { COST_CATEGORIES, DEADLINE_LAW, STREAMS } from '#domain';
import { day } from '../../../test/support/case-builder.js';
import { DEADLINE_WORDS, KIND_WORDS, MATTER_WORDS, NAME_WORDS } from './report-words.data.js';
import { escaped, reportOf, typeInWords } from './report.js';

describe('the report for people', () => {
  it('has words for everything that may be said, and for each deadline', () => {
    const types = [
      ...MESSAGE_TYPES.map(({ type }) => type),
      ...Object.values(STREAMS).flatMap(({ subjects }) =>
        subjects.flatMap(({ kind, says }) => says.map((name) => wireType(`${kind}.${name}`))),
      ),
    ];
    const without = types.filter((type) => {
      const [, , kind = '', name = ''] = type.split('.');
      return KIND_WORDS[kind] === undefined || NAME_WORDS[name] === undefined;
    });
    expect(without).toEqual([]);
    expect(Object.keys(DEADLINE_WORDS).sort()).toEqual(Object.keys(DEADLINE_LAW).sort());
    expect(Object.keys(MATTER_WORDS).sort()).toEqual([...new Set([...AREA_KINDS, ...COST_CATEGORIES])].sort());
    expect(typeInWords('se.hvbhub.placement.registered.v1')).toBe('Placering: registrerad');
  });

  it('shows what others have written as text, and nothing of it as markup or hidden', () => {
    expect(escaped(`<b onclick="x">&'`)).toBe('&lt;b onclick=&quot;x&quot;&gt;&amp;&#39;');
    expect(escaped('a\u202eb\u200bc\u0007d\ne')).toBe('a\ufffdb\ufffdc\ufffdd\ne');
    const page = reportOf(
      {
        manifest: {
          ...{ format: 'hvb-bundle/v1', origin: '<script>1</script>', size: 1, asked: { of: '<i>/<u>' } },
          ...{ asOf: day('2026-01-15'), madeAt: '"', codeVersion: '0.1.0', complete: false },
        },
        events: [
          {
            ...{ index: 0, proof: [] },
            leaf: {
              ...{ stream: 'case-1', revision: 0, type: 'se.hvbhub.<x>.<y>.v1', eventId: 'e', recordedAt: '<t>' },
              bodySha256: '',
            },
            message: { source: '/party/<p>', data: { '<n>': ['<v>', { deeper: '<script>' }] } },
          },
        ],
      },
      {
        streams: [],
        views: [{ subject: 'placement/<s>', state: 'inPart' }],
        rules: { codeVersion: '', packs: [], rules: [] },
      },
    );
    expect(page.match(/<(?:script|i|u|x|y|t|n|v|s)>/g)).toBeNull();
    expect(page).toContain('&lt;script&gt;1&lt;/script&gt;');
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
  });
});
