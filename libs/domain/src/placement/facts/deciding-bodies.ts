/** Who decides on a placement and on what follows from it. */

export type DecidedBy = 'socialnamnd' | 'utskott' | 'ordforande' | 'delegate' | 'forvaltningsratt' | 'sis';
