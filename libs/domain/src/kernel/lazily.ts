/** Objects whose members are reckoned once each, and not before somebody asks for them. */

/** How each member follows from what is given and from the other members. None of them is `undefined`. */
type Reckoning<Given, Whole> = { readonly [Member in keyof Whole]: (whole: Whole, given: Given) => Whole[Member] };

interface Kept<Given> {
  readonly given: Given;
  /** By the place of each member in the reckoning: places are found faster than names. */
  readonly kept: unknown[];
}

/**
 * Makes the maker of such objects. All members stand on one prototype: giving each object getters of its own costs more
 * than most of what is reckoned. So they are not the object's own: who copies or compares it names them.
 */
export function lazily<Given, Whole extends object>(reckoning: Reckoning<Given, Whole>): (given: Given) => Whole {
  const members = {};
  const names = Object.keys(reckoning) as (keyof Whole)[];
  for (const [place, member] of names.entries()) {
    const reckon = reckoning[member];
    Object.defineProperty(members, member, {
      get(this: Whole & Kept<Given>) {
        const { kept } = this;
        if (kept[place] === undefined) kept[place] = reckon(this, this.given);
        return kept[place];
      },
    });
  }
  return (given) => {
    const whole = Object.create(members) as Whole & { -readonly [Own in keyof Kept<Given>]: Kept<Given>[Own] };
    whole.given = given;
    whole.kept = new Array<unknown>(names.length).fill(undefined);
    return whole;
  };
}
