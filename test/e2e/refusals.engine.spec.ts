import { MEDIA_TYPES } from '#contracts';
import { PLACING_PARTY } from '../support/case-builder.js';
import { engineCombinations, ownKafka } from '../support/engine-combinations.js';
import { KEPT, structured, type Row, type Sent } from './refused-messages.js';
import { refusalsContract } from './refusals.contract.js';

/** The broker takes no event so large, and the binding knows no batches. */
const ONLY_OVER_HTTP = new Set(['10 MB in one event', 'a batch of nothing']);

/** Of a pointer to a name that the hub does not know, only the way there is told on a topic: the name may tell too much. */
function onTopic([what, sent, status, code, pointer]: Row): Row {
  const told = code === 'UnknownField' ? pointer?.replace(/\/[^/]*$/, '') : pointer;
  return told === undefined ? [what, sent, status, code] : [what, sent, status, code, told];
}

const ON_TOPICS: readonly Row[] = [
  ...KEPT.filter(([what]) => !ONLY_OVER_HTTP.has(what)).map(onTopic),
  ['a batch', { body: '[]', headers: { 'content-type': MEDIA_TYPES.batch } }, 415, 'UnsupportedMediaType'],
  ['no content type', { body: '{}', headers: {} }, 415, 'UnsupportedMediaType'],
  ['nothing', { body: '' }, 400, 'EmptyMessage'],
];

const recordOf = ({ body, headers = structured }: Sent) => ({
  key: 'k',
  value: body,
  headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.replace(/^ce-/, 'ce_'), value])),
});

describe('the hub refuses', () => {
  const kafka = ownKafka();

  describe.each(engineCombinations(kafka))('%s', (_, deploy) => {
    refusalsContract(deploy, ({ inQuarantine, logHead }) => {
      for (const [what, sent, ...expected] of ON_TOPICS)
        it(`${what}, on a topic, and puts it aside once`, async () => {
          const [head, kept] = [await logHead(), await inQuarantine()];
          const [receipt] = await kafka().parties.postRaw(PLACING_PARTY, recordOf(sent));
          const { status, code, pointer } = receipt!.problem!;
          expect([status, code, pointer ?? '']).toEqual([expected[0], expected[1], expected[2] ?? '']);
          expect([await logHead(), await inQuarantine()]).toEqual([head, kept + 1]);
        });
    });
  });
});
