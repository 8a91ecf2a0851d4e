/** What is shown of how long documents are kept: what a birth date sets of it is for the keeper and the auditor. */
import { type Principal } from '#access';
import { controllerOf, type RetainedDocument, type RetentionView } from '#domain';

/** A document of another keeper's: that it is there, and not what a birth date tells of it. */
export type ShownDocument =
  RetainedDocument | (Pick<RetainedDocument, 'what' | 'keeper' | 'eventId' | 'hvbId'> & Withheld);

interface Withheld {
  readonly withheld: 'personalDataOfAnother';
}

/** Of a home's own file the placing side is told, which it may be handed to. */
const isItsOwn = (caller: Principal, { keeper, handedTo }: RetainedDocument): boolean =>
  caller.kind === 'auditor' ||
  (caller.kind === 'party' && [keeper, handedTo].some((one) => one === controllerOf(caller.party)));

export const retentionShown = (
  caller: Principal,
  { documents }: RetentionView,
  isMasked = false,
): { documents: readonly ShownDocument[] } => ({
  documents: documents.map((document) => {
    const { fromBirthDate, hvbId: home, ...shown } = document;
    const hvbId = isMasked ? undefined : home;
    if (!fromBirthDate || isItsOwn(caller, document)) return { ...shown, ...(hvbId ? { hvbId } : {}) };
    const { what, keeper, eventId } = document;
    return {
      what,
      ...(keeper ? { keeper } : {}),
      ...(eventId ? { eventId } : {}),
      ...(hvbId ? { hvbId } : {}),
      withheld: 'personalDataOfAnother',
    };
  }),
});
