export { HubModule, type HubModuleOptions } from './hub.module.js';
export { openHub, type Hub, type HubFiles, type HubPorts } from './hub.js';
export { HUB } from './hub.tokens.js';
export { readArrivals, type Arrival } from './receive/read-arrivals.js';
export { type Receipt, type ReceiptFinding } from './receive/receipt.js';
export { draftFact, draftSayings, type Draft, type Where } from './judge/to-append.js';
