/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Places in the text that messages speak about: only the reader of ordinance files makes them. */
#pragma once

#include "reeve-message.h"

G_BEGIN_DECLS

ReeveSource reeve_messages_source (const ReeveMessages *messages, gsize begin, gsize end);       /* bytes of the file */
ReeveSource reeve_messages_source_at (const ReeveMessages *messages, guint line, guint column);  /* from 1 */

G_END_DECLS
