import { writeFileSync } from 'node:fs';
import { jest } from '@jest/globals';
import { openFakeDoor, type FakeDoor } from '../../../test/support/fake-door.js';
import { temporaryFile } from '../../../test/support/temporary-folder.js';
import { EXIT } from './exit-codes.js';
import { explain } from './explain.js';

const OF = 'placement/5f0c1d1e-7a35-4f0e-9d55-3c1f5b6a7c80';
const KOMMUN = 'kommun-2080.socialnamnden';
const ON = { discloser: KOMMUN, from: '2026-01-20', to: null };
const ANSWER = {
  ...{ recipient: 'region-20', unit: 'bup', asOf: '2026-02-05', asOfPosition: '9' },
  messages: [
    {
      ...{ position: '3', eventId: '', type: 'a.v1', by: KOMMUN, recordedAt: '', outcome: 'reduced' },
      fields: [
        { pointer: '/personId', class: 'routing', shown: true, ground: null },
        {
          ...{ pointer: '/goals', class: 'sensitive', shown: true },
          ground: {
            ...ON,
            sv: 'Uppgiftsskyldighet',
            en: 'Duty to tell',
            statute: { act: 'OSL 2009:400', section: '10:28' },
          },
        },
        { pointer: '/on', class: 'case', shown: true, ground: { ...ON, to: '2026-02-10' } },
        { pointer: '/hvb', class: 'place', shown: false, withheld: { sv: 'Ingen grund.', en: 'No ground.' } },
      ],
    },
    {
      ...{ position: '4', eventId: '', type: 'b.v1', by: KOMMUN, recordedAt: '', outcome: 'gone', fields: [] },
      because: { sv: 'Den är gallrad.', en: 'It has been erased.' },
    },
  ],
};

describe('hvb-hub explain', () => {
  let door: FakeDoor;
  let status = 200;
  const token = temporaryFile('kommun.token');
  writeFileSync(token, 'token of kommun\n');
  const printed = jest.spyOn(console, 'log').mockImplementation(() => undefined);
  const complained = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  beforeEach(async () => {
    status = 200;
    door = await openFakeDoor(() => [status, ANSWER]);
    printed.mockClear();
  });
  afterEach(() => door.stop());
  afterAll(() => {
    printed.mockRestore();
    complained.mockRestore();
  });

  it('asks what the words say, in the name of the token, and prints a table, Swedish first', async () => {
    const asked = { recipient: 'region-20', unit: 'bup', of: OF, at: '2026-02-05T09:00:00+01:00', purpose: 'followUp' };
    expect(await explain({ ...asked, token, url: door.url })).toBe(EXIT.ok);
    expect(door.asked).toMatchObject([
      {
        ...{ method: 'GET', who: 'kommun' },
        path: `/v1/explain?recipient=region-20&unit=bup&of=${encodeURIComponent(OF)}&at=2026-02-05T09%3A00%3A00%2B01%3A00`,
      },
    ]);
    expect(printed.mock.calls).toEqual([
      [
        [
          'region-20 (bup) får se den 2026-02-05 (may see on that day):',
          '',
          `3  a.v1  ${KOMMUN}  en del (reduced)`,
          '  /personId  ja (yes)  ingen grund behövs (no ground is needed)',
          '  /goals     ja (yes)  Uppgiftsskyldighet (Duty to tell)  OSL 2009:400 10:28  2026-01-20–',
          `  /on        ja (yes)  beslut av ${KOMMUN} (a decision between others)  2026-01-20–2026-02-10`,
          '  /hvb       nej (no)  Ingen grund. (No ground.)',
          '',
          `4  b.v1  ${KOMMUN}  inget (gone)  Den är gallrad. (It has been erased.)`,
        ].join('\n'),
      ],
    ]);
  });

  it('prints the answer as it is with --json', async () => {
    expect(await explain({ recipient: 'region-20', event: '3', token, url: door.url, json: true })).toBe(EXIT.ok);
    expect(door.asked).toMatchObject([{ path: '/v1/explain?recipient=region-20&event=3' }]);
    expect(printed.mock.calls).toEqual([[JSON.stringify(ANSWER)]]);
  });

  it.each([
    [404, EXIT.refused],
    [400, EXIT.refused],
    [503, EXIT.unavailable],
  ])('tells %s by exit code %s, and what was answered', async (answered, code) => {
    status = answered;
    expect(await explain({ recipient: 'region-20', of: OF, token, url: door.url })).toBe(code);
    expect(printed.mock.calls).toEqual([[JSON.stringify(ANSWER, null, 2)]]);
  });

  it('is a mistake of usage without a token, and says where no hub answers', async () => {
    expect(await explain({ recipient: 'region-20', of: OF, token: 'not-there', url: door.url })).toBe(EXIT.usage);
    expect(door.asked).toEqual([]);
    await door.stop();
    expect(await explain({ recipient: 'region-20', of: OF, token, url: door.url })).toBe(EXIT.unavailable);
    expect(complained).toHaveBeenLastCalledWith(`${door.url}: svarar inte som ett nav (does not answer as a hub)`);
  });
});
