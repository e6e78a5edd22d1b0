#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The tables of the reference name what the reader of ordinance files knows, no more and no less: keys, ids of messages, words of the
language; each id of an error has a file among tests/cases/bad; the words are those of the highlighter and of the fuzzers."""
import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1])
problems = []
folder = root / 'src/core/ordinance'
sources = {path.name: re.sub(r'/\*.*?\*/', '', path.read_text(encoding='utf-8'), flags=re.DOTALL) for path in folder.glob('*.c')}
reference = sources.pop('reeve-reference.c')


def compare(what, in_reader, in_reference):
    for name in sorted(in_reader - in_reference):
        problems.append(f'src/core/ordinance/reeve-reference.c: {what} {name} is missing')
    for name in sorted(in_reference - in_reader):
        problems.append(f'src/core/ordinance/reeve-reference.c: {what} {name} is not one that the reader knows')


def table(name):
    return re.search(rf'static const \w+ {name}\[\] = \{{\n(.*?)\n\}};', reference, re.DOTALL).group(1)


# Keys: every array of the reader that is called keys, with the words of all of them.
known = set()
for text in sources.values():
    for words in re.findall(r'static const char \*const \w*keys\[\] = \{(.*?)NULL', text, re.DOTALL):
        known |= set(re.findall(r'"([^"]+)"', words))
compare('key', known, set(re.findall(r'^  \{ (?:\w+|"[^"]*"), "([^"]+)"', table('keys'), re.MULTILINE)))

ids = set()
for text in sources.values():
    ids |= set(re.findall(r'"([EW]\d+)"', text))
compare('message', ids, set(re.findall(r'^  \{ "([EW]\d+)"', table('errors'), re.MULTILINE)))
# E401 needs examples that are run, W7 a case file: the transcripts of the command line have them
shown = {path.name.split('-')[0].upper() for path in (root / 'tests/cases/bad').glob('*.expected')} | {'E401', 'W7'}
for name in sorted(ids - shown):
    problems.append(f'tests/cases/bad: no file shows {name}')

words = set(re.findall(r'"([a-z]+)"', re.search(r'static const char \*const keywords\[\] = \{(.*?)\};', sources['reeve-expression-lex.c'], re.DOTALL).group(1)))
words |= {'in-force', 'started'}
forms = ' '.join(re.findall(r'^  \{ "([^"]+)"', table('operators'), re.MULTILINE))
for word in sorted(words):
    if not re.search(rf'\b{word}\b', forms):
        problems.append(f'src/core/ordinance/reeve-reference.c: no operator is written with {word}')
dictionary = (root / 'tests/fuzz/ordinance.dict').read_text(encoding='utf-8')
for word in sorted(words):
    if f'" {word} "' not in dictionary:
        problems.append(f'tests/fuzz/ordinance.dict: {word} is missing')

highlighter = (root / 'data/language-specs/reeve-ordinance.lang').read_text(encoding='utf-8')


def listed(context):
    return set(re.findall(r'<keyword>([^<]+)</keyword>', re.search(rf'<context id="{context}".*?</context>', highlighter, re.DOTALL).group()))


def alternatives(context):
    return set(re.search(rf'<context id="{context}">\s*<start>[^(]*\(([^)]*)\)', highlighter).group(1).split('|'))


ROOTS = set(re.findall(r'R \("([a-z]+)"', re.search(r'subject_fields\[\] = \{(.*?)\};', sources['reeve-vocabulary.c'], re.DOTALL).group(1)))
for what, in_program, shown_as in (('word', words, listed('word')), ('root', ROOTS | {'observed'}, listed('root')),
                                   ('key', known, listed('key') | alternatives('expression') | alternatives('prose'))):
    for name in sorted(in_program - shown_as):
        problems.append(f'data/language-specs/reeve-ordinance.lang: {what} {name} is missing')
    for name in sorted(shown_as - in_program):
        problems.append(f'data/language-specs/reeve-ordinance.lang: {name} is no {what}')

print('\n'.join(problems) or 'the reference is whole')
sys.exit(bool(problems))
