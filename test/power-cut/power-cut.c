/*
 * A power cut for one process: loaded with LD_PRELOAD, it remembers what every write to the watched files replaced,
 * until that file is synced. When the power goes, what was not synced is taken back and the process ends at once.
 *
 *   gcc -O1 -shared -fPIC -o power-cut.so power-cut.c -ldl -lpthread
 *
 *   CUT_FILES=<text>    watch files whose path contains it (a SQLite -shm file is memory and never watched)
 *   CUT_AFTER=<n>       the power goes at the n-th write to a watched file; 0: never
 *   CUT_KEEPS=<seed>    0: nothing unsynced survives; else each unsynced write survives or not, at random by this seed
 *   CUT_FULL_AT=<n>     the disk is full after n bytes have been written to watched files (ENOSPC); 0: never
 *   CUT_BAD_SYNC=<n>    the n-th sync of a watched file fails (EIO); 0: never
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define EXIT_POWER_CUT 137
#define PATH_BYTES 512

/* One write or truncation that has not been synced yet. */
struct unsynced {
  int fd;             /* a descriptor of our own: the program may close its own before the cut */
  dev_t device;
  ino_t file;
  off_t offset;
  off_t size_before;  /* the file's size before it */
  size_t old_bytes;
  char *old;          /* what it replaced */
  size_t new_bytes;   /* 0: a truncation */
  char *new;
  struct unsynced *before;
};

static struct unsynced *latest = NULL;
static long writes = 0, bytes_written = 0, syncs = 0;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static long setting(const char *name) {
  const char *text = getenv(name);
  return text ? atol(text) : 0;
}

static void *real(const char *name) { return dlsym(RTLD_NEXT, name); }

static ssize_t real_pwrite(int fd, const void *from, size_t bytes, off_t offset) {
  static ssize_t (*function)(int, const void *, size_t, off_t);
  if (!function) function = real("pwrite64");
  return function(fd, from, bytes, offset);
}

static int real_ftruncate(int fd, off_t size) {
  static int (*function)(int, off_t);
  if (!function) function = real("ftruncate64");
  return function(fd, size);
}

static int watched(int fd) {
  const char *part = getenv("CUT_FILES");
  char link[64], path[PATH_BYTES];
  if (!part) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length <= 0) return 0;
  path[length] = 0;
  return strstr(path, part) && !strstr(path, "-shm");
}

/* Remembers what stands where `bytes` are about to be written, or cut off if `new` is NULL. */
static void remember(int fd, const void *new, size_t bytes, off_t offset) {
  struct stat now;
  struct unsynced *entry = calloc(1, sizeof *entry);
  fstat(fd, &now);
  entry->fd = dup(fd);
  entry->device = now.st_dev;
  entry->file = now.st_ino;
  entry->offset = offset;
  entry->size_before = now.st_size;
  if (offset < now.st_size) {
    size_t there = (size_t)(now.st_size - offset);
    entry->old = malloc(bytes < there ? bytes : there);
    ssize_t read = pread64(fd, entry->old, bytes < there ? bytes : there, offset);
    entry->old_bytes = read > 0 ? (size_t)read : 0;
  }
  if (new) {
    entry->new = malloc(bytes);
    memcpy(entry->new, new, bytes);
    entry->new_bytes = bytes;
  }
  entry->before = latest;
  latest = entry;
}

/* Synced: what was written to this file, through whatever descriptor, survives a cut. */
static void forget(int fd) {
  struct stat now;
  fstat(fd, &now);
  struct unsynced **link = &latest;
  while (*link) {
    struct unsynced *entry = *link;
    if (entry->file != now.st_ino || entry->device != now.st_dev) {
      link = &entry->before;
      continue;
    }
    *link = entry->before;
    close(entry->fd);
    free(entry->old);
    free(entry->new);
    free(entry);
  }
}

/* Writes again, oldest first, those of the unsynced that a disk may have put down before the power went. */
static void keep_some(struct unsynced *entry, unsigned *seed) {
  if (!entry) return;
  keep_some(entry->before, seed);
  if (entry->new_bytes && rand_r(seed) % 2) real_pwrite(entry->fd, entry->new, entry->new_bytes, entry->offset);
}

static void cut(void) {
  unsigned seed = (unsigned)setting("CUT_KEEPS");
  for (struct unsynced *entry = latest; entry; entry = entry->before) {
    if (entry->old_bytes) real_pwrite(entry->fd, entry->old, entry->old_bytes, entry->offset);
    real_ftruncate(entry->fd, entry->size_before);
  }
  if (seed) keep_some(latest, &seed);
  _exit(EXIT_POWER_CUT);
}

static ssize_t write_at(int fd, const void *from, size_t bytes, off_t offset) {
  if (!watched(fd)) return real_pwrite(fd, from, bytes, offset);
  pthread_mutex_lock(&lock);
  long full_at = setting("CUT_FULL_AT"), after = setting("CUT_AFTER");
  bytes_written += (long)bytes;
  if (full_at && bytes_written > full_at) {
    pthread_mutex_unlock(&lock);
    errno = ENOSPC;
    return -1;
  }
  remember(fd, from, bytes, offset);
  ssize_t result = real_pwrite(fd, from, bytes, offset);
  writes += 1;
  if (after && writes >= after) cut();
  pthread_mutex_unlock(&lock);
  return result;
}

ssize_t pwrite(int fd, const void *from, size_t bytes, off_t offset) { return write_at(fd, from, bytes, offset); }
ssize_t pwrite64(int fd, const void *from, size_t bytes, off64_t offset) { return write_at(fd, from, bytes, offset); }

static int truncate_at(int fd, off_t size) {
  struct stat now;
  if (!watched(fd)) return real_ftruncate(fd, size);
  pthread_mutex_lock(&lock);
  fstat(fd, &now);
  if (size < now.st_size) remember(fd, NULL, (size_t)(now.st_size - size), size);
  int result = real_ftruncate(fd, size);
  pthread_mutex_unlock(&lock);
  return result;
}

int ftruncate(int fd, off_t size) { return truncate_at(fd, size); }
int ftruncate64(int fd, off64_t size) { return truncate_at(fd, size); }

static int sync_with(const char *name, int fd) {
  int (*function)(int) = real(name);
  if (!watched(fd)) return function(fd);
  pthread_mutex_lock(&lock);
  long bad = setting("CUT_BAD_SYNC");
  syncs += 1;
  if (bad && syncs == bad) {
    pthread_mutex_unlock(&lock);
    errno = EIO;
    return -1;
  }
  int result = function(fd);
  forget(fd);
  pthread_mutex_unlock(&lock);
  return result;
}

int fsync(int fd) { return sync_with("fsync", fd); }
int fdatasync(int fd) { return sync_with("fdatasync", fd); }
