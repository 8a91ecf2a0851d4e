/** The scenario library on Kafka beside the embedded default: the same stories, told over Kafka, and they must go the same. */
import 'reflect-metadata';
import { KAFKA_AND_SQLITE, ownKafka } from '../support/engine-combinations.js';
import { freshHubOnKafka } from '../support/story-hubs.js';
import { itPlaysEachStory, partiesOfStories, STORY_FILES, storiesAskedFor } from './library.js';

const stories = storiesAskedFor();

describe(`the scenario library, ${stories.length} of ${STORY_FILES.length}: ${KAFKA_AND_SQLITE}`, () => {
  const kafka = ownKafka(partiesOfStories());
  itPlaysEachStory((now) => freshHubOnKafka(kafka())(now), stories);
});
