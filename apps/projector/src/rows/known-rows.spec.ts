import fc from 'fast-check';
import { type AssessedAs, type OpenedStream, type RecordedFact } from '#cases';
import {
  assessmentOf,
  hasPartyIdForm,
  regionOf,
  registerOf,
  streamNamed,
  surroundingsOf,
  type Asker,
  type Day,
  type KommunCode,
  type PartyId,
  type StreamCategory,
  type StreamName,
  type Subject,
  type Surroundings,
} from '#domain';
import {
  aCase,
  day,
  name,
  PLACING_PARTY,
  REGION,
  uuid,
  type CaseBuilder,
} from '../../../../test/support/case-builder.js';
import { always } from '../../../../test/support/always.js';
import { someStreams } from '../../../../test/support/arbitrary-streams.js';
import { anAgreement } from '../../../../test/support/agreement-builder.js';
import { aDischarge } from '../../../../test/support/discharge-builder.js';
import { aSip } from '../../../../test/support/sip-builder.js';
import { endOf, groundOf } from '../../../../test/support/grounds.js';
import { callerOf } from '../../../../test/support/open-views.js';
import { openedOf } from '../../../../test/support/opened-of.js';
import { readTogether } from '../../../../test/support/told-streams.js';
import { explainedMessage } from '../explain/explained-message.js';
import { askersOf, namedWithParts } from '../lists/known-to-table.js';
import { readSide } from '../streams.js';
import { deviationInCase } from '../views/deviation-shown.js';
import { groundsNow } from '../views/showing.js';
import { foldStream } from './fold-stream.js';

const NONE = surroundingsOf([]);
const UNIT = `${REGION}.bup` as PartyId;
const OTHER_NAMND = 'kommun-2080.utbildningsnamnden' as PartyId;
const WHOLE_KOMMUN = 'kommun-2080' as PartyId;
const KOMMUN_OF_HVB = 'kommun-2081' as PartyId;

/** Whoever is named anywhere, by id or by a code, and some who are not. */
function candidatesIn({ facts }: Pick<OpenedStream, 'facts'>): readonly PartyId[] {
  const words = JSON.stringify(facts).match(/(kommun-\d{4}|region-\d{2})(\.[a-z0-9-]+)?/g) ?? [];
  const codes = JSON.stringify(facts).match(/"\d{4}"/g) ?? [];
  const regions = codes.map((code) => regionOf(code.slice(1, -1) as KommunCode));
  return [...new Set([...words, ...regions, UNIT, OTHER_NAMND, WHOLE_KOMMUN, 'region-09', 'kommun-0980'])].filter(
    (one): one is PartyId => hasPartyIdForm(one),
  );
}

interface Told {
  readonly opened: OpenedStream;
  readonly surroundings: Surroundings;
}

const foldOf = ({ opened, surroundings }: Told) => foldStream(opened, { surroundings, name }).rows.known;

/** The things of a stream that are known to somebody. */
function knownTo(party: PartyId, told: Told): readonly string[] {
  const askers = askersOf(party);
  return foldOf(told).flatMap(({ row: { thing, asker } }) => (askers.includes(asker) ? [thing] : []));
}

function asOf({ opened, surroundings }: Told, today: Day): AssessedAs<StreamCategory> {
  const assessment = assessmentOf(opened, { surroundings, today, name });
  return { opened, surroundings: { surroundings, key: '' }, assessment };
}

/** Whether somebody sees a stream, or is explained anything of it, on a day. */
async function sees(party: PartyId, head: AssessedAs<StreamCategory>): Promise<boolean> {
  const caller = callerOf(party);
  const sight = await readSide(head.opened).sight(caller, head, () => Promise.resolve(head));
  if (sight !== 'nothing') return true;
  const recipient: Asker = { party, unit: null };
  const grounds = groundsNow(head);
  return head.opened.entries.some(
    (entry) =>
      entry.kind === 'fact' &&
      explainedMessage(entry, { recipient, grounds, to: { kind: 'recipient', grounds } }) !== null,
  );
}

const deviationsOf = ({ opened }: Told): readonly Subject[] => [
  ...new Map(
    (opened.category === ('case' as StreamCategory) ? opened.entries : []).flatMap((entry) =>
      entry.kind === 'fact' && registerOf(entry.said.meta.subject)
        ? [[entry.said.meta.subject.id, entry.said.meta.subject] as const]
        : [],
    ),
  ).values(),
];

async function seesDeviation(party: PartyId, subject: Subject, head: AssessedAs<StreamCategory>): Promise<boolean> {
  const caller = callerOf(party);
  const inCase = head as unknown as AssessedAs<'case'>;
  return (await deviationInCase(subject).sight(caller, inCase, () => Promise.resolve(inCase))) !== 'nothing';
}

const DAYS = ['2026-01-05', '2026-01-20', '2026-02-15', '2027-06-01', '2031-01-01'].map(day);

/** The things of a stream that somebody sees on a day. */
async function seen(party: PartyId, told: Told, today: Day): Promise<readonly string[]> {
  const head = asOf(told, today);
  const things: string[] = (await sees(party, head)) ? [told.opened.stream] : [];
  for (const subject of deviationsOf(told))
    if (await seesDeviation(party, subject, head)) things.push(registerOf(subject) ?? '');
  return things;
}

/** Every pair of somebody and a thing that is seen on some day and is not known. */
async function missing(told: Told): Promise<readonly string[]> {
  const found: string[] = [];
  for (const party of candidatesIn(told.opened)) {
    const known = knownTo(party, told);
    for (const today of DAYS)
      for (const thing of await seen(party, told, today))
        if (!known.includes(thing)) found.push(`${party} ${thing} ${today}`);
  }
  return found;
}

describe('to whom a thing is known (A7)', () => {
  it('is everybody who sees any of it, or is explained any of it, on whatever day', async () => {
    await always(
      fc.asyncProperty(someStreams, async ({ told }) => {
        for (const { read, surroundings } of readTogether(told))
          expect(await missing({ opened: openedOf(read.stream, read.facts), surroundings })).toEqual([]);
      }),
      { numRuns: 10 },
    );
  });

  const told = (stream: StreamName, facts: Parameters<typeof openedOf>[1]): Told => ({
    opened: openedOf(stream, facts),
    surroundings: NONE,
  });
  const placed = aCase('P1').registered({}, { id: 'r' });
  const stream = streamNamed('case', placed.placementId);
  const inCase = ({ facts }: Pick<CaseBuilder, 'facts'>): Told => told(stream, facts);

  it('is an authority by itself, a region with its units, and no other nämnd of the kommun (D-026)', () => {
    for (const party of [PLACING_PARTY, REGION, UNIT]) expect(knownTo(party, inCase(placed))).toEqual([stream]);
    for (const party of [OTHER_NAMND, WHOLE_KOMMUN]) expect(knownTo(party, inCase(placed))).toEqual([]);
  });

  it('is nobody for being where the person lives', () => {
    expect(JSON.stringify(placed.facts)).toContain('"2081"');
    expect(knownTo(KOMMUN_OF_HVB, inCase(placed))).toEqual([]);
  });

  it('is who has said something, and who is named by a ground, also one that is over or taken back', () => {
    const recipient = 'region-21' as PartyId;
    const decided = placed.said('placement.disclosureDecided', groundOf('2026-01-16', { recipient }), { id: 'g' });
    for (const one of [decided, decided.said('placement.disclosureEnded', endOf('2026-01-17')), decided.annulled('g')])
      expect(knownTo(recipient, inCase(one))).toEqual([stream]);
    expect(knownTo(recipient, inCase(placed))).toEqual([]);
    const commented = placed.deviation('2026-02-02', { concerns: [PLACING_PARTY, REGION] }, { by: recipient });
    expect(knownTo(recipient, inCase(commented))).toContain(stream);
  });

  it('is who is named by a ground of one message alone', () => {
    const recipient = 'region-21' as PartyId;
    const { opened, surroundings } = inCase(placed);
    const entries = opened.entries.map((entry) =>
      entry.kind === 'fact' ? { ...entry, disclosure: [groundOf('2026-01-16', { recipient })] } : entry,
    ) as OpenedStream['entries'];
    expect(knownTo(recipient, { opened: { ...opened, entries }, surroundings })).toEqual([stream]);
  });

  it('is a deviation that stands with its placement by its own name, too, once', () => {
    const neighbour = 'kommun-2081.socialnamnden' as PartyId;
    const deviating = placed
      .deviation('2026-02-02', { concerns: [PLACING_PARTY, neighbour] })
      .investigated('2026-02-03');
    const thing = `deviation-${uuid('deviation/1')}`;
    expect(knownTo(neighbour, inCase(deviating))).toEqual([stream, thing]);
    expect(knownTo(KOMMUN_OF_HVB, inCase(deviating))).toEqual([]);
    const whole = placed.deviation('2026-02-02', { concerns: [PLACING_PARTY, KOMMUN_OF_HVB] });
    expect(knownTo(neighbour, inCase(whole))).toEqual([stream, thing]);
  });

  it('is a party of an agreement with its nämnder, also when it is taken back, and every auditor (A-097)', () => {
    const agreed = anAgreement().registered({}, { id: 'a' });
    const of = streamNamed('agreement', agreed.facts[0]!.meta.subject.id);
    const askers = (name: StreamName, facts: Parameters<typeof openedOf>[1]) =>
      foldOf(told(name, facts)).map(({ row: { asker } }) => asker);
    for (const { facts } of [agreed, anAgreement(agreed.facts).annulled('a')]) {
      expect(knownTo(OTHER_NAMND, told(of, facts))).toEqual([of]);
      expect(askers(of, facts)).toContain('auditor');
    }
    expect(knownTo('kommun-1480' as PartyId, told(of, agreed.facts))).toEqual([]);
    expect(askers(stream, placed.facts)).not.toContain('auditor');
  });

  it('is the kommun of a discharge with its nämnder, and nobody else’s (D-015)', () => {
    const { dischargeId, facts } = aDischarge('U1').admitted('2026-02-02 09:00');
    const of = streamNamed('discharge', dischargeId);
    expect(knownTo(OTHER_NAMND, told(of, facts))).toEqual([of]);
    expect(knownTo('kommun-1480' as PartyId, told(of, facts))).toEqual([]);
  });

  it('is whom a consent names, also before and after it holds (A-041)', () => {
    const recipient = 'region-21' as PartyId;
    const sip = aSip('S1').needed();
    const consented = sip.consent('2026-01-12', { recipients: [recipient] });
    const of = streamNamed('sip', sip.sipId);
    expect(knownTo(recipient, told(of, consented.facts))).toEqual([of]);
    expect(knownTo(recipient, told(of, sip.facts))).toEqual([]);
  });

  it('is Gotland’s kommun and region as one (SoL 4:4), and its nämnder each for itself', () => {
    expect(askersOf('region-09' as PartyId)).toEqual(['kommun-0980', 'kommun-0980.*']);
    expect(askersOf('kommun-0980.socialnamnden' as PartyId)).toEqual(['kommun-0980.socialnamnden', 'kommun-0980.*']);
    expect(askersOf(UNIT)).toEqual([REGION, `${REGION}.*`]);
    expect(namedWithParts('region-09' as PartyId)).toEqual(['kommun-0980', 'kommun-0980.*']);
    expect(namedWithParts('kommun-0980.socialnamnden' as PartyId)).toEqual([
      'kommun-0980.socialnamnden',
      'kommun-0980.*',
    ]);
    expect(namedWithParts(PLACING_PARTY)).toEqual([PLACING_PARTY]);
  });

  it('is who has said what is left of one that is erased, and nobody for a role that can no longer be told', () => {
    const { opened, surroundings } = inCase(placed.deviation('2026-02-02', { concerns: [PLACING_PARTY, REGION] }));
    const entries = opened.entries.map(({ place, ...entry }) => {
      const { meta, type } = (entry as RecordedFact).said;
      return { kind: 'erasedFact', meta, type, contentHash: '', place } as const;
    });
    const erased = { ...opened, facts: [], entries, erased: [PLACING_PARTY] } as unknown as OpenedStream;
    expect(knownTo(PLACING_PARTY, { opened: erased, surroundings })).toEqual([
      stream,
      `deviation-${uuid('deviation/1')}`,
    ]);
    expect(knownTo(REGION, { opened: erased, surroundings })).toEqual([]);
  });
});
