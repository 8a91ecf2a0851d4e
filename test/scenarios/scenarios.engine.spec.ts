/** The scenario library on the engines: the same stories, told over Kafka, and they must go the same. */
import 'reflect-metadata';
import { KAFKA_AND_ENGINES, KAFKA_AND_SQLITE, ownKafka } from '../support/engine-combinations.js';
import { postgresForSpecs } from '../support/engines.js';
import { freshHubOnEngines, freshHubOnKafka } from '../support/story-hubs.js';
import { itPlaysEachStory, partiesOfStories } from './library.js';

describe('the scenario library, told over Kafka', () => {
  const kafka = ownKafka(partiesOfStories());

  describe(KAFKA_AND_SQLITE, () => {
    itPlaysEachStory((now) => freshHubOnKafka(kafka())(now));
  });

  describe(KAFKA_AND_ENGINES, () => {
    itPlaysEachStory(async (now) => {
      const { url } = await postgresForSpecs();
      return freshHubOnEngines(kafka(), url)(now);
    });
  });
});
