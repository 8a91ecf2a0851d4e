export { HubModule, type HubModuleOptions } from './hub.module.js';
export { openHub, type Hub, type HubFiles, type HubPorts } from './hub.js';
export { HUB } from './hub.tokens.js';
export { readArrivals, type Arrival } from './receive/read-arrivals.js';
export { type Receipt, type ReceiptFinding } from './receive/receipt.js';
export { draftFact, draftSayings, type Draft, type Where } from './judge/to-append.js';
export { openHubState, type HubState } from './state/hub-state.sqlite.js';
export { receipts, type FinalReceipt, type Receipts } from './state/receipts.sqlite.js';
export { waitingRoom, type ToWait, type Waiting, type WaitingRoom } from './state/waiting-room.sqlite.js';
