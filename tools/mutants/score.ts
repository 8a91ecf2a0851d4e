/** What a run says of the specs: how many mutants they told of, and which they did not. */
import { BY_THE_COMPILER } from './compiler.js';
import { type Judged } from './pool.js';

export interface Score {
  readonly mutants: number;
  readonly killed: number;
  /** Of the killed, those that no spec told of. */
  readonly byCompiler: number;
  readonly accepted: number;
  /** killed / (all − accepted), from 0 to 1; 1 where there are none. */
  readonly score: number;
}

/** Of `judged`, those that were accepted beforehand left out of it; `accepted` says how many there are besides. */
export function scoreOf(judged: readonly Judged[], accepted: number): Score {
  const killed = judged.filter(({ verdict }) => verdict.killed).length;
  return {
    mutants: judged.length + accepted,
    killed,
    byCompiler: judged.filter(({ verdict }) => verdict.killed && verdict.by.startsWith(BY_THE_COMPILER)).length,
    accepted,
    score: judged.length === 0 ? 1 : killed / judged.length,
  };
}

export const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** A survivor in lines that can be put into the list of accepted ones with a reason. */
export const inWords = ({ mutant: { file, line, kind, was, is } }: Judged): string =>
  `${file}:${line} ${kind}\n  was: ${was}\n  is:  ${is}`;

/** Killed and all by folder of the law. */
export function byFolder(judged: readonly Judged[]): Readonly<Record<string, { killed: number; of: number }>> {
  const folders: Record<string, { killed: number; of: number }> = {};
  for (const { mutant, verdict } of judged) {
    const name = mutant.file.replace('libs/domain/src/', '').split('/').slice(0, -1).join('/') || '.';
    const folder = (folders[name] ??= { killed: 0, of: 0 });
    folder.of += 1;
    if (verdict.killed) folder.killed += 1;
  }
  return Object.fromEntries(Object.entries(folders).sort(([one], [other]) => (one < other ? -1 : 1)));
}
