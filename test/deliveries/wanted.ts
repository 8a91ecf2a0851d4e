/** Whether a subscription is to have what stands in its party's feed, as the guide says of its filters. */
import { pushedType } from '#contracts';
import { type PartyId, type SubjectKind } from '#domain';
import { type Filter } from '../../apps/projector/src/webhooks/subscription.js';
import { type Model, type Said } from './model.js';

/** `may`: it goes by what the party might read when it was looked at, and what it may not read fits whatever is asked. */
export type Wanted = 'must' | 'may' | 'not';

export interface Asking {
  readonly filter: Filter;
  readonly said: Said;
  readonly party: PartyId;
}

const KIND = /(?<=^se\.hvbhub\.)[A-Za-z]+/;

/** As what it is pushed: the table of names is a part of the specification (A10). */
export const nameOf = ({ event: { type } }: Said): string =>
  pushedType(type, (KIND.exec(type)?.[0] ?? '') as SubjectKind);

const idOf = ({ event: { stream } }: Said): string => stream.slice(stream.indexOf('-') + 1);
const isOfACase = ({ event: { stream } }: Said): boolean => stream.startsWith('case-');

/** Each kind that is asked for has one that fits. */
export function wanted(model: Model, asking: Asking): Wanted {
  const all = [byType(asking), byPlacement(asking), byAct(model, asking), byRegion(model, asking)];
  return all.includes('not') ? 'not' : all.includes('may') ? 'may' : 'must';
}

const fitsIf = (is: boolean): Wanted => (is ? 'must' : 'not');

const byType = ({ filter: { types }, said }: Asking): Wanted => fitsIf(types?.includes(nameOf(said)) ?? true);

const byPlacement = ({ filter: { placements }, said }: Asking): Wanted =>
  fitsIf(placements?.includes(idOf(said) as never) ?? true);

/** All cases told here are of SoL; what no case is has no act. */
function byAct(model: Model, { filter: { legalBases }, said, party }: Asking): Wanted {
  if (!legalBases || !isOfACase(said)) return fitsIf(!legalBases);
  const isPrincipal = model.parts.get(said.event.stream)?.named.includes(party) === true;
  return legalBases.includes('SoL') ? 'must' : isPrincipal && !isCorrected(model, said) ? 'not' : 'may';
}

const isCorrected = (model: Model, { event: { stream } }: Said): boolean =>
  model.said.some(({ event, takesBack }) => event.stream === stream && takesBack);

/** Which regions have a part: of a case its principal's, which all who hear of it may know. */
function byRegion(model: Model, { filter: { regions }, said }: Asking): Wanted {
  if (!regions) return 'must';
  if (!isOfACase(said) || isCorrected(model, said)) return 'may';
  return fitsIf(regions.includes('20'));
}
