/** List rows of told stories in a store of their own, written as the follower writes them. */
import { memoryKeys, type KeyStore } from '#access';
import { WHOLE_STREAM, type StreamKey } from '#contracts';
import {
  agreementStateOf,
  streamNamed,
  categoryOf,
  type AgreementState,
  type Case,
  type DeviationSaid,
  type Fact,
  type Said,
  type SipRead,
  type StreamName,
  type Surroundings,
  type Uuid,
} from '#domain';
import { type Position } from '#event-log';
import { agreementRows } from '../../apps/projector/src/rows/agreement-rows.js';
import { deviationRows } from '../../apps/projector/src/rows/deviation-rows.js';
import { knownRows } from '../../apps/projector/src/rows/known-rows.js';
import { type StreamRows } from '../../apps/projector/src/lists/lists.js';
import { rowsOf } from '../../apps/projector/src/rows/case-rows.js';
import { sipRows } from '../../apps/projector/src/rows/sip-rows.js';
import { readSide } from '../../apps/projector/src/streams.js';
import { ownersRowKey } from '../../apps/projector/src/rows/row-key.js';
import { type FoldedStream, type RowStore } from '../../apps/projector/src/rows/row-store.port.js';
import { type AgreementBuilder } from './agreement-builder.js';
import { dalarna, name, uuid } from './case-builder.js';
import { linesOf } from './open-rows.js';
import { openedOf } from './opened-of.js';

export interface FoldOptions {
  /** Under no key. */
  readonly erased?: boolean;
  readonly surroundings?: Surroundings;
}

export interface WrittenRows {
  readonly store: RowStore;
  readonly keys: KeyStore;
  /** The rows of a case under its key, as a store takes them. */
  readonly fold: (theCase: Case, options?: FoldOptions) => Promise<FoldedStream>;
  /** Writes the rows of a case, and moves the checkpoint on. */
  readonly write: (theCase: Case, options?: FoldOptions) => Promise<void>;
  /** Writes the rows of an agreement, and moves the checkpoint on. */
  readonly writeAgreement: (told: ToldAgreement) => Promise<void>;
  /** Writes the rows of a deviation that concerns no placement, and moves the checkpoint on. */
  readonly writeDeviation: (said: DeviationSaid) => Promise<void>;
  /** Writes the rows of a SIP, and moves the checkpoint on. */
  readonly writeSip: (read: SipRead) => Promise<void>;
  /** Writes the rows of a stream of any kind, and moves the checkpoint on. */
  readonly writeStream: (told: { readonly stream: string; readonly facts: readonly Said<Fact>[] }) => Promise<void>;
  /** Everything that the store holds, as text. */
  readonly dump: () => Promise<readonly string[]>;
}

export type ToldAgreement = Pick<AgreementBuilder, 'facts'> & { readonly agreementId: Uuid };

/** What was told of an agreement, as one of that name. */
export const asAgreement = (label: string, { facts }: Pick<AgreementBuilder, 'facts'>): ToldAgreement => ({
  ...{ agreementId: uuid(`agreement/${label}`), facts },
});

export function agreementTold({ agreementId, facts }: ToldAgreement): AgreementState | null {
  return agreementStateOf(agreementId, streamNamed('agreement', agreementId), facts, facts.length - 1);
}

/** The same story as another case. */
export const asCase = (label: string, { facts }: Case): Case => ({ placementId: uuid(`placement/${label}`), facts });

/** The rows with whom the stream is known to, as the fold adds them. */
function withKnown(stream: StreamName, facts: readonly Said<Fact>[], rows: StreamRows): StreamRows {
  return { ...rows, known: knownRows({ ...openedOf(stream, facts), rows }) };
}

export function writtenRows(store: RowStore, keys: KeyStore = memoryKeys()): WrittenRows {
  const fold: WrittenRows['fold'] = async (theCase, { erased = false, surroundings = dalarna() } = {}) => {
    const stream = streamNamed('case', theCase.placementId);
    const key = (await keys.ensure(stream, WHOLE_STREAM, null)) as StreamKey;
    const rows = withKnown(stream, theCase.facts, rowsOf(theCase, surroundings, name));
    return { stream, rows, key: erased ? null : ownersRowKey(WHOLE_STREAM, key) };
  };
  const commit = async (folded: FoldedStream): Promise<void> => {
    const before = await store.checkpoint();
    const next = String(Number(before ?? 0) + 1) as Position;
    await store.commit({ before, next }, [folded]);
  };
  return {
    store,
    keys,
    fold,
    write: async (theCase, options) => commit(await fold(theCase, options)),
    writeAgreement: async (told) => {
      const stream = streamNamed('agreement', told.agreementId);
      const key = (await keys.ensure(stream, WHOLE_STREAM, null)) as StreamKey;
      await commit({ stream, rows: agreementRows(agreementTold(told), name), key: ownersRowKey(WHOLE_STREAM, key) });
    },
    writeSip: async (read) => {
      const stream = read.stream as StreamName;
      const key = (await keys.ensure(stream, WHOLE_STREAM, null)) as StreamKey;
      await commit({ stream, rows: sipRows(read, dalarna(), name), key: ownersRowKey(WHOLE_STREAM, key) });
    },
    writeStream: async (told) => {
      const stream = told.stream as StreamName;
      const category = categoryOf(stream);
      const rows = readSide({ category }).rows({ category, stream, facts: told.facts }, dalarna(), name);
      const key = (await keys.ensure(stream, WHOLE_STREAM, null)) as StreamKey;
      await commit({ stream, rows: withKnown(stream, told.facts, rows), key: ownersRowKey(WHOLE_STREAM, key) });
    },
    writeDeviation: async (said) => {
      const { stream } = said;
      const key = (await keys.ensure(stream, WHOLE_STREAM, null)) as StreamKey;
      await commit({ stream, rows: deviationRows(said), key: ownersRowKey(WHOLE_STREAM, key) });
    },
    dump: () => linesOf(store.dump()),
  };
}
