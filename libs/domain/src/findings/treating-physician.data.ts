/** Who decides what is self care by the agreement, in the words that parties write it with. */

/** The agreement's word for who decides; the statute (lag 2022:1250) says treating staff with a licence, which is wider. */
export const TREATING_PHYSICIAN: readonly string[] = [
  'behandlingsansvarig läkare',
  'treating physician',
  'responsible physician',
];

/** Letters that are often written without their marks. */
export const PLAIN_LETTERS: Readonly<Record<string, string>> = { ä: 'a' };
