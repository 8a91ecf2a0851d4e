import { once } from 'node:events';
import { type Socket } from 'node:net';
import { eventually } from '../../../test/support/eventually.js';
import { answerTo, connectTo, headOf } from '../../../test/support/raw-http.js';
import { openDoor, type TryDoor } from '../../../test/support/try-door.js';
import { systemClock } from './system-clock.js';

const LARGEST = 10 * 1024 * 1024;
let door: TryDoor;
beforeAll(async () => (door = await openDoor({ clock: systemClock })));
afterAll(() => door.close());

const head = (size: string, as: 'party' | 'auditor' = 'party'): string =>
  headOf('POST /v1/try/bytes HTTP/1.1', 'host: x', 'content-type: text/plain', door.as(as).join(': '), size);
const announced = (bytes: number): string => `content-length: ${bytes}`;

/** Status, code and when to come back. */
async function outcome(answer: Promise<string>): Promise<string> {
  const text = await answer;
  return [/ (\d+) /, /"code":"(\w+)"/, /retry-after: (\d+)/]
    .map((each) => each.exec(text)?.[1] ?? '')
    .join(' ')
    .trim();
}
const whole = (bytes: number, as?: 'auditor'): Promise<string> =>
  outcome(answerTo(door.app, `${head(`${announced(bytes)}\r\nconnection: close`, as)}${'x'.repeat(bytes)}`));

async function metric(pattern: RegExp): Promise<number> {
  const { text } = await door
    .http()
    .get('/metrics')
    .set(...door.as('operator'));
  return Number(pattern.exec(text)?.[1]);
}
const heldBytes = (): Promise<number> => metric(/^hvb_http_under_way_bytes\{of="bodies"\} (\d+)$/m);

const heldAnswers = (): Promise<number> => metric(/^hvb_http_under_way_bytes\{of="answers"\} (\d+)$/m);
const held = (bytes: number): Promise<void> =>
  eventually(async () => {
    expect(await heldBytes()).toBe(bytes);
  });
/** Begins an upload of so many bytes, and leaves it unfinished once they are counted. */
async function begin(bytes: number): Promise<Socket> {
  const before = await heldBytes();
  const socket = connectTo(door.app);
  socket.write(head(announced(bytes)));
  await held(before + bytes);
  return socket;
}
const nothingHeld = (): Promise<void> => held(0);

describe('the bodies of one party under way', () => {
  afterEach(nothingHeld);

  it('are taken up to two of the largest; a third is refused by 429 with a time to come back, another party’s is not', async () => {
    const first = await begin(LARGEST);
    const second = await begin(LARGEST);
    expect(await whole(1)).toBe('429 TooMuchUnderWay 2');
    expect(await whole(1, 'auditor')).toBe('201');
    expect(await metric(/^hvb_http_too_much_total\{bound="each"\} (\d+)$/m)).toBe(1);
    first.destroy();
    await held(LARGEST);
    expect(await whole(1)).toBe('201');
    second.destroy();
  });

  it('are counted until they are answered, and given back then on a connection that stays', async () => {
    const socket = connectTo(door.app);
    for (let times = 0; times < 4; times += 1) {
      socket.write(`${head(announced(LARGEST))}${'x'.repeat(LARGEST)}`);
      const [answer] = (await once(socket, 'data')) as [Buffer];
      expect(answer.toString()).toMatch(/^HTTP\/1\.1 201 /);
    }
    socket.destroy();
  });

  it('are counted as they come where their size is not announced, and refused where they become too many', async () => {
    const piece = `100000\r\n${'x'.repeat(1024 * 1024)}\r\n`;
    const others = [await begin(LARGEST), await begin(LARGEST - 1024 * 1024)];
    const chunked = `${head('transfer-encoding: chunked\r\nconnection: close')}${piece}`;
    expect(await outcome(answerTo(door.app, `${chunked}0\r\n\r\n`))).toBe('201');
    expect(await outcome(answerTo(door.app, `${chunked}1\r\nx\r\n0\r\n\r\n`))).toBe('429 TooMuchUnderWay 2');
    for (const other of others) other.destroy();
  });

  it('cost what their pieces do: a body in pieces of a byte is refused before it fills the memory', async () => {
    const pieces = '1\r\nx\r\n'.repeat(100_000);
    const answer = answerTo(door.app, `${head('transfer-encoding: chunked\r\nconnection: close')}${pieces}0\r\n\r\n`);
    expect(await outcome(answer)).toBe('429 TooMuchUnderWay 2');
    const few = '1\r\nx\r\n'.repeat(1_000);
    const taken = answerTo(door.app, `${head('transfer-encoding: chunked\r\nconnection: close')}${few}0\r\n\r\n`);
    expect(await outcome(taken)).toBe('201');
  });

  it('are not counted where they are too large to be read', async () => {
    expect(await outcome(answerTo(door.app, head(announced(LARGEST + 1))))).toBe('413 TooLarge');
    expect(await heldBytes()).toBe(0);
  });
});

describe('large answers of one party under way', () => {
  it('are refused by 429 above the bound, and given again when the earlier ones have been read', async () => {
    const ask = headOf('GET /v1/try/long HTTP/1.1', 'host: x', door.as('party').join(': '), 'connection: close');
    const unread = Array.from({ length: 4 }, () => connectTo(door.app).pause());
    for (const socket of unread) socket.write(ask);
    await eventually(async () => {
      expect(await outcome(answerTo(door.app, ask))).toBe('429 TooMuchUnderWay 2');
    });
    for (const socket of unread) socket.destroy();
    await eventually(async () => {
      expect(await heldAnswers()).toBe(0);
    });
    expect((await answerTo(door.app, ask)).length).toBeGreaterThan(8 * 1024 * 1024);
    expect(await heldAnswers()).toBe(0);
  });
});
