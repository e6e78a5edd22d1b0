/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reevectl ordinance fields: what an ordinance may speak of, as text or JSON; reeve-cli-ordinance-reference.c writes the document. */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "reeve-cli-ordinance.h"
#include "reeve-expression.h"
#include "reeve-reference.h"

static const char *const class_names[] = { "register", "roster", "keyed", "evidence" };
/* For JSON: the same in every language. In the order of ReeveType. */
static const char *const type_keys[] = { "truth", "number", "money", "length", "area", "duration", "date", "instant", "month-day", "schedule",
                                         "code", "set", "person", "text", "record", "collection" };
static const char *const as_of_names[] = { "that-day", "up-to", "latest-visit", "as-filed" };

/* Fields: JSON */

static void
add_string (JsonBuilder *builder, const char *key, const char *value)
{
  json_builder_set_member_name (builder, key);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static void
add_codes (JsonBuilder *builder, const ReeveFieldDef *field)
{
  json_builder_set_member_name (builder, "open");
  json_builder_add_boolean_value (builder, field->open);
  json_builder_set_member_name (builder, "codes");
  json_builder_begin_array (builder);
  for (guint i = 0; field->codes != NULL && field->codes[i] != NULL; i++)
    json_builder_add_string_value (builder, field->codes[i]);
  json_builder_end_array (builder);
}

static void
add_field (JsonBuilder *builder, const ReeveFieldDef *field, const char *remark)
{
  json_builder_begin_object (builder);
  add_string (builder, "name", field->name);
  add_string (builder, "type", type_keys[field->type]);
  add_string (builder, "label", g_dpgettext2 (GETTEXT_PACKAGE, "fact", field->label));
  add_string (builder, "remark", remark);
  json_builder_set_member_name (builder, "none");
  json_builder_add_boolean_value (builder, field->none);
  if (field->type == REEVE_TYPE_CODE || field->type == REEVE_TYPE_SET)
    add_codes (builder, field);
  if (field->type == REEVE_TYPE_RECORD || field->type == REEVE_TYPE_COLLECTION)
    add_string (builder, "record", reeve_vocabulary_kind (field->target)->name);
  if (field->type == REEVE_TYPE_COLLECTION)
    {
      add_string (builder, "class", class_names[field->class_]);
      add_string (builder, "as-of", as_of_names[field->as_of]);
      add_string (builder, "key", field->key);
    }
  json_builder_end_object (builder);
}

static void
add_subjects (JsonBuilder *builder)
{
  const ReeveKindDef *subject = reeve_vocabulary_kind (REEVE_KIND_SUBJECT);

  json_builder_set_member_name (builder, "subjects");
  json_builder_begin_array (builder);
  for (guint a = 0; a < REEVE_N_ABOUTS; a++)
    {
      json_builder_begin_object (builder);
      add_string (builder, "about", reeve_vocabulary_about_name (a));
      json_builder_set_member_name (builder, "roots");
      json_builder_begin_array (builder);
      for (guint f = 0; f < subject->n_fields; f++)
        if (reeve_vocabulary_has_root (a, subject->fields[f].name))
          json_builder_add_string_value (builder, subject->fields[f].name);
      json_builder_end_array (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/* A column of a table of the reference: its key in JSON and where it stands in a row. */
typedef struct { const char *key; gsize offset; gboolean is_truth; } Column;

static const Column operator_columns[] = {
  { "form", G_STRUCT_OFFSET (ReeveOperatorDoc, form), FALSE },       { "types", G_STRUCT_OFFSET (ReeveOperatorDoc, types), FALSE },
  { "meaning", G_STRUCT_OFFSET (ReeveOperatorDoc, meaning), FALSE }, { "unknown", G_STRUCT_OFFSET (ReeveOperatorDoc, unknown), FALSE },
  { "example", G_STRUCT_OFFSET (ReeveOperatorDoc, example), FALSE }, { NULL, 0, FALSE },
};
static const Column literal_columns[] = {
  { "form", G_STRUCT_OFFSET (ReeveLiteralDoc, form), FALSE },
  { "type", G_STRUCT_OFFSET (ReeveLiteralDoc, kind), FALSE },
  { "remark", G_STRUCT_OFFSET (ReeveLiteralDoc, remark), FALSE },
  { NULL, 0, FALSE },
};
static const Column key_columns[] = {
  { "where", G_STRUCT_OFFSET (ReeveKeyDoc, where), FALSE },          { "name", G_STRUCT_OFFSET (ReeveKeyDoc, name), FALSE },
  { "value", G_STRUCT_OFFSET (ReeveKeyDoc, value), FALSE },          { "required", G_STRUCT_OFFSET (ReeveKeyDoc, required), TRUE },
  { "default", G_STRUCT_OFFSET (ReeveKeyDoc, standard), FALSE },     { "meaning", G_STRUCT_OFFSET (ReeveKeyDoc, meaning), FALSE },
  { NULL, 0, FALSE },
};
static const Column error_columns[] = {
  { "id", G_STRUCT_OFFSET (ReeveErrorDoc, id), FALSE },              { "meaning", G_STRUCT_OFFSET (ReeveErrorDoc, meaning), FALSE },
  { "wrong", G_STRUCT_OFFSET (ReeveErrorDoc, wrong), FALSE },        { "right", G_STRUCT_OFFSET (ReeveErrorDoc, right), FALSE },
  { NULL, 0, FALSE },
};

static void
add_table (JsonBuilder *builder, const char *name, gconstpointer rows, gsize row_size, guint n, const Column *columns)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < n; i++)
    {
      gconstpointer row = (const guint8 *) rows + i * row_size;

      json_builder_begin_object (builder);
      for (const Column *column = columns; column->key != NULL; column++)
        if (column->is_truth)
          {
            json_builder_set_member_name (builder, column->key);
            json_builder_add_boolean_value (builder, G_STRUCT_MEMBER (gboolean, row, column->offset));
          }
        else
          add_string (builder, column->key, G_STRUCT_MEMBER (const char *, row, column->offset));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_reference (JsonBuilder *builder)
{
  guint n;
  const ReeveOperatorDoc *operators = reeve_reference_operators (&n);

  add_table (builder, "operators", operators, sizeof *operators, n, operator_columns);
  const ReeveLiteralDoc *literals = reeve_reference_literals (&n);
  add_table (builder, "literals", literals, sizeof *literals, n, literal_columns);
  const ReeveKeyDoc *keys = reeve_reference_keys (&n);
  add_table (builder, "keys", keys, sizeof *keys, n, key_columns);
  const ReeveErrorDoc *errors = reeve_reference_errors (&n);
  add_table (builder, "messages", errors, sizeof *errors, n, error_columns);
}

static void
print_fields_json (void)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "version");
  json_builder_add_int_value (builder, 1);
  add_subjects (builder);
  json_builder_set_member_name (builder, "records");
  json_builder_begin_array (builder);
  for (guint k = REEVE_KIND_BUSINESS; k < REEVE_N_KINDS; k++)
    {
      const ReeveKindDef *kind = reeve_vocabulary_kind (k);

      json_builder_begin_object (builder);
      add_string (builder, "name", kind->name);
      add_string (builder, "label", g_dpgettext2 (GETTEXT_PACKAGE, "record", kind->label));
      add_string (builder, "from", kind->from);
      add_string (builder, "to", kind->to);
      json_builder_set_member_name (builder, "fields");
      json_builder_begin_array (builder);
      for (guint f = 0; f < kind->n_fields; f++)
        add_field (builder, &kind->fields[f], reeve_vocabulary_remark (k, f));
      json_builder_end_array (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  add_reference (builder);
  json_builder_end_object (builder);
  reeve_cli_print_json (json_builder_get_root (builder));
}

/* Fields: text */

static void
print_codes (const ReeveFieldDef *field)
{
  g_autofree char *codes = NULL;

  if (field->codes == NULL)
    {
      g_print ("      %s\n", _("any code of the city"));
      return;
    }
  codes = g_strjoinv (" ", (char **) field->codes);
  g_print (field->open ? _("      codes, more by 'codes:': %s\n") : _("      codes: %s\n"), codes);
}

static void
print_remark (const char *remark)
{
  if (remark != NULL)
    g_print ("      %s\n", remark);
}

static void
print_field (const ReeveFieldDef *field, const char *remark)
{
  const char *label = g_dpgettext2 (GETTEXT_PACKAGE, "fact", field->label);

  if (field->type == REEVE_TYPE_COLLECTION)
    {
      g_print ("  %-22s %s: %s\n", field->name, reeve_type_name (field->type), label);
      if (field->key != NULL)
        g_print ("      %s, %s (%s), %s\n", reeve_vocabulary_kind (field->target)->name, class_names[field->class_], field->key,
                 as_of_names[field->as_of]);
      else
        g_print ("      %s, %s, %s\n", reeve_vocabulary_kind (field->target)->name, class_names[field->class_], as_of_names[field->as_of]);
      print_remark (remark);
      return;
    }
  if (field->type == REEVE_TYPE_RECORD)
    g_print ("  %-22s -> %s: %s\n", field->name, reeve_vocabulary_kind (field->target)->name, label);
  else if (field->none)
    g_print (_("  %-22s %s or none: %s\n"), field->name, reeve_type_name (field->type), label);
  else
    g_print ("  %-22s %s: %s\n", field->name, reeve_type_name (field->type), label);
  if (field->type == REEVE_TYPE_CODE || field->type == REEVE_TYPE_SET)
    print_codes (field);
  print_remark (remark);
}

static void
print_fields_text (void)
{
  const ReeveKindDef *subject = reeve_vocabulary_kind (REEVE_KIND_SUBJECT);

  g_print ("%s\n", _("What a provision may be about, and the names its expressions begin with:"));
  for (guint a = 0; a < REEVE_N_ABOUTS; a++)
    {
      g_autoptr (GString) roots = g_string_new (NULL);

      for (guint f = 0; f < subject->n_fields; f++)
        if (reeve_vocabulary_has_root (a, subject->fields[f].name))
          g_string_append_printf (roots, " %s", subject->fields[f].name);
      g_print ("  %-12s%s\n", reeve_vocabulary_about_name (a), roots->str);
    }
  for (guint k = REEVE_KIND_BUSINESS; k < REEVE_N_KINDS; k++)
    {
      const ReeveKindDef *kind = reeve_vocabulary_kind (k);

      g_print ("\n%s (%s)\n", kind->name, g_dpgettext2 (GETTEXT_PACKAGE, "record", kind->label));
      if (kind->to != NULL)
        g_print (_("  counted from '%s' to '%s'\n"), kind->from, kind->to);
      else if (kind->from != NULL)
        g_print (_("  counted from '%s'\n"), kind->from);
      for (guint f = 0; f < kind->n_fields; f++)
        print_field (&kind->fields[f], reeve_vocabulary_remark (k, f));
    }
}

static int
run_fields (int argc, char **argv)
{
  gboolean json = FALSE, markdown = FALSE;
  const GOptionEntry entries[] = {
    { "markdown", 0, 0, G_OPTION_ARG_NONE, &markdown, N_("Print the whole reference of the language as a document"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print one JSON object"), NULL },
    { NULL },
  };
  int status = reeve_cli_parse (&reeve_cli_ordinance_fields, entries, &argc, &argv, 0, 0);

  if (status >= 0)
    return status;
  if (json)
    print_fields_json ();
  else if (markdown)
    reeve_cli_ordinance_print_reference ();
  else
    print_fields_text ();
  return REEVE_EXIT_DONE;
}

const ReeveCliCommand reeve_cli_ordinance_fields = { "ordinance fields", "", N_("Print what an ordinance may speak of"), run_fields };
