/** What a battery or a spec has started does not outlive it, by whatever signal it ends. Needs `npm run build`. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { eventually } from './eventually.js';
import { temporaryFile } from './temporary-folder.js';

const MS_MAX = 600_000;
const built = (path: string): string => pathToFileURL(resolve('dist/test', path)).href;

/** Listens, and says where as a hub does. */
const LISTENS = `
  import { createServer } from 'node:http';
  const server = createServer().listen(0, '127.0.0.1', () => {
    process.stdout.write(\`HVB Hub: http://127.0.0.1:\${server.address().port}\\n\`);
  });
`;
/** By what is started: a program that starts it, says where it listens, and then goes on. */
const STARTING: Readonly<Record<string, string>> = {
  'a program': `
    import { startApp } from '${built('support/app-process.js')}';
    const { url } = await startApp({ main: process.argv[1], env: {} });
    process.stdout.write(\`\${url}\\n\`);
  `,
  'the EventStoreDB protocol server': `
    import { startEventStoreProcess } from '${built('battery/eventstore-process.js')}';
    const { url } = await startEventStoreProcess();
    process.stdout.write(\`\${url}\\n\`);
  `,
};

const isListening = (port: number): Promise<boolean> =>
  new Promise((give) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      give(true);
    });
    socket.once('error', () => {
      give(false);
    });
  });

/** For `--import`: on the machine of this process there is no setpriv, which is Linux's. */
const ELSEWHERE = `data:text/javascript,${encodeURIComponent(`
  import fs from 'node:fs';
  import { syncBuiltinESMExports } from 'node:module';
  const { existsSync } = fs;
  fs.existsSync = (path) => path !== '/usr/bin/setpriv' && existsSync(path);
  syncBuiltinESMExports();
`)}`;

describe.each(Object.keys(STARTING))('%s that was started by a process', (what) => {
  it.each([
    ['SIGINT', 'on this machine', []],
    ['SIGTERM', 'on this machine', []],
    ['SIGKILL', 'on this machine', []],
    ['SIGINT', 'where the kernel is another', ['--import', ELSEWHERE]],
    ['SIGTERM', 'where the kernel is another', ['--import', ELSEWHERE]],
  ] as const)(
    'ends with it where that is ended by %s, %s',
    async (signal, _where, flags) => {
      const listens = temporaryFile('listens.mjs');
      writeFileSync(listens, LISTENS);
      const program = [...flags, '--input-type=module', '--eval', STARTING[what] ?? '', listens];
      const started = spawn(process.execPath, program, {
        env: { ...process.env, NODE_OPTIONS: '' },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const [line] = (await once(started.stdout, 'data')) as [Buffer];
      const port = Number(/:(\d+)/.exec(line.toString())?.[1]);
      expect(await isListening(port)).toBe(true);
      started.kill(signal);
      expect(await once(started, 'exit')).toEqual([null, signal]);
      await eventually(async () => {
        expect(await isListening(port)).toBe(false);
      });
    },
    MS_MAX,
  );
});
