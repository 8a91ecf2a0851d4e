/** The grounds that nobody decides on: one's own words, a role, and notices that the law has a party send. */
import { controllerOf } from '../fact/controller.js';
import { type Day, type PartyId, type Said, type Subject, type SubjectKind } from '../kernel/index.js';
import { statuteNamed, statuteOn, whyOf, type Causes, type Judging, type RuleId } from '../rules/index.js';
import { type Fact } from '../saying/case.js';
import { byPoint, type Standing } from '../saying/effective.js';
import { GIVEN, type GivenGround } from './ground-law.data.js';
import { type Ground, type Opens } from './ground.js';

interface Giving {
  readonly judging: Judging;
  readonly day: Day;
}

interface Given {
  readonly ground: GivenGround;
  readonly recipient: PartyId;
  readonly discloser?: PartyId;
  readonly opens: Partial<Opens>;
  readonly rule: RuleId;
  readonly causes: Causes;
  /** The section of a routine, in the place of the law's own. */
  readonly statute?: string;
  readonly isToAllOf?: true;
}

/** A ground that holds as long as what gives it: in force whenever it is there. */
export function givenGround({ judging, day }: Giving, given: Given): Ground {
  const law = GIVEN[given.ground];
  const cited = given.statute ?? law.statute;
  const statute = cited === null ? undefined : statuteOn(statuteNamed(cited), day);
  return {
    ...{ ground: given.ground, groundId: null, recipient: given.recipient, discloser: given.discloser ?? null },
    opens: { classes: law.opens, named: [], ...given.opens },
    ...{ from: null, to: null, status: 'inForce', strength: law.strength },
    ...(statute ? { statute } : {}),
    ...(given.isToAllOf ? { isToAllOf: true } : {}),
    why: whyOf(judging, given.rule, given.causes, statute),
  };
}

/** D-026 "varje nämnd med underlydande förvaltning en myndighet": what one has told is one's own, always and whole. */
export function ownWords(giving: Giving, chains: readonly Standing<Fact>[]): readonly Ground[] {
  const first = new Map<PartyId, Said<Fact>>();
  for (const original of chains.map((chain) => chain.original).sort(byPoint)) {
    const authority = controllerOf(original.meta.party);
    if (!first.has(authority)) first.set(authority, original);
  }
  return [...first].map(([recipient, cause]) =>
    givenGround(giving, {
      ...{ ground: 'ownWord', recipient, discloser: recipient, rule: 'D-026', causes: [cause] },
      opens: { named: ['place'] },
    }),
  );
}

/** What the role of a party opens to it, of subjects of some kinds or of one. */
export interface Role {
  readonly parties: readonly PartyId[];
  readonly kinds?: readonly SubjectKind[];
  readonly subject?: Subject;
  readonly classes: Opens['classes'];
  readonly causes: Causes;
  readonly statute?: string;
  readonly isToAllOf?: true;
}

/** A-018 "ska rutiner upprättas när det gäller sekretess och dokumenthantering": by role alone, as the routine or the law has it. */
export const roleGrounds = (giving: Giving, { parties, kinds, subject, classes, causes, statute, isToAllOf }: Role) =>
  parties.map((recipient) =>
    givenGround(giving, {
      ...{ ground: 'principalRole', recipient, rule: 'A-018', causes },
      ...(statute === undefined ? {} : { statute }),
      ...(isToAllOf ? { isToAllOf } : {}),
      opens: { classes, ...(kinds ? { kinds } : {}), ...(subject ? { subject } : {}) },
    }),
  );
