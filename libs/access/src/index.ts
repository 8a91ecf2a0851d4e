export * from './claims.js';
export * from './demo-parties.data.js';
export * from './doors.data.js';
export * from './entry-seal.js';
export * from './inspect-keys.sqlite.js';
export { issuersIn, issuersOf } from './issuer-settings.js';
export * from './issuers.js';
export * from './key-store.js';
export * from './keys.memory.js';
export * from './keys.postgres.js';
export * from './keys.sqlite.js';
export * from './let-in.js';
export * from './ledger/asker.js';
export * from './ledger/ledger-entry.js';
export * from './ledger/ledger.port.js';
export { inspectLedger, type InspectedLedger } from './ledger/ledger-file.sqlite.js';
export * from './ledger/ledger.postgres.js';
export { LEDGER_MIGRATIONS, LEDGER_SCHEMA } from './ledger/ledger-schema.postgres.js';
export * from './ledger/ledger.sqlite.js';
export * from './ledger/own-ledger.postgres.js';
export * from './ledger/recorded.js';
export * from './ledger/staff-id.js';
export * from './ledger/stamp.js';
export { isFitAsked, UnfitForLedger } from './ledger/unfit.js';
export * from './master-files.js';
export * from './master-key.js';
export { MACHINE_TOKEN_S_MAX, type ElsewhereNames, type OwnNames, type WhoIsNamed } from './named.js';
export * from './own-issuer.js';
export * from './own-keys.postgres.js';
export * from './principal.js';
export * from './purposes.js';
export * from './register.js';
export * from './register.codec.js';
export * from './register.facts.js';
export * from './register-form.js';
export { isIdOf, refusalOf, type RegisterRefusal } from './register.decider.js';
export * from './rotation.js';
export { makeTokenKey, tokenMaster } from './token/master.pkcs11.js';
export { TokenUnusable, type TokenReason } from './token/token-unusable.js';
export { tokenIn, type WhereToken } from './token/where-token.js';
export * from './tokens.port.js';
export * from './wrap-anew.js';
export { postgresWrappings } from './wrap-anew.postgres.js';
export { sqliteWrappings } from './wrap-anew.sqlite.js';
export { openPostgresLedgerWrappings } from './ledger/wrap-ledger.postgres.js';
export * from './visibility.js';
export { MasterKeyUnreadable, readMasterKey } from './key-text.js';
export {
  MasterKeyDoesNotFit,
  mastersBeside,
  mastersIn,
  mastersOf,
  type Master,
  type MasterKeys,
  type Masters,
} from './masters.js';
export { readIfThere, readOrMakeOwnFile, writeOwnFile } from './own-file.js';
export { inspectSigningKey } from './signing-key.js';
export { comparingBy } from './seal.js';
