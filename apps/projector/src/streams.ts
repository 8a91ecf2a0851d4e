/** What the read side does with each kind of stream: an entry a kind. */
import { type StreamCategory } from '#domain';
import { type ReadSide } from './read-side.js';
import { AGREEMENT_SHOWN } from './views/agreement-shown.js';
import { CASE_SHOWN } from './views/case-view.js';
import { CONCERN_SHOWN } from './views/concern-shown.js';
import { DEVIATION_SHOWN } from './views/deviation-shown.js';
import { DISCHARGE_SHOWN } from './views/discharge-shown.js';
import { SIP_SHOWN } from './views/sip-shown.js';

/** In the order in which OpenAPI has their doors. */
export const READ_SIDE: { readonly [C in StreamCategory]: ReadSide<C> } = {
  case: CASE_SHOWN,
  agreement: AGREEMENT_SHOWN,
  sip: SIP_SHOWN,
  discharge: DISCHARGE_SHOWN,
  concern: CONCERN_SHOWN,
  deviation: DEVIATION_SHOWN,
};

/** What the read side does with a stream of that kind. */
export function readSide<C extends StreamCategory>({ category }: { readonly category: C }): ReadSide<C> {
  return READ_SIDE[category];
}
