// SPDX-License-Identifier: GPL-3.0-or-later
/* Messages: in the order of their places, once each, at most a hundred, with a caret where the eye looks. */

#include <string.h>

#include <glib.h>

#include "reeve-message-private.h"

static ReeveMessages *
messages_for (const char *text)
{
  return reeve_messages_new ("law.yaml", text, strlen (text));
}

static void
test_order (void)
{
  g_autoptr (ReeveMessages) messages = messages_for ("one\ntwo\nthree\n");
  g_autofree char *words = NULL;

  reeve_messages_add (messages, REEVE_SEVERITY_ERROR, "E201", (ReeveSource) { 3, 2, 2 }, NULL, "third");
  reeve_messages_add (messages, REEVE_SEVERITY_WARNING, "W1", (ReeveSource) { 1, 1, 3 }, NULL, "first");
  reeve_messages_add (messages, REEVE_SEVERITY_ERROR, "E201", (ReeveSource) { 3, 2, 2 }, NULL, "third");
  reeve_messages_add (messages, REEVE_SEVERITY_ERROR, "E100", (ReeveSource) { 0 }, NULL, "whole file");
  g_assert_cmpuint (reeve_messages_get_n (messages), ==, 3);
  g_assert_cmpuint (reeve_messages_count (messages, REEVE_SEVERITY_ERROR), ==, 2);
  g_assert_cmpuint (reeve_messages_count (messages, REEVE_SEVERITY_WARNING), ==, 1);
  words = reeve_messages_format (messages);
  g_assert_cmpstr (words, ==,
                   "law.yaml: E100: whole file\n"
                   "law.yaml:1:1: W1: first\none\n^~~\n"
                   "law.yaml:3:2: E201: third\nthree\n ^~\n");
}

static void
test_places (void)
{
  const char *text = "a\n\tb\xc3\xa9" "c d\r\nlast";
  g_autoptr (ReeveMessages) messages = messages_for (text);
  ReeveSource source = reeve_messages_source (messages, 6, 7);   /* the c behind tab, b and a letter of two bytes */
  g_autofree char *words = NULL;

  g_assert_cmpuint (source.line, ==, 2);
  g_assert_cmpuint (source.column, ==, 4);
  g_assert_cmpuint (source.length, ==, 1);
  reeve_messages_add (messages, REEVE_SEVERITY_ERROR, "E101", source, NULL, "here");
  words = reeve_messages_format (messages);
  g_assert_cmpstr (words, ==, "law.yaml:2:4: E101: here\n\tb\xc3\xa9" "c d\n\t  ^\n");
  /* more than the line, and behind the end */
  source = reeve_messages_source (messages, 7, strlen (text));
  g_assert_cmpuint (source.line, ==, 2);
  g_assert_cmpuint (source.length, ==, 3);
  source = reeve_messages_source (messages, 1000, 2000);
  g_assert_cmpuint (source.line, ==, 3);
  g_assert_cmpuint (source.column, ==, 5);
}

static void
test_limit (void)
{
  g_autoptr (ReeveMessages) messages = messages_for ("x\n");
  g_autofree char *words = NULL;

  for (guint i = 0; i < 150; i++)
    reeve_messages_add (messages, REEVE_SEVERITY_ERROR, "E201", (ReeveSource) { 1, i + 1, 1 }, NULL, "number %u", i);
  g_assert_cmpuint (reeve_messages_get_n (messages), ==, REEVE_MESSAGES_MAX);
  g_assert_cmpuint (reeve_messages_count (messages, REEVE_SEVERITY_ERROR), ==, 150);
  words = reeve_messages_format (messages);
  g_assert_true (g_str_has_suffix (words, "law.yaml: 50 further messages are not shown.\n"));
}

/* Nothing of the file reaches a terminal that could steer it. */
static void
test_hostile_line (void)
{
  g_autoptr (ReeveMessages) messages = messages_for ("a\x1b[31m\xff z");
  g_autofree char *words = NULL;

  reeve_messages_add (messages, REEVE_SEVERITY_ERROR, "E101", (ReeveSource) { 1, 1, 1 }, NULL, "here");
  words = reeve_messages_format (messages);
  g_assert_true (g_utf8_validate (words, -1, NULL));
  g_assert_null (strchr (words, '\x1b'));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ordinance/message/order", test_order);
  g_test_add_func ("/ordinance/message/places", test_places);
  g_test_add_func ("/ordinance/message/limit", test_limit);
  g_test_add_func ("/ordinance/message/hostile-line", test_hostile_line);
  return g_test_run ();
}
