/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reeve-audience.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct { ReeveSheetKind sheet; const char *name, *label; ReeveCellType type; guint seen; } FieldInfo;

static const FieldInfo field_infos[] = {
#define REEVE_X(sheet, field, name, type, label, seen) { REEVE_SHEET_##sheet, name, label, REEVE_CELL_##type, seen },
  REEVE_DISCLOSED_FIELDS (REEVE_X)
#undef REEVE_X
};

typedef struct
{
  const char *name, *label, *notice;
  gboolean hides_homes;
  guint least_cell;
  double grid_m;
} AudienceInfo;

static const AudienceInfo audience_infos[] = {
  { "internal", NC_("audience", "Internal"), NC_("audience", "Internal. Not for release."), FALSE, 0, 0 },
  { "police", NC_("audience", "Police"),
    NC_("audience", "For the police named here. Findings are administrative: no one is accused of a crime. Do not pass on."), FALSE, 0, 0 },
  { "council", NC_("audience", "Council"), NC_("audience", "For the council. No entry means nothing."), TRUE, 5, 200 },
  { "court", NC_("audience", "Court"), NC_("audience", "For the court or hearing named here."), FALSE, 0, 0 },
  { "public", NC_("audience", "Public"), NC_("audience", "For the public. Only final, public facts; no entry means nothing."), TRUE, 5, 200 },
};
G_STATIC_ASSERT (G_N_ELEMENTS (audience_infos) == REEVE_N_AUDIENCES);

static const struct { const char *name, *label; } sheet_infos[] = {
  { "businesses", NC_("sheet", "Businesses") }, { "licences", NC_("sheet", "Licences") }, { "findings", NC_("sheet", "Findings") },
  { "inspections", NC_("sheet", "Inspections") }, { "complaints", NC_("sheet", "Complaints") }, { "notices", NC_("sheet", "Notices") },
  { "events", NC_("sheet", "Events") }, { "sanctions", NC_("sheet", "Sanctions") }, { "hearings", NC_("sheet", "Hearings") },
  { "history", NC_("sheet", "History of the premises") }, { "owners", NC_("sheet", "Owners and officers") }, { "staff", NC_("sheet", "Staff") },
  { "places", NC_("sheet", "Sensitive places") }, { "answers", NC_("sheet", "Answers of inspections") },
  { "attachments", NC_("sheet", "Photographs and papers") },
};
G_STATIC_ASSERT (G_N_ELEMENTS (sheet_infos) == REEVE_N_SHEETS);

const char *
reeve_audience_name (ReeveAudience audience)
{
  g_return_val_if_fail (audience < REEVE_N_AUDIENCES, "internal");
  return audience_infos[audience].name;
}

const char *
reeve_audience_label (ReeveAudience audience)
{
  g_return_val_if_fail (audience < REEVE_N_AUDIENCES, "");
  return g_dpgettext2 (GETTEXT_PACKAGE, "audience", audience_infos[audience].label);
}

const char *
reeve_audience_notice (ReeveAudience audience)
{
  g_return_val_if_fail (audience < REEVE_N_AUDIENCES, "");
  return g_dpgettext2 (GETTEXT_PACKAGE, "audience", audience_infos[audience].notice);
}

gboolean
reeve_audience_from_name (const char *name, ReeveAudience *ret_audience)
{
  for (guint i = 0; i < REEVE_N_AUDIENCES; i++)
    if (g_strcmp0 (audience_infos[i].name, name) == 0)
      {
        *ret_audience = (ReeveAudience) i;
        return TRUE;
      }
  return FALSE;
}

gboolean
reeve_audience_hides_homes (ReeveAudience audience)
{
  g_return_val_if_fail (audience < REEVE_N_AUDIENCES, TRUE);
  return audience_infos[audience].hides_homes;
}

guint
reeve_audience_least_cell (ReeveAudience audience)
{
  g_return_val_if_fail (audience < REEVE_N_AUDIENCES, 5);
  return audience_infos[audience].least_cell;
}

double
reeve_audience_grid_m (ReeveAudience audience)
{
  g_return_val_if_fail (audience < REEVE_N_AUDIENCES, 1000);
  return audience_infos[audience].grid_m;
}

gboolean
reeve_audience_has_sheet (ReeveAudience audience, ReeveSheetKind sheet)
{
  for (guint i = 0; i < REEVE_N_DISCLOSED_FIELDS; i++)
    if (field_infos[i].sheet == sheet && (field_infos[i].seen & (1u << audience)) != 0)
      return TRUE;
  return FALSE;
}

gboolean
reeve_disclosed_field_seen (ReeveDisclosedField field, ReeveAudience audience)
{
  g_return_val_if_fail (field < REEVE_N_DISCLOSED_FIELDS && audience < REEVE_N_AUDIENCES, FALSE);
  return (field_infos[field].seen & (1u << audience)) != 0;
}

ReeveSheetKind
reeve_disclosed_field_sheet (ReeveDisclosedField field)
{
  g_return_val_if_fail (field < REEVE_N_DISCLOSED_FIELDS, REEVE_SHEET_BUSINESS);
  return field_infos[field].sheet;
}

const char *
reeve_disclosed_field_name (ReeveDisclosedField field)
{
  g_return_val_if_fail (field < REEVE_N_DISCLOSED_FIELDS, "");
  return field_infos[field].name;
}

const char *
reeve_disclosed_field_label (ReeveDisclosedField field)
{
  g_return_val_if_fail (field < REEVE_N_DISCLOSED_FIELDS, "");
  return g_dpgettext2 (GETTEXT_PACKAGE, "column", field_infos[field].label);
}

ReeveCellType
reeve_disclosed_field_type (ReeveDisclosedField field)
{
  g_return_val_if_fail (field < REEVE_N_DISCLOSED_FIELDS, REEVE_CELL_TEXT);
  return field_infos[field].type;
}

const char *
reeve_sheet_name (ReeveSheetKind sheet)
{
  g_return_val_if_fail (sheet < REEVE_N_SHEETS, "");
  return sheet_infos[sheet].name;
}

const char *
reeve_sheet_position_name (ReeveSheetKind sheet)
{
  return sheet == REEVE_SHEET_BUSINESS ? "businesses.position" : sheet == REEVE_SHEET_PLACE ? "places.position" : NULL;
}

const char *
reeve_sheet_label (ReeveSheetKind sheet)
{
  g_return_val_if_fail (sheet < REEVE_N_SHEETS, "");
  return g_dpgettext2 (GETTEXT_PACKAGE, "sheet", sheet_infos[sheet].label);
}
