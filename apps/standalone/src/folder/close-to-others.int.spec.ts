import { chmodSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hubLogger } from '#http';
import { temporaryFolder } from '../../../../test/support/temporary-folder.js';
import { startStandalone } from '../standalone.js';
import { closeToOthers } from './close-to-others.js';

const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);

describe('a data folder that somebody else has made', () => {
  const logged = () => {
    const lines: string[] = [];
    return { lines, logger: hubLogger('hvb-hub', 'info', { write: (line) => void lines.push(line) }) };
  };

  it('is closed to everybody else, with all that stands in it, and that is said once', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'access', 'tokens'), { recursive: true });
    const files = ['log.db', 'access/master.key', 'access/tokens/a.token'];
    for (const file of files) writeFileSync(join(folder, file), 'x');
    for (const name of ['', 'access', 'access/tokens']) chmodSync(join(folder, name), 0o755);
    for (const file of files) chmodSync(join(folder, file), 0o644);
    const { lines, logger } = logged();
    closeToOthers(folder, logger);
    closeToOthers(folder, logger);
    expect(['', 'access', 'access/tokens'].map((name) => modeOf(join(folder, name)))).toEqual(['700', '700', '700']);
    expect(files.map((file) => modeOf(join(folder, file)))).toEqual(['600', '600', '600']);
    expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([{ files: 6 }]);
  });

  it('is nobody else’s to read after a start, whatever its mode was (0755)', async () => {
    const dataDir = join(temporaryFolder(), 'data');
    mkdirSync(dataDir);
    chmodSync(dataDir, 0o755);
    const hub = await startStandalone({ dataDir, port: 0, logLevel: 'silent' });
    await hub.stop();
    const all = readdirSync(dataDir, { recursive: true, encoding: 'utf8' }).map((name) => join(dataDir, name));
    expect(all.length).toBeGreaterThan(8);
    expect([dataDir, ...all].filter((path) => !['600', '700'].includes(modeOf(path)))).toEqual([]);
  });
});
