import { temporaryFile } from '../support/temporary-folder.js';
import { brokenPromises, promisesIn, runAppender } from './acknowledged.js';

const KILLS = 20;

describe('SIGKILL of the writing process under load', () => {
  it(`loses and doubles no acknowledged event, ${KILLS} times on one log`, async () => {
    const path = temporaryFile('events.sqlite');
    const promised: string[] = [];
    for (let kill = 1; kill <= KILLS; kill += 1) {
      const { lines, code } = await runAppender(path, { killAfter: 1 + ((kill * 97) % 400) });
      expect(code).toBeNull();
      promised.push(...lines);
      expect(await brokenPromises(path, promised)).toBe(0);
    }
    expect(promisesIn(promised).length).toBeGreaterThan(KILLS);
  });
});
