/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stays is counted in the same rows as internal eyes may see them; a value itself is never shown here. */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "reeve-release-account.h"
#include "reeve-wording.h"

#define NAMED 500              /* businesses named one by one */

struct _ReeveReleaseAccount
{
  AdwWindow parent_instance;

  AdwWindowTitle *title_widget;
  GtkStack *stack;
  GtkBox *list;
  GtkLabel *message;
  GtkWidget *copy_button;

  ReeveReleaseOrder *order;
  char *narrowed;
  GString *text;                 /* what is shown, as lines; NULL = not read yet */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (ReeveReleaseAccount, reeve_release_account, ADW_TYPE_WINDOW)

const char *
reeve_release_limit_reason (ReeveDisclosedField field, ReeveAudience audience)
{
  gboolean open = reeve_audience_hides_homes (audience);

  switch (reeve_disclosed_field_sheet (field))
    {
    case REEVE_SHEET_FINDING: return _("What nobody has decided in a final order is not for this audience.");
    case REEVE_SHEET_INSPECTION: return open ? _("Visits and what was seen at them are part of a case.") : _("Names of officers and their notes stay in the office.");
    case REEVE_SHEET_COMPLAINT: return _("Complaints are part of a case; who complained is in no release at all.");
    case REEVE_SHEET_NOTICE: case REEVE_SHEET_HEARING: return _("A case that may still be open is not for this audience.");
    case REEVE_SHEET_EVENT: return _("What other agencies reported is not for this audience.");
    case REEVE_SHEET_HISTORY: return _("Who was at an address before says nothing about who is there now.");
    case REEVE_SHEET_OWNER: return _("Names of persons are not for this audience.");
    case REEVE_SHEET_STAFF: return _("Who works there is not for this audience, not even by reference.");
    case REEVE_SHEET_BUSINESS: return _("Outcomes that nobody has decided are not for this audience.");
    case REEVE_SHEET_ANSWER: case REEVE_SHEET_ATTACHMENT: return _("Papers, photographs and what was seen are part of a case.");
    case REEVE_SHEET_LICENCE: case REEVE_SHEET_SANCTION: case REEVE_SHEET_PLACE: case REEVE_N_SHEETS: break;
    }
  return _("It is not for this audience.");
}

/* --- counts --- */

static guint
count_values (const ReeveDisclosure *disclosure, ReeveDisclosedField field)
{
  guint rows = reeve_disclosure_get_n_rows (disclosure, reeve_disclosed_field_sheet (field)), n = 0;

  for (guint row = 0; row < rows; row++)
    n += reeve_disclosure_get (disclosure, row, field) != NULL;
  return n;
}

static gboolean
names_hold (const char *names, ReeveDisclosedField field)
{
  g_autofree char *name = reeve_release_column_name (field);
  g_auto (GStrv) all = names != NULL ? g_strsplit (names, " ", -1) : NULL;

  return all != NULL && g_strv_contains ((const char *const *) all, name);
}

/* NULL = it goes out. */
static const char *
why_not (ReeveReleaseAccount *self, ReeveDisclosedField field)
{
  ReeveSheetKind sheet = reeve_disclosed_field_sheet (field);

  if (!reeve_disclosed_field_seen (field, self->order->request.audience))
    return reeve_release_limit_reason (field, self->order->request.audience);
  if (names_hold (self->narrowed, field))
    return _("The city keeps it from this audience.");
  if (names_hold (self->order->without, field))
    return _("Not chosen this time.");
  if ((self->order->request.sheets & (1u << sheet)) == 0)
    return _("The sheet was not chosen, or the format cannot hold it.");
  return NULL;
}

/* --- lines --- */

static AdwPreferencesGroup *
add_group (ReeveReleaseAccount *self, const char *title, const char *description)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  g_autofree char *title_markup = g_markup_escape_text (title, -1), *markup = description != NULL ? g_markup_escape_text (description, -1) : NULL;

  adw_preferences_group_set_title (group, title_markup);
  adw_preferences_group_set_description (group, markup);
  gtk_box_append (self->list, GTK_WIDGET (group));
  g_string_append_printf (self->text, "%s%s\n", self->text->len > 0 ? "\n" : "", title);
  if (description != NULL)
    g_string_append_printf (self->text, "%s\n", description);
  return group;
}

/* @out: it goes out */
static void
add_row (ReeveReleaseAccount *self, AdwPreferencesGroup *group, gboolean out, const char *title, const char *why, const char *count)
{
  GtkWidget *row = adw_action_row_new (), *number = gtk_label_new (count);
  GtkWidget *icon = gtk_image_new_from_icon_name (out ? "object-select-symbolic" : "changes-prevent-symbolic");
  const char *state = out ? _("Goes out") : _("Left out");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (why != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), why);
  gtk_widget_add_css_class (icon, out ? "outcome-met" : "secondary");
  gtk_widget_set_tooltip_text (icon, state);
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL, state, -1);
  gtk_widget_add_css_class (number, "numeric");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), number);
  adw_preferences_group_add (group, row);
  g_string_append_printf (self->text, "%s\t%s\t%s\t%s\n", state, title, count, why != NULL ? why : "");
}

static void
add_sheet (ReeveReleaseAccount *self, const ReeveReleaseDraft *draft, ReeveSheetKind sheet)
{
  gboolean chosen = (self->order->request.sheets & (1u << sheet)) != 0;
  guint out = chosen ? reeve_disclosure_get_n_rows (draft->disclosure, sheet) : 0, all = reeve_disclosure_get_n_rows (draft->whole, sheet);
  g_autofree char *some = reeve_word_count (out), *whole = reeve_word_count (all);
  /* Translators: how many rows of a sheet go out, and how many there are */
  g_autofree char *description = g_strdup_printf (ngettext ("%s of %s row goes out.", "%s of %s rows go out.", all), some, whole);
  AdwPreferencesGroup *group = add_group (self, reeve_sheet_label (sheet), description);

  for (guint i = 0; i < REEVE_N_DISCLOSED_FIELDS; i++)
    if (reeve_disclosed_field_sheet ((ReeveDisclosedField) i) == sheet)
      {
        const char *why = why_not (self, (ReeveDisclosedField) i);
        g_autofree char *count = reeve_word_count (count_values (why == NULL ? draft->disclosure : draft->whole, (ReeveDisclosedField) i));

        add_row (self, group, why == NULL, reeve_disclosed_field_label ((ReeveDisclosedField) i), why, count);
      }
}

static void
add_withheld (ReeveReleaseAccount *self, const ReeveReleaseDraft *draft)
{
  const GArray *withheld = reeve_disclosure_get_withheld (draft->disclosure);
  AdwPreferencesGroup *group;

  if (withheld->len == 0)
    return;
  group = add_group (self, _("Rows left out"), _("The release tells how many too, rounded for council and public, and never which."));
  for (guint i = 0; i < withheld->len; i++)
    {
      const ReeveWithheld *entry = &g_array_index (withheld, ReeveWithheld, i);
      g_autofree char *count = reeve_word_count (entry->n);

      add_row (self, group, FALSE, reeve_sheet_label (entry->sheet), entry->reason, count);
    }
}

/* The businesses that internal eyes see here and the audience does not. */
static void
add_names (ReeveReleaseAccount *self, const ReeveReleaseDraft *draft)
{
  g_autoptr (GHashTable) out = g_hash_table_new (g_str_hash, g_str_equal);
  AdwPreferencesGroup *group = NULL;
  guint n = 0;

  for (guint row = 0; row < reeve_disclosure_get_n_rows (draft->disclosure, REEVE_SHEET_BUSINESS); row++)
    g_hash_table_add (out, (gpointer) reeve_disclosure_get_key (draft->disclosure, REEVE_SHEET_BUSINESS, row));
  for (guint row = 0; row < reeve_disclosure_get_n_rows (draft->whole, REEVE_SHEET_BUSINESS) && n < NAMED; row++)
    {
      const char *name = reeve_disclosure_get (draft->whole, row, REEVE_DISCLOSED_BUSINESS_NAME);
      const char *address = reeve_disclosure_get (draft->whole, row, REEVE_DISCLOSED_BUSINESS_ADDRESS);

      if (g_hash_table_contains (out, reeve_disclosure_get_key (draft->whole, REEVE_SHEET_BUSINESS, row)))
        continue;
      if (n++ == 0)
        group = add_group (self, _("Businesses left out"), _("For internal eyes: this list is in no release."));
      add_row (self, group, FALSE, name != NULL ? name : "", address, "");
    }
}

static void
draft_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ReeveReleaseAccount) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveReleaseDraft) draft = reeve_release_draft_finish (REEVE_CASE_FILE (source), result, &error);

  if (self->order == NULL)
    return;
  if (draft == NULL)
    {
      gtk_label_set_text (self->message, error != NULL ? error->message : _("It could not be read."));
      gtk_stack_set_visible_child_name (self->stack, "message");
      return;
    }
  self->text = g_string_new (NULL);
  add_withheld (self, draft);
  for (guint sheet = 0; sheet < REEVE_N_SHEETS; sheet++)
    add_sheet (self, draft, (ReeveSheetKind) sheet);
  if ((self->order->request.sheets & (1u << REEVE_SHEET_BUSINESS)) != 0)
    add_names (self, draft);
  gtk_widget_set_sensitive (self->copy_button, TRUE);
  gtk_stack_set_visible_child_name (self->stack, "list");
}

static void
copy_cb (ReeveReleaseAccount *self)
{
  if (self->text != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->text->str);
}

static void
reeve_release_account_dispose (GObject *object)
{
  ReeveReleaseAccount *self = REEVE_RELEASE_ACCOUNT (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->order, reeve_release_order_free);
  G_OBJECT_CLASS (reeve_release_account_parent_class)->dispose (object);
}

static void
reeve_release_account_finalize (GObject *object)
{
  ReeveReleaseAccount *self = REEVE_RELEASE_ACCOUNT (object);

  g_object_unref (self->cancellable);
  g_free (self->narrowed);
  if (self->text != NULL)
    g_string_free (self->text, TRUE);
  G_OBJECT_CLASS (reeve_release_account_parent_class)->finalize (object);
}

static void
reeve_release_account_class_init (ReeveReleaseAccountClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = reeve_release_account_dispose;
  G_OBJECT_CLASS (klass)->finalize = reeve_release_account_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/reeve/Reeve/reeve-release-account.ui");
  gtk_widget_class_bind_template_child (widget_class, ReeveReleaseAccount, copy_button);
  gtk_widget_class_bind_template_child (widget_class, ReeveReleaseAccount, list);
  gtk_widget_class_bind_template_child (widget_class, ReeveReleaseAccount, message);
  gtk_widget_class_bind_template_child (widget_class, ReeveReleaseAccount, stack);
  gtk_widget_class_bind_template_child (widget_class, ReeveReleaseAccount, title_widget);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
reeve_release_account_init (ReeveReleaseAccount *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * reeve_release_account_new:
 * @order: copied
 *
 * Returns: (transfer none): being read
 */
ReeveReleaseAccount *
reeve_release_account_new (GtkWindow *parent, ReeveCaseFile *file, const ReeveReleaseOrder *order, const char *narrowed)
{
  ReeveReleaseAccount *self = g_object_new (REEVE_TYPE_RELEASE_ACCOUNT, "transient-for", parent, "modal", TRUE, NULL);

  self->order = reeve_release_order_copy (order);
  self->narrowed = g_strdup (narrowed);
  adw_window_title_set_subtitle (self->title_widget, reeve_audience_label (order->request.audience));
  reeve_release_draft_async (file, self->order, TRUE, self->cancellable, draft_cb, g_object_ref (self));
  return self;
}

const char *
reeve_release_account_get_text (ReeveReleaseAccount *self)
{
  g_return_val_if_fail (REEVE_IS_RELEASE_ACCOUNT (self), NULL);
  return self->text != NULL ? self->text->str : NULL;
}
