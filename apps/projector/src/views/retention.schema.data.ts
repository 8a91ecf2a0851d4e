/** The form of what is answered on keeping and weeding, for the API description. */
import { DAY_SCHEMA, listed, PARTY_SCHEMA, shape, TEXT_SCHEMA, UUID_SCHEMA, wordsOf } from '#contracts';
import { RETENTION_LAW, type RetainedDocument } from '#domain';
import { CASE_HEAD, reducible, STATUTE, words, type OfCase } from './view.schema.data.js';

/** What a birth date tells of it is withheld where another keeps the document. */
type Answered = Pick<RetainedDocument, 'what'> & Partial<Omit<RetainedDocument, 'what' | 'fromBirthDate'>>;

const WHOLE = shape<Answered>(
  'RetainedDocument',
  { what: TEXT_SCHEMA },
  {
    keeper: PARTY_SCHEMA,
    hvbId: UUID_SCHEMA,
    eventId: UUID_SCHEMA,
    class: wordsOf([...Object.keys(RETENTION_LAW), 'unknown']),
    then: words<RetainedDocument['then']>({ kept: true, weeded: true, handedToNamnd: true }),
    lastEntryOn: DAY_SCHEMA,
    dueOn: DAY_SCHEMA,
    doneBy: DAY_SCHEMA,
    handedTo: PARTY_SCHEMA,
    statute: STATUTE,
  },
);

const DOCUMENT = reducible(WHOLE, ['what']);

interface RetentionAnswer extends OfCase {
  readonly documents: readonly unknown[];
}

export const RETENTION_VIEW = shape<RetentionAnswer>('Retention', { ...CASE_HEAD, documents: listed(DOCUMENT) }, {});
