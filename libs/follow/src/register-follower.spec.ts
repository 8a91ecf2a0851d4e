import { randomUUID } from 'node:crypto';
import { standingOf, writeRegisterFact, type RegisterFact } from '#access';
import { type Instant, type Uuid } from '#domain/facts';
import { LogUnavailable, memoryLog, NO_STREAM, ofSubjects, REGISTER_STREAM, type EventLog } from '#event-log';
import { follow, followRegister } from '#follow';
import { eventually } from '../../../test/support/eventually.js';

const AT = '2026-01-10T08:00:00.000Z' as Instant;
const closed = (partyId: string): RegisterFact => ({ type: 'hub.partyClosed', data: { partyId } });

let log: EventLog;
let last: number;
beforeEach(() => {
  log = memoryLog();
  last = NO_STREAM;
});

const event = (written: { readonly type: string; readonly body: Uint8Array }) => ({
  ...{ eventId: randomUUID() as Uuid, recordedAt: AT },
  ...written,
});
const say = (fact: RegisterFact) => log.append(REGISTER_STREAM, [event(writeRegisterFact(fact))], last++);
const sayOther = () => log.append(`case-${randomUUID()}`, [event({ type: 'x', body: Buffer.from('{}') })], NO_STREAM);

describe('the register of a process', () => {
  it('is read whole before it is given, and holds nothing of what is said of subjects', async () => {
    await sayOther();
    await say(closed('region-20'));
    await sayOther();
    const register = await followRegister(log);
    expect([register.current().version, register.lastSaidAt()]).toEqual([1, AT]);
    expect(standingOf(register.current(), 'region-20')).toBe('closed');
    expect(standingOf(register.current(), 'region-01')).toBe('open');
    await register.stop();
  });

  it('is kept up with what is said, at once where it is looked, else by itself', async () => {
    const looked = await followRegister(log, 600_000);
    const byItself = await followRegister(log, 5);
    await say(closed('region-20'));
    await eventually(() => {
      expect(byItself.current().version).toBe(1);
    });
    expect([looked.current().version, looked.lastSaidAt()]).toEqual([0, null]);
    await Promise.all([looked.look(), looked.look()]);
    expect([looked.current().version, looked.lastSaidAt()]).toEqual([1, AT]);
    await looked.look();
    expect([looked.current().version, looked.lastSaidAt()]).toEqual([1, AT]);
    await looked.stop();
    await byItself.stop();
  });

  it('stays as it was while the log is away', async () => {
    await say(closed('region-20'));
    let isAway = false;
    const readStream: EventLog['readStream'] = (...asked) =>
      isAway ? Promise.reject(new LogUnavailable('away')) : log.readStream(...asked);
    const register = await followRegister({ readStream }, 5);
    isAway = true;
    await expect(register.look()).rejects.toThrow(LogUnavailable);
    expect(standingOf(register.current(), 'region-20')).toBe('closed');
    isAway = false;
    await say(closed('region-01'));
    await register.look();
    expect(standingOf(register.current(), 'region-01')).toBe('closed');
    await register.stop();
  });

  it('lets nobody in where the log holds what was never written of a party', async () => {
    const register = await followRegister(log, 600_000);
    await log.append(REGISTER_STREAM, [event({ type: 'x', body: Buffer.from('{}') })], last++);
    await expect(register.look()).rejects.toThrow('nothing was ever said of a party as x');
    expect(() => register.current()).toThrow('nothing was ever said of a party as x');
    await expect(followRegister(log)).rejects.toThrow('nothing was ever said of a party as x');
    await register.stop();
  });
});

describe('who follows subjects', () => {
  it('goes past what is said of parties, and does not meet it', async () => {
    await say(closed('region-20'));
    await sayOther();
    const { position } = await say(closed('region-01'));
    const met: string[] = [];
    const follower = follow({
      log,
      target: {
        name: 'subjects',
        checkpoint: () => null,
        apply: (events) => void met.push(...events.map(({ stream }) => stream.slice(0, 5))),
      },
    });
    expect(await follower.caughtUp(position, 2_000)).toBe(true);
    expect(met).toEqual(['case-']);
    await follower.stop();
    const { events } = await log.readAll(log.start, { limit: 10 });
    expect(events).toHaveLength(3);
    expect(ofSubjects(events)).toEqual([events[1]]);
    expect(ofSubjects([events[1]!])).toEqual([events[1]]);
  });
});
