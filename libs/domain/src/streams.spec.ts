import {
  BEARING_CATEGORIES,
  bearsOnOthers,
  categoryOf,
  categoryOfKind,
  idOf,
  isSubjectKind,
  kindOfStream,
  mainSubjectOf,
  personOf,
  placementIdOf,
  SAYING_TYPES,
  STREAM_CATEGORIES,
  streamIn,
  streamNamed,
  streamOf,
  subjectKindOf,
  SUBJECT_KINDS,
  type AgreementFact,
  type Place,
  type Said,
  type Uuid,
} from '#domain';
import { anAgreement } from '../../../test/support/agreement-builder.js';
import { aCase, aRegistration, uuid } from '../../../test/support/case-builder.js';

const id = uuid('placement/P1');

describe('the table of streams', () => {
  it('places every kind of subject in a kind of stream, and begins each with a fact of its own', () => {
    expect(SUBJECT_KINDS).toEqual(['placement', 'costAllocation', 'agreement']);
    const opened = STREAM_CATEGORIES.flatMap((category) =>
      kindOfStream(category).subjects.flatMap(({ kind, openedBy }) =>
        openedBy === null ? [] : [`${kind}.${openedBy}`],
      ),
    );
    expect(opened).toEqual(['placement.registered', 'agreement.registered']);
  });

  it('lets nothing bear on what bears on it: an agreement on a case, a case on nothing', () => {
    const reaches = (from: (typeof STREAM_CATEGORIES)[number]): readonly string[] =>
      kindOfStream(from).bearsOn.flatMap((to) => [to, ...reaches(to)]);
    for (const category of STREAM_CATEGORIES) expect(reaches(category)).not.toContain(category);
    expect(kindOfStream('case').bearsOn).toEqual([]);
  });

  it('names no saying twice', () => {
    expect(new Set(SAYING_TYPES).size).toBe(SAYING_TYPES.length);
    expect(SAYING_TYPES).toContain('costAllocation.fixed');
  });
});

describe('what bears on others', () => {
  it('is an agreement, and not a case', () => {
    expect(BEARING_CATEGORIES).toEqual(['agreement']);
    expect(bearsOnOthers(streamNamed('agreement', id))).toBe(true);
    expect(bearsOnOthers(streamNamed('case', id))).toBe(false);
  });
});

describe('the kind of subject of a type', () => {
  it('is the word before the first dot', () => {
    expect(subjectKindOf('placement.started')).toBe('placement');
    expect(subjectKindOf('costAllocation.fixed')).toBe('costAllocation');
    expect(subjectKindOf('agreement.registered')).toBe('agreement');
  });
});

describe('the stream of a subject', () => {
  it('has its uuid: placement and costs are one case', () => {
    expect(streamOf({ kind: 'placement', id }, {})).toBe(`case-${id}`);
    expect(streamOf({ kind: 'costAllocation', id }, { placementId: uuid('other') })).toBe(`case-${id}`);
    expect(streamOf({ kind: 'agreement', id }, {})).toBe(`agreement-${id}`);
  });

  it('is that of the placement that the data name, for a kind that may be bound to one', () => {
    const own = { kind: 'agreement', openedBy: 'registered', says: [] } as const;
    const rows: readonly [Place, ...Place[]] = [
      { ...own, category: 'agreement', stream: 'subject' },
      { ...own, category: 'case', stream: 'placementId' },
    ];
    const placementId: Uuid = uuid('placement/P2');
    expect(streamIn(rows, id, { placementId })).toBe(`case-${placementId}`);
    expect(streamIn(rows, id, {})).toBe(`agreement-${id}`);
  });

  it('tells its kind, its uuid, and what its deadlines and findings are told of', () => {
    const stream = streamNamed('case', id);
    expect([categoryOf(stream), idOf(stream)]).toEqual(['case', id]);
    expect(mainSubjectOf(stream)).toEqual({ kind: 'placement', id });
    expect(placementIdOf(stream)).toBe(id);
    expect(placementIdOf(streamNamed('agreement', id))).toBeNull();
    expect([isSubjectKind('costAllocation'), isSubjectKind('toString')]).toEqual([true, false]);
    expect(categoryOfKind('costAllocation')).toBe('case');
  });
});

describe('the person whom a stream is about', () => {
  it('is the one placed, from the first registration on', () => {
    const { facts } = aCase().registered();
    expect(personOf('case', facts)).toBe(aRegistration.person.personId);
    expect(personOf('case', [])).toBeNull();
  });

  it('is nobody, of an agreement', () => {
    const facts: readonly Said<AgreementFact>[] = anAgreement().registered().facts;
    expect(personOf('agreement', facts)).toBeNull();
  });
});
