import { type StreamName } from '#contracts';
import { hubLogger } from '#http';
import { StateUnavailable } from '../state/hub-state.port.js';
import { waitingJudge, type WaitingJudge } from './waiting-judge.js';

const [a, b, c] = ['case-a', 'case-b', 'case-c'] as StreamName[] as [StreamName, StreamName, StreamName];
const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 1));
};

describe('what waits when streams move', () => {
  let waitedOn: Set<StreamName>;
  let judged: StreamName[];
  let away: number;
  let broken: Set<StreamName>;
  let lines: string[];
  let met: unknown[];
  let judge: WaitingJudge;
  const ask = <T>(answer: () => T): Promise<T> => {
    if (away === 0) return Promise.resolve(answer());
    away -= 1;
    return Promise.reject(new StateUnavailable('away'));
  };
  beforeEach(() => {
    [waitedOn, judged, away, broken, lines, met] = [new Set([a, b]), [], 0, new Set(), [], []];
    judge = waitingJudge({
      room: { isWaitedOn: (stream) => ask(() => waitedOn.has(stream)), streams: () => ask(() => [...waitedOn]) },
      waiting: (stream) => {
        if (broken.has(stream)) return Promise.reject(new Error('a defect'));
        judged.push(stream);
        waitedOn.delete(stream);
        return Promise.resolve();
      },
      logger: hubLogger('spec', 'warn', { write: (line) => lines.push(line) }),
      onDefect: (error) => met.push(error),
    });
  });
  afterEach(() => judge.stop());

  it('is judged on those streams, and nothing is done on others', async () => {
    judge.moved([a, c]);
    await until(() => judged.length > 0);
    await judge.stop();
    expect(judged).toEqual([a]);
    expect(waitedOn).toEqual(new Set([b]));
  });

  it('is judged everywhere where streams may have moved unseen', async () => {
    judge.all();
    await until(() => judged.length === 2);
    expect([...judged].sort()).toEqual([a, b]);
  });

  it('is tried again until the store answers, and that is told once', async () => {
    away = 2;
    judge.all();
    judge.moved([a]);
    await until(() => waitedOn.size === 0);
    expect([lines.length, met]).toEqual([1, []]);
  });

  it('is judged on the others where one of them is a defect, which is told', async () => {
    broken.add(a);
    judge.moved([a, b]);
    await until(() => judged.length > 0 && lines.length > 0);
    expect(judged).toEqual([b]);
    expect(lines.join()).toContain('cannot be judged');
    expect(met).toEqual([new Error('a defect')]);
  });

  it('is left to the next hub once it is stopped', async () => {
    await judge.stop();
    judge.moved([a]);
    judge.all();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(judged).toEqual([]);
  });
});
