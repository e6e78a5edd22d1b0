/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Column names are words run together and cut short, each city in its own way. A name is cut into known words (the cut that leaves the
 * fewest letters over), each word is replaced by one spelling, and the set of words is compared. No city's table is named here. */
#include "config.h"

#include <string.h>

#include "reeve-import-guess.h"
#include "reeve-text.h"

#define MAX_NAME 120

/* word -> canonical word. "" = says nothing. */
static const struct
{
  const char *word, *canonical;
} vocabulary[] = {
  { "licence", "lic" }, { "licences", "lic" }, { "license", "lic" }, { "licenses", "lic" }, { "licensed", "lic" }, { "licensing", "lic" },
  { "lic", "lic" }, { "licnse", "lic" }, { "lcnse", "lic" }, { "bllic", "lic" }, { "permit", "lic" }, { "prmt", "lic" }, { "certificate", "lic" },
  { "number", "no" }, { "numbers", "no" }, { "num", "no" }, { "nbr", "no" }, { "no", "no" }, { "nu", "no" }, { "nr", "no" }, { "numb", "no" },
  { "id", "no" }, { "identifier", "no" }, { "key", "no" }, { "reference", "ref" }, { "ref", "ref" },
  { "date", "date" }, { "dates", "date" }, { "dt", "date" }, { "dttm", "date" }, { "datetime", "date" }, { "dte", "date" }, { "timestamp", "date" },
  { "day", "date" }, { "on", "" }, { "at", "" }, { "at", "" }, { "of", "" }, { "the", "" }, { "is", "" }, { "in", "" }, { "for", "" },
  { "expiration", "exp" }, { "expires", "exp" }, { "expiry", "exp" }, { "expire", "exp" }, { "expired", "exp" }, { "exp", "exp" }, { "expn", "exp" },
  { "expir", "exp" },
  { "issued", "iss" }, { "issue", "iss" }, { "iss", "iss" }, { "issuance", "iss" }, { "issd", "iss" },
  { "application", "app" }, { "applied", "app" }, { "applicant", "applicant" }, { "app", "app" }, { "appl", "app" },
  { "status", "stat" }, { "stat", "stat" }, { "stts", "stat" }, { "state", "state" }, { "current", "" }, { "cur", "" },
  { "name", "name" }, { "nm", "name" }, { "names", "name" }, { "title", "name" },
  { "business", "bus" }, { "bus", "bus" }, { "biz", "bus" }, { "busn", "bus" }, { "establishment", "bus" }, { "estab", "bus" }, { "facility", "bus" },
  { "fac", "bus" }, { "firm", "bus" }, { "premise", "prem" }, { "premises", "prem" }, { "prem", "prem" }, { "company", "co" }, { "co", "co" },
  { "corporation", "corp" }, { "corporate", "corp" }, { "corp", "corp" }, { "organization", "org" }, { "organisation", "org" }, { "org", "org" },
  { "entity", "entity" }, { "ownership", "ownership" }, { "owner", "owner" }, { "own", "owner" }, { "holder", "holder" }, { "licensee", "lic holder" },
  { "licencee", "lic holder" }, { "permittee", "lic holder" }, { "taxpayer", "taxpayer" }, { "dba", "dba" }, { "doing", "doing" }, { "as", "as" },
  { "trade", "trade" }, { "legal", "legal" }, { "full", "full" },
  { "address", "addr" }, { "addr", "addr" }, { "add", "addr" }, { "adr", "addr" }, { "addrs", "addr" }, { "location", "loc" }, { "loc", "loc" },
  { "site", "site" }, { "situs", "site" }, { "street", "street" }, { "str", "street" }, { "st", "street" }, { "mailing", "mail" }, { "mail", "mail" },
  { "house", "house" }, { "building", "building" }, { "bldg", "building" }, { "suite", "suite" }, { "ste", "suite" }, { "unit", "suite" },
  { "apt", "suite" }, { "apartment", "suite" }, { "zip", "zip" }, { "zipcode", "zip" }, { "postcode", "zip" }, { "postal", "zip" }, { "post", "zip" },
  { "parcel", "parcel" }, { "apn", "parcel" }, { "longitude", "lon" }, { "lon", "lon" }, { "lng", "lon" }, { "long", "lon" }, { "latitude", "lat" },
  { "lat", "lat" }, { "x", "x" }, { "y", "y" }, { "point", "point" }, { "geom", "point" }, { "geometry", "point" }, { "wkt", "point" },
  { "shape", "point" }, { "coordinate", "coord" }, { "coordinates", "coord" }, { "coord", "coord" }, { "georeference", "point" },
  { "category", "cat" }, { "categories", "cat" }, { "cat", "cat" }, { "type", "type" }, { "typ", "type" }, { "types", "type" }, { "kind", "type" },
  { "class", "class" }, { "cls", "class" }, { "cl", "class" }, { "c", "class" }, { "classification", "class" }, { "description", "desc" },
  { "desc", "desc" }, { "descr", "desc" }, { "descrip", "desc" }, { "dsc", "desc" }, { "code", "code" }, { "cd", "code" }, { "activity", "activity" },
  { "naics", "naics" }, { "sic", "naics" }, { "home", "home" }, { "based", "based" }, { "occupation", "occ" }, { "occ", "occ" },
  { "inactive", "inact" }, { "inactv", "inact" }, { "inact", "inact" }, { "inactivation", "inact" }, { "closed", "close" }, { "close", "close" },
  { "closing", "close" }, { "closure", "close" }, { "cancelled", "close" }, { "canceled", "close" }, { "ended", "end" }, { "end", "end" },
  { "termination", "end" }, { "from", "from" }, { "to", "to" }, { "until", "to" }, { "through", "to" }, { "valid", "valid" },
  { "first", "first" }, { "original", "first" }, { "orig", "first" }, { "initial", "first" }, { "renewed", "renew" }, { "renewal", "renew" },
  { "renew", "renew" }, { "last", "last" }, { "latest", "last" }, { "effective", "eff" }, { "eff", "eff" }, { "start", "start" }, { "started", "start" },
  { "begin", "start" }, { "open", "open" }, { "opened", "open" }, { "opening", "open" }, { "phone", "phone" }, { "telephone", "phone" },
  { "tel", "phone" }, { "website", "web" }, { "web", "web" }, { "url", "web" }, { "fee", "fee" }, { "due", "due" }, { "paid", "paid" },
  { "amount", "amount" }, { "amt", "amount" }, { "condition", "cond" }, { "conditions", "cond" }, { "account", "account" }, { "acct", "account" },
  { "customer", "customer" }, { "case", "case" }, { "complaint", "complaint" }, { "complaints", "complaint" }, { "cmplnt", "complaint" },
  { "service", "service" }, { "request", "request" }, { "sr", "request" }, { "ticket", "request" }, { "incident", "incident" },
  { "received", "received" }, { "recd", "received" }, { "recvd", "received" }, { "reported", "received" }, { "created", "create" },
  { "create", "create" }, { "filed", "received" }, { "detail", "text" }, { "details", "text" }, { "narrative", "text" }, { "text", "text" },
  { "problem", "problem" }, { "nature", "problem" }, { "violation", "violation" }, { "channel", "channel" }, { "method", "channel" },
  { "source", "source" }, { "priority", "priority" }, { "assigned", "assigned" }, { "acknowledged", "ack" }, { "visit", "visit" },
  { "visited", "visit" }, { "inspection", "insp" }, { "insp", "insp" }, { "inspected", "insp" }, { "inspector", "inspector" },
  { "outcome", "outcome" }, { "disposition", "outcome" }, { "resolution", "outcome" }, { "resolved", "close" }, { "result", "outcome" },
  { "results", "outcome" }, { "action", "action" }, { "response", "response" }, { "announced", "announced" }, { "reason", "reason" },
  { "basis", "basis" }, { "entry", "entry" }, { "agency", "agency" }, { "dept", "agency" }, { "department", "agency" }, { "offense", "offence" },
  { "offence", "offence" }, { "charge", "offence" }, { "section", "section" }, { "provision", "section" }, { "role", "role" }, { "position", "role" },
  { "job", "role" }, { "practitioner", "worker" }, { "therapist", "worker" }, { "technician", "worker" }, { "tech", "worker" },
  { "employee", "worker" }, { "worker", "worker" }, { "masseuse", "worker" }, { "emp", "worker" }, { "hired", "start" }, { "hire", "start" },
  { "contractor", "contractor" }, { "verified", "verified" }, { "checked", "verified" }, { "massage", "massage" }, { "gives", "gives" },
  { "object", "object" }, { "fid", "object" }, { "gid", "object" }, { "global", "global" }, { "guid", "global" }, { "label", "label" },
  { "zone", "zone" }, { "zoning", "zone" }, { "zn", "zone" }, { "ztype", "zone type" }, { "district", "district" }, { "dist", "district" },
  { "council", "council" }, { "ward", "ward" }, { "beat", "beat" }, { "area", "area" }, { "neighborhood", "area" }, { "neighbourhood", "area" },
  { "land", "land" }, { "use", "use" }, { "overlay", "overlay" }, { "general", "general" }, { "specific", "specific" }, { "sub", "sub" },
  { "road", "street" }, { "rd", "rd" }, { "centerline", "street" }, { "park", "park" }, { "pk", "park" }, { "school", "school" }, { "sch", "school" },
  { "project", "project" }, { "since", "since" }, { "level", "level" }, { "city", "city" }, { "county", "county" }, { "tax", "tax" },
  { "contact", "contact" }, { "email", "email" }, { "food", "food" }, { "hours", "hours" }, { "schedule", "hours" },
};

/* Canonical word of the letters from..to of @name, or NULL. */
static const char *
find_word (const char *name, gsize length)
{
  static GHashTable *table;
  static gsize ready;
  if (g_once_init_enter (&ready))
    {
      table = g_hash_table_new (g_str_hash, g_str_equal);
      for (guint i = 0; i < G_N_ELEMENTS (vocabulary); i++)
        g_hash_table_insert (table, (gpointer) vocabulary[i].word, (gpointer) vocabulary[i].canonical);
      g_once_init_leave (&ready, 1);
    }
  char word[24];
  if (length >= sizeof word)
    return NULL;
  memcpy (word, name, length);
  word[length] = '\0';
  return g_hash_table_lookup (table, word);
}

/* Cuts one run of letters into known words so that the fewest letters are left over, then with the fewest words. */
static void
cut_run (const char *run, gsize n, GPtrArray *words)
{
  guint cost[MAX_NAME + 1];
  guint from[MAX_NAME + 1];
  const char *word[MAX_NAME + 1];
  cost[0] = 0;
  for (gsize end = 1; end <= n; end++)
    {
      cost[end] = cost[end - 1] + 100;
      from[end] = end - 1;
      word[end] = NULL;
      for (gsize start = 0; start < end; start++)
        {
          /* one letter, and two within a longer run, are words only when they stand alone: "co" in "record" is none */
          const char *canonical = find_word (run + start, end - start);
          gboolean at_edge = start == 0 || end == n, silent = canonical != NULL && *canonical == '\0';
          if (end - start < 3 && n != end - start && !(end - start == 2 && (at_edge || silent)))
            continue;
          guint price = cost[start] + (end - start < 3 ? 12 : 10);
          if (canonical != NULL && price < cost[end])
            {
              cost[end] = price;
              from[end] = start;
              word[end] = canonical;
            }
        }
    }
  gboolean whole = TRUE;
  for (gsize i = n; i > 0; i = from[i])
    whole = whole && word[i] != NULL;
  if (!whole)
    {
      g_ptr_array_add (words, g_strndup (run, n));
      return;
    }
  for (gsize i = n; i > 0; i = from[i])
    {
      g_auto (GStrv) parts = g_strsplit (word[i], " ", 0);
      for (guint j = 0; parts[j] != NULL; j++)
        if (parts[j][0] != '\0')
          g_ptr_array_add (words, g_strdup (parts[j]));
    }
}

/* Runs of letters: cut at what is no letter and where small letters turn to capitals. */
static GPtrArray *
letter_runs (const char *name)
{
  GPtrArray *runs = g_ptr_array_new_with_free_func (g_free);
  GString *spaced = g_string_new (NULL);
  gboolean small = FALSE;
  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      if (g_unichar_isupper (c) && small)
        g_string_append_c (spaced, ' ');
      if (c == '#')
        g_string_append (spaced, " no ");
      else if (g_unichar_isalpha (c) || g_unichar_ismark (c))
        g_string_append_unichar (spaced, c);
      else
        g_string_append_c (spaced, ' ');
      small = g_unichar_islower (c);
    }
  g_autofree char *folded = reeve_text_fold (spaced->str);
  g_string_free (spaced, TRUE);
  g_auto (GStrv) parts = g_strsplit (folded, " ", 0);
  for (guint i = 0; parts[i] != NULL; i++)
    if (parts[i][0] != '\0')
      g_ptr_array_add (runs, g_strdup (parts[i]));
  return runs;
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char *
join_sorted (GPtrArray *words)
{
  g_ptr_array_sort (words, compare_words);
  GString *joined = g_string_new (NULL);
  for (guint i = 0; i < words->len; i++)
    if (i == 0 || strcmp (words->pdata[i], words->pdata[i - 1]) != 0)
      g_string_append_printf (joined, "%s%s", joined->len > 0 ? " " : "", (char *) words->pdata[i]);
  return g_string_free (joined, FALSE);
}

char *
reeve_column_words (const char *name)
{
  g_autoptr (GPtrArray) runs = letter_runs (name);
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < runs->len; i++)
    {
      gsize n = strlen (runs->pdata[i]);
      cut_run (runs->pdata[i], MIN (n, MAX_NAME), words);
    }
  return join_sorted (words);
}

int
reeve_column_fits (const char *words, const char *patterns)
{
  if (patterns == NULL || words[0] == '\0')
    return -1;
  g_auto (GStrv) each = g_strsplit (patterns, "|", 0);
  for (guint i = 0; each[i] != NULL; i++)
    {
      g_autoptr (GPtrArray) wanted = g_ptr_array_new_with_free_func (g_free);
      g_auto (GStrv) parts = g_strsplit (each[i], " ", 0);
      for (guint j = 0; parts[j] != NULL; j++)
        g_ptr_array_add (wanted, g_strdup (parts[j]));
      g_autofree char *sorted = join_sorted (wanted);
      if (strcmp (sorted, words) == 0)
        return i;
    }
  return -1;
}

/* Matched as whole words, or as the whole name with its words run together. */
static const char *const forbidden_words[] = {
  "nationality", "natl", "natlty", "natnlty", "natnl", "nacionalidad", "nationalite", "nationalitat", "nationalitaet", "nacionalidade", "nazionalita",
  "cittadinanza", "staatsangehorigkeit", "staatsangehoerigkeit", "citizenship", "citizen", "citz", "ctzn", "ctznshp", "uscitizen", "ciudadania",
  "citoyennete", "cidadania", "pagkamamamayan", "ethnicity", "ethnic", "ethn", "ethnicgroup", "ethncty", "ethnc", "etnia", "etnicidad", "ethnie",
  "etnico", "race", "racecd", "racecode", "racedesc", "raceethnicity", "racial", "raza", "raca", "rasse", "hispanic", "latino", "latinx",
  "immigration", "immig", "immigr", "immgr", "immigrant", "inmigracion", "migratorio", "migracion", "imigracao", "einwanderung", "visa", "visastatus",
  "visatype", "alien", "alienno", "aliennumber",  "uscis", "greencard", "residentalien", "lpr", "undocumented", "inmigrante", "passport",
  "passportno", "pasaporte", "passaporte", "passeport", "language", "languages", "lang", "langs", "primarylanguage", "preflang", "langpref",
  "idioma", "idiomas", "langue", "sprache", "lingua", "lengua", "accent", "spokenlanguage", "dob", "dofb", "birthdate", "birthday", "bdate",
  "bday", "birthdt", "birth", "born", "birthyear", "yob", "brthdt", "nacimiento", "fechanac", "fechadenacimiento", "fecnac", "naissance",
  "datenaissance", "geburtsdatum", "geburtstag", "nascimento", "birthplace", "birthcountry", "pob", "cob", "ctryofbirth", "countryoforigin",
  "countryorigin", "nationalorigin", "natlorigin", "homecountry", "paisdeorigen", "paisorigen", "geburtsort", "geburtsland", "religion", "religious",
  "ssn", "socialsecurity", "socialsecurityno", "itin", "tribe", "ancestry", "ngaysinh", "quoctich", "dantoc",
};
/* Long enough to be no part of another word. */
static const char *const forbidden_parts[] = {
  "nationalit", "nacionalid", "citizenship", "ciudadan", "ethnic", "etnicid", "immigrat", "inmigra", "migrator", "dateofbirth", "birthdate",
  "countryofbirth", "placeofbirth", "cityofbirth", "stateofbirth", "nacimiento", "naissance", "geburts", "countryoforigin", "nationalorigin",
  "socialsecurity", "raceethn", "religi", "languagespoken", "primarylang", "preferredlang", "\xe5\x9b\xbd\xe7\xb1\x8d" /* nationality, zh */,
  "\xe5\x9c\x8b\xe7\xb1\x8d", "\xe6\xb0\x91\xe6\x97\x8f", "\xe7\xa7\x8d\xe6\x97\x8f", "\xe5\x87\xba\xe7\x94\x9f", "\xe7\xb1\x8d\xe8\xb4\xaf",
  "\xea\xb5\xad\xec\xa0\x81" /* nationality, ko */, "\xec\x83\x9d\xeb\x85\x84\xec\x9b\x94\xec\x9d\xbc",
};
static const char *const complainant_parts[] = {
  "complainant", "complaintant", "complnt", "denunciante", "quejoso", "querellante", "plaignant", "informant", "whistleblower", "tipster",
};
static const char *const complainant_words[] = {
  "caller", "callername", "callerphone", "reporter", "reportername", "reportedby", "complaintby", "rp", "rpname", "submitter", "submittedby", "requester",
  "requestor", "requestorname", "requestername", "citizenname", "email", "emailaddress", "phone", "phoneno", "phonenumber", "telephone", "tel",
  "mobile", "cell", "contact", "contactname", "contactphone", "contactemail", "firstname", "lastname", "fname", "lname", "surname", "createdby",
};
static const char *const worker_words[] = {
  "homeaddress", "residence", "residentialaddress", "residenceaddress", "mailingaddress", "mailaddress", "photo", "photograph", "picture", "image",
  "gender", "sex", "height", "weight", "eyes", "eyecolor", "hair", "haircolor", "email", "phone", "cell", "mobile", "telephone", "age", "homephone",
  "driverslicense", "driverlicense", "dl", "dlno", "maritalstatus", "fingerprint", "fingerprints",
};

static gboolean
is_one_of (const char *word, const char *const *list, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (strcmp (word, list[i]) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
holds_one_of (const char *text, const char *const *list, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (strstr (text, list[i]) != NULL)
      return TRUE;
  return FALSE;
}

#define ONE_OF(word, list) is_one_of (word, list, G_N_ELEMENTS (list))

gboolean
reeve_column_is_forbidden (const char *name, ReeveForbiddenScope scope)
{
  g_autoptr (GPtrArray) runs = letter_runs (name);
  g_autoptr (GString) joined = g_string_new (NULL);
  for (guint i = 0; i < runs->len; i++)
    {
      const char *run = runs->pdata[i];
      g_string_append (joined, run);
      if (ONE_OF (run, forbidden_words) || (scope == REEVE_FORBIDDEN_IN_COMPLAINTS && ONE_OF (run, complainant_words))
          || (scope == REEVE_FORBIDDEN_OF_WORKERS && ONE_OF (run, worker_words)))
        return TRUE;
      /* two words that belong together: "pais de nacimiento", "home address" */
      if (i + 1 < runs->len)
        {
          g_autofree char *pair = g_strconcat (run, runs->pdata[i + 1], NULL);
          if (ONE_OF (pair, forbidden_words) || (scope == REEVE_FORBIDDEN_IN_COMPLAINTS && ONE_OF (pair, complainant_words))
              || (scope == REEVE_FORBIDDEN_OF_WORKERS && ONE_OF (pair, worker_words)))
            return TRUE;
        }
    }
  /* folding takes Korean syllables apart; put together again they are as listed */
  g_autofree char *whole = g_utf8_normalize (joined->str, joined->len, G_NORMALIZE_DEFAULT_COMPOSE);
  if (ONE_OF (joined->str, forbidden_words) || holds_one_of (whole, forbidden_parts, G_N_ELEMENTS (forbidden_parts)) || holds_one_of (joined->str, forbidden_parts, G_N_ELEMENTS (forbidden_parts)))
    return TRUE;
  /* who complained is nobody's business in any table */
  if (holds_one_of (joined->str, complainant_parts, G_N_ELEMENTS (complainant_parts)))
    return TRUE;
  return FALSE;
}
