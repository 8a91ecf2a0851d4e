/** The report for people: a page of the timeline and of what follows from it, each with its why; made of nothing but the bundle's events. */
import { isRuleId, ruleOf } from '#domain';
import { type Derived } from './derived.js';
import { type Asked, type Bundle, type BundleEvent, type Manifest } from './format.js';
import { DEADLINE_WORDS, KIND_WORDS, MATTER_WORDS, NAME_WORDS, REPORT, STATUS_WORDS } from './report-words.data.js';
import { STYLE } from './report-style.data.js';
import { isOfRegister, readEvent } from './told.js';
import { type StreamView } from './views.js';

type Json = Readonly<Record<string, unknown>>;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const HIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

/** Text as a page shows it: nothing in it is markup, and nothing in it is hidden or turns the line about. */
export const escaped = (value: unknown): string =>
  String(value)
    .replaceAll(/[&<>"']/g, (sign) => ESCAPES[sign] ?? '')
    .replaceAll(HIDDEN, '\ufffd');

const element = (name: string, inner: string, className?: string): string =>
  `<${name}${className === undefined ? '' : ` class="${className}"`}>${inner}</${name}>`;

/** The whole page; no script, nothing fetched. */
export function reportOf(
  { manifest, events }: Pick<Bundle, 'manifest' | 'events'>,
  { views, rules }: Omit<Derived, 'grounds'>,
): string {
  const numbers = new Map(events.map(({ leaf }, at) => [leaf.eventId, at + 1]));
  const body = [
    element('h1', escaped(REPORT.title)),
    element('p', escaped(REPORT.notProof), 'note'),
    headOf(manifest),
    ...views.map((view) => viewShown(view, numbers)),
    section(REPORT.timeline, timeline(events)),
    section(
      REPORT.rules,
      listOf(rules.rules.map(({ id, sv, phrase }) => `${element('b', id)} ${escaped(sv)}${quoted(phrase)}`)),
    ),
  ];
  return [
    '<!doctype html>',
    '<html lang="sv"><head><meta charset="utf-8">',
    `<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escaped(REPORT.title)}: ${escaped(askedIn(manifest.asked))}</title><style>${STYLE}</style></head><body>`,
    ...body,
    '</body></html>\n',
  ].join('\n');
}

const quoted = (phrase: string | undefined): string =>
  phrase === undefined ? '' : ` ${element('q', escaped(phrase.replaceAll(/^["\u201d\u201c]|["\u201d\u201c]$/g, '')))}`;

const section = (title: string, inner: string): string => element('section', element('h2', escaped(title)) + inner);
const listOf = (items: readonly string[]): string =>
  items.length === 0
    ? element('p', escaped(REPORT.nothing))
    : element('ul', items.map((one) => element('li', one)).join('\n'));

const askedIn = (asked: Asked): string =>
  'of' in asked ? subjectInWords(asked.of) : `${asked.from} \u2013 ${asked.to}`;

function subjectInWords(subject: string): string {
  const [kind = '', id = ''] = subject.split('/');
  return `${KIND_WORDS[kind] ?? kind} ${id}`;
}

function headOf({ asked, asOf, madeAt, origin, size, mandates }: Bundle['manifest'] | Manifest): string {
  const rows: readonly (readonly [string, string])[] = [
    [REPORT.of, askedIn(asked)],
    [REPORT.asOf, asOf],
    [REPORT.madeAt, madeAt],
    [REPORT.log, origin],
    [REPORT.size, String(size)],
    [REPORT.mandates, mandates === undefined ? REPORT.ownAuditor : mandates.map(mandateInWords).join('; ')],
  ];
  return definitions(rows.map(([name, value]) => [name, escaped(value)]));
}

const mandateInWords = ({ mandateId, statute, classes, from, to }: NonNullable<Manifest['mandates']>[number]): string =>
  `${statute.act} ${statute.section}, ${from}\u2013${to}, ${classes.join(', ')} (${mandateId})`;

const definitions = (rows: readonly (readonly [string, string])[]): string =>
  element('dl', rows.map(([name, value]) => element('dt', escaped(name)) + element('dd', value)).join('\n'));

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return element('p', escaped(REPORT.nothing));
  const head = element('tr', heads.map((one) => element('th', escaped(one))).join(''));
  const lines = rows.map((cells) => element('tr', cells.map((cell) => element('td', cell)).join('')));
  return element('table', element('thead', head) + element('tbody', lines.join('\n')));
}

/** What is said and by whom, in the order of the log. */
const timeline = (events: readonly BundleEvent[]): string =>
  table(
    [REPORT.number, REPORT.recorded, REPORT.what, REPORT.by, REPORT.content],
    events.map((event, at) => [
      element('span', String(at + 1), 'number'),
      element('time', escaped(event.leaf.recordedAt)),
      escaped(typeInWords(event.leaf.type)),
      escaped(sayerOf(event)),
      contentOf(event),
    ]),
  );

/** `se.hvbhub.placement.registered.v1` in words. */
export function typeInWords(type: string): string {
  const [, , kind = '', name = ''] = type.split('.');
  return `${KIND_WORDS[kind] ?? kind}: ${NAME_WORDS[name] ?? name}`;
}

function sayerOf(event: BundleEvent): string {
  if (isOfRegister(event.leaf.stream)) return REPORT.hub;
  const { message } = event;
  const { open } = readEvent(event);
  const source = message?.['source'] ?? open?.source;
  if (typeof source === 'string') return source.replace(/^\/party\//, '');
  return open === null ? '' : REPORT.hub;
}

function contentOf(event: BundleEvent): string {
  if (event.message !== undefined) return valueShown(event.message['data']);
  const { shown } = event;
  if (shown !== undefined) {
    const left = shown.withheld.map(({ pointer, reason }) => `${pointer}: ${reason}`);
    return `${valueShown(shown.data ?? {})}${element('p', escaped(`${REPORT.withheld}: ${left.join(', ')}`), 'note')}`;
  }
  if (isOfRegister(event.leaf.stream)) return '';
  const { open } = readEvent(event);
  if (open === null) return element('p', escaped(REPORT.closed), 'note');
  if (open.erased === true) return escaped(`${REPORT.erasedBy} ${open.key}`);
  return open.is === 'fact' ? element('p', escaped(REPORT.erased), 'note') : '';
}

/** How deep a value is shown: deeper than any message goes. */
const DEPTH_MAX = 12;

function valueShown(value: unknown, depth = 0): string {
  if (typeof value !== 'object' || value === null) return escaped(value ?? '');
  if (depth === DEPTH_MAX) return escaped(JSON.stringify(value));
  if (Array.isArray(value))
    return value.length === 0
      ? ''
      : element('ul', value.map((one) => element('li', valueShown(one, depth + 1))).join(''));
  return definitions(Object.entries(value).map(([name, one]) => [name, valueShown(one, depth + 1)]));
}

type Numbers = ReadonlyMap<string, number>;

function viewShown(view: StreamView, numbers: Numbers): string {
  const title = subjectInWords(view.subject);
  if (view.state === 'inPart') return section(title, element('p', escaped(REPORT.inPart), 'note'));
  if (view.state === 'erased')
    return section(
      title,
      element('p', `${escaped(REPORT.erased)} ${escaped(`${REPORT.erasedBy} ${view.erased.join(', ')}.`)}`, 'erased'),
    );
  const parts = [
    ...(view.placement === undefined ? [] : [part(REPORT.placement, valueShown(view.placement))]),
    ...(view.responsibility ? [part(REPORT.responsibility, responsibility(view.responsibility, numbers))] : []),
    ...(view.costs ? [part(REPORT.costs, costs(view.costs, numbers))] : []),
    part(REPORT.deadlines, deadlines(view.deadlines, numbers)),
    part(REPORT.findings, findings(view.findings, numbers)),
  ];
  return section(title, parts.join('\n'));
}

const part = (title: string, inner: string): string => element('h3', escaped(title)) + inner;
const rowsIn = (value: unknown): readonly Json[] => (Array.isArray(value) ? (value as readonly Json[]) : []);
const worded = (value: unknown): string => escaped(STATUS_WORDS[String(value)] ?? value ?? '');
const matter = (value: unknown): string => escaped(MATTER_WORDS[String(value)] ?? value);
const joined = (value: unknown): string => (Array.isArray(value) ? escaped(value.join(', ')) : escaped(value ?? ''));
const dayIn = (word: string, value: unknown): string => (typeof value === 'string' ? `${word} ${value} ` : '');
const span = ({ from, to }: Json): string => escaped(`${dayIn(REPORT.from, from)}${dayIn(REPORT.to, to)}`.trimEnd());

/** Why something is so: the rule in words, its section, and the events by number. */
function whyShown(value: unknown, numbers: Numbers): string {
  const { rule, statute, rulePackVersion, causedBy } = (value ?? {}) as Json;
  if (typeof rule !== 'string') return '';
  const by = idsIn(causedBy).flatMap((id) => numbers.get(id) ?? []);
  return [
    element('b', escaped(rule)),
    isRuleId(rule) ? escaped(ruleOf(rule).sv) : '',
    sectionShown(statute),
    typeof rulePackVersion === 'string' ? escaped(rulePackVersion) : '',
    by.length > 0 ? escaped(`${REPORT.caused} ${by.join(', ')}`) : '',
  ]
    .filter((one) => one !== '')
    .join(' ');
}

const idsIn = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);

function sectionShown(statute: unknown): string {
  const { act, section: of } = (statute ?? {}) as Json;
  return act === undefined ? '' : element('cite', `${escaped(act)} ${escaped(of)}`);
}

const responsibility = ({ areas, legalBasis }: Json, numbers: Numbers): string =>
  table(
    [REPORT.what, REPORT.who, REPORT.status, REPORT.period, REPORT.why],
    [
      ...rowsIn(areas).map((row) => [
        ...[matter(row['kind']), escaped(row['responsible']), worded(row['status']), span(row)],
        whyShown(row['why'], numbers),
      ]),
      ...rowsIn([legalBasis]).map((row) => [
        ...[`${escaped(row['act'])} ${joined(row['sections'])}`, '', '', ''],
        whyShown(row['why'], numbers),
      ]),
    ],
  );

function costs({ status, lines }: Json, numbers: Numbers): string {
  const rows = rowsIn(lines).map((row) => [
    matter(row['category']),
    escaped(
      rowsIn(row['shares'])
        .map(({ party, permille }) => `${String(party)} ${Number(permille) / 10} %`)
        .join(', '),
    ),
    span(row),
    whyShown(row['why'], numbers),
  ]);
  return `${element('p', worded(status))}${table([REPORT.what, REPORT.who, REPORT.period, REPORT.why], rows)}`;
}

const deadlines = (all: readonly Json[], numbers: Numbers): string =>
  table(
    [REPORT.what, REPORT.due, REPORT.status, REPORT.who, REPORT.why],
    all.map((row) => [
      escaped(DEADLINE_WORDS[String(row['kind'])] ?? row['kind']),
      escaped(row['latestLawfulOn'] ?? row['dueOn']),
      worded(row['status']),
      joined(row['responsible']),
      whyShown(row['why'], numbers),
    ]),
  );

const findings = (all: readonly Json[], numbers: Numbers): string =>
  table(
    [REPORT.what, REPORT.status, REPORT.who, REPORT.why],
    all.map((row) => [
      escaped(row['message_sv']),
      `${worded(row['severity'])}, ${worded(row['status'])}`,
      joined(row['parties']),
      whyShown(row['why'], numbers),
    ]),
  );
