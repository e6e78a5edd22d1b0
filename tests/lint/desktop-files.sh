#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs the desktop's own validators over what we install, and man over the manual pages. TAP-free: the exit status tells.
set -u
source=$1 build=$2 id=$3
failed=0 ran=0
try () # words, program, arguments
{
  words=$1; shift
  command -v "$1" >/dev/null || { echo "skip: $words ($1 is not installed)"; return; }
  ran=$((ran + 1))
  if output=$("$@" 2>&1); then echo "ok: $words"; else failed=1; echo "FAIL: $words"; echo "$output"; fi
}
try 'desktop file' desktop-file-validate "$build/data/$id.desktop"
try 'metainfo' appstreamcli validate --no-net --explain "$build/data/$id.metainfo.xml"
try 'settings schema' glib-compile-schemas --strict --dry-run "$source/data"
try 'MIME type is XML' xmllint --noout "$source/data/$id.mime.xml"
try 'icons are XML' xmllint --noout "$source/data/icons/hicolor/scalable/apps/$id.svg" "$source/data/icons/hicolor/symbolic/apps/$id-symbolic.svg"
for page in reeve reevectl; do
  if command -v man >/dev/null; then
    ran=$((ran + 1))
    warnings=$(LC_ALL=C.UTF-8 MANWIDTH=80 man --warnings -E UTF-8 -l -Tutf8 -Z "$source/data/man/$page.1" 2>&1 >/dev/null)
    if [ -z "$warnings" ]; then echo "ok: manual page $page"; else failed=1; echo "FAIL: manual page $page"; echo "$warnings"; fi
  fi
done

# a case file is recognised by content as well as by name
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
if command -v update-mime-database >/dev/null; then
  ran=$((ran + 1))
  mkdir -p "$folder/mime/packages"
  cp "$source/data/$id.mime.xml" "$folder/mime/packages/$id.xml"
  if update-mime-database "$folder/mime" >/dev/null 2>&1 && grep -q '^application/x-reeve:\*\.reeve$' "$folder/mime/globs"; then
    echo 'ok: MIME database'
  else
    failed=1; echo 'FAIL: the MIME type does not enter the database'
  fi
fi
[ "$ran" -gt 0 ] || exit 77
exit "$failed"
