import { Worker } from 'node:worker_threads';
import { libraryTurn } from './library-turn.js';
import { TokenUnusable } from './token-unusable.js';

const [CALLING, BEGUN] = [0, 1];
const WAIT_MS = 30;

describe('turns at the library of a token', () => {
  const shared = (): { readonly memory: SharedArrayBuffer; readonly cells: Int32Array } => {
    const memory = new SharedArrayBuffer(8);
    return { memory, cells: new Int32Array(memory) };
  };

  it('are taken by any number beside each other, and given back also by who throws', () => {
    const { memory, cells } = shared();
    const [one, other] = [libraryTurn(memory), libraryTurn(memory)];
    expect(one.beside(() => other.beside(() => cells[CALLING]))).toBe(2);
    expect(() =>
      one.beside(() => {
        throw new Error('token');
      }),
    ).toThrow('token');
    expect([...cells]).toEqual([0, 0]);
  });

  it('are taken alone by who has it begin anew, of which all know, though it fails', () => {
    const { memory, cells } = shared();
    const [one, other] = [libraryTurn(memory), libraryTurn(memory)];
    const seen: unknown[] = [];
    one.alone(() => seen.push(cells[CALLING], other.begun()));
    expect(seen).toEqual([-1, 1]);
    expect(() => {
      other.alone(() => {
        throw new Error('token');
      });
    }).toThrow('token');
    expect([[...cells], one.begun()]).toEqual([[0, 2], 2]);
  });

  it('are not waited for without end: neither for one who has it alone, nor for those who do not leave it', () => {
    const { memory, cells } = shared();
    const turn = libraryTurn(memory, WAIT_MS);
    cells[CALLING] = -1;
    expect(() => turn.beside(() => 'never')).toThrow(TokenUnusable);
    cells[CALLING] = 1;
    expect(() => {
      turn.alone(() => undefined);
    }).toThrow('another thread');
    expect([...cells]).toEqual([1, 0]);
  });

  it('are waited for as long as another thread has it', async () => {
    const { memory, cells } = shared();
    cells[CALLING] = -1;
    const other = new Worker(
      `const { workerData, parentPort } = require('node:worker_threads');
       const cells = new Int32Array(workerData);
       parentPort.once('message', () => {
         Atomics.wait(cells, ${BEGUN}, 0, ${WAIT_MS});
         Atomics.store(cells, ${CALLING}, 0);
         Atomics.notify(cells, ${CALLING});
       });
       parentPort.postMessage('there');`,
      { eval: true, workerData: memory },
    );
    await new Promise((resolve) => other.once('message', resolve));
    other.postMessage('go');
    expect(libraryTurn(memory, 60_000).beside(() => cells[CALLING])).toBe(1);
    await other.terminate();
  });
});
