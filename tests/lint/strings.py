#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""POTFILES.in lists exactly the files that have strings to translate, sorted; the translations are whole: no fuzzy entry, no fault that
msgfmt finds; no string is cut by a macro, which xgettext cannot read; en_US spells license in every string that says licence, and changes nothing else.

    python3 tests/lint/strings.py . --write     writes POTFILES.in anew"""
import pathlib
import re
import shutil
import subprocess
import sys

sys.dont_write_bytecode = True
root = pathlib.Path(sys.argv[1])
problems = []
MARK = re.compile(r'(?<![A-Za-z0-9_])(?:N?C?_|ngettext|g_dngettext|g_dpgettext2|Q_)\s*\(\s*"')

# a string, perhaps of several literals, and then something that is neither a literal nor an argument: "%" G_GINT64_FORMAT
CUT = re.compile(r'(?<![A-Za-z0-9_])(?:N?C?_|ngettext|g_dngettext|g_dpgettext2|Q_)\s*\((?:\s*"(?:[^"\\\n]|\\.)*"\s*,?)+\s*([A-Z][A-Za-z0-9_]*)\s*["),]')

wanted = set()
for folder in ('src',):
    for path in (root / folder).rglob('*.[ch]'):
        code = re.sub(r'/\*.*?\*/', '', path.read_text(encoding='utf-8'), flags=re.DOTALL)
        if MARK.search(code):
            wanted.add(str(path.relative_to(root)))
        for cut in CUT.finditer(code):
            if re.search(r'"\s*$', code[:cut.start(1)]):
                problems.append(f'{path.relative_to(root)}: {cut[1]} within a string to translate cuts it short: format the number first and use %s')
for path in (root / 'ui').rglob('*.ui'):
    if 'translatable="yes"' in path.read_text(encoding='utf-8'):
        wanted.add(str(path.relative_to(root)))
for path in (root / 'data').glob('*.in'):
    wanted.add(str(path.relative_to(root)))
for path in (root / 'data').glob('*.gschema.xml'):
    wanted.add(str(path.relative_to(root)))

if '--write' in sys.argv:
    lines = ['# SPDX-License-Identifier: GPL-3.0-or-later', *sorted(wanted)]
    (root / 'po/POTFILES.in').write_text('\n'.join(lines) + '\n', encoding='utf-8')
listed = [line.strip() for line in (root / 'po/POTFILES.in').read_text(encoding='utf-8').splitlines() if line.strip() and not line.startswith('#')]
for name in sorted(wanted - set(listed)):
    problems.append(f'po/POTFILES.in: {name} has strings to translate and is missing')
for name in sorted(set(listed) - wanted):
    problems.append(f'po/POTFILES.in: {name} has no strings to translate')
if listed != sorted(listed):
    problems.append('po/POTFILES.in: not sorted')

ENTRY = re.compile(r'^(?:msgctxt .*\n(?:".*"\n)*)?msgid (".*"\n(?:".*"\n)*)(?:msgid_plural (".*"\n(?:".*"\n)*))?((?:msgstr.*\n(?:".*"\n)*)+)', re.MULTILINE)


def joined(quoted):
    return ''.join(re.findall(r'"((?:[^"\\]|\\.)*)"', quoted))


def to_us(text):
    return text.replace('licence', 'license').replace('Licence', 'License').replace('LICENCE', 'LICENSE')


for language in (root / 'po/LINGUAS').read_text(encoding='utf-8').split():
    path = root / 'po' / f'{language}.po'
    text = path.read_text(encoding='utf-8')
    if '#, fuzzy' in text:
        problems.append(f'{path.name}: fuzzy entries')
    if shutil.which('msgfmt'):
        run = subprocess.run(['msgfmt', '--check', '-o', '/dev/null', str(path)], capture_output=True, text=True, check=False)
        if run.returncode != 0:
            problems.append(run.stderr.strip())
    if language == 'en_US':
        for msgid, plural, strings in ENTRY.findall(text):
            source = [joined(msgid)] + ([joined(plural)] if plural else [])
            target = [joined(part) for part in re.split(r'^msgstr(?:\[\d\])? ', strings, flags=re.MULTILINE)[1:]]
            if source[0] and target != [to_us(part) for part in source]:
                problems.append(f'en_US.po: "{source[0]}" becomes "{target[0]}"')

if shutil.which('xgettext') and '--write' not in sys.argv:
    sys.path.insert(0, str(root / 'po'))
    import update
    if update.make_en_us(update.template()) != (root / 'po/en_US.po').read_text(encoding='utf-8'):
        problems.append('en_US.po: not up to date; run python3 po/update.py')

print('\n'.join(problems) or 'the strings are in order')
sys.exit(bool(problems))
