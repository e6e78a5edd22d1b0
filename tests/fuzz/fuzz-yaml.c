// SPDX-License-Identifier: GPL-3.0-or-later
/* Any bytes as the YAML of an ordinance file: a tree whose every part lies inside the file and inside its parent, or a message; the place
 * of each character is known and never goes back. */

#include <string.h>

#include "reeve-ordinance.h"
#include "reeve-yaml.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
check_text (const ReeveYaml *yaml, const char *file, gsize size)
{
  g_autofree gsize *offsets = reeve_yaml_map_offsets (yaml, file);
  gsize length = strlen (yaml->text);

  if (!g_utf8_validate (yaml->text, -1, NULL))
    g_error ("a text is not UTF-8");
  for (gsize i = 0; i <= length; i++)
    if (offsets[i] > size || (i > 0 && offsets[i] < offsets[i - 1]))
      g_error ("character %" G_GSIZE_FORMAT " of '%s' is said to stand at %" G_GSIZE_FORMAT, i, yaml->text, offsets[i]);
}

static void
check (const ReeveYaml *yaml, const char *file, gsize size, gboolean told, guint depth)
{
  if (yaml->begin > yaml->end || yaml->end > size)
    g_error ("a part is said to stand at %" G_GSIZE_FORMAT "..%" G_GSIZE_FORMAT, yaml->begin, yaml->end);
  if (depth > REEVE_ORDINANCE_MAX_DEPTH + 1)
    g_error ("the tree is deeper than allowed");
  if (yaml->kind == REEVE_YAML_TEXT)
    {
      check_text (yaml, file, size);
      return;
    }
  if (yaml->kind == REEVE_YAML_MAP && yaml->keys->len != yaml->items->len)
    g_error ("%u keys, %u values", yaml->keys->len, yaml->items->len);
  for (guint i = 0; i < yaml->items->len; i++)
    check (g_ptr_array_index (yaml->items, i), file, size, told, depth + 1);
  for (guint i = 0; yaml->kind == REEVE_YAML_MAP && i < yaml->keys->len; i++)
    {
      const ReeveYaml *key = g_ptr_array_index (yaml->keys, i);

      check (key, file, size, told, depth + 1);
      /* a doubled key is told, and the tree read on so that later mistakes are told too */
      if (!told && reeve_yaml_get (yaml, key->text) != g_ptr_array_index (yaml->items, i))
        g_error ("the key '%s' is there twice", key->text);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  /* the reader is given text that ends; the copy ends where the bytes do, so that one read too far is seen */
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (ReeveMessages) messages = reeve_messages_new ("fuzz", text, size);
  g_autoptr (ReeveYaml) yaml = NULL;
  g_autofree char *words = NULL;

  memcpy (text, data, size);
  yaml = reeve_yaml_parse (text, size, messages);
  words = reeve_messages_format (messages);
  if (!g_utf8_validate (words, -1, NULL))
    g_error ("a message is not UTF-8");
  if (yaml == NULL && reeve_messages_count (messages, REEVE_SEVERITY_ERROR) == 0)
    g_error ("refused without a message");
  if (yaml != NULL)
    check (yaml, text, size, reeve_messages_count (messages, REEVE_SEVERITY_ERROR) > 0, 0);
  return 0;
}
