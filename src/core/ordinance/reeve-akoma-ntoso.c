/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reeve-akoma-ntoso.h"

#include <string.h>

static void
element (GString *out, const char *name, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_string_append_printf (out, "<%s>%s</%s>", name, escaped, name);
}

static void
paragraph (GString *out, const char *class_, const char *text)
{
  g_autofree char *escaped = NULL;

  if (text == NULL || *text == '\0')
    return;
  escaped = g_markup_escape_text (text, -1);
  if (class_ != NULL)
    g_string_append_printf (out, "          <p class=\"%s\">%s</p>\n", class_, escaped);
  else
    g_string_append_printf (out, "          <p>%s</p>\n", escaped);
}

/* Work, expression and manifestation (FRBR): the law, its text on the day, this file. */
static void
level (GString *out, const char *name, const char *uri, const char *date, const char *date_name, const char *extra)
{
  g_string_append_printf (out,
    "        <%s>\n"
    "          <FRBRthis value=\"%s/!main\"/>\n"
    "          <FRBRuri value=\"%s\"/>\n"
    "          <FRBRdate date=\"%s\" name=\"%s\"/>\n"
    "          <FRBRauthor href=\"#city\"/>\n"
    "%s"
    "        </%s>\n", name, uri, uri, date, date_name, extra, name);
}

static void
meta (GString *out, ReeveOrdinance *ordinance, ReeveDay day)
{
  const char *city = reeve_ordinance_get_jurisdiction (ordinance);
  gboolean adopted = reeve_ordinance_get_adopted_number (ordinance) != NULL;
  g_autofree char *escaped = g_markup_escape_text (city != NULL ? city : "", -1), *work = NULL, *expression = NULL, *manifestation = NULL;
  char on[REEVE_DAY_TEXT_SIZE], made[REEVE_DAY_TEXT_SIZE];

  reeve_day_format (day, on);
  reeve_day_format (adopted ? reeve_ordinance_get_adopted_on (ordinance) : day, made);
  work = g_strdup_printf ("/akn/us/%s/%s/%s", adopted ? "act" : "bill", made, reeve_ordinance_get_id (ordinance));
  expression = g_strdup_printf ("%s/eng@%s", work, on);
  manifestation = g_strdup_printf ("%s.xml", expression);
  g_string_append (out, "    <meta>\n      <identification source=\"#reeve\">\n");
  level (out, "FRBRWork", work, made, adopted ? "adoption" : "drafting", "          <FRBRcountry value=\"us\"/>\n");
  level (out, "FRBRExpression", expression, on, "text", "          <FRBRlanguage language=\"eng\"/>\n");
  level (out, "FRBRManifestation", manifestation, on, "export", "");
  g_string_append_printf (out,
    "      </identification>\n"
    "      <references source=\"#reeve\">\n"
    "        <TLCOrganization eId=\"city\" href=\"/akn/ontology/organization/us/city\" showAs=\"%s\"/>\n"
    "        <TLCOrganization eId=\"reeve\" href=\"/akn/ontology/organization/us/reeve\" showAs=\"Reeve\"/>\n"
    "      </references>\n"
    "    </meta>\n", escaped);
}

static void
section (GString *out, const ReeveProvision *provision, const ReeveProvisionVersion *version)
{
  g_string_append_printf (out, "      <section eId=\"sec_%s\">\n        ", provision->id);
  element (out, "num", version->citation_meant != NULL ? version->citation_meant : version->citation);
  if (version->title != NULL)
    element (out, "heading", version->title);
  g_string_append (out, "\n        <content>\n");
  paragraph (out, version->quote != NULL ? "quoted" : NULL, version->quote != NULL ? version->quote : version->text);
  for (guint i = 0; version->unless != NULL && i < version->unless->len; i++)
    paragraph (out, "exemption", ((const ReeveUnless *) g_ptr_array_index (version->unless, i))->text);
  g_string_append (out, "        </content>\n      </section>\n");
}

GBytes *
reeve_ordinance_to_akoma_ntoso (ReeveOrdinance *ordinance, ReeveDay day)
{
  const GPtrArray *provisions = reeve_ordinance_get_provisions (ordinance);
  const char *number = reeve_ordinance_get_adopted_number (ordinance), *kind = number != NULL ? "act" : "bill";
  GString *out = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                               "<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\">\n");

  g_string_append_printf (out, "  <%s name=\"ordinance\" contains=\"singleVersion\">\n", kind);
  meta (out, ordinance, day);
  g_string_append (out, "    <preface>\n      <p>");
  element (out, "docTitle", reeve_ordinance_get_title (ordinance));
  g_string_append (out, "</p>\n");
  if (number != NULL)
    {
      g_string_append (out, "      <p>");
      element (out, "docNumber", number);
      g_string_append (out, "</p>\n");
    }
  g_string_append (out, "    </preface>\n    <body>\n");
  for (guint i = 0; i < provisions->len; i++)
    {
      const ReeveProvision *provision = g_ptr_array_index (provisions, i);
      const ReeveProvisionVersion *version = reeve_provision_version_on (provision, day);

      if (version != NULL)
        section (out, provision, version);
    }
  g_string_append_printf (out, "    </body>\n  </%s>\n</akomaNtoso>\n", kind);
  return g_string_free_to_bytes (out);
}
