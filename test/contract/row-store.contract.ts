/** What every store of list rows must do. Each adapter's spec binds it in a few lines; a store that passes may stand in for any other. */
import { birthday, type Day, type PartyId } from '#domain';
import { type Position } from '#event-log';
import { BEGINNING, END } from '../../apps/projector/src/rows/spans.js';
import { TABLES } from '../../apps/projector/src/lists/lists.js';
import { storedColumns } from '../../apps/projector/src/rows/row-columns.js';
import { openedRow } from '../../apps/projector/src/rows/row-key.js';
import { type RowStore } from '../../apps/projector/src/rows/row-store.port.js';
import { aCase, aRegistration, PLACING_PARTY, type CaseBuilder } from '../support/case-builder.js';
import {
  accepted,
  completed,
  handoverId,
  initiated,
  materialSent,
  refused,
  takenBack,
} from '../support/handover-steps.js';
import { asCase, writtenRows, type WrittenRows } from '../support/written-rows.js';
import { agreements } from './row-store.agreements.contract.js';
import { deviations } from './row-store.deviations.contract.js';
import { known } from './row-store.known.contract.js';
import { lists, listsOfTwoCases } from './row-store.lists.contract.js';
import { concerns } from './row-store.concerns.contract.js';
import { discharges } from './row-store.discharges.contract.js';
import { sips } from './row-store.sips.contract.js';
import { statistics } from './row-store.statistics.contract.js';

/** Makes an empty store of its own for each call; the suite closes it. */
export type MakeRows = () => Promise<RowStore>;
const at = (place: number): Position => String(place) as Position;
const born = '2009-05-06' as Day;
const person = { ...aRegistration.person, birthDate: born };
/** Of age before the next review is due: what is then cancelled tells the birth date. */
const soonOfAge = aCase().registered({ person }).started('2027-01-15');
const ofAge = birthday(born, 18);
/** With their table, `deadline.due_on`. */
const columnsOf = (table: Parameters<typeof storedColumns>[0]) =>
  storedColumns(table).map(({ name }) => `${table.name}.${name}`);
const emergency = aCase().emergency({ registeredKommun: null }).started('2026-01-15');
/** Refused, started anew and taken over; and one more, taken back. */
const handedOver = ((): CaseBuilder => {
  const [first, second, third] = ['H1', 'H2', 'H3'].map((label) => ({ of: handoverId(label) }));
  const no = refused(initiated(aCase().registered(), '2026-02-01'), 'region-21', '2026-02-02', first);
  const sent = materialSent(initiated(no, '2026-02-03', { label: 'H2' }), '2026-02-04', second);
  const yes = completed(accepted(sent, 'region-21', '2026-02-05', second), 'region-21', '2026-02-06', second);
  return takenBack(
    initiated(yes, '2026-02-07', { label: 'H3', from: 'region-21', to: 'region-20' }),
    'region-21',
    '2026-02-08',
    third,
  );
})();

export function anyRowStore(name: string, make: MakeRows): void {
  describe(`${name}, as any store of list rows`, () => {
    const opened: RowStore[] = [];
    const open = async (): Promise<WrittenRows> => {
      const store = await make();
      opened.push(store);
      return writtenRows(store);
    };
    afterEach(async () => {
      for (const store of opened.splice(0)) await store.close();
    });

    describe('writing', () => {
      writing(open);
    });
    describe('the checkpoint', () => {
      checkpoints(open);
    });
    describe('what tells a birth date', () => {
      birthDates(open);
    });
    describe.each([
      ['agreements', agreements],
      ['deviations', deviations],
      ['SIPs', sips],
      ['discharges', discharges],
      ['reports of concern', concerns],
      ['what the statistics are made of', statistics],
      ['whom a thing is known to', known],
    ] as const)('%s', (_what, hold) => {
      hold(open);
    });
    describe('the lists over all cases', () => {
      lists(open);
      listsOfTwoCases(open);
    });
  });
}

function writing(open: () => Promise<WrittenRows>): void {
  it('replaces the rows of a case whole: what is no more is gone, and other cases stay', async () => {
    const rows = await open();
    const other = asCase('P2', aCase().registered().theCase);
    await rows.write(other);
    const ofOther = await rows.dump();
    await rows.write(emergency.theCase);
    expect((await rows.dump()).length).toBeGreaterThan(ofOther.length);
    await rows.write(aCase().registered().theCase);
    const again = await open();
    await again.write(aCase().registered().theCase);
    await again.write(other);
    expect(await rows.dump()).toEqual(await again.dump());
  });

  it('gives the same text for the same rows, in whatever order they were written, one by one or at once', async () => {
    const rows = await open();
    const stories = ['A', 'B', 'C'].map((label) => asCase(label, emergency.theCase));
    for (const story of stories) await rows.write(story);
    const inOrder = await rows.dump();
    for (const story of stories.toReversed()) await rows.write(story);
    expect(await rows.dump()).toEqual(inOrder);
    expect(inOrder.length).toBeGreaterThan(10);
    const atOnce = await open();
    const folded = await Promise.all(stories.map((story) => atOnce.fold(story)));
    await atOnce.store.commit({ before: null, next: at(1) }, folded);
    expect(await atOnce.dump()).toEqual(inOrder);
  });

  it('are kept while a dump of them is read, line by line', async () => {
    const rows = await open();
    await rows.write(asCase('A', emergency.theCase));
    const lines: string[] = [];
    for await (const line of rows.store.dump()) {
      if (lines.push(line) === 1) await rows.write(asCase('B', emergency.theCase));
    }
    expect(lines.length).toBeGreaterThan(1);
    expect((await rows.dump()).length).toBeGreaterThan(lines.length - 1);
  });

  it('writes every column of every table', async () => {
    const rows = await open();
    await rows.write(
      emergency
        .decided('2026-01-16')
        .registrationEstablished('2080', '2026-01-20')
        .proposed('2026-02-01')
        .deviation('2026-02-02')
        .closureProposed('2026-02-09')
        .closureConfirmed('2026-02-10')
        .ended('2026-06-01').theCase,
    );
    await rows.write(asCase('P2', soonOfAge.theCase));
    await rows.write(asCase('P3', handedOver.theCase));
    const written = new Set<string>();
    for (const line of await rows.dump()) {
      const [table = ''] = line.split(' ');
      const values = JSON.parse(line.slice(table.length + 1)) as unknown[];
      const columns = columnsOf(Object.values(TABLES).find(({ name }) => name === table)!);
      expect(values).toHaveLength(columns.length);
      for (const [n, value] of values.entries()) if (value !== null) written.add(columns[n]!);
    }
    const all = Object.values(TABLES).flatMap(columnsOf);
    const rare = ['deadline.latest_lawful_on', 'deadline.cancelled_on', 'deadline.lapsed_on', 'finding.sealed'];
    const ofCourts = ['deadline.extension_asked_on'];
    const unseen = [...rare, ...ofCourts, ...['legal_sex', 'age_group', 'counts'].map((one) => `counted_case.${one}`)];
    expect(all.filter((column) => !written.has(column) && !unseen.includes(column))).toEqual([]);
  });

  it('keeps texts, dates and JSON as they were written, to the byte', async () => {
    const rows = await open();
    const [folded] = [await rows.fold(emergency.theCase)];
    const odd = `é ö 𝕳 " ' \\ \\u0000 {} , NULL`;
    const [first] = folded.rows.findings;
    const row = { ...first!.row, message_sv: odd, message_en: 'NULL' };
    const changed = { ...folded, rows: { ...folded.rows, findings: [{ ...first!, row }] } };
    await rows.store.commit({ before: null, next: at(1) }, [changed]);
    const line = (await rows.dump()).find((one) => one.startsWith('finding '))!;
    const values = JSON.parse(line.slice('finding '.length)) as unknown[];
    expect(values).toEqual([
      ...[
        emergency.placementId,
        first!.subject,
        folded.stream,
        row.findingId,
        first!.validFrom,
        first!.validTo,
        row.rule,
        row.severity,
      ],
      ...[row.raisedOn, row.resolvedOn ?? null, JSON.stringify(row.parties)],
      ...[JSON.stringify(row.waitsFor), JSON.stringify(row.answerWith), odd, 'NULL', JSON.stringify(row.why), null],
    ]);
    const [placement] = await rows.store.queries.placements({ asOf: '2026-02-01', today: '2026-02-01', limit: 1 });
    const { summary } = placement!.row;
    expect(summary).toBe(JSON.stringify(folded.rows.placements.find(({ validTo }) => validTo === END)!.row));
    expect((await rows.dump())[0]).toContain(BEGINNING);
  });

  it('holds no identity and no free text', async () => {
    const rows = await open();
    const told = aCase()
      .registered({ person: { ...person, identity: { personnummer: '201203042380' } }, goals: ['Fritextmål'] })
      .proposed('2026-01-20', { documentRef: 'Dnr-FRITEXT' })
      .disputed();
    await rows.write(told.theCase);
    expect((await rows.dump()).join()).not.toMatch(/201203042380|Fritextmål|FRITEXT|Andelarna|Björkhagen/);
  });

  it('finds the cases placed by a party, or by a nämnd of it, and no others', async () => {
    const rows = await open();
    const placedBy = (label: string, by: string) => asCase(label, aCase().registered({}, { by }).theCase);
    const [falun, borlange] = [placedBy('P1', PLACING_PARTY), placedBy('P2', 'kommun-2081.socialnamnden')];
    await rows.write(falun);
    await rows.write(borlange);
    const found = (...parties: string[]) => rows.store.casesPlacedBy(parties as PartyId[]);
    expect(await found('kommun-2080')).toEqual([falun.placementId]);
    expect(await found(PLACING_PARTY, 'kommun-2080')).toEqual([falun.placementId]);
    const both = [falun.placementId, borlange.placementId].sort();
    expect(await found('kommun-2081', 'region-20', 'kommun-2080')).toEqual(both);
    expect(await found('kommun-208', 'kommun-2080.aldrenamnden', 'region-20', 'kommun_2080', 'kommun%')).toEqual([]);
    expect(await found()).toEqual([]);
  });
}

function checkpoints(open: () => Promise<WrittenRows>): void {
  it('is none at first, and moves with what is committed', async () => {
    const { store, fold } = await open();
    expect(await store.checkpoint()).toBeNull();
    await store.commit({ before: null, next: at(7) }, []);
    expect(await store.checkpoint()).toBe('7');
    await store.commit({ before: at(7), next: at(9) }, [await fold(emergency.theCase)]);
    expect(await store.checkpoint()).toBe('9');
  });

  it('does not move with what is written ahead', async () => {
    const { store, fold, dump } = await open();
    await store.writeAhead(null, [await fold(emergency.theCase)]);
    expect(await store.checkpoint()).toBeNull();
    expect((await dump()).length).toBeGreaterThan(0);
  });

  it('refuses one who believes it elsewhere, who then has written nothing', async () => {
    const { store, fold, dump } = await open();
    await store.commit({ before: null, next: at(7) }, []);
    const folded = [await fold(emergency.theCase)];
    for (const before of [null, at(6), at(8)]) {
      const moved = { name: 'CheckpointMoved' };
      await expect(store.commit({ before, next: at(9) }, folded)).rejects.toMatchObject(moved);
      await expect(store.writeAhead(before, folded)).rejects.toMatchObject(moved);
    }
    expect([await store.checkpoint(), await dump()]).toEqual(['7', []]);
  });

  it('lets one of many move it who come at once from the same place', async () => {
    const { store, fold, dump } = await open();
    const labels = ['A', 'B', 'C', 'D', 'E', 'F'];
    const cases = await Promise.all(labels.map((label) => fold(asCase(label, emergency.theCase))));
    const outcomes = await Promise.allSettled(
      cases.map((folded, n) => store.commit({ before: null, next: at(n + 1) }, [folded])),
    );
    const won = outcomes.flatMap(({ status }, n) => (status === 'fulfilled' ? [n] : []));
    expect(won).toHaveLength(1);
    expect(await store.checkpoint()).toBe(at(won[0]! + 1));
    const written = new Set((await dump()).map((line) => (JSON.parse(line.slice(line.indexOf(' '))) as string[])[0]));
    const streams = new Set([...written].map((id = '') => (id.startsWith('case-') ? id : `case-${id}`)));
    expect([...streams]).toEqual([cases[won[0]!]!.stream]);
  });
}

function birthDates(open: () => Promise<WrittenRows>): void {
  const ASKED = { asOf: '2027-05-05', today: '2027-05-05', limit: 100 };
  const COLUMNS = ['kind', 'starts_on', 'due_on', 'cancelled_on'] as const;

  it('is sealed, and nothing of it lies in the open: a deadline keeps the day it is due', async () => {
    const rows = await open();
    await rows.write(soonOfAge.theCase);
    const deadlines = await rows.store.queries.deadlines(ASKED);
    const sealed = deadlines.filter(({ sealed }) => sealed !== null);
    expect(sealed.map(({ row }) => COLUMNS.map((column) => row[column])).sort()).toEqual([
      ['carePlanRevision', '2027-01-15', '2029-01-15', null],
      ['followUpByAgreement', null, null, null],
      ['reviewSoL', '2027-01-15', '2027-07-15', null],
    ]);
    expect((await rows.dump()).join()).not.toContain(ofAge);
    const { stream } = await rows.fold(soonOfAge.theCase);
    const dates = await Promise.all(
      sealed.map(async ({ row, sealed: bytes }) => {
        const context = `row ${String(row['deadline_id'])}`;
        return Buffer.from((await openedRow(rows.keys, { stream, sealed: bytes!, context }))!).toString();
      }),
    );
    expect(dates.join()).toContain(ofAge);
  });

  it('is not there at all once the person is erased', async () => {
    const rows = await open();
    await rows.write(soonOfAge.theCase, { erased: true });
    const text = (await rows.dump()).filter((line) => line.includes('"reviewSoL"'));
    expect(text.length).toBeGreaterThan(0);
    for (const line of text) {
      const values = JSON.parse(line.slice('deadline '.length)) as unknown[];
      expect(values.slice(7, 13)).toEqual([null, null, null, null, null, null]);
      expect(values.at(-1)).toBeNull();
    }
  });
}
