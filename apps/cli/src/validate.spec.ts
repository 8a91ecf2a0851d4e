import { aCase } from '../../../test/support/case-builder.js';
import { eventsOf } from '../../../test/support/wire-events.js';
import { verdictsOn } from './validate.js';

const [registered, started] = eventsOf(aCase().registered().started('2026-01-15'));
const verdicts = (value: unknown) =>
  verdictsOn(Buffer.from(typeof value === 'string' ? value : JSON.stringify(value))).map(({ index, problem }) => [
    index,
    problem?.code,
    problem?.pointer,
  ]);

describe('validating a file', () => {
  it('finds nothing in a message that holds', () => {
    expect(verdicts(registered)).toEqual([[0, undefined, undefined]]);
  });

  it('says of each message of a list what is wrong with it', () => {
    expect(verdicts([registered, { ...started, data: { startedOn: '2026-02-30' } }, 7])).toEqual([
      [0, undefined, undefined],
      [1, 'InvalidValue', '/data/startedOn'],
      [2, 'WrongType', ''],
    ]);
  });

  it('says so of a file that is no JSON', () => {
    expect(verdicts('{"half')).toEqual([[0, 'MalformedJson', undefined]]);
  });
});
