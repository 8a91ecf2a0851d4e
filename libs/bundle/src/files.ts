/** A bundle as files: what it was exported with, and what anyone makes of that again. */
import { hash } from 'node:crypto';
import { FILES, lineOf, type Bundle, type FileName, type Manifest } from './format.js';
import { README } from './readme.data.js';
import { reportOf } from './report.js';
import { type Derived } from './derived.js';
import { rulesNamedIn } from './rules.js';
import { toldStreams } from './told.js';
import { groundsIn, viewsIn } from './views.js';

/** Throws what the law throws of facts that no hub has accepted, and `ContractBroken` of bodies that are none of ours. */
export function derivedOf({ manifest: { asOf }, events }: Pick<Bundle, 'manifest' | 'events'>): Derived {
  const streams = toldStreams(events);
  const views = viewsIn(streams, asOf);
  const grounds = groundsIn(streams, asOf);
  return { streams, views, grounds, rules: rulesNamedIn([views, grounds]) };
}

/** Files that are made of the events and the manifest alone, by name. */
export function filesDerived(bundle: Pick<Bundle, 'manifest' | 'events'>): ReadonlyMap<FileName, string> {
  const derived = derivedOf(bundle);
  return new Map<FileName, string>([
    [FILES.readme, README],
    [FILES.report, reportOf(bundle, derived)],
    [FILES.views, json(derived.views)],
    [FILES.grounds, json(derived.grounds)],
    [FILES.rules, json(derived.rules)],
  ]);
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 1)}\n`;
const lines = (all: readonly string[]): string => all.map((line) => `${line}\n`).join('');

export const sha256Of = (bytes: Uint8Array): string => hash('sha256', bytes, 'base64');

/** All files of a bundle, in their order. */
export function filesOf(bundle: Bundle): ReadonlyMap<FileName, Uint8Array> {
  const derived = filesDerived(bundle);
  const given = new Map<FileName, Uint8Array | string | undefined>([
    [FILES.checkpoint, bundle.checkpoint],
    [FILES.consistency, json(bundle.consistency)],
    [FILES.events, lines(bundle.events.map(lineOf))],
    [FILES.keys, json(bundle.keys)],
    [FILES.ledger, lines(bundle.ledger.map((line) => JSON.stringify(line)))],
    [FILES.entries, bundle.entries],
  ]);
  const contents = new Map<FileName, Uint8Array>();
  for (const name of Object.values(FILES)) {
    const content = derived.get(name) ?? given.get(name);
    if (content !== undefined) contents.set(name, Buffer.from(content));
  }
  const manifest: Manifest = {
    ...bundle.manifest,
    files: [...contents].map(([name, bytes]) => ({ name, bytes: bytes.length, sha256: sha256Of(bytes) })),
  };
  contents.set(FILES.manifest, Buffer.from(json(manifest)));
  return new Map(
    Object.values(FILES).flatMap((name) => {
      const bytes = contents.get(name);
      return bytes === undefined ? [] : [[name, bytes] as const];
    }),
  );
}
