#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Brings the translations up to date with the sources: run from anywhere, by hand, after strings have changed.

POTFILES.in is written anew; en_US.po is made whole by rule (license for licence); in es.po new strings are added untranslated and old ones
dropped. Needs gettext."""
import pathlib
import re
import subprocess
import sys
import tempfile

root = pathlib.Path(__file__).resolve().parent.parent
po = root / 'po'
HEAD = '''# SPDX-License-Identifier: GPL-3.0-or-later
msgid ""
msgstr ""
"Project-Id-Version: reeve\\n"
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
'''
KEYWORDS = ['_', 'N_', 'C_:1c,2', 'NC_:1c,2', 'ngettext:1,2', 'g_dngettext:2,3', 'g_dpgettext2:2c,3', 'g_dcgettext:2']
LICENCE = re.compile('licence', re.IGNORECASE)


def template():
    """The text of the .pot of today."""
    command = ['xgettext', '--from-code=UTF-8', '--add-comments', '--no-location', '--sort-output', '-o', '-', '-f', 'po/POTFILES.in']
    command += [f'--keyword={keyword}' for keyword in KEYWORDS]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout


def entries(text):
    """Blocks of a .po as (comments, context, id, plural, strings); the head left out. The quoted texts stay quoted."""
    for block in re.split(r'\n\n+', text.strip()):
        lines = [line for line in block.split('\n') if not line.startswith('#')]
        fields, name = {}, None
        for line in lines:
            match = re.match(r'(msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?) (".*")$', line)
            if match:
                name = match.group(1)
                fields[name] = [match.group(2)]
            elif line.startswith('"') and name:
                fields[name].append(line)
        if 'msgid' in fields and ''.join(fields['msgid']) != '""':
            yield fields


def american(lines):
    return [line.replace('licence', 'license').replace('Licence', 'License').replace('LICENCE', 'LICENSE') for line in lines]


def make_en_us(pot):
    blocks = [HEAD.format(language='en_US')]
    for fields in entries(pot):
        source = ''.join(fields['msgid'] + fields.get('msgid_plural', []))
        if not LICENCE.search(source):
            continue
        lines = []
        for name in ('msgctxt', 'msgid', 'msgid_plural'):
            if name in fields:
                lines.append(f'{name} ' + '\n'.join(fields[name]))
        if 'msgid_plural' in fields:
            lines.append('msgstr[0] ' + '\n'.join(american(fields['msgid'])))
            lines.append('msgstr[1] ' + '\n'.join(american(fields['msgid_plural'])))
        else:
            lines.append('msgstr ' + '\n'.join(american(fields['msgid'])))
        blocks.append('\n'.join(lines) + '\n')
    return '\n'.join(blocks)


def main():
    subprocess.run([sys.executable, str(root / 'tests/lint/strings.py'), str(root), '--write'], stdout=subprocess.DEVNULL, check=False)
    pot = template()
    (po / 'en_US.po').write_text(make_en_us(pot), encoding='utf-8')
    with tempfile.NamedTemporaryFile('w', suffix='.pot', encoding='utf-8') as file:
        file.write(pot)
        file.flush()
        subprocess.run(['msgmerge', '--quiet', '--update', '--backup=none', '--no-fuzzy-matching', '--no-location', '--sort-output',
                        str(po / 'es.po'), file.name], check=True)
    subprocess.run(['msgattrib', '--no-obsolete', '--no-location', '--sort-output', '-o', str(po / 'es.po'), str(po / 'es.po')], check=True)
    print(f'{len(list(entries(pot)))} strings')


if __name__ == '__main__':
    main()
