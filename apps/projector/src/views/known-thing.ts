/** Who may ask after a thing is told by one look in an index, before anything is opened: that something is there is told by no time, either. */
import { reachOf, type Principal } from '#access';
import { registerOf, streamOf, type Subject } from '#domain';
import { integrityCodeOf, refusal } from '#http';
import { askersOf, AUDITORS, type Asker } from '../lists/known-to-table.js';
import { type RowKeeper } from '../rows/row-keeper.port.js';
import { whenWhole } from './when-whole.js';

export interface KnownDeps {
  readonly rows: Pick<RowKeeper, 'isKnown'>;
}

/** What nothing is called: looked for as all else is. */
export const NOTHING_NAMED = '';

/** The name that a subject is looked up by: it is the same whether it stands by itself or with a placement. */
export const nameOfThing = (subject: Subject): string => registerOf(subject) ?? streamOf(subject, {});

/** Under which names whoever asks may be known; `all` of an auditor of everybody, who is told what there is. */
function askersFor(caller: Principal): readonly Asker[] | 'all' {
  switch (caller.kind) {
    case 'party':
      return askersOf(caller.party);
    case 'auditor': {
      const reach = reachOf(caller);
      return reach === 'all' ? 'all' : [AUDITORS, ...reach.flatMap(askersOf)];
    }
    case 'operator':
      return [];
  }
}

/**
 * Refuses with `NotFound` a thing that is not known to whoever asks: an id that never was by the same statements as
 * another's (decision A7). With `RowsIncomplete` or `GroundsBehind` where the index is behind, whatever is asked after. Where
 * the rows are damaged or of another log, which the process tells of by being not ready, the stream alone decides, as it
 * always does in the end: a case is shown to those whose it is.
 */
export async function refuseUnknown(deps: KnownDeps, caller: Principal, thing: string): Promise<void> {
  if (!(await isKnownTo(deps, caller, thing))) throw refusal('NotFound');
}

/** Whether it is known to whoever asks. Refuses with `RowsIncomplete` or `GroundsBehind` as `refuseUnknown`. */
export async function isKnownTo({ rows }: KnownDeps, caller: Principal, thing: string): Promise<boolean> {
  const askers = askersFor(caller);
  return askers === 'all' || isKnownOrUnsound(() => whenWhole(() => rows.isKnown({ thing, askers })));
}

async function isKnownOrUnsound(look: () => Promise<boolean>): Promise<boolean> {
  try {
    return await look();
  } catch (error) {
    if (integrityCodeOf(error) === undefined) throw error;
    return true;
  }
}
