/** `npm run drill`: does a restore drill in a folder of its own and prints its protocol. Exit code 1 where a step does not hold. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { drill } from './drill.js';
import { isHeld, protocolOf } from './protocol.js';
import { STEPS } from './protocol.data.js';

const { values } = parseArgs({
  options: { messages: { type: 'string', default: '2000' }, to: { type: 'string' } },
});
const folder = mkdtempSync(join(tmpdir(), 'hvb-hub-drill-'));
try {
  const drilled = await drill({
    folder,
    messages: Number(values.messages),
    onStep: ({ step, holds }) => {
      process.stderr.write(`${holds ? '✓' : '✗'} ${STEPS[step]}\n`);
    },
  });
  const protocol = protocolOf(drilled);
  process.stdout.write(protocol);
  if (values.to !== undefined) writeFileSync(values.to, protocol, { flag: 'wx' });
  process.exitCode = isHeld(drilled) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
