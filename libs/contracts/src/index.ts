/** The wire: envelope, messages, schemas, problems, and the stored form of what was said. */
export * from './adopted-trace.js';
export * from './clock.port.js';
export { CODE_VERSION } from './code-version.data.js';
export * from './keys.port.js';
export * from './streams.js';
export * from './limits.js';
export { type Problem, type ProblemCode, type ProblemEntry, type ProblemFacts } from './problems.js';
export { LAW_PROBLEMS } from './problems.data.js';
export { ContractBroken, PROBLEMS, PROBLEM_MEDIA_TYPE, problem, WIRE_PROBLEMS } from './problems.js';
export { problemOfRejection } from './rejection-problem.js';
export { pointerToken } from './pointer.js';
export { MEDIA_TYPES, type ReadMode, type WireMode, isUtf8, readMode } from './media-types.js';
export { batchSlices, type BatchSlice } from './batch-slices.js';
export { type ParsedJson, parseJson, unreadableText } from './parse-json.js';
export { fromBinaryHeaders } from './binary-mode.js';
export { type KafkaRecord, readKafkaRecord } from './kafka-record.js';
export * from './topics.js';
export { openHead, openPointer } from './open-head.js';
export { holdsNumber, isOpenPartyId, isOpenUuid, isPublisherId, isRepeatable } from './open-values.js';
export { asyncApi } from './asyncapi.js';
export { NUMBER_SCHEMA, PREVIOUS_SCHEMA, PUSHED_ENTRY, PUSHED_GONE } from './pushed-forms.js';
export {
  ALERT_KINDS,
  type AlertKind,
  type HubEvent,
  HUB_EVENT_MEDIA_TYPE,
  HUB_EVENT_TYPES,
  HUB_SOURCE,
  hubEvent,
} from './hub-events.js';
export { type Envelope, type ReadEnvelope, partyOfSource, readEnvelope } from './envelope.js';
export { type Disclosure } from './disclosure.messages.js';
export { type JsonSchema, type Privacy } from './field-kind.js';
export { PUSHED_TYPE_FORM, PUSHED_TYPES, pushedType } from './pushed-type.js';
export { type FactType, MESSAGE_TYPES, type MessageType, messageType, wireType } from './message-types.js';
export { PUBLISHED_SCHEMAS, type PublishedSchema, schemaId, schemaOf } from './schemas.js';
export { compileSchemas, faultFinder } from './validate.js';
export { faultsByClass } from './validate-by-class.js';
export {
  type OtherTermsAsked,
  readOtherTerms,
  readWhatIf,
  type WhatIfAsked,
  WHAT_IF_SCHEMA,
} from './what-if-question.js';
export { type Message, type ReadMessage, readMessage } from './read-message.js';
export { readInstant, stockholmDay } from './stockholm.js';
export { type SayingToStore, encodeDerived, encodeErasure, erasedType } from './stored-derived.js';
export { contentHashOf, decodeStored, writeFact } from './stored.codec.js';
export { coveredAt } from './cover-withheld.js';
export { type InTheOpen, inTheOpen } from './stored-open.js';
export { metaRead } from './stored-read.js';
export * from './stored-form.js';
export { type FieldDisclosure, disclosureOf } from './field-disclosure.js';
export { membersOf } from './members.js';
export { EXPECTED_NEEDS } from './discharge.messages.js';
export { AREA_KINDS } from './placement.parts.messages.js';
export * from './shape.js';
export * from './value-schemas.js';
export { BATCH_SCHEMA, BINARY_SCHEMA, EVENT_SCHEMA } from './event-schema.js';
export { DATA_SCHEMAS, nameOfType } from './data-schemas.js';
export * from './form.js';
