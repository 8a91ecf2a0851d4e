/** Loaded into a process of the bench before its program: tells what the process, all its threads together, has used of the processors. */
import { type CpuAsked, type CpuTold } from './child.js';

/** Questions to the program that came before it listened: they wait here until it does. */
const early: unknown[] = [];

process.on('message', (message) => {
  const { cpuOf } = message as Partial<CpuAsked>;
  if (cpuOf !== undefined) {
    const { user, system } = process.cpuUsage();
    process.send?.({ cpuOf, cpuUs: user + system } satisfies CpuTold);
  } else if (process.listenerCount('message') === 1) early.push(message);
});

process.on('newListener', (event) => {
  if (event !== 'message') return;
  setImmediate(() => {
    for (const message of early.splice(0)) process.emit('message', message, undefined);
  });
});
