import { OfAnotherLog, type Position } from '#event-log';
import { type FollowerState } from '#follow';
import {
  GroundsBehind,
  reachHead,
  refuseOfAnotherLog,
  RowsIncomplete,
  wholeRows,
  type Following,
} from './whole-rows.js';

const at = (place: number): Position => String(place) as Position;

/** Rows that have come so far, of a log that ends there. */
function rowsAt(position: number, head: number) {
  const places = { position, head };
  const asked: (readonly [Position, number])[] = [];
  const following: Following = {
    log: { head: () => Promise.resolve(at(places.head)) },
    position: () => Promise.resolve(at(places.position)),
    caughtUp: (until, timeoutMs) => {
      asked.push([until, timeoutMs]);
      return Promise.resolve(places.position >= Number(until));
    },
  };
  return { places, asked, following, whole: wholeRows(following) };
}

describe('rows that are asked for', () => {
  it('are refused while they hold less than the log did when they were first asked for, with how far they have come', async () => {
    const { places, whole } = rowsAt(3, 7);
    await expect(whole.wait()).rejects.toMatchObject({ name: 'RowsIncomplete', at: '3', upTo: '7' });
    expect(whole.areWhole()).toBe(false);
    places.position = 6;
    await expect(whole.wait()).rejects.toThrow(new RowsIncomplete(at(6), at(7)));
    places.position = 7;
    await whole.wait();
    expect(whole.areWhole()).toBe(true);
  });

  it('are waited for two seconds at most: after a start they mostly are whole by then', async () => {
    const { asked, whole } = rowsAt(7, 7);
    await whole.wait();
    expect(asked).toEqual([['7', 2_000]]);
  });

  it('are not held up by what is told meanwhile: the aim is where the log ended, not where it ends', async () => {
    const { places, whole } = rowsAt(3, 7);
    await whole.wait().catch(() => undefined);
    Object.assign(places, { head: 9_000, position: 7 });
    await whole.wait();
  });

  it('are answered from then on, however far the log has gone: the position that is told with them says how new they are', async () => {
    const { places, asked, whole } = rowsAt(7, 7);
    await whole.wait();
    places.head = 9_000;
    await whole.wait();
    expect(asked).toHaveLength(1);
  });

  it('are refused anew once they were thrown away, up to where the log ends now', async () => {
    const { places, whole } = rowsAt(7, 7);
    await whole.wait();
    Object.assign(places, { position: 0, head: 8 });
    whole.anew();
    expect(whole.areWhole()).toBe(false);
    await expect(whole.wait()).rejects.toThrow(new RowsIncomplete(at(0), at(8)));
  });
});

describe('rows whose follower has stopped', () => {
  const defect = (error: Error): FollowerState => ({ kind: 'defect', error, after: at(7) });

  it('are refused where they are of another log, told by name as it comes from a thread without its class', () => {
    const plain = Object.assign(new Error('it is at 7, the log only at 3'), { name: 'OfAnotherLog' });
    for (const error of [plain, new OfAnotherLog('rows', 'it is further')])
      expect(() => {
        refuseOfAnotherLog(defect(error));
      }).toThrow(OfAnotherLog);
  });

  it('are not, where it was something else, or where it goes on', () => {
    refuseOfAnotherLog(defect(new TypeError('x is undefined')));
    refuseOfAnotherLog({ kind: 'atHead' });
  });
});

describe('rows by which it is decided who may see what', () => {
  it('are waited for until they hold all that the log held when they were asked, two seconds at most', async () => {
    const { asked, following } = rowsAt(7, 7);
    await reachHead(following);
    expect(asked).toEqual([['7', 2_000]]);
  });

  it('are refused where they stay behind, by however little, with how far they have come', async () => {
    const { places, asked, following } = rowsAt(6, 7);
    await expect(reachHead(following)).rejects.toThrow(new GroundsBehind(at(6), at(7)));
    await expect(reachHead(following)).rejects.toMatchObject({ name: 'GroundsBehind', at: '6', upTo: '7' });
    places.position = 7;
    places.head = 8;
    await expect(reachHead(following)).rejects.toMatchObject({ at: '7', upTo: '8' });
    expect(asked.map(([until]) => until)).toEqual(['7', '7', '8']);
  });
});
