/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The SQL of the window's lists. Order of outcomes, names and dates as in the field's lists: worst first, then by name. */
#include "config.h"

#include "reeve-lists.h"

static const char *const business_sorts[] = {
  "shown %s, name COLLATE NOCASE",
  "name COLLATE NOCASE %s",
  "district %s, name COLLATE NOCASE",
  "licence_to %s, name COLLATE NOCASE",
  "category %s, name COLLATE NOCASE",
  "number %s, name COLLATE NOCASE",
  "licence_number %s, name COLLATE NOCASE",
  "not_known %s, name COLLATE NOCASE",
  NULL,
};

const ReeveListSpec reeve_business_list = {
  .row = "SELECT name, address, district, licence_to, licence_status, shown, number, category, licence_number, not_known"
         " FROM derived_business WHERE business_id = ?1",
  .n_columns = REEVE_BUSINESS_N_COLUMNS,
  .ids = "SELECT business_id FROM derived_business",
  .count = "SELECT count(*) FROM derived_business",
  .search = "business_id IN (SELECT rowid FROM derived_search WHERE derived_search MATCH ?1)",
  .full_text = TRUE,
  .filters = { "(?2 >> shown) & 1", "district = ?3", "category = ?4", "operating IS NOT 1 - ?5" },
  .sorts = business_sorts,
};

static const char *const complaint_sorts[] = {
  "received_at %s, id",
  "number %s, id",
  "category %s, received_at DESC",
  "response_due %s, id",
  "status %s, received_at DESC",
  NULL,
};

const ReeveListSpec reeve_complaint_list = {
  .row = "SELECT c.number, c.received_at, c.category, coalesce(p.address || coalesce(', ' || p.suite, ''), c.place_told), c.response_due,"
         " c.status, c.text, b.name FROM complaint c LEFT JOIN premises p ON p.id = c.premises_id"
         " LEFT JOIN business b ON b.id = c.business_id WHERE c.id = ?1",
  .n_columns = REEVE_COMPLAINT_N_COLUMNS,
  .ids = "SELECT id FROM complaint",
  .count = "SELECT count(*) FROM complaint",
  .search = "(number LIKE ?1 ESCAPE '\\' OR text LIKE ?1 ESCAPE '\\' OR category LIKE ?1 ESCAPE '\\' OR place_told LIKE ?1 ESCAPE '\\'"
            " OR premises_id IN (SELECT id FROM premises WHERE address LIKE ?1 ESCAPE '\\')"
            " OR business_id IN (SELECT id FROM business WHERE name LIKE ?1 ESCAPE '\\'))",
  .filters = { "coalesce(status, 'pending') IN ('pending', 'accepted', 'in-progress')" },
  .sorts = complaint_sorts,
};

static const char *const inspection_sorts[] = {
  "at %s, id",
  "(SELECT name FROM business WHERE business.id = business_id) COLLATE NOCASE %s, at DESC",
  "kind %s, at DESC",
  "status %s, at DESC",
  NULL,
};

const ReeveListSpec reeve_inspection_list = {
  .row = "SELECT i.number, i.at, b.name, p.address || coalesce(', ' || p.suite, ''), i.kind, i.status, i.result,"
         " (SELECT count(*) FROM inspection_item t WHERE t.inspection_id = i.id) FROM inspection i"
         " LEFT JOIN business b ON b.id = i.business_id LEFT JOIN premises p ON p.id = i.premises_id WHERE i.id = ?1",
  .n_columns = REEVE_INSPECTION_N_COLUMNS,
  .ids = "SELECT id FROM inspection",
  .count = "SELECT count(*) FROM inspection",
  .search = "(number LIKE ?1 ESCAPE '\\' OR note LIKE ?1 ESCAPE '\\'"
            " OR premises_id IN (SELECT id FROM premises WHERE address LIKE ?1 ESCAPE '\\')"
            " OR business_id IN (SELECT id FROM business WHERE name LIKE ?1 ESCAPE '\\'))",
  .filters = { "status <> 'done'" },
  .sorts = inspection_sorts,
};
