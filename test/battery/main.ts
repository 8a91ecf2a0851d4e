/**
 * `npm run battery`: what takes too long for the specs, each with fresh seeds unless told. `-- faults` (the full combination
 * under faults), `-- input` (hostile input at every door), `-- files` (every file of a data folder × every damage),
 * `-- properties` (every property, and ids by the million), `-- rows` (rows made anew after a long random history),
 * `-- tamper` (a log tampered with in every way, each found where it was done; honest ones never accused),
 * `-- existence` (how long a refusal takes of another's and of nothing, at each door), `-- reads` (killed while sixteen read),
 * `-- withdrawals` (whoever loses a part is told nothing by any reading after the receipt, at two projectors),
 * `-- deliveries` (what is pushed, while who pushes is killed, PostgreSQL is restarted, or a receiver hangs, fails or lies).
 * Exit code 1 where anything was wrong.
 */
import { playDeliveryRounds } from './deliveries/deliveries-rounds.js';
import { playExistence } from './existence/existence-rounds.js';
import { playFaultRounds } from './fault-rounds.js';
import { playFileRounds } from './files/files-rounds.js';
import { playInputRounds } from './input/input-rounds.js';
import { playProperties } from './properties/properties.js';
import { playReadRounds } from './reads/read-rounds.js';
import { playRowsRounds } from './rows/rows-rounds.js';
import { playTamperRounds } from './tamper/tamper-rounds.js';
import { playWithdrawalRounds } from './withdrawals/withdrawal-rounds.js';

/** Each gives how many things were wrong. */
const BATTERIES: Readonly<Record<string, (args: readonly string[]) => Promise<number>>> = {
  faults: playFaultRounds,
  deliveries: playDeliveryRounds,
  existence: playExistence,
  files: playFileRounds,
  input: playInputRounds,
  properties: playProperties,
  reads: playReadRounds,
  rows: playRowsRounds,
  tamper: playTamperRounds,
  withdrawals: playWithdrawalRounds,
};

const [first = '', ...others] = process.argv.slice(2);
const [name, args] = first in BATTERIES ? [first, others] : ['faults', process.argv.slice(2)];
const wrong = await BATTERIES[name]?.(args);
if (wrong !== 0) process.exitCode = 1;
