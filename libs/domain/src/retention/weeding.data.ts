/** Why what an authority has of a person is kept or erased: said to whoever runs the hub, and to who asks for erasure. */

export const WEEDING_SAYS = {
  childPlaced: {
    sv: 'Handlingarna rör ett barn som placerats och får aldrig gallras.',
    en: 'The documents are of a child who was placed, and are never weeded.',
  },
  research: {
    sv: 'Handlingarna bevaras för forskningens behov.',
    en: 'The documents are kept for research.',
  },
  healthRecord: {
    sv: 'Handlingarna är journalhandlingar. De bevaras minst tio år, och bara IVO får besluta att en journal förstörs.',
    en: 'The documents are health records: kept for ten years at least, and destroyed by decision of IVO alone.',
  },
  unknown: {
    sv: 'Navet kan inte säga vilken regel som gäller för handlingarna, och gallrar inte på en gissning.',
    en: 'The hub cannot tell which rule the documents fall under, and weeds nothing on a guess.',
  },
  notDue: {
    sv: 'Tiden för gallring har inte kommit.',
    en: 'The time for weeding has not come.',
  },
  due: {
    sv: 'Tiden för bevarande är ute: handlingarna gallras.',
    en: 'The time of keeping is over: the documents are weeded.',
  },
} as const;

/** What is said of a request for erasure (GDPR art. 17), before why. */
export const ERASURE_REQUEST_SAYS = {
  refused: {
    sv:
      'Begäran om radering avslås. Rätten till radering gäller inte det som en myndighet ska bevara enligt lag ' +
      '(dataskyddsförordningen, artikel 17.3 b och d). Ett samtycke som återkallas hindrar fortsatt användning för det ' +
      'ändamålet, men handlingen finns kvar. Beslutet får överklagas till allmän förvaltningsdomstol (lag 2018:218, 7 kap. 2 §).',
    en:
      'The request for erasure is refused. The right to erasure does not apply to what an authority is to keep by law ' +
      '(GDPR, article 17.3 b and d). A consent that is withdrawn stops further use for that purpose; the document stays. ' +
      'The decision may be appealed to an administrative court (lag 2018:218, 7:2).',
  },
  weeded: {
    sv: 'Handlingarna ska gallras enligt lag och raderas därför, oberoende av begäran.',
    en: 'The documents are to be weeded by law and are erased for that reason, whatever is asked.',
  },
  nothing: {
    sv: 'Myndigheten har inga uppgifter om personen i navet.',
    en: 'The authority has nothing of the person in the hub.',
  },
} as const;
