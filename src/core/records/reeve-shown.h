/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the window, the map and paper show the outcome of a check: seven words, in one order everywhere (sort, legend, bars, keyboard). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Worst first. VIOLATION only after an officer's decision; before it a provision computed as violated is NOT_MET. */
typedef enum
{
  REEVE_SHOWN_VIOLATION,
  REEVE_SHOWN_NOT_MET,
  REEVE_SHOWN_GROUNDS,
  REEVE_SHOWN_PENDING,
  REEVE_SHOWN_NOT_KNOWN,
  REEVE_SHOWN_MET,
  REEVE_SHOWN_NOT_APPLICABLE,
  REEVE_N_SHOWN
} ReeveShown;

const char *reeve_shown_word (ReeveShown shown);   /* translated: "Violation", "Not met", "Grounds exist" ... */
const char *reeve_shown_key (ReeveShown shown);    /* "violation", "not-met" ...: CSS class and JSON */

G_END_DECLS
