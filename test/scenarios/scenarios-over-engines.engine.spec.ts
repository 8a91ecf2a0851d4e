/** The scenario library on the engines: the same stories, told over Kafka, and they must go the same. */
import 'reflect-metadata';
import { KAFKA_AND_ENGINES, ownKafka } from '../support/engine-combinations.js';
import { postgresForSpecs } from '../support/engines.js';
import { freshHubOnEngines } from '../support/story-hubs.js';
import { itPlaysEachStory, partiesOfStories, STORY_FILES, storiesAskedFor } from './library.js';

const stories = storiesAskedFor();

describe(`the scenario library, ${stories.length} of ${STORY_FILES.length}: ${KAFKA_AND_ENGINES}`, () => {
  const kafka = ownKafka(partiesOfStories());
  itPlaysEachStory(async (now) => {
    const { url } = await postgresForSpecs();
    return freshHubOnEngines(kafka(), url)(now);
  }, stories);
});
