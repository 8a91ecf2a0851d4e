/** Objects whose members are reckoned once each, and not before somebody asks for them. */

/** How each member follows from what is given and from the other members. None of them is `undefined`. */
type Reckoning<Given, Whole> = { readonly [Member in keyof Whole]: (whole: Whole, given: Given) => Whole[Member] };

interface Kept<Given, Whole> {
  readonly given: Given;
  readonly kept: Partial<Whole>;
}

/**
 * Makes the maker of such objects. All members stand on one prototype: giving each object getters of its own costs more
 * than most of what is reckoned. So they are not the object's own: who copies or compares it names them.
 */
export function lazily<Given, Whole extends object>(reckoning: Reckoning<Given, Whole>): (given: Given) => Whole {
  const members = {};
  for (const member of Object.keys(reckoning) as (keyof Whole)[]) {
    const reckon = reckoning[member];
    Object.defineProperty(members, member, {
      get(this: Whole & Kept<Given, Whole>) {
        const { kept, given } = this;
        if (kept[member] === undefined) kept[member] = reckon(this, given);
        return kept[member];
      },
    });
  }
  return (given) => {
    const whole = Object.create(members) as Whole & { -readonly [Own in keyof Kept<Given, Whole>]: unknown };
    whole.given = given;
    whole.kept = {};
    return whole;
  };
}
