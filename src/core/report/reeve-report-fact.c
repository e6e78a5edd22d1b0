/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a fact is called where no record may be named: an explanation says "Kestrel Academy: distance", a report "Place: distance". */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "reeve-report.h"
#include "reeve-vocabulary.h"

static char *
capitalise (const char *text)
{
  g_autofree char *first = g_utf8_strup (text, (gssize) (g_utf8_next_char (text) - text));

  return *text != '\0' ? g_strconcat (first, g_utf8_next_char (text), NULL) : g_strdup (text);
}

static const char *
label_of (const char *label)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "fact", label);
}

static gboolean
find_root (const char *name, ReeveKind *ret_kind, const char **ret_label)
{
  int index = reeve_vocabulary_field (REEVE_KIND_SUBJECT, name);

  if (index >= 0)
    {
      const ReeveFieldDef *field = &reeve_vocabulary_kind (REEVE_KIND_SUBJECT)->fields[index];

      *ret_kind = field->target;
      *ret_label = label_of (field->label);
      return TRUE;
    }
  for (guint i = 0; i < REEVE_N_KINDS; i++)
    if (strcmp (reeve_vocabulary_kind ((ReeveKind) i)->name, name) == 0)
      {
        *ret_kind = (ReeveKind) i;
        *ret_label = label_of (reeve_vocabulary_kind ((ReeveKind) i)->label);
        return TRUE;
      }
  return FALSE;
}

char *
reeve_report_fact_label (ReeveOrdinance *ordinance, const char *path)
{
  g_auto (GStrv) parts = g_strsplit (path, ".", -1);
  const char *root, *last = NULL;
  ReeveKind kind;

  if (parts[0] == NULL || parts[1] == NULL)
    return g_strdup (path);
  if (strcmp (parts[0], "observed") == 0)
    {
      const ReeveItem *item = reeve_ordinance_find_item (ordinance, parts[1], NULL);

      return g_strdup (item != NULL && item->ask != NULL ? item->ask : path);
    }
  if (!find_root (parts[0], &kind, &root))
    return g_strdup (path);
  for (guint i = 1; parts[i] != NULL; i++)
    {
      int index = reeve_vocabulary_field (kind, parts[i]);

      if (index < 0)
        return g_strdup (path);
      last = label_of (reeve_vocabulary_kind (kind)->fields[index].label);
      kind = reeve_vocabulary_kind (kind)->fields[index].target;
    }
  if (strcmp (parts[0], "business") == 0 || strcmp (parts[0], "premises") == 0)
    return capitalise (last);
  {
    g_autofree char *capital = capitalise (root);

    /* Translators: a kind of record, what of it is not known: "Therapist: state licence" */
    return g_strdup_printf (_("%s: %s"), capital, last);
  }
}
