/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much processor time one evaluation takes, against filling the facts it reads: every provision of the shipped ordinance on the facts of every worked
 * example, without and with a trace. Prints microseconds per evaluation and the ratios. */
#include "config.h"

#include <time.h>

#include "reeve-facts-private.h"
#include "reeve-trace.h"

#define ROUNDS 400

typedef struct { ReeveProgram *program; ReeveFacts *facts; const ReeveExample *example; ReeveAbout about; } Case;

static void
case_clear (gpointer data)
{
  Case *c = data;
  reeve_facts_free (c->facts);
  reeve_program_unref (c->program);
}

static GArray *
make_cases (ReeveOrdinance *ordinance)
{
  const GPtrArray *provisions = reeve_ordinance_get_provisions (ordinance);
  GArray *cases = g_array_new (FALSE, FALSE, sizeof (Case));

  g_array_set_clear_func (cases, case_clear);
  for (guint i = 0; i < provisions->len; i++)
    {
      const ReeveProvision *provision = provisions->pdata[i];
      for (guint j = 0; j < provision->examples->len; j++)
        {
          Case c = { .example = provision->examples->pdata[j] };
          c.program = reeve_program_new (ordinance, provision, reeve_example_get_day (ordinance, c.example), TRUE);
          if (c.program == NULL)
            continue;
          c.about = reeve_program_get_version (c.program)->about;
          c.facts = reeve_facts_new (ordinance);
          reeve_facts_fill_example (c.facts, c.example, c.about, NULL);
          g_array_append_val (cases, c);
        }
    }
  return cases;
}

static double
microseconds (clock_t since, guint n)
{
  return (double) (clock () - since) * 1e6 / CLOCKS_PER_SEC / n;
}

int
main (int argc, char **argv)
{
  g_autofree char *path = g_build_filename (argc > 1 ? argv[1] : ".", "data", "ordinances", "calder-bend.ordinance.yaml", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReeveMessages) messages = NULL;
  g_autoptr (ReeveOrdinance) ordinance = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GArray) cases = NULL;
  g_autoptr (ReeveTrace) trace = reeve_trace_new ();
  double load, fill, evaluate, explain;
  clock_t since;
  gsize size;

  if (!g_file_get_contents (path, &text, &size, &error))
    {
      g_printerr ("%s\nUsage: %s SOURCE-FOLDER\n", error->message, argv[0]);
      return 3;
    }
  bytes = g_bytes_new (text, size);
  since = clock ();
  ordinance = reeve_ordinance_load (path, bytes, NULL, NULL, &messages);
  load = microseconds (since, 1);
  g_assert_nonnull (ordinance);
  cases = make_cases (ordinance);

  since = clock ();
  for (guint i = 0; i < cases->len; i++)
    reeve_facts_fill_example (g_array_index (cases, Case, i).facts, g_array_index (cases, Case, i).example, g_array_index (cases, Case, i).about, NULL);
  fill = microseconds (since, cases->len);
  since = clock ();
  for (guint round = 0; round < ROUNDS; round++)
    for (guint i = 0; i < cases->len; i++)
      reeve_program_evaluate (g_array_index (cases, Case, i).program, g_array_index (cases, Case, i).facts, NULL, NULL);
  evaluate = microseconds (since, ROUNDS * cases->len);
  since = clock ();
  for (guint i = 0; i < cases->len; i++)
    reeve_program_evaluate (g_array_index (cases, Case, i).program, g_array_index (cases, Case, i).facts, NULL, trace);
  explain = microseconds (since, cases->len);

  g_print ("%u evaluations; reading the file %.1f ms\n", cases->len, load / 1000);
  g_print ("evaluate            %8.3f us\n", evaluate);
  g_print ("with trace, in words%8.3f us (%.0f times an evaluation)\n", explain, explain / evaluate);
  g_print ("facts from text     %8.3f us (%.0f times an evaluation)\n", fill, fill / evaluate);
  return 0;
}
