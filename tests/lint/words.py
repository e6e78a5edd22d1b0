#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Words that no screen of Reeve may say, and fields that no table of it may have."""
import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1])
problems = []

# In what people read: strings of C sources, .ui files, translations, ordinances, sample texts.
WORDS = re.compile(r'\b(illicit|suspicious|suspects?|offenders?|risks?|red flags?)\b', re.IGNORECASE)
STRING = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
COMMENT = re.compile(r'/\*.*?\*/|//[^\n]*', re.DOTALL)


def look(name, number, text):
    found = WORDS.search(text)
    if found:
        problems.append(f'{name}:{number}: says "{found.group(0)}"')


for path in sorted((root / 'src').rglob('*.[ch]')):
    text = COMMENT.sub(lambda m: '\n' * m.group(0).count('\n'), path.read_text(encoding='utf-8'))
    for number, line in enumerate(text.splitlines(), 1):
        if line.lstrip().startswith('#'):
            continue
        for string in STRING.findall(line):
            look(path.relative_to(root), number, string)
            if re.search(r'_ \("[^"]*!', line) and string.rstrip().endswith('!'):
                problems.append(f'{path.relative_to(root)}:{number}: an exclamation mark')
for pattern in ('ui/**/*.ui', 'data/**/*.yaml', 'data/**/*.in', 'data/sample/*.jsonl'):
    for path in sorted(root.glob(pattern)):
        for number, line in enumerate(path.read_text(encoding='utf-8').splitlines(), 1):
            look(path.relative_to(root), number, line)

# Columns and fields. Who a person is by origin, body or faith is nobody's business here; nor is a score of anyone.
FIELDS = re.compile(r'\b\w*(nationalit|ethnic|race_|_race\b|immigra|citizenship|country_of|birth_?date|date_of_birth|place_of_birth|home_address|'
                    r'photo_of|religion|accent|gender|sex_of|complainant_(name|phone|email)|suspicion|risk_?score|_score\b|score_)\w*', re.IGNORECASE)
COLUMN = re.compile(r'^\s+([a-z_0-9]+)\s+(TEXT|INTEGER|REAL|BLOB)\b')
for path in sorted((root / 'data/schema').glob('*.sql')):
    for number, line in enumerate(path.read_text(encoding='utf-8').splitlines(), 1):
        column = COLUMN.match(line)
        if column and FIELDS.search(column.group(1)):
            problems.append(f'{path.relative_to(root)}:{number}: no column {column.group(1)}')
for path in [*(root / 'src/core/records').glob('*.c'), *(root / 'src/core/ordinance').glob('*vocabulary*.c')]:
    for number, line in enumerate(COMMENT.sub(lambda m: '\n' * m.group(0).count('\n'), path.read_text(encoding='utf-8')).splitlines(), 1):
        for string in STRING.findall(line):
            if re.fullmatch(r'[a-z_0-9-]+', string) and FIELDS.search(string):
                problems.append(f'{path.relative_to(root)}:{number}: no field {string}')

print('\n'.join(problems) or 'the words are clean')
sys.exit(bool(problems))
