import { ContractBroken, PUSHED_TYPE_FORM } from '#contracts';
import { checkpointSigned, readOfLog, writeOfLog } from './said-of-log.js';

const NOTE = 'hub.example/log/1/1\n3\n…\n\n— …\n';
const SAID = checkpointSigned({ origin: 'hub.example/log/1/1', size: 3, root: Buffer.alloc(32, 7) }, NOTE);
const TYPE = 'se.hvbhub.hub.checkpointSigned.v1';

describe('what is said of the log', () => {
  it('is stored in the open, and read as it was said', () => {
    const written = writeOfLog(SAID);
    expect(written.type).toBe(TYPE);
    expect(JSON.parse(Buffer.from(written.body).toString())).toEqual({
      v: 1,
      data: { origin: 'hub.example/log/1/1', size: 3, root: Buffer.alloc(32, 7).toString('base64'), note: NOTE },
    });
    expect(readOfLog(written)).toEqual(SAID);
  });

  it('is pushed by its own name', () => {
    expect(TYPE).toMatch(new RegExp(PUSHED_TYPE_FORM));
  });

  it.each([
    ['se.hvbhub.hub.partyClosed.v1', JSON.stringify({ v: 1, data: SAID.data })],
    [TYPE, '{'],
    [TYPE, 'null'],
    [TYPE, JSON.stringify({ v: 2, data: SAID.data })],
    [TYPE, JSON.stringify({ v: 1, data: null })],
    [TYPE, JSON.stringify({ v: 1, data: { ...SAID.data, size: '3' } })],
    [TYPE, JSON.stringify({ v: 1, data: { ...SAID.data, more: 1 } })],
    [TYPE, JSON.stringify({ v: 1, data: { origin: 'o', size: 3, root: 'r' } })],
  ])('is refused in a form that was never written: %s %s', (type, body) => {
    expect(() => readOfLog({ type, body: Buffer.from(body) })).toThrow(ContractBroken);
  });
});
