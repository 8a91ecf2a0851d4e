/** Facts as the law sees them: closed as the hub closes them, with no more opened than is opened to assess. */
import { wireType, messageType } from '#contracts';
import { type AsSent, type Fact } from '#domain';
import { cover, uncover } from '../../libs/contracts/src/cover.js';

type OfType<T extends Fact['type']> = Extract<Fact, { readonly type: T }>;

/** A fact as it stands when a case is assessed, from what its party sends. */
export function asJudged<T extends Fact['type']>(sent: {
  readonly type: T;
  readonly data: AsSent<OfType<T>['data']>;
}): OfType<T> {
  const messageClass = messageType(wireType(sent.type))!.messageClass;
  const taken = { assess: {}, show: {} };
  const data = cover(messageClass, sent.data, '', taken) as object;
  uncover(data, taken.assess);
  return { type: sent.type, data } as unknown as OfType<T>;
}
