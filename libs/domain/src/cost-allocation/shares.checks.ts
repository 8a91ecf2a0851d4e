/** Shares of a line: parties only, each once, together the whole. */
import { rejected, type Decision } from '../saying/decision.js';
import { type CaseCheck } from '../story/so-far.js';
import { hasPartyIdForm } from '../kernel/index.js';
import { type AllocationLine } from './facts/cost-allocation.js';

const WHOLE_PERMILLE = 1000;

type LineCheck = (line: AllocationLine, pointer: string) => Decision | null;

/** A-094 "sker huvudmännen emellan, inte tillsammans med individen": the one who is placed is never a payer. */
const isBorneByPartiesOnly: LineCheck = ({ shares }, pointer) => {
  const index = shares.findIndex(({ party }) => !hasPartyIdForm(party));
  return index < 0
    ? null
    : rejected({ code: 'IndividualIsNoParty', pointer: `${pointer}/${index}/party`, rule: 'A-094' });
};

const namesEachPayerOnce: LineCheck = ({ shares }, pointer) => {
  const payers = shares.map(({ party }) => party);
  const index = payers.findIndex((party, at) => payers.indexOf(party) !== at);
  const twice = payers[index];
  return twice === undefined
    ? null
    : rejected({ code: 'PayerNamedTwice', pointer: `${pointer}/${index}/party`, party: twice });
};

const sumsToTheWhole: LineCheck = ({ shares }, pointer) => {
  const sum = shares.reduce((total, { permille }) => total + permille, 0);
  return sum === WHOLE_PERMILLE ? null : rejected({ code: 'SharesDoNotSum', pointer, sum });
};

/** A-098 "skriftlig kostnadsfördelning": what is written says of each krona who pays it, and says it of parties. */
export const sharesOutEachLine: CaseCheck<'costAllocation.proposed'> = ({ data: { lines } }) => {
  for (const [index, line] of lines.entries()) {
    for (const check of [isBorneByPartiesOnly, namesEachPayerOnce, sumsToTheWhole]) {
      const answer = check(line, `/data/lines/${index}/shares`);
      if (answer) return answer;
    }
  }
  return null;
};

/** A line is named by costs and ceilings: its id stands once in a version. */
export const namesEachLineOnce: CaseCheck<'costAllocation.proposed'> = ({ data: { lines } }) => {
  const ids = lines.map(({ lineId }) => lineId);
  const index = ids.findIndex((id, at) => ids.indexOf(id) !== at);
  const twice = ids[index];
  return twice === undefined
    ? null
    : rejected({ code: 'AlreadySaid', pointer: `/data/lines/${index}/lineId`, names: twice });
};
