/** What facts give others to name, and what they name: versions, clarifications, costs and the start. */
import { type Said } from '../kernel/index.js';
import { type CaseFact } from './case.js';
import { type WaitsFor } from './decision.js';

type Thing = 'start' | 'clarification' | 'decision' | 'version' | 'dispute' | 'contract' | 'cost' | 'claim';

/** A thing by its id or number, and where in the message that stands. */
export interface Name {
  readonly thing: Thing;
  readonly id: string;
  readonly pointer: string;
}

/** A thing that a fact needs. `waitsFor` is set where another party may have yet to say it; else the sender should have. */
export interface Used extends Name {
  readonly waitsFor: WaitsFor | null;
}

type DataOf<T extends CaseFact['type']> = Extract<CaseFact, { readonly type: T }>['data'];
type Table<Entry> = { readonly [T in CaseFact['type']]?: (data: DataOf<T>) => readonly Entry[] };

const GIVEN: Table<Name> = {
  'placement.started': () => [theStart('/data/startedOn')],
  'placement.decided': ({ decisionId }) => [{ thing: 'decision', id: decisionId, pointer: '/data/decisionId' }],
  'placement.responsibilityClarified': ({ clarificationId }) => [clarification(clarificationId)],
  'costAllocation.proposed': ({ version: number }) => [version(number)],
  'costAllocation.disputed': ({ version: number }) => [{ ...version(number), thing: 'dispute' }],
  'costAllocation.contractRegistered': ({ contractId }) => [
    { thing: 'contract', id: contractId, pointer: '/data/contractId' },
  ],
  'costAllocation.costRecorded': ({ costId }) => [cost(costId)],
  'costAllocation.claimed': ({ claimId }) => [{ thing: 'claim', id: claimId, pointer: '/data/claimId' }],
};

const USED: Table<Used> = {
  'placement.responsibilityConfirmed': ({ clarificationId: id }) => [
    { ...clarification(id), waitsFor: { what: 'clarification', id } },
  ],
  'placement.moved': () => [{ ...theStart('/data/movedOn'), waitsFor: null }],
  'placement.ended': () => [{ ...theStart('/data/endedOn'), waitsFor: null }],
  'costAllocation.proposed': ({ version: number }) => (number > 1 ? [{ ...version(number - 1), waitsFor: null }] : []),
  'costAllocation.approved': (data) => [versionOfAnother(data.version)],
  'costAllocation.disputed': (data) => [versionOfAnother(data.version)],
  'costAllocation.disputeSettled': (data) => [
    versionOfAnother(data.version),
    { ...version(data.version), thing: 'dispute', waitsFor: { what: 'dispute', version: data.version } },
  ],
  'costAllocation.withdrawn': (data) => [{ ...version(data.version), waitsFor: null }],
  'costAllocation.claimed': ({ costId: id }) => [{ ...cost(id), waitsFor: { what: 'cost', id } }],
};

function theStart(pointer: string): Name {
  return { thing: 'start', id: 'placement.started', pointer };
}

function clarification(id: string): Name {
  return { thing: 'clarification', id, pointer: '/data/clarificationId' };
}

function version(number: number): Name {
  return { thing: 'version', id: `${number}`, pointer: '/data/version' };
}

function versionOfAnother(number: number): Used {
  return { ...version(number), waitsFor: { what: 'version', version: number } };
}

function cost(id: string): Name {
  return { thing: 'cost', id, pointer: '/data/costId' };
}

const entriesOf = <Entry>(table: Table<Entry>, fact: Said<CaseFact>): readonly Entry[] =>
  (table as Readonly<Record<string, (data: unknown) => readonly Entry[]>>)[fact.type]?.(fact.data) ?? [];

/** `version 2`: one word and the id, by which a name is compared. */
export const nameOf = ({ thing, id }: Name): string => `${thing} ${id}`;

/** What `fact` gives others to name. */
export const namesGivenBy = (fact: Said<CaseFact>): readonly Name[] => entriesOf(GIVEN, fact);

/** What must stand for `fact` to have a meaning. */
export const namesUsedBy = (fact: Said<CaseFact>): readonly Used[] => entriesOf(USED, fact);
