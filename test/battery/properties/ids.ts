/** Ids by the million: of each form that the guide calls safe none is refused, of those with a number none is taken. */
import { isOpenUuid, isPublisherId } from '../../../libs/contracts/src/open-values.js';
import { pointerToken } from '../../../libs/contracts/src/pointer.js';
import { seeded, type Seeded } from '../../bench/seeded.js';
import { numberInId, numberInNoUuid, numberInText, SAFE_IDS } from '../../support/planted.js';

export interface IdsTried {
  readonly what: string;
  readonly tried: number;
  /** Some of those that were judged wrongly. */
  readonly wrong: readonly string[];
}

const WRONG_KEPT_MAX = 20;

function tried(
  what: string,
  times: number,
  from: Seeded,
  [make, isRight]: readonly [(from: Seeded) => string, (id: string) => boolean],
): IdsTried {
  const wrong: string[] = [];
  for (let number = 0; number < times; number += 1) {
    const id = make(from);
    if (!isRight(id) && wrong.length < WRONG_KEPT_MAX) wrong.push(id);
  }
  return { what, tried: times, wrong };
}

/** Tries so many of each form. */
export function tryIds(seed: number, times: number, onTried: (result: IdsTried) => void): readonly IdsTried[] {
  const from = seeded(seed);
  const planted: readonly (readonly [string, (from: Seeded) => string, (id: string) => boolean])[] = [
    ['number in an id', numberInId, (id) => !isPublisherId(id)],
    ['number in a uuid of no version', numberInNoUuid, (id) => !isOpenUuid(id)],
    ['number in any text, as a field\u2019s name', numberInText, (text) => pointerToken(text) === '…'],
  ];
  const safe = Object.entries(SAFE_IDS).map(([form, make]) => [`safe: ${form}`, make, isPublisherId] as const);
  return [...safe, ...planted].map(([what, make, isRight]) => {
    const result = tried(what, times, from, [make, isRight]);
    onTried(result);
    return result;
  });
}
