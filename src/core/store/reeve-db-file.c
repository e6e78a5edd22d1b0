/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A case file before SQLite touches it: what it is, where it lies, who else has it. Everything that can be refused is refused from
 * here by looking only, so that a wrong file is left exactly as it was. */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "reeve-db-private.h"
#include "reeve-error.h"

#define HEADER_SIZE 100
#define LOCK_WAIT_US (1200 * G_TIME_SPAN_MILLISECOND)
#define LOCK_TRY_US (40 * G_TIME_SPAN_MILLISECOND)

static GMutex open_mutex;
static GHashTable *open_files; /* path -> number of connections in this process */

void
reeve_file_note_open (const char *path)
{
  g_mutex_lock (&open_mutex);
  if (open_files == NULL)
    open_files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gsize count = GPOINTER_TO_SIZE (g_hash_table_lookup (open_files, path));
  g_hash_table_replace (open_files, g_strdup (path), GSIZE_TO_POINTER (count + 1));
  g_mutex_unlock (&open_mutex);
}

void
reeve_file_note_closed (const char *path)
{
  g_mutex_lock (&open_mutex);
  gsize count = GPOINTER_TO_SIZE (g_hash_table_lookup (open_files, path));
  if (count > 1)
    g_hash_table_replace (open_files, g_strdup (path), GSIZE_TO_POINTER (count - 1));
  else
    g_hash_table_remove (open_files, path);
  g_mutex_unlock (&open_mutex);
}

static gboolean
is_open_here (const char *path)
{
  g_mutex_lock (&open_mutex);
  gboolean is_open = open_files != NULL && g_hash_table_contains (open_files, path);
  g_mutex_unlock (&open_mutex);
  return is_open;
}

/* File systems that are another computer's, by the numbers of statfs(2). SQLite's shared memory and locks do not reach there. */
static gboolean
is_network_magic (guint64 magic)
{
  static const guint64 magics[] = {
    0x6969 /* NFS */, 0x517b /* SMB */, 0xfe534d42 /* SMB 2 */, 0xff534d42 /* CIFS */, 0x5346414f /* AFS */, 0x6b414653 /* kAFS */,
    0x73757245 /* Coda */, 0x00c36400 /* Ceph */, 0x01161970 /* GFS2 */, 0x7461636f /* OCFS2 */, 0x0bd00bd0 /* Lustre */,
    0x01021997 /* 9P */, 0x564c /* NCP */,
  };
  for (gsize i = 0; i < G_N_ELEMENTS (magics); i++)
    if ((magic & 0xffffffff) == magics[i])
      return TRUE;
  return FALSE;
}

/* FUSE says nothing about where the bytes are; the type in mountinfo does. Unknown ones are taken for remote. */
static gboolean
is_local_fuse (dev_t device)
{
  static const char *const local[] = { "fuseblk", "fuse.ntfs-3g", "fuse.exfat", "fuse.encfs", "fuse.gocryptfs", "fuse.cryfs", "fuse.bindfs",
                                       "fuse.mergerfs", "fuse.fuse-overlayfs", "fuse.veracrypt", NULL };
  g_autofree char *contents = NULL;
  if (!g_file_get_contents ("/proc/self/mountinfo", &contents, NULL, NULL))
    return FALSE;
  g_auto (GStrv) lines = g_strsplit (contents, "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    {
      unsigned major_number, minor_number;
      const char *rest = strstr (lines[i], " - ");
      if (rest == NULL || sscanf (lines[i], "%*d %*d %u:%u", &major_number, &minor_number) != 2
          || major_number != major (device) || minor_number != minor (device))
        continue;
      g_autofree char *type = g_strndup (rest + 3, strcspn (rest + 3, " "));
      if (g_strv_contains (local, type))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_network_share (const char *folder)
{
  /* For tests, which can mount nothing. */
  const char *pretended = g_getenv ("REEVE_TEST_FILE_SYSTEM");
  if (pretended != NULL)
    return strcmp (pretended, "network") == 0;
  struct statfs info;
  struct stat status;
  if (statfs (folder, &info) != 0 || stat (folder, &status) != 0)
    return FALSE;
  if (is_network_magic ((guint64) info.f_type))
    return TRUE;
  return (guint64) info.f_type == 0x65735546 /* FUSE */ && !is_local_fuse (status.st_dev);
}

gboolean
reeve_file_check_local (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  if (!is_network_share (folder))
    return TRUE;
  g_autofree char *name = g_filename_display_name (path);
  g_set_error (error, REEVE_ERROR, REEVE_ERROR_NETWORK_SHARE,
               _("%s lies on a network share. A case file can be lost there, for two computers cannot be kept from writing to it at once. Copy it to a folder of this computer and open it there."), name);
  return FALSE;
}

static void
set_kind_error (GError **error, const char *path, mode_t mode)
{
  g_autofree char *name = g_filename_display_name (path);
  if (S_ISDIR (mode))
    g_set_error (error, REEVE_ERROR, REEVE_ERROR_NOT_REEVE_FILE, _("%s is a folder. Choose the case file in it, whose name ends in .reeve."), name);
  else
    g_set_error (error, REEVE_ERROR, REEVE_ERROR_NOT_REEVE_FILE, _("%s is not a file but a pipe or device. Choose a case file, whose name ends in .reeve."), name);
}

static guint32
read_be32 (const guint8 *p)
{
  return (guint32) p[0] << 24 | (guint32) p[1] << 16 | (guint32) p[2] << 8 | p[3];
}

/* The fixed places of SQLite's header: https://www.sqlite.org/fileformat.html#the_database_header */
static gboolean
check_header (const char *path, const guint8 *header, gsize size, guint64 file_size, GError **error)
{
  g_autofree char *name = g_filename_display_name (path);
  if (size < HEADER_SIZE || memcmp (header, "SQLite format 3", 16) != 0)
    {
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_NOT_REEVE_FILE,
                   _("%s is not a case file. To bring a table or a map in, open a case file first and import it there."), name);
      return FALSE;
    }
  if (read_be32 (header + 68) != REEVE_APPLICATION_ID)
    {
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_NOT_REEVE_FILE, _("%s is a database of another program, not a case file."), name);
      return FALSE;
    }
  gint32 version = (gint32) read_be32 (header + 60);
  if (version > reeve_migrate_newest ())
    {
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_NEWER,
                   _("%s was written by a newer version of Reeve (file version %d, this program knows %d). It was left as it is. Update the program to open it."),
                   name, version, reeve_migrate_newest ());
      return FALSE;
    }
  guint32 page_size = (guint32) header[16] << 8 | header[17];
  page_size = page_size == 1 ? 65536 : page_size;
  gboolean counted = read_be32 (header + 24) == read_be32 (header + 92);
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  if (version < 1 || (counted && !g_file_test (log, G_FILE_TEST_EXISTS) && (guint64) read_be32 (header + 28) * page_size > file_size))
    {
      reeve_set_damaged (error, path, version < 1 ? _("it has no version") : _("its end is missing"));
      return FALSE;
    }
  return TRUE;
}

static gboolean
read_header (const char *path, GError **error)
{
  guint8 header[HEADER_SIZE];
  struct stat status;
  /* Not blocking, should the name have become a pipe since it was looked at. */
  int fd = open (path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
  if (fd < 0 || fstat (fd, &status) != 0)
    {
      int saved = errno;
      g_autofree char *name = g_filename_display_name (path);
      if (fd >= 0)
        close (fd);
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_FAILED, _("%s cannot be opened: %s."), name, g_strerror (saved));
      return FALSE;
    }
  gssize size = S_ISREG (status.st_mode) ? pread (fd, header, sizeof header, 0) : 0;
  close (fd);
  return check_header (path, header, (gsize) MAX (size, 0), (guint64) status.st_size, error);
}

/**
 * reeve_file_check:
 *
 * Returns: (transfer full): the canonical path of a case file that may be opened; NULL with NOT_FOUND, NOT_REEVE_FILE, NEWER, DAMAGED
 *   or NETWORK_SHARE
 */
char *
reeve_file_check (const char *path, GError **error)
{
  g_autofree char *name = g_filename_display_name (path);
  char *resolved = realpath (path, NULL);
  if (resolved == NULL)
    {
      if (errno == ENOENT || errno == ENOTDIR)
        g_set_error (error, REEVE_ERROR, REEVE_ERROR_NOT_FOUND, _("There is no file %s."), name);
      else
        g_set_error (error, REEVE_ERROR, REEVE_ERROR_FAILED, _("%s cannot be opened: %s."), name, g_strerror (errno));
      return NULL;
    }
  g_autofree char *canonical = g_strdup (resolved);
  free (resolved);
  struct stat status;
  if (stat (canonical, &status) != 0)
    {
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_NOT_FOUND, _("There is no file %s."), name);
      return NULL;
    }
  if (!S_ISREG (status.st_mode))
    {
      set_kind_error (error, canonical, status.st_mode);
      return NULL;
    }
  if (status.st_size == 0)
    {
      g_set_error (error, REEVE_ERROR, REEVE_ERROR_NOT_REEVE_FILE, _("%s is empty. A new case file is made with 'New' or 'reevectl new'."), name);
      return NULL;
    }
  if (!reeve_file_check_local (canonical, error) || (!is_open_here (canonical) && !read_header (canonical, error)))
    return NULL;
  return g_steal_pointer (&canonical);
}

/* The folder too: the write-ahead log lies beside the file. */
gboolean
reeve_file_is_writable (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  return eaccess (path, W_OK) == 0 && eaccess (folder, W_OK | X_OK) == 0;
}

static gboolean
sync_path (const char *path, int flags, GError **error)
{
  int fd = open (path, flags | O_CLOEXEC);
  if (fd >= 0 && fsync (fd) == 0)
    {
      close (fd);
      return TRUE;
    }
  int saved = errno;
  g_autofree char *name = g_filename_display_name (path);
  if (fd >= 0)
    close (fd);
  g_set_error (error, REEVE_ERROR, saved == ENOSPC ? REEVE_ERROR_DISK_FULL : REEVE_ERROR_FAILED, _("%s could not be written to the disk: %s."),
               name, g_strerror (saved));
  return FALSE;
}

gboolean
reeve_file_sync (const char *path, GError **error)
{
  return sync_path (path, O_RDONLY, error);
}

gboolean
reeve_file_publish (const char *temporary, const char *path, GError **error)
{
  g_autofree char *name = g_filename_display_name (path);
  if (renameat2 (AT_FDCWD, temporary, AT_FDCWD, path, RENAME_NOREPLACE) != 0)
    {
      int saved = errno;
      /* Some file systems know no RENAME_NOREPLACE; a hard link refuses an existing name just as well. */
      if (saved == EINVAL && link (temporary, path) == 0)
        g_unlink (temporary);
      else
        {
          saved = saved == EINVAL ? errno : saved;
          if (saved == EEXIST)
            g_set_error (error, REEVE_ERROR, REEVE_ERROR_INVALID, _("There is already a file %s. It was left as it is; choose another name."), name);
          else
            g_set_error (error, REEVE_ERROR, REEVE_ERROR_FAILED, _("%s could not be made: %s."), name, g_strerror (saved));
          return FALSE;
        }
    }
  g_autofree char *folder = g_path_get_dirname (path);
  return sync_path (folder, O_RDONLY | O_DIRECTORY, error);
}

struct _ReeveLock
{
  char *path;
  int fd;
};

/* Locks belong to the open file description: they end with the process however it ends, and SQLite's own descriptors do not disturb
 * them. -1 with EAGAIN while another holds the lock, or has just removed the file that was opened here. */
static int
try_lock (const char *path)
{
  int fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
  if (fd < 0)
    return -1;
  struct flock request = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
  struct stat ours, named;
  if (fcntl (fd, F_OFD_SETLK, &request) != 0)
    {
      int saved = errno;
      close (fd);
      errno = saved == EACCES ? EAGAIN : saved;
      return -1;
    }
  if (fstat (fd, &ours) == 0 && stat (path, &named) == 0 && ours.st_ino == named.st_ino && ours.st_dev == named.st_dev)
    return fd;
  close (fd);
  errno = EAGAIN;
  return -1;
}

static void
write_holder (int fd)
{
  g_autofree char *text = g_strdup_printf ("%s, %d\n", g_get_prgname () != NULL ? g_get_prgname () : "reeve", (int) getpid ());
  if (ftruncate (fd, 0) != 0 || pwrite (fd, text, strlen (text), 0) < 0)
    g_debug ("The lock file could not be labelled: %s", g_strerror (errno));
}

static void
set_locked_error (GError **error, const char *path, const char *lock_path)
{
  g_autofree char *name = g_filename_display_name (path);
  g_autofree char *holder = NULL;
  if (g_file_get_contents (lock_path, &holder, NULL, NULL) && *g_strchomp (holder) != '\0' && g_utf8_validate (holder, -1, NULL))
    g_set_error (error, REEVE_ERROR, REEVE_ERROR_LOCKED,
                 _("%s is open in another window or program (%s). Close it there and try again."), name, holder);
  else
    g_set_error (error, REEVE_ERROR, REEVE_ERROR_LOCKED, _("%s is open in another window or program. Close it there and try again."), name);
}

static void
set_lock_error (GError **error, const char *path, int code)
{
  g_autofree char *name = g_filename_display_name (path);
  if (code == EACCES || code == EROFS || code == EPERM || code == ELOOP)
    g_set_error (error, REEVE_ERROR, REEVE_ERROR_READ_ONLY, _("%s cannot be locked for writing: %s. It can be opened to read only."), name,
                 g_strerror (code));
  else if (code == ENOSPC || code == EDQUOT)
    g_set_error (error, REEVE_ERROR, REEVE_ERROR_DISK_FULL, _("There is no room left on the disk of %s. Free some space and try again."), name);
  else
    g_set_error (error, REEVE_ERROR, REEVE_ERROR_FAILED, _("%s cannot be locked for writing: %s. Copy it to another folder and open it there."), name,
                 g_strerror (code));
}

ReeveLock *
reeve_lock_take (const char *path, GError **error)
{
  g_autofree char *lock_path = g_strconcat (path, "-lock", NULL);
  gint64 deadline = g_get_monotonic_time () + LOCK_WAIT_US;
  int fd;
  while ((fd = try_lock (lock_path)) < 0)
    {
      int code = errno;
      if (code != EAGAIN)
        {
          set_lock_error (error, path, code);
          return NULL;
        }
      if (g_get_monotonic_time () > deadline)
        {
          set_locked_error (error, path, lock_path);
          return NULL;
        }
      g_usleep (LOCK_TRY_US);
    }
  write_holder (fd);
  ReeveLock *lock = g_new0 (ReeveLock, 1);
  lock->path = g_steal_pointer (&lock_path);
  lock->fd = fd;
  return lock;
}

void
reeve_lock_release (ReeveLock *lock)
{
  if (lock == NULL)
    return;
  /* Removed while still locked, so that nobody can be holding it. */
  g_unlink (lock->path);
  close (lock->fd);
  g_free (lock->path);
  g_free (lock);
}
