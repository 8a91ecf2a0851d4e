/** The statutes that rules and deadlines cite, each with the days on which it is law, and the sections that moved between them. */
import { type Day } from '../kernel/index.js';
import { type RuleId } from './rule-id.js';

/** An act. `act` is its key in every `StatuteRef`. */
export interface StatuteAct {
  readonly act: string;
  readonly title_sv: string;
  /** Cited by chapter and section (`22:13`) or by section alone (`13`). */
  readonly cited: 'chapter' | 'section';
  readonly validFrom?: Day;
  /** The last day on which it is law. */
  readonly validTo?: Day;
  /** What is said of it but not settled: shown beside it, decides nothing. */
  readonly note_sv?: string;
  /** The rule or reading that says when it is law, or which act a source means. */
  readonly rule?: RuleId;
}

const LVU_NOTE =
  'Regeringen har föreslagit att LVU ersätts av två nya lagar från den 1 januari 2027; lagtext, nummer och övergång är inte bekräftade.';

export const ACTS: readonly StatuteAct[] = [
  {
    act: 'SoL 2001:453',
    title_sv: 'socialtjänstlagen (2001:453)',
    cited: 'chapter',
    validFrom: '2002-01-01' as Day,
    validTo: '2025-06-30' as Day,
    note_sv: 'Gäller fortfarande vid överklagande av beslut som meddelats före den 1 juli 2025.',
  },
  {
    act: 'SoL 2025:400',
    title_sv: 'socialtjänstlagen (2025:400)',
    cited: 'chapter',
    validFrom: '2025-07-01' as Day,
    // E-003 "i kraft sedan 1 juli 2025".
    rule: 'E-003',
  },
  {
    act: 'LVU 1990:52',
    title_sv: 'lagen (1990:52) med särskilda bestämmelser om vård av unga',
    cited: 'section',
    validFrom: '1990-07-01' as Day,
    note_sv: LVU_NOTE,
  },
  {
    act: 'LVM 1988:870',
    title_sv: 'lagen (1988:870) om vård av missbrukare i vissa fall',
    cited: 'section',
    validFrom: '1989-01-01' as Day,
    // G-07 "LVM är lag (1988:870) och hälso- och sjukvårdslagen är (2017:30)": no other number resolves.
    rule: 'G-07',
  },
  {
    act: 'HSL 2017:30',
    title_sv: 'hälso- och sjukvårdslagen (2017:30)',
    cited: 'chapter',
    validFrom: '2017-04-01' as Day,
    // G-07 "LVM är lag (1988:870) och hälso- och sjukvårdslagen är (2017:30)".
    rule: 'G-07',
  },
  {
    act: 'OSL 2009:400',
    title_sv: 'offentlighets- och sekretesslagen (2009:400)',
    cited: 'chapter',
    validFrom: '2009-06-30' as Day,
  },
  {
    act: 'Lag 2017:612',
    title_sv: 'lagen (2017:612) om samverkan vid utskrivning från sluten hälso- och sjukvård',
    cited: 'chapter',
    validFrom: '2018-01-01' as Day,
  },
  {
    act: 'LSS 1993:387',
    title_sv: 'lagen (1993:387) om stöd och service till vissa funktionshindrade',
    cited: 'section',
    validFrom: '1994-01-01' as Day,
  },
  { act: 'FB 1949:381', title_sv: 'föräldrabalken', cited: 'chapter', validFrom: '1950-01-01' as Day },
  {
    act: 'Tandvårdslagen 1985:125',
    title_sv: 'tandvårdslagen (1985:125)',
    cited: 'section',
    validFrom: '1986-01-01' as Day,
  },
  { act: 'Skollagen 2010:800', title_sv: 'skollagen (2010:800)', cited: 'chapter', validFrom: '2010-08-01' as Day },
  {
    act: 'Folkbokföringslagen 1991:481',
    title_sv: 'folkbokföringslagen (1991:481)',
    cited: 'section',
    validFrom: '1991-07-01' as Day,
  },
  {
    act: 'PDL 2008:355',
    title_sv: 'patientdatalagen (2008:355)',
    cited: 'chapter',
    validFrom: '2008-07-01' as Day,
  },
  {
    act: 'BrB 1962:700',
    title_sv: 'brottsbalken',
    cited: 'chapter',
    validFrom: '1965-01-01' as Day,
    note_sv: 'Nöd som grund för att lämna ut uppgifter läses snävt; läsningen ska granskas av jurist.',
  },
  { act: 'FL 2017:900', title_sv: 'förvaltningslagen (2017:900)', cited: 'section', validFrom: '2018-07-01' as Day },
  { act: 'Lag 1930:173', title_sv: 'lagen (1930:173) om beräkning av lagstadgad tid', cited: 'section' },
  {
    act: 'Lag 1989:253',
    title_sv: 'lagen (1989:253) om allmänna helgdagar',
    cited: 'section',
    validFrom: '1990-01-01' as Day,
  },
];

/** A duty by the section in which it has stood and stands, as `StatuteRef` in one text. */
export interface MovedDuty {
  readonly topic_sv: string;
  /** The rule or reading by which a reference to the one is read as one to the other. */
  readonly rule?: RuleId;
  /** The oldest first. Each is law as long as its act is; `from` is the first day of a later number in the same act. */
  readonly versions: readonly { readonly section: string; readonly from?: Day }[];
}

/**
 * G-01 "läses som hänvisningar till motsvarande bestämmelser i socialtjänstlagen (2025:400)"; C-008 "ett lagrum ska därför läsas
 * med den tid det gällde". Only pairs of the same duty, read in a source: where one is missing here, its earlier section is not
 * told, as of what G-02 keeps as text.
 */
export const SECTIONS_MOVED: readonly MovedDuty[] = [
  {
    topic_sv: 'barnets bästa',
    rule: 'G-01',
    versions: [{ section: 'SoL 2001:453 1:2' }, { section: 'SoL 2025:400 3:1' }],
  },
  {
    topic_sv: 'kommunens yttersta ansvar',
    rule: 'G-01',
    versions: [{ section: 'SoL 2001:453 2:1' }, { section: 'SoL 2025:400 4:1' }],
  },
  {
    topic_sv: 'överenskommelse om barn och unga utanför hemmet',
    rule: 'G-01',
    versions: [{ section: 'SoL 2001:453 5:1 d' }, { section: 'SoL 2025:400 7:2' }],
  },
  {
    topic_sv: 'vård i familjehem och HVB',
    rule: 'G-01',
    versions: [{ section: 'SoL 2001:453 6:1' }, { section: 'SoL 2025:400 9:1' }],
  },
  {
    topic_sv: 'vårdplan och genomförandeplan',
    rule: 'G-01',
    versions: [{ section: 'SoL 2001:453 11:3' }, { section: 'SoL 2025:400 9:12' }],
  },
  {
    topic_sv: 'insatser tillsammans med den enskilde',
    rule: 'G-01',
    versions: [{ section: 'SoL 2001:453 3:5' }, { section: 'SoL 2025:400 10:3' }],
  },
  {
    topic_sv: 'samordnad individuell plan',
    rule: 'G-01',
    versions: [{ section: 'SoL 2001:453 2:7' }, { section: 'SoL 2025:400 10:8' }],
  },
  {
    topic_sv: 'utredning inleds',
    rule: 'G-01',
    versions: [{ section: 'SoL 2001:453 11:1' }, { section: 'SoL 2025:400 14:2' }],
  },
  {
    topic_sv: 'anmälan om oro för ett barn',
    rule: 'G-01',
    versions: [{ section: 'SoL 2001:453 14:1' }, { section: 'SoL 2025:400 19:1' }],
  },
  {
    topic_sv: 'underrättelse till regionen om hälsoundersökning',
    rule: 'G-01',
    versions: [{ section: 'SoL 2001:453 11:3 a' }, { section: 'SoL 2025:400 22:7' }],
  },
  {
    topic_sv: 'övervägande var sjätte månad',
    rule: 'G-01',
    versions: [{ section: 'SoL 2001:453 6:8' }, { section: 'SoL 2025:400 22:13' }],
  },
  {
    topic_sv: 'vård av den som enligt lag aldrig folkbokförs',
    rule: 'C-008',
    versions: [{ section: 'HSL 2017:30 8:10' }, { section: 'HSL 2017:30 8:11', from: '2027-01-01' as Day }],
  },
];
