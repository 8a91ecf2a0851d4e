import { writeFileSync } from 'node:fs';
import { jest } from '@jest/globals';
import { openFakeDoor, type FakeDoor } from '../../../test/support/fake-door.js';
import { temporaryFile } from '../../../test/support/temporary-folder.js';
import { EXIT } from './exit-codes.js';
import { PARTY_COMMANDS, sayOfParty } from './party.js';

const inFile = (name: string, text: string): string => {
  const path = temporaryFile(name);
  writeFileSync(path, text);
  return path;
};

describe('saying something of a party from a file', () => {
  let door: FakeDoor;
  let status = 201;
  const token = inFile('operator.token', 'token of operator\n');
  const file = inFile('party.json', '{"partyId":"region-20.bup"}');
  const printed = jest.spyOn(console, 'log').mockImplementation(() => undefined);
  const complained = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  beforeEach(async () => {
    door = await openFakeDoor(() => [status, { position: '7' }]);
    printed.mockClear();
  });
  afterEach(() => door.stop());
  afterAll(() => {
    printed.mockRestore();
    complained.mockRestore();
  });

  it('sends the data of the fact that the command says, in the name of the token', async () => {
    const { party, mandate } = PARTY_COMMANDS;
    for (const { says } of [...Object.values(party), ...Object.values(mandate)])
      expect(await sayOfParty(says, file, { token, url: door.url })).toBe(EXIT.ok);
    const types = ['partyRegistered', 'partyChanged', 'partyClosed', 'mandateGranted', 'mandateEnded'];
    expect(door.asked).toMatchObject(
      types.map((name) => ({
        ...{ path: '/v1/operator/parties', who: 'operator', contentType: 'application/json' },
        body: { type: `hub.${name}`, data: { partyId: 'region-20.bup' } },
      })),
    );
    expect(printed).toHaveBeenCalledWith(JSON.stringify({ position: '7' }, null, 2));
  });

  it.each([
    [200, EXIT.refused],
    [409, EXIT.refused],
    [503, EXIT.unavailable],
  ])('tells %s by exit code %s', async (answered, code) => {
    status = answered;
    expect(await sayOfParty('partyClosed', file, { token, url: door.url })).toBe(code);
    status = 201;
  });

  it('is a mistake of usage for a file that is not there or holds no JSON, and sends nothing', async () => {
    for (const wrong of ['not-there.json', inFile('no.json', '{')])
      expect(await sayOfParty('partyClosed', wrong, { token, url: door.url })).toBe(EXIT.usage);
    expect(door.asked).toEqual([]);
  });
});
