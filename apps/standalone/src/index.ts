export { filesUnder, whereMasterOf, startStandalone, type Standalone, type StandaloneOptions } from './standalone.js';
export { closeWrappings, openFolderWrappings } from './folder/wrapped-stores.js';
export { optionsFrom } from './environment.js';
export { startFromEnvironment } from './start.js';
export { BackupRefused, BACKUP_REFUSALS, type BackupRefusal } from './backup/backup-refused.js';
export { type Manifest } from './backup/manifest.js';
export { putBack, type PutBack, type PutBackOptions } from './backup/put-back.js';
export { takeBackup, type TakeBackupOptions } from './backup/take-backup.js';
export { compareFolder, rebuildFolder, type OfFolder } from './rebuild/rebuild-folder.js';
