import { writeFileSync } from 'node:fs';
import { jest } from '@jest/globals';
import { openFakeDoor, type FakeDoor } from '../../../test/support/fake-door.js';
import { temporaryFile } from '../../../test/support/temporary-folder.js';
import { EXIT } from './exit-codes.js';
import { publish } from './publish.js';

const inFile = (name: string, text: string): string => {
  const path = temporaryFile(name);
  writeFileSync(path, text);
  return path;
};

describe('publishing a file', () => {
  let door: FakeDoor;
  let status = 202;
  const token = inFile('a.token', 'token of region-20\n');
  const printed = jest.spyOn(console, 'log').mockImplementation(() => undefined);
  const complained = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  beforeEach(async () => {
    door = await openFakeDoor(() => [status, [{ outcome: 'accepted' }]]);
    printed.mockClear();
  });
  afterEach(() => door.stop());
  afterAll(() => {
    printed.mockRestore();
    complained.mockRestore();
  });

  it('sends one event or a batch as what it is, in the name of the token', async () => {
    await publish(inFile('one.json', '{"id":"1"}'), { token, url: door.url });
    await publish(inFile('many.json', ' [{"id":"1"}]'), { token, url: door.url });
    expect(door.asked).toMatchObject([
      { path: '/v1/events', who: 'region-20', contentType: 'application/cloudevents+json', body: { id: '1' } },
      { contentType: 'application/cloudevents-batch+json', body: [{ id: '1' }] },
    ]);
    expect(printed).toHaveBeenCalledWith(JSON.stringify([{ outcome: 'accepted' }], null, 2));
  });

  it.each([
    [202, EXIT.ok],
    [207, EXIT.refused],
    [422, EXIT.refused],
    [401, EXIT.refused],
    [503, EXIT.unavailable],
  ])('tells by its exit code how it went: the hub answers %i', async (answered, code) => {
    status = answered;
    expect(await publish(inFile('one.json', '{}'), { token, url: door.url, json: true })).toBe(code);
    expect(printed).toHaveBeenCalledWith('[{"outcome":"accepted"}]');
  });

  it('sends nothing where file or token cannot be read', async () => {
    const none = { url: door.url, token: temporaryFile('none') };
    expect(await publish(temporaryFile('none'), { ...none, token })).toBe(EXIT.usage);
    expect(await publish(inFile('one.json', '{}'), none)).toBe(EXIT.usage);
    expect(door.asked).toEqual([]);
  });
});
