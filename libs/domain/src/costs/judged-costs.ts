/** What the costs of a case are judged by. */
import { type Story } from '../story/story.js';
import { type Sighting } from '../making/finding.js';
import { type WaitsFor } from '../making/answering.js';
import { principalsOn } from '../story/parties.js';
import { type Uuid } from '../kernel/index.js';
import { type Borne } from './bearing.js';
import { type Claimed } from './claims.js';
import { type CostCourse } from './cost-course.js';
import { type Allocation } from './coverage.js';
import { type Version } from './versions.js';

export interface JudgedCosts {
  readonly story: Story;
  readonly course: CostCourse;
  /** All versions, the lowest number first. */
  readonly versions: readonly Version[];
  readonly allocation: Allocation;
  readonly claims: readonly Claimed[];
  /** Who bears each cost, by its id. */
  readonly borne: ReadonlyMap<Uuid, Borne>;
}

/** What a rule sees in them. */
export type SeenInCosts = (judged: JudgedCosts) => readonly Sighting[];

/** Kommun and region side on the day asked: what is to be told now is theirs to tell. */
export const thePrincipals: WaitsFor<JudgedCosts> = ({ story }) => principalsOn(story, story.asOf);
