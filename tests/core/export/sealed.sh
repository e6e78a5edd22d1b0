#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The writers of releases are compiled without the headers of records, store and check. usage: sealed.sh COMPILER SOURCE-ROOT
set -eu
compiler=$1 top=$2
scratch=$(mktemp -d); trap 'rm -rf "$scratch"' EXIT
flags="$(pkg-config --cflags glib-2.0) -I$top/src/core/export -I$top/src/core/base"
try () { printf '#include "reeve-export.h"\n%s\nint main (void) { return 0; }\n' "$1" > "$scratch/t.c"
         # shellcheck disable=SC2086  # flags are words
         "$compiler" $flags -fsyntax-only "$scratch/t.c" 2> "$scratch/messages"; }

try '' || { cat "$scratch/messages"; echo "the writers' own headers do not compile alone"; exit 1; }
for header in reeve-db.h reeve-record.h reeve-schema.h reeve-findings.h reeve-check.h sqlite3-of-store.h; do
  if try "#include \"$header\""; then echo "a writer can include $header"; exit 1; fi
done
# and the build gives them no more than this test does
grep -q "export_inc = include_directories('.', '../base')" "$top/src/core/export/meson.build" || { echo "the include path of export/ has changed"; exit 1; }
echo "what a writer must not reach, it cannot name"
