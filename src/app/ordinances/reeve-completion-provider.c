/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "reeve-completion-provider.h"
#include "reeve-completion.h"

#define MAX_SHOWN 200

/* --- one offer --- */

#define REEVE_TYPE_OFFER (reeve_offer_get_type ())
G_DECLARE_FINAL_TYPE (ReeveOffer, reeve_offer, REEVE, OFFER, GObject)
struct _ReeveOffer { GObject parent_instance; char *text, *title; const char *help; };

static char *
offer_get_typed_text (GtkSourceCompletionProposal *proposal)
{
  return g_strdup (REEVE_OFFER (proposal)->text);
}

static void
offer_proposal_init (GtkSourceCompletionProposalInterface *iface)
{
  iface->get_typed_text = offer_get_typed_text;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (ReeveOffer, reeve_offer, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (GTK_SOURCE_TYPE_COMPLETION_PROPOSAL, offer_proposal_init))

static void
reeve_offer_finalize (GObject *object)
{
  g_free (REEVE_OFFER (object)->text);
  g_free (REEVE_OFFER (object)->title);
  G_OBJECT_CLASS (reeve_offer_parent_class)->finalize (object);
}

static void
reeve_offer_class_init (ReeveOfferClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reeve_offer_finalize;
}

static void
reeve_offer_init (ReeveOffer *self)
{
}

/* --- the provider --- */

struct _ReeveCompletionProvider { GObject parent_instance; ReeveOrdinance *ordinance; };

static void provider_init (GtkSourceCompletionProviderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ReeveCompletionProvider, reeve_completion_provider, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (GTK_SOURCE_TYPE_COMPLETION_PROVIDER, provider_init))

static char *
text_to_cursor (GtkTextBuffer *buffer)
{
  GtkTextIter start, cursor;

  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));
  return gtk_text_buffer_get_text (buffer, &start, &cursor, TRUE);
}

static void
fill (ReeveCompletionProvider *self, GtkSourceCompletionContext *context, GListStore *store)
{
  g_autofree char *text = text_to_cursor (GTK_TEXT_BUFFER (gtk_source_completion_context_get_buffer (context)));
  gsize begin = 0;
  g_autoptr (GPtrArray) list = reeve_completion_list (text, strlen (text), self->ordinance, &begin);
  g_autoptr (GPtrArray) offers = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < list->len && i < MAX_SHOWN; i++)
    {
      const ReeveCompletion *completion = g_ptr_array_index (list, i);
      ReeveOffer *offer = g_object_new (REEVE_TYPE_OFFER, NULL);

      offer->text = g_strdup (completion->text);
      offer->title = g_strdup (completion->title);
      offer->help = completion->help;
      g_ptr_array_add (offers, offer);
    }
  g_list_store_splice (store, 0, g_list_model_get_n_items (G_LIST_MODEL (store)), offers->pdata, offers->len);
}

static GListModel *
provider_populate (GtkSourceCompletionProvider *provider, GtkSourceCompletionContext *context, GError **error)
{
  GListStore *store = g_list_store_new (REEVE_TYPE_OFFER);

  fill (REEVE_COMPLETION_PROVIDER (provider), context, store);
  return G_LIST_MODEL (store);
}

static void
provider_refilter (GtkSourceCompletionProvider *provider, GtkSourceCompletionContext *context, GListModel *model)
{
  fill (REEVE_COMPLETION_PROVIDER (provider), context, G_LIST_STORE (model));
}

static void
provider_display (GtkSourceCompletionProvider *provider, GtkSourceCompletionContext *context, GtkSourceCompletionProposal *proposal, GtkSourceCompletionCell *cell)
{
  const ReeveOffer *offer = REEVE_OFFER (proposal);

  switch (gtk_source_completion_cell_get_column (cell))
    {
    case GTK_SOURCE_COMPLETION_COLUMN_TYPED_TEXT:
      gtk_source_completion_cell_set_text (cell, offer->text);
      break;
    case GTK_SOURCE_COMPLETION_COLUMN_AFTER:
      gtk_source_completion_cell_set_text (cell, offer->title);
      break;
    case GTK_SOURCE_COMPLETION_COLUMN_DETAILS:
      gtk_source_completion_cell_set_text (cell, offer->help);
      break;
    default:
      gtk_source_completion_cell_set_text (cell, NULL);
      break;
    }
}

static void
provider_activate (GtkSourceCompletionProvider *provider, GtkSourceCompletionContext *context, GtkSourceCompletionProposal *proposal)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (gtk_source_completion_context_get_buffer (context));
  g_autofree char *text = text_to_cursor (buffer), *offer = g_strdup (REEVE_OFFER (proposal)->text);
  gsize begin = 0;
  GtkTextIter start, cursor;

  g_ptr_array_unref (reeve_completion_list (text, strlen (text), NULL, &begin));   /* where the word begins now */
  gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));
  start = cursor;
  gtk_text_iter_backward_chars (&start, (int) g_utf8_strlen (text + begin, -1));
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete (buffer, &start, &cursor);
  gtk_text_buffer_insert (buffer, &start, offer, -1);
  gtk_text_buffer_end_user_action (buffer);
}

static gboolean
provider_is_trigger (GtkSourceCompletionProvider *provider, const GtkTextIter *iter, gunichar ch)
{
  return ch == '.';
}

static char *
provider_get_title (GtkSourceCompletionProvider *provider)
{
  return g_strdup (_("What may stand here"));
}

static void
provider_init (GtkSourceCompletionProviderInterface *iface)
{
  iface->get_title = provider_get_title;
  iface->is_trigger = provider_is_trigger;
  iface->populate = provider_populate;
  iface->refilter = provider_refilter;
  iface->display = provider_display;
  iface->activate = provider_activate;
}

void
reeve_completion_provider_set_ordinance (ReeveCompletionProvider *self, ReeveOrdinance *ordinance)
{
  g_return_if_fail (REEVE_IS_COMPLETION_PROVIDER (self));
  if (ordinance == self->ordinance)
    return;
  g_clear_pointer (&self->ordinance, reeve_ordinance_unref);
  self->ordinance = ordinance == NULL ? NULL : reeve_ordinance_ref (ordinance);
}

static void
reeve_completion_provider_finalize (GObject *object)
{
  g_clear_pointer (&REEVE_COMPLETION_PROVIDER (object)->ordinance, reeve_ordinance_unref);
  G_OBJECT_CLASS (reeve_completion_provider_parent_class)->finalize (object);
}

static void
reeve_completion_provider_class_init (ReeveCompletionProviderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = reeve_completion_provider_finalize;
}

static void
reeve_completion_provider_init (ReeveCompletionProvider *self)
{
}

ReeveCompletionProvider *
reeve_completion_provider_new (void)
{
  return g_object_new (REEVE_TYPE_COMPLETION_PROVIDER, NULL);
}
