/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "reeve-error.h"
#include "reeve-record.h"

static const ReeveFieldInfo *
field (const char *table, const char *name)
{
  const ReeveTableInfo *info = reeve_schema_find_table (table);
  g_assert_nonnull (info);
  int i = reeve_table_find_field (info, name);
  g_assert_cmpint (i, >=, 0);
  return &info->fields[i];
}

typedef struct
{
  const char *table, *field, *typed, *value; /* value NULL: refused */
} Case;

static const Case cases[] = {
  { "licence", "expires", "2027-03-31", "2027-03-31" },
  { "licence", "expires", "3/31/2027", "2027-03-31" },
  { "licence", "expires", "2016-10-31T00:00:00.000Z", "2016-10-31" },
  { "licence", "expires", "10/31/2016 12:00:00 AM", "2016-10-31" },
  { "licence", "expires", "March 31, 2027", "2027-03-31" },
  { "licence", "expires", "31 Mar 2027", "2027-03-31" },
  { "licence", "expires", "31-Mar-2027", "2027-03-31" },
  { "licence", "expires", "None", "none" },
  { "licence", "expires", "3/31/27", NULL },
  { "licence", "expires", "31.03.2027", NULL },
  { "licence", "expires", "31/3/2027", NULL },
  { "licence", "expires", "2027-02-29", NULL },
  { "licence", "expires", "2027-03-31 14:00", NULL },
  { "licence", "expires", "soon", NULL },
  { "licence", "verified_on", "none", NULL },
  { "complaint", "received_at", "2025-05-02 21:30", "2025-05-02T21:30" },
  { "complaint", "received_at", "5/2/2025 9:30 PM", "2025-05-02T21:30" },
  { "complaint", "received_at", "5/2/2025 12:05 am", "2025-05-02T00:05" },
  { "complaint", "received_at", "2025-05-02T21:30:59", "2025-05-02T21:30" },
  { "complaint", "received_at", "2025-05-02", "2025-05-02T00:00" },
  { "complaint", "received_at", "2025-05-02 25:00", NULL },
  { "complaint", "received_at", "2025-05-02T21:30Z", NULL },
  { "business", "operating", "Yes", "1" },
  { "business", "operating", "N", "0" },
  { "business", "operating", "maybe", NULL },
  { "business", "staff_count", "1,234", "1234" },
  { "business", "staff_count", "12.0", "12" },
  { "business", "staff_count", "12.5", NULL },
  { "business", "staff_count", "-1", NULL },
  { "business", "staff_count", "1,23", NULL },
  { "business", "staff_count", "99999999999999999999", NULL },
  { "premises", "lat", "33.79238646547224", "33.79238646547224" },
  { "premises", "lat", "33.50", "33.5" },
  { "premises", "lat", "91", NULL },
  { "premises", "lat", "33,5", NULL },
  { "premises", "lat", "nan", NULL },
  { "premises", "lat", "0x10", NULL },
  { "licence", "fee_due_cents", "$75.00", "7500" },
  { "licence", "fee_due_cents", "1,200.5", "120050" },
  { "licence", "fee_due_cents", "75 USD", "7500" },
  { "licence", "fee_due_cents", "75.001", NULL },
  { "licence", "fee_due_cents", "-5", NULL },
  { "licence_status", "status", "Active", "active" },
  { "licence_status", "status", "Under review", "under-review" },
  { "licence_status", "status", "activ", NULL },
  { "business", "category", "Apartment House", "apartment-house" },
  { "business", "category", "Massage establishment", "massage" },
  { "business", "category", "???", NULL },
  { "business", "provides", "massage, Spa", "massage spa" },
  { "business", "provides", "massage massage", "massage" },
  { "opening_hours", "schedule", "Mon-Fri 9:00-17:00", "Mon-Fri 09:00-17:00" },
  { "opening_hours", "schedule", "9 to 5", NULL },
  { "business", "name", "  Ninth\tLantern ", "Ninth Lantern" },
  { "business", "note", "a\r\nb", "a\nb" },
  { "business", "name", "\xff", NULL },
  { "zone", "geometry", "POINT(0 0)", NULL },
};

static void
test_parse (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      const ReeveFieldInfo *info = field (cases[i].table, cases[i].field);
      g_autofree char *value = reeve_field_parse (info, cases[i].typed, &error);
      g_autofree char *shown = g_strescape (cases[i].typed, NULL);   /* some are no UTF-8, and the protocol of the tests is */
      g_test_message ("%s '%s' -> %s %s", cases[i].field, shown, value != NULL ? value : "refused", error != NULL ? error->message : "");
      g_assert_cmpstr (value, ==, cases[i].value);
      if (value == NULL)
        g_assert_error (error, REEVE_ERROR, REEVE_ERROR_INVALID);
      else
        {
          /* What came out goes in again unchanged. */
          g_autofree char *again = reeve_field_parse (info, value, &error);
          g_assert_no_error (error);
          if (info->type != REEVE_FIELD_MONEY)
            g_assert_cmpstr (again, ==, value);
        }
    }
}

static void
test_unknown (void)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (reeve_field_parse (field ("licence", "expires"), "  ", &error));
  g_assert_no_error (error);
}

static void
test_messages (void)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (reeve_field_parse (field ("licence_status", "status"), "activ", &error));
  g_assert_cmpstr (error->message, ==, "Status: 'activ' is not in the list; did you mean 'active'?");
  g_clear_error (&error);
  g_assert_null (reeve_field_parse (field ("licence", "expires"), "soon", &error));
  g_assert_cmpstr (error->message, ==, "Expires: 'soon' cannot be read. Write a date as 2027-03-31 or 3/31/2027, or 'none'.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/field/parse", test_parse);
  g_test_add_func ("/field/unknown", test_unknown);
  g_test_add_func ("/field/messages", test_messages);
  return g_test_run ();
}
