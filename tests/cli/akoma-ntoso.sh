#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Every shipped ordinance as Akoma Ntoso is valid against the published schema. usage: akoma-ntoso.sh REEVECTL SOURCE-ROOT
set -eu
reevectl=$1 top=$2
command -v xmllint >/dev/null || { echo "xmllint is not there: skipped"; exit 77; }
scratch=$(mktemp -d); trap 'rm -rf "$scratch"' EXIT
n=0
for file in "$top"/data/ordinances/*.ordinance.yaml "$top"/tests/cases/good/forms.ordinance.yaml; do
  "$reevectl" ordinance export "$file" --on 2026-11-16 --out "$scratch/$n.xml"
  n=$((n + 1))
done
xmllint --noout --nonet --schema "$top/tests/cases/akoma-ntoso/akomantoso30.xsd" "$scratch"/*.xml 2> "$scratch/messages" || { head -20 "$scratch/messages"; exit 1; }
[ "$(grep -c ' validates$' "$scratch/messages")" -eq "$n" ]
# a broken one is noticed
sed 's/<docTitle>/<docTitel>/; s/<\/docTitle>/<\/docTitel>/' "$scratch/0.xml" > "$scratch/broken.xml"
if xmllint --noout --nonet --schema "$top/tests/cases/akoma-ntoso/akomantoso30.xsd" "$scratch/broken.xml" 2> /dev/null; then echo "the schema notices nothing"; exit 1; fi
echo "$n files are valid"
