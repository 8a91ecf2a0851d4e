/** What a receipt says of a measure whose title the hub has sealed. */
import 'reflect-metadata';
import { freshHub } from '../../apps/cli/src/scenario/fresh-hub.js';
import { labelsOf } from '../../apps/cli/src/scenario/labels.js';
import { runScenario } from '../../apps/cli/src/scenario/run-scenario.js';
import { type Scenario } from '../../apps/cli/src/scenario/scenario-file.js';
import { storyIn } from './library.js';

const CLEARED = storyIn('planned-cleared-before-start.yaml');
const CLARIFIED = CLEARED.steps.findIndex(({ send }) => send?.type === 'placement.responsibilityClarified');
const PSYCHIATRY_ON_THE_KOMMUN = JSON.parse(
  JSON.stringify(CLEARED).replaceAll('["region-20"]', '["kommun-2080.socialnamnden"]'),
) as Scenario;

describe('a receipt that finds psychiatry laid on the kommun (A-091)', () => {
  it('names the measure by its id and its area, and not by its title', async () => {
    const { steps } = await runScenario(PSYCHIATRY_ON_THE_KOMMUN, freshHub);
    const { findings } = steps[CLARIFIED + 1]!.actual as { findings: { rule: string; message_sv: string }[] };
    const measureId = labelsOf(CLEARED.name).uuidOf('measure/M2');
    expect(findings.filter(({ rule }) => rule === 'A-091').map((finding) => finding.message_sv)).toEqual([
      expect.stringMatching(new RegExp(`\\. Insats ${measureId} \\(psykiatri\\) är lagd på kommunen\\.$`, 'u')),
    ]);
    expect(JSON.stringify(findings)).not.toMatch(/Samtalsbehandling|””/u);
  });
});
