/** The statutes that rules and deadlines cite, each with the days on which it is law, and SoL's old and new sections. */
import { type Day } from '../kernel/index.js';
import { type StatuteRef } from './statute-ref.js';
import { asDay } from '../calendar/index.js';

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
}

const LVU_NOTE =
  'Regeringen har föreslagit att LVU ersätts av två nya lagar från den 1 januari 2027; lagtext, nummer och övergång är inte bekräftade.';

export const ACTS: readonly StatuteAct[] = [
  {
    act: 'SoL 2001:453',
    title_sv: 'socialtjänstlagen (2001:453)',
    cited: 'chapter',
    validFrom: asDay('2002-01-01'),
    validTo: asDay('2025-06-30'),
    note_sv: 'Gäller fortfarande vid överklagande av beslut som meddelats före den 1 juli 2025.',
  },
  {
    act: 'SoL 2025:400',
    title_sv: 'socialtjänstlagen (2025:400)',
    cited: 'chapter',
    validFrom: asDay('2025-07-01'),
  },
  {
    act: 'LVU 1990:52',
    title_sv: 'lagen (1990:52) med särskilda bestämmelser om vård av unga',
    cited: 'section',
    validFrom: asDay('1990-07-01'),
    note_sv: LVU_NOTE,
  },
  {
    act: 'LVM 1988:870',
    title_sv: 'lagen (1988:870) om vård av missbrukare i vissa fall',
    cited: 'section',
    validFrom: asDay('1989-01-01'),
  },
  {
    act: 'HSL 2017:30',
    title_sv: 'hälso- och sjukvårdslagen (2017:30)',
    cited: 'chapter',
    validFrom: asDay('2017-04-01'),
  },
  {
    act: 'OSL 2009:400',
    title_sv: 'offentlighets- och sekretesslagen (2009:400)',
    cited: 'chapter',
    validFrom: asDay('2009-06-30'),
  },
  {
    act: 'Lag 2017:612',
    title_sv: 'lagen (2017:612) om samverkan vid utskrivning från sluten hälso- och sjukvård',
    cited: 'chapter',
    validFrom: asDay('2018-01-01'),
  },
  {
    act: 'LSS 1993:387',
    title_sv: 'lagen (1993:387) om stöd och service till vissa funktionshindrade',
    cited: 'section',
    validFrom: asDay('1994-01-01'),
  },
  { act: 'FB 1949:381', title_sv: 'föräldrabalken', cited: 'chapter', validFrom: asDay('1950-01-01') },
  {
    act: 'Tandvårdslagen 1985:125',
    title_sv: 'tandvårdslagen (1985:125)',
    cited: 'section',
    validFrom: asDay('1986-01-01'),
  },
  { act: 'Skollagen 2010:800', title_sv: 'skollagen (2010:800)', cited: 'chapter', validFrom: asDay('2010-08-01') },
  {
    act: 'Folkbokföringslagen 1991:481',
    title_sv: 'folkbokföringslagen (1991:481)',
    cited: 'section',
    validFrom: asDay('1991-07-01'),
  },
  { act: 'FL 2017:900', title_sv: 'förvaltningslagen (2017:900)', cited: 'section', validFrom: asDay('2018-07-01') },
  { act: 'Lag 1930:173', title_sv: 'lagen (1930:173) om beräkning av lagstadgad tid', cited: 'section' },
  {
    act: 'Lag 1989:253',
    title_sv: 'lagen (1989:253) om allmänna helgdagar',
    cited: 'section',
    validFrom: asDay('1990-01-01'),
  },
];

const citing =
  (act: string) =>
  (section: string): StatuteRef => ({ act, section });

export const sol = citing('SoL 2025:400');
export const lvu = citing('LVU 1990:52');
export const lvm = citing('LVM 1988:870');
export const hsl = citing('HSL 2017:30');
export const osl = citing('OSL 2009:400');
export const utskrL = citing('Lag 2017:612');
export const lss = citing('LSS 1993:387');
export const fb = citing('FB 1949:381');
export const tl = citing('Tandvårdslagen 1985:125');
export const skolL = citing('Skollagen 2010:800');
export const fol = citing('Folkbokföringslagen 1991:481');
export const fl = citing('FL 2017:900');

/** A topic's section in SoL 2001:453 and its sections in SoL 2025:400. */
export interface MovedSection {
  readonly topic_sv: string;
  readonly from: string;
  readonly to: readonly string[];
}

/** Only pairs read in a source: where a topic is missing here, its old section is not told. */
export const SOL_MOVED: readonly MovedSection[] = [
  { topic_sv: 'barnets bästa, åsikter och information', from: '1:2', to: ['3:1', '3:2', '3:3'] },
  { topic_sv: 'kommunens yttersta ansvar', from: '2:1', to: ['4:1'] },
  { topic_sv: 'överenskommelse om barn och unga utanför hemmet', from: '5:1 d', to: ['7:2'] },
  { topic_sv: 'familjehem, stödboende och HVB', from: '6:1', to: ['9:1', '9:2', '9:3', '9:4', '9:7', '9:8', '9:9'] },
  { topic_sv: 'vårdplan och genomförandeplan', from: '11:3', to: ['9:12', '9:13'] },
  { topic_sv: 'insatser tillsammans med den enskilde', from: '3:5', to: ['10:3', '10:4', '10:5'] },
  { topic_sv: 'samordnad individuell plan', from: '2:7', to: ['10:8', '10:9'] },
  { topic_sv: 'utredning inleds', from: '11:1', to: ['14:2'] },
  { topic_sv: 'anmälan om oro för ett barn', from: '14:1', to: ['19:1', '19:2', '19:3', '19:4', '19:5', '19:6'] },
  { topic_sv: 'underrättelse till regionen om hälsoundersökning', from: '11:3 a', to: ['22:7'] },
  { topic_sv: 'övervägande var sjätte månad, överflyttning av vårdnad', from: '6:8', to: ['22:13', '22:14'] },
];
