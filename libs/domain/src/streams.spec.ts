import {
  BEARING_CATEGORIES,
  bearsOf,
  bearsOnOthers,
  categoryOf,
  categoryOfKind,
  consentNamed,
  heedsOf,
  idOf,
  isStreamName,
  isSubjectKind,
  kindOfStream,
  mainSubjectOf,
  personOf,
  placementIdOf,
  SAYING_TYPES,
  STREAM_CATEGORIES,
  streamIn,
  streamNamed,
  tiedTo,
  streamOf,
  subjectKindOf,
  SUBJECT_KINDS,
  type AgreementFact,
  type Day,
  type PartyId,
  type Place,
  type Said,
  type Uuid,
} from '#domain';
import { anAgreement } from '../../../test/support/agreement-builder.js';
import { aConcern } from '../../../test/support/concern-builder.js';
import { aDischarge } from '../../../test/support/discharge-builder.js';
import { aSip, CHILD, CONSENT } from '../../../test/support/sip-builder.js';
import { aCase, aRegistration, uuid } from '../../../test/support/case-builder.js';

const id = uuid('placement/P1');

describe('the table of streams', () => {
  it('places every kind of subject in a kind of stream, and begins each with a fact of its own', () => {
    expect(SUBJECT_KINDS).toEqual([
      ...['placement', 'costAllocation', 'deviation', 'handover', 'agreement', 'sip', 'discharge', 'concern'],
    ]);
    const opened = STREAM_CATEGORIES.flatMap((category) =>
      kindOfStream(category).subjects.flatMap(({ kind, openedBy }) =>
        openedBy === null ? [] : [`${kind}.${openedBy}`],
      ),
    );
    expect(opened).toEqual([
      'placement.registered',
      'deviation.reported',
      'agreement.registered',
      'sip.needIdentified',
      'deviation.reported',
      'discharge.admitted',
      'concern.reported',
    ]);
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
  it('is an agreement, a SIP and a discharge, and not a case', () => {
    expect(BEARING_CATEGORIES).toEqual(['agreement', 'sip', 'discharge']);
    expect(kindOfStream('sip').bearsOn).toEqual(['case']);
    expect(bearsOnOthers(streamNamed('agreement', id))).toBe(true);
    expect(bearsOnOthers(streamNamed('case', id))).toBe(false);
  });

  it('is filed under the case that a SIP names, and under each of its consents (D7)', () => {
    const placementId = uuid('placement/P1');
    const { facts } = aSip().considered({ placementId }).needed().consent('2026-01-12');
    expect(bearsOf('sip', facts)).toEqual([streamNamed('case', placementId), consentNamed(CONSENT)]);
    expect([streamNamed('case', id), consentNamed(CONSENT), 'region-20' as PartyId].map(isStreamName)).toEqual([
      ...[true, false, false],
    ]);
    const stream = streamNamed('sip', uuid('sip/S1'));
    expect(heedsOf({ category: 'sip', stream, facts })).toEqual(['kommun-2080']);
  });

  it('is only shown with the case that a discharge names, which is not judged anew by it; it heeds its kommun (S-015)', () => {
    const placementId = uuid('placement/P1');
    const { facts } = aDischarge().admitted('2026-02-02 09:00', { placementId });
    const tied = tiedTo(streamNamed('case', placementId));
    expect(bearsOf('discharge', facts)).toEqual([tied]);
    expect(isStreamName(tied)).toBe(false);
    expect(bearsOf('discharge', aDischarge().admitted('2026-02-02 09:00').facts)).toEqual([]);
    const stream = streamNamed('discharge', uuid('discharge/U1'));
    expect(heedsOf({ category: 'discharge', stream, facts })).toEqual(['kommun-2080']);
    expect(heedsOf({ category: 'case', stream: streamNamed('case', placementId), facts: [] })).not.toContain(tied);
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
  it('has its uuid: placement, costs and handovers are one case', () => {
    expect(streamOf({ kind: 'placement', id }, {})).toBe(`case-${id}`);
    expect(streamOf({ kind: 'costAllocation', id }, { placementId: uuid('other') })).toBe(`case-${id}`);
    expect(streamOf({ kind: 'handover', id }, {})).toBe(`case-${id}`);
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

  it('is the one whom a SIP is about, from its first word on', () => {
    expect(personOf('sip', aSip().considered().facts)).toBe(CHILD);
    expect(personOf('sip', [])).toBeNull();
  });

  it('is the one in hospital, from the admission on', () => {
    expect(personOf('discharge', aDischarge().admitted('2026-02-02 09:00').facts)).toBe(aRegistration.person.personId);
    expect(personOf('discharge', aDischarge().contact('2026-02-02').facts)).toBeNull();
  });

  it('is the child of a report of concern, and nobody where only the day of birth is told', () => {
    const about = { birthDate: '2012-03-04' as Day };
    expect(personOf('concern', aConcern().reported('2026-02-02').facts)).toBe(aRegistration.person.personId);
    expect(personOf('concern', aConcern().reported('2026-02-02', { about }).facts)).toBeNull();
    expect(personOf('concern', aConcern().opened('2026-02-02').facts)).toBeNull();
  });

  it('is nobody, of an agreement', () => {
    const facts: readonly Said<AgreementFact>[] = anAgreement().registered().facts;
    expect(personOf('agreement', facts)).toBeNull();
  });
});
