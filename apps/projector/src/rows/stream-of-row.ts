/** Of which stream a row of a list is. */
import { streamNamed, type StreamName, type Uuid } from '#domain';
import { type ListRow } from './row-store.port.js';

/** Rows of a case are by its uuid where they are by no stream. */
export const streamOfRow = ({ row, caseId }: Pick<ListRow, 'row' | 'caseId'>): StreamName =>
  (row['stream'] as StreamName | undefined) ?? streamNamed('case', caseId as Uuid);
