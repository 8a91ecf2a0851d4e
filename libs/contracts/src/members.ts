/** The words of a closed list on the wire, held to their union both ways: a new member does not compile until it is here. */
export const membersOf = <Member extends string>(all: Readonly<Record<Member, true>>): readonly Member[] =>
  Object.keys(all) as Member[];
