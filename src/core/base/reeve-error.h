/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One error domain. A code says what the caller can do about it, the message says it to the user. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define REEVE_ERROR (reeve_error_quark ())

typedef enum
{
  REEVE_ERROR_FAILED,         /* nothing more precise to say; show the message */
  REEVE_ERROR_INVALID,        /* the input is wrong: correct it */
  REEVE_ERROR_NOT_FOUND,      /* no such record, file, provision */
  REEVE_ERROR_NOT_REEVE_FILE, /* a file, but not a case file */
  REEVE_ERROR_NEWER,          /* written by a newer version: update the program */
  REEVE_ERROR_DAMAGED,        /* damaged: open the last good backup */
  REEVE_ERROR_NETWORK_SHARE,  /* copy it to this computer first */
  REEVE_ERROR_READ_ONLY,      /* may be looked at, not changed */
  REEVE_ERROR_LOCKED,         /* another process has it: close it there */
  REEVE_ERROR_DISK_FULL,      /* free some space and try again */
  REEVE_ERROR_CONFLICT,       /* later edits stand in the way (undo) */
  REEVE_ERROR_LIMIT,          /* too large, too deep, too many */
  REEVE_ERROR_CANCELLED,      /* the user said stop; nothing was changed */
} ReeveErrorCode;

GQuark reeve_error_quark (void);

G_END_DECLS
