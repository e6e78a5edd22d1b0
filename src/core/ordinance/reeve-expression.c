// SPDX-License-Identifier: GPL-3.0-or-later
/* Nodes of expressions, and their one canonical spelling: what is printed parses to the same tree again. */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "reeve-expression-private.h"

/* How tightly a node binds, to know where ( ) belong. */
enum { BIND_QUANTIFIER, BIND_JUNCTION, BIND_NOT, BIND_RELATION, BIND_SUM, BIND_PRODUCT, BIND_PRIMARY };

ReeveValue
reeve_value_new (ReeveType type, guint32 aux, gint64 value)
{
  ReeveValue result = { .type = (guint8) type, .aux = aux, .lo = value, .hi = value };

  return result;
}

ReeveNode *
reeve_node_new (ReeveNodeKind kind, ReeveSource source)
{
  ReeveNode *node = g_new0 (ReeveNode, 1);

  node->kind = kind;
  node->source = source;
  node->distinct = -1;
  return node;
}

void
reeve_node_free (ReeveNode *node)
{
  if (node == NULL)
    return;
  for (guint i = 0; i < node->n_children; i++)
    reeve_node_free (node->children[i]);
  g_free (node->children);
  g_clear_pointer (&node->schedule, reeve_schedule_unref);
  g_free (node->text);
  g_free (node);
}

void
reeve_node_add (ReeveNode *node, ReeveNode *child)
{
  /* grows at powers of two */
  if ((node->n_children & (node->n_children - 1)) == 0)
    node->children = g_renew (ReeveNode *, node->children, node->n_children == 0 ? 1 : node->n_children * 2);
  node->children[node->n_children++] = child;
}

ReeveNode *
reeve_node_copy (const ReeveNode *node)
{
  ReeveNode *copy;

  if (node == NULL)
    return NULL;
  copy = g_new0 (ReeveNode, 1);
  *copy = *node;
  copy->text = g_strdup (node->text);
  copy->schedule = node->schedule != NULL ? reeve_schedule_ref (node->schedule) : NULL;
  copy->children = NULL;
  copy->n_children = 0;
  for (guint i = 0; i < node->n_children; i++)
    reeve_node_add (copy, reeve_node_copy (node->children[i]));
  return copy;
}

guint
reeve_node_depth (const ReeveNode *node)
{
  guint deepest = 0;

  if (node == NULL)
    return 0;
  for (guint i = 0; i < node->n_children; i++)
    {
      guint depth = reeve_node_depth (node->children[i]);   /* not inside MAX, which would walk twice at every level */

      deepest = MAX (deepest, depth);
    }
  return deepest + 1;
}

const char *
reeve_type_sample (ReeveType type)
{
  switch (type)
    {
    case REEVE_TYPE_NUMBER:
      return "12";
    case REEVE_TYPE_MONEY:
      return "500 USD";
    case REEVE_TYPE_LENGTH:
      return "600 ft";
    case REEVE_TYPE_AREA:
      return "80 sq ft";
    case REEVE_TYPE_DURATION:
      return "10 days";
    case REEVE_TYPE_DATE:
      return "2024-02-29";
    case REEVE_TYPE_INSTANT:
      return "2024-02-29T21:30";
    case REEVE_TYPE_MONTH_DAY:
      return "12-31";
    case REEVE_TYPE_SCHEDULE:
      return "22:00-08:00";
    default:
      return NULL;
    }
}

const char *
reeve_type_name (ReeveType type)
{
  switch (type)
    {
    case REEVE_TYPE_TRUTH:
      return _("truth");
    case REEVE_TYPE_NUMBER:
      return _("number");
    case REEVE_TYPE_MONEY:
      return _("money");
    case REEVE_TYPE_LENGTH:
      return _("length");
    case REEVE_TYPE_AREA:
      return _("area");
    case REEVE_TYPE_DURATION:
      return _("duration");
    case REEVE_TYPE_DATE:
      return _("date");
    case REEVE_TYPE_INSTANT:
      return _("instant");
    case REEVE_TYPE_MONTH_DAY:
      return _("month and day");
    case REEVE_TYPE_SCHEDULE:
      return _("schedule");
    case REEVE_TYPE_CODE:
      return _("code");
    case REEVE_TYPE_SET:
      return _("set of codes");
    case REEVE_TYPE_PERSON:
      return _("person");
    case REEVE_TYPE_TEXT:
      return _("text");
    case REEVE_TYPE_RECORD:
      return _("record");
    case REEVE_TYPE_COLLECTION:
      return _("collection");
    case REEVE_TYPE_NONE:
      return _("none");
    case REEVE_TYPE_LIST:
      return _("list");
    default:
      return "";
    }
}

static int
binding (const ReeveNode *node)
{
  switch (node->kind)
    {
    case REEVE_NODE_EVERY:
    case REEVE_NODE_SOME:
    case REEVE_NODE_NO:
      return BIND_QUANTIFIER;
    case REEVE_NODE_AND:
    case REEVE_NODE_OR:
      return BIND_JUNCTION;
    case REEVE_NODE_NOT:
      return BIND_NOT;
    case REEVE_NODE_EQ:
    case REEVE_NODE_NE:
    case REEVE_NODE_LT:
    case REEVE_NODE_LE:
    case REEVE_NODE_GT:
    case REEVE_NODE_GE:
    case REEVE_NODE_IN:
    case REEVE_NODE_HAS_ALL:
    case REEVE_NODE_HAS_ANY:
    case REEVE_NODE_HAS_ONLY:
    case REEVE_NODE_WITHIN_BEFORE:
    case REEVE_NODE_WITHIN_AFTER:
    case REEVE_NODE_BY:
      return BIND_RELATION;
    case REEVE_NODE_ADD:
    case REEVE_NODE_SUB:
      return BIND_SUM;
    case REEVE_NODE_MUL:
      return BIND_PRODUCT;
    default:
      return BIND_PRIMARY;
    }
}

static void print_node (GString *out, const ReeveNode *node);

/* Prints @node in parentheses where it binds less than @least. */
static void
print_bound (GString *out, const ReeveNode *node, int least)
{
  gboolean brackets = binding (node) < least;

  if (brackets)
    g_string_append_c (out, '(');
  print_node (out, node);
  if (brackets)
    g_string_append_c (out, ')');
}

/* @value in units of 10^-places, without trailing zeros. */
static void
print_decimal (GString *out, gint64 value, guint places)
{
  gint64 unit = 1;
  char digits[16];
  guint n;

  for (guint i = 0; i < places; i++)
    unit *= 10;
  g_string_append_printf (out, "%" G_GINT64_FORMAT, value / unit);
  if (value % unit == 0)
    return;
  g_snprintf (digits, sizeof digits, "%0*" G_GINT64_FORMAT, (int) places, value % unit);
  for (n = places; n > 0 && digits[n - 1] == '0'; n--)
    digits[n - 1] = '\0';
  g_string_append_printf (out, ".%s", digits);
}

static void
print_length (GString *out, gint64 value)
{
  static const struct { const char *word; gint64 unit; } units[] = { { "mi", 160934400 }, { "ft", 30480 }, { "inch", 2540 }, { "m", 100000 } };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (value % units[i].unit == 0 && (value != 0 || i == 1))
      {
        g_string_append_printf (out, "%" G_GINT64_FORMAT " %s", value / units[i].unit, units[i].word);
        return;
      }
  print_decimal (out, value, 5);
  g_string_append (out, " m");
}

/* Square feet where that gives the same value back, else square metres, which always do. */
static void
print_area (GString *out, gint64 value)
{
  gint64 millionths = (gint64) (((__int128) value * 1000000 + 464515200) / 929030400);

  if ((gint64) (((__int128) millionths * 929030400 + 500000) / 1000000) == value)
    {
      print_decimal (out, millionths, 6);
      g_string_append (out, " sq ft");
      return;
    }
  print_decimal (out, value / 10000, 6);
  g_string_append (out, " sq m");
}

static void
print_duration (GString *out, guint32 unit, gint64 count)
{
  const char *word = "day";

  if (unit == REEVE_UNIT_MONTHS && count != 0 && count % 12 == 0)
    {
      count /= 12;
      word = "year";
    }
  else if (unit == REEVE_UNIT_MONTHS)
    word = "month";
  else if (unit == REEVE_UNIT_HOURS)
    word = "hour";
  else if (unit == REEVE_UNIT_MINUTES)
    word = "minute";
  else if (unit == REEVE_UNIT_BUSINESS_DAYS)
    word = "business day";
  g_string_append_printf (out, "%" G_GINT64_FORMAT " %s%s", count, word, count == 1 ? "" : "s");
}

/* As an element of a list, or alone to the right of = or !=; everywhere else a bare word would be a name. */
static void
print_code (GString *out, const char *code)
{
  if (reeve_expression_is_name (code) && !reeve_expression_is_keyword (code))
    g_string_append (out, code);
  else
    g_string_append_printf (out, "\"%s\"", code);
}

static void
print_schedule (GString *out, const ReeveSchedule *schedule)
{
  g_autofree char *text = reeve_schedule_format (schedule);

  if (strchr (text, ',') != NULL)
    g_string_append_printf (out, "[%s]", text);
  else
    g_string_append (out, text);
}

static void
print_literal (GString *out, const ReeveNode *node)
{
  char text[REEVE_INSTANT_TEXT_SIZE];

  switch (node->type)
    {
    case REEVE_TYPE_NUMBER:
      print_decimal (out, node->value.lo, 6);
      break;
    case REEVE_TYPE_MONEY:
      if (node->value.lo % 100 == 0)
        g_string_append_printf (out, "%" G_GINT64_FORMAT, node->value.lo / 100);
      else
        g_string_append_printf (out, "%" G_GINT64_FORMAT ".%02d", node->value.lo / 100, (int) (node->value.lo % 100));
      g_string_append_printf (out, " %s", g_quark_to_string (node->value.aux));
      break;
    case REEVE_TYPE_LENGTH:
      print_length (out, node->value.lo);
      break;
    case REEVE_TYPE_AREA:
      print_area (out, node->value.lo);
      break;
    case REEVE_TYPE_DURATION:
      print_duration (out, node->value.aux, node->value.lo);
      break;
    case REEVE_TYPE_DATE:
      reeve_day_format ((ReeveDay) node->value.lo, text);
      g_string_append (out, text);
      break;
    case REEVE_TYPE_INSTANT:
      reeve_instant_format (node->value.lo, text);
      g_string_append (out, text);
      break;
    case REEVE_TYPE_MONTH_DAY:
      if (node->value.lo % 32 == 0)
        g_string_append_printf (out, "%02d-end", (int) (node->value.lo / 32));
      else
        g_string_append_printf (out, "%02d-%02d", (int) (node->value.lo / 32), (int) (node->value.lo % 32));
      break;
    case REEVE_TYPE_SCHEDULE:
      print_schedule (out, node->schedule);
      break;
    default:
      g_string_append_printf (out, "\"%s\"", node->text);
      break;
    }
}

static gboolean
is_code (const ReeveNode *node)
{
  return node->kind == REEVE_NODE_LITERAL && node->type == REEVE_TYPE_CODE;
}

static void
print_collection (GString *out, const ReeveNode *node, const ReeveNode *path, const ReeveNode *where)
{
  print_node (out, path);
  if (node->text != NULL)
    g_string_append_printf (out, " as %s", node->text);
  if (where != NULL)
    {
      g_string_append (out, " where ");
      print_bound (out, where, BIND_JUNCTION);
    }
}

static void
print_joined (GString *out, const ReeveNode *node, const char *word)
{
  for (guint i = 0; i < node->n_children; i++)
    {
      if (i > 0)
        g_string_append (out, word);
      print_bound (out, node->children[i], BIND_NOT);
    }
}

static void
print_binary (GString *out, const ReeveNode *node, const char *word, int left, int right)
{
  print_bound (out, node->children[0], left);
  g_string_append (out, word);
  if (node->children[1]->kind == REEVE_NODE_RANGE)
    print_node (out, node->children[1]);
  else if (is_code (node->children[1]) && (node->kind == REEVE_NODE_EQ || node->kind == REEVE_NODE_NE))
    print_code (out, node->children[1]->text);
  else
    print_bound (out, node->children[1], right);
}

static void
print_call (GString *out, const ReeveNode *node, const char *name, const char *separator)
{
  g_string_append_printf (out, "%s(", name);
  print_bound (out, node->children[0], BIND_SUM);
  g_string_append (out, separator);
  print_bound (out, node->children[1], BIND_SUM);
  g_string_append_c (out, ')');
}

static void
print_values (GString *out, const ReeveNode *node, ReeveNodeKind kind)
{
  if (node->kind != kind)
    {
      print_bound (out, node, BIND_SUM);
      return;
    }
  print_values (out, node->children[0], kind);
  g_string_append (out, ", ");
  print_bound (out, node->children[1], BIND_SUM);
}

static void
print_extreme (GString *out, const ReeveNode *node, const char *opening)
{
  g_string_append (out, opening);
  print_values (out, node, node->kind);
  g_string_append_c (out, ')');
}

static void
print_count (GString *out, const ReeveNode *node)
{
  g_string_append (out, "count(");
  print_collection (out, node, node->children[0], node->children[1]);
  if (node->distinct >= 0)
    g_string_append_printf (out, ", distinct %s", reeve_vocabulary_kind (node->children[0]->record_kind)->fields[node->distinct].name);
  if (node->children[2] != NULL)
    {
      g_string_append (out, ", in any ");
      print_bound (out, node->children[2], BIND_SUM);
    }
  g_string_append_c (out, ')');
}

static void
print_aggregate (GString *out, const ReeveNode *node, const char *name)
{
  g_string_append_printf (out, "%s(", name);
  print_bound (out, node->children[0], BIND_SUM);
  g_string_append (out, " of ");
  print_collection (out, node, node->children[1], node->children[2]);
  g_string_append_c (out, ')');
}

static void
print_quantifier (GString *out, const ReeveNode *node, const char *name)
{
  g_string_append_printf (out, "%s ", name);
  print_collection (out, node, node->children[0], node->children[1]);
  if (node->kind == REEVE_NODE_EVERY)
    {
      g_string_append (out, " satisfies ");
      print_node (out, node->children[2]);
    }
}

static void
print_within (GString *out, const ReeveNode *node, const char *word)
{
  print_bound (out, node->children[0], BIND_SUM);
  g_string_append (out, " within ");
  print_bound (out, node->children[1], BIND_SUM);
  g_string_append (out, word);
  print_bound (out, node->children[2], BIND_SUM);
}

static void
print_list (GString *out, const ReeveNode *node)
{
  g_string_append_c (out, '[');
  for (guint i = 0; i < node->n_children; i++)
    {
      if (i > 0)
        g_string_append (out, ", ");
      if (is_code (node->children[i]))
        print_code (out, node->children[i]->text);
      else
        print_node (out, node->children[i]);
    }
  g_string_append_c (out, ']');
}

static void
print_node (GString *out, const ReeveNode *node)
{
  switch (node->kind)
    {
    case REEVE_NODE_LITERAL:
      print_literal (out, node);
      break;
    case REEVE_NODE_LIST:
      print_list (out, node);
      break;
    case REEVE_NODE_NONE:
      g_string_append (out, "none");
      break;
    case REEVE_NODE_TODAY:
      g_string_append (out, "today");
      break;
    case REEVE_NODE_IN_FORCE:
      g_string_append (out, "in-force");
      break;
    case REEVE_NODE_PARAMETER:
    case REEVE_NODE_DEFINITION:
    case REEVE_NODE_FIELD:
      g_string_append (out, node->text);
      break;
    case REEVE_NODE_ITEM:
      g_string_append_printf (out, "observed.%s", node->text);
      break;
    case REEVE_NODE_NOT:
      g_string_append (out, "not ");
      print_bound (out, node->children[0], BIND_NOT);
      break;
    case REEVE_NODE_AND:
      print_joined (out, node, " and ");
      break;
    case REEVE_NODE_OR:
      print_joined (out, node, " or ");
      break;
    case REEVE_NODE_EQ:
      print_binary (out, node, " = ", BIND_SUM, BIND_SUM);
      break;
    case REEVE_NODE_NE:
      print_binary (out, node, " != ", BIND_SUM, BIND_SUM);
      break;
    case REEVE_NODE_LT:
      print_binary (out, node, " < ", BIND_SUM, BIND_SUM);
      break;
    case REEVE_NODE_LE:
      print_binary (out, node, " <= ", BIND_SUM, BIND_SUM);
      break;
    case REEVE_NODE_GT:
      print_binary (out, node, " > ", BIND_SUM, BIND_SUM);
      break;
    case REEVE_NODE_GE:
      print_binary (out, node, " >= ", BIND_SUM, BIND_SUM);
      break;
    case REEVE_NODE_IN:
      print_binary (out, node, " in ", BIND_SUM, BIND_SUM);
      break;
    case REEVE_NODE_RANGE:
      print_binary (out, node, "..", BIND_SUM, BIND_SUM);
      break;
    case REEVE_NODE_HAS_ALL:
      print_binary (out, node, " has all of ", BIND_SUM, BIND_SUM);
      break;
    case REEVE_NODE_HAS_ANY:
      print_binary (out, node, " has any of ", BIND_SUM, BIND_SUM);
      break;
    case REEVE_NODE_HAS_ONLY:
      print_binary (out, node, " has only ", BIND_SUM, BIND_SUM);
      break;
    case REEVE_NODE_BY:
      print_binary (out, node, " by ", BIND_SUM, BIND_SUM);
      break;
    case REEVE_NODE_WITHIN_BEFORE:
      print_within (out, node, " before ");
      break;
    case REEVE_NODE_WITHIN_AFTER:
      print_within (out, node, " after ");
      break;
    case REEVE_NODE_EVERY:
      print_quantifier (out, node, "every");
      break;
    case REEVE_NODE_SOME:
      print_quantifier (out, node, "some");
      break;
    case REEVE_NODE_NO:
      print_quantifier (out, node, "no");
      break;
    case REEVE_NODE_COUNT:
      print_count (out, node);
      break;
    case REEVE_NODE_SUM:
      print_aggregate (out, node, "sum");
      break;
    case REEVE_NODE_MIN:
      print_aggregate (out, node, "min");
      break;
    case REEVE_NODE_MAX:
      print_aggregate (out, node, "max");
      break;
    case REEVE_NODE_ADD:
      print_binary (out, node, " + ", BIND_SUM, BIND_PRODUCT);
      break;
    case REEVE_NODE_SUB:
      print_binary (out, node, " - ", BIND_SUM, BIND_PRODUCT);
      break;
    case REEVE_NODE_MUL:
      print_binary (out, node, " * ", BIND_PRODUCT, BIND_PRIMARY);
      break;
    case REEVE_NODE_NEXT:
      print_call (out, node, "next", ", ");
      break;
    case REEVE_NODE_DAYS:
      print_call (out, node, "days", "..");
      break;
    case REEVE_NODE_STARTED:
      print_call (out, node, "started", ", ");
      break;
    case REEVE_NODE_LEAST:
      print_extreme (out, node, "min(");
      break;
    case REEVE_NODE_GREATEST:
      print_extreme (out, node, "max(");
      break;
    }
}

char *
reeve_node_print (const ReeveNode *node)
{
  GString *out = g_string_new (NULL);

  print_node (out, node);
  return g_string_free (out, FALSE);
}
