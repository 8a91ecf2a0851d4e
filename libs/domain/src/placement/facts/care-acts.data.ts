/** The acts by which care may be given, with their sections: an act that replaces one is an entry of its own. */

/** A ground of care, as its section says. */
export interface CareGround {
  /** Care may be decided for one who has not turned this. */
  readonly givenUnderAge: number;
  /** The birthday on which it ends at the latest. */
  readonly endsAtAge: number;
  /** True for custody until a court has decided; false for care that one has decided. */
  readonly interim: boolean;
  /** What the nämnd does every sixth month: weighs whether it is still needed, or decides anew. */
  readonly review?: 'consideration' | 'reexamination';
}

/** An act by which care is given. */
export interface CareAct {
  /** Its names in the table of statutes, the one that came later after the one it replaced. */
  readonly acts: readonly string[];
  /** By the section that a decision must name; none where the act is told apart by none. */
  readonly grounds: Readonly<Record<string, CareGround>>;
}

export const CARE_ACTS = {
  SoL: { acts: ['SoL 2001:453', 'SoL 2025:400'], grounds: {} },
  LVU: {
    acts: ['LVU 1990:52'],
    grounds: {
      /** Shortcomings at home. */
      '2': { givenUnderAge: 18, endsAtAge: 18, interim: false, review: 'consideration' },
      /** One's own conduct. */
      '3': { givenUnderAge: 20, endsAtAge: 21, interim: false, review: 'reexamination' },
      /** Immediate custody: under twenty; what it leads to ends by 2 § or 3 §. */
      '6': { givenUnderAge: 20, endsAtAge: 21, interim: true },
    },
  },
  LVM: { acts: ['LVM 1988:870'], grounds: {} },
} as const satisfies Readonly<Record<string, CareAct>>;
