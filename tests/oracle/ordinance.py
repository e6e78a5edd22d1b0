# SPDX-License-Identifier: GPL-3.0-or-later
"""An ordinance file: its names, the version of a provision on a day, and the outcome of an example (language.md 1, 5.1, 5.2)."""
import math
import re
from pathlib import Path

import yaml

import values
from evaluate import Evaluator
from expression import parse, parse_value
from facts import Facts, Item
from values import L, N, NONE, Y

DATES = re.compile(r'\d{4}-\d\d-\d\d')
LOADER = getattr(yaml, 'CBaseLoader', yaml.BaseLoader)
trees = {}


def tree(text):
    if text not in trees:
        trees[text] = parse(text)
    return trees[text]


class Definition:
    def __init__(self, raw):
        self.of = raw.get('of') if isinstance(raw, dict) else None
        self.expression = tree(raw['is'] if isinstance(raw, dict) else raw)


def laid_over(base, over):
    """Maps are merged, anything else is replaced."""
    if not (isinstance(base, dict) and isinstance(over, dict)):
        return over
    merged = dict(base)
    for key, value in over.items():
        merged[key] = laid_over(base[key], value) if key in base else value
    return merged


def names_read(node):
    """All single names an expression speaks of: among them its parameters and definitions."""
    found = set()
    if isinstance(node, dict):
        node = tuple(node.values())
    if isinstance(node, (tuple, list)):
        if len(node) == 2 and node[0] == 'path':
            return {node[1][0]} if len(node[1]) == 1 else set()
        for child in node:
            found |= names_read(child)
    return found


class Ordinance:
    def __init__(self, path, vocabulary, libraries=None):
        self.path, self.vocabulary = Path(path), vocabulary
        self.libraries = Path(libraries) if libraries else self.path.parent
        self.raw = yaml.load(self.path.read_text(encoding='utf-8'), LOADER)
        self.adopted = values.day_number(self.raw['adopted']['on']) if 'adopted' in self.raw else -math.inf
        self.parameters, self.definitions, self.items = {}, {}, {}
        self.provisions = list(self.raw['provisions'])
        for include in self.raw.get('include', []):
            self.take_library(include)
        self.take_names(self.raw)

    def take_names(self, raw):
        for name, value in raw.get('parameters', {}).items():
            dated = isinstance(value, list) and value and isinstance(value[0], dict)
            entries = [(values.day_number(v['from']), v['value']) for v in value] if dated else [(-math.inf, value)]
            self.parameters[name] = [(day, parse_value(v)) for day, v in entries]
        for name, value in raw.get('definitions', {}).items():
            self.definitions[name] = Definition(value)
        for item in raw.get('checklist', []):
            self.items[item['id']] = Item(item)

    def take_library(self, include):
        for name in ('%s-%s' % (include['library'], include['version']), include['library']):
            path = self.libraries / (name + '.ordinance.yaml')
            if path.exists():
                library = Ordinance(path, self.vocabulary, self.libraries)
                self.parameters.update(library.parameters)
                self.definitions.update(library.definitions)
                self.items.update(library.items)
                self.provisions += [p for p in library.provisions if p['id'] not in include.get('without', [])]
                return
        raise FileNotFoundError(include['library'])

    def examples(self):
        for provision in self.provisions:
            for example in provision.get('examples', []):
                yield provision, example

    def in_force(self, provision):
        """The day on which its first version came into force: not before every parameter it reads has a value."""
        starts = [self.parameters[name][0][0] for name in self.parameters_read(provision)]
        return max(starts + [self.first_day(provision)])

    # Versions

    def first_day(self, provision):
        return values.day_number(provision['from']) if 'from' in provision else self.adopted

    def version_on(self, provision, day):
        """(the keys that hold on a day, since when), or None outside its time."""
        version, since = dict(provision), self.first_day(provision)
        if day < since:
            return None
        for entry in provision.get('amended', []):
            start = values.day_number(entry['from'])
            if start > day:
                continue
            if entry.get('repealed') == 'yes':
                return None
            since = start
            for key, value in entry.items():
                if value == 'none':
                    version.pop(key, None)
                elif key not in ('from', 'source'):
                    version[key] = value
        if 'until' in version and day > values.day_number(version['until']):
            return None
        return version, since

    def expressions(self, version):
        texts = [version[key] for key in ('applies', 'require', 'grounds', 'defines', 'cure') if key in version]
        texts += [u['when'] for u in version.get('unless', [])]
        if 'grandfather' in version:
            texts.append(version['grandfather']['when'])
            if 'until' in version['grandfather']:
                texts.append(version['grandfather']['until'])
        return [tree(t) for t in texts]

    def parameters_read(self, version):
        seen, left = set(), set().union(*map(names_read, self.expressions(version)))
        while left:
            name = left.pop()
            if name not in seen:
                seen.add(name)
                if name in self.definitions:
                    left |= names_read(self.definitions[name].expression)
        return seen & set(self.parameters)

    def values_on(self, day):
        """{parameter: (value, since)} of those that have a value on a day."""
        found = {}
        for name, entries in self.parameters.items():
            for start, value in entries:
                if start <= day:
                    found[name] = (value, start)
        return found

    # Examples

    def day_of(self, provision, example):
        """The latest day that an example without `on` mentions; if the provision is not yet in force then, its first."""
        if 'on' in example:
            return values.day_number(example['on'])
        days = [values.day_number(d) for d in DATES.findall(str(self.given(example)))]
        day = max(days, default=-math.inf)
        return max(day, self.in_force(provision))

    def given(self, example):
        return laid_over(self.raw.get('given', {}), example.get('given', {}))

    def run(self, provision, example):
        return self.outcome(provision, self.given(example), self.day_of(provision, example))

    def outcome(self, provision, given, day):
        evaluator = self.evaluator(provision, given, day)
        return 'not-applicable' if evaluator is None else Provision(self.version_on(provision, day)[0], evaluator).outcome()

    def evaluator(self, provision, given, day):
        """What evaluates the version of a day over these facts; None if none is in force."""
        found = self.version_on(provision, day)
        if found is None:
            return None
        version, since = found
        parameters = self.values_on(day)
        read = self.parameters_read(version)
        if not read <= set(parameters):
            return None
        counting = dict(version.get('counting', self.raw.get('counting', {})))
        if 'holidays' in given:
            counting['holidays'] = given['holidays']
        evidence = version.get('evidence', self.raw.get('evidence'))
        facts = Facts(self.vocabulary, given, day, values.Counting(counting), parse_value(evidence) if evidence else None,
                      max([since] + [parameters[name][1] for name in read]))
        return Evaluator(facts, {name: value for name, (value, _) in parameters.items()}, self.definitions, self.items,
                         self.in_force(provision))


class Provision:
    """One version, tested."""

    def __init__(self, version, evaluator):
        self.version, self.evaluator = version, evaluator

    def truth(self, key):
        return self.evaluator.evaluate(tree(self.version[key])) if key in self.version else Y

    def applies(self):
        exempt = [self.evaluator.evaluate(tree(u['when'])) for u in self.version.get('unless', [])]
        if 'grandfather' in self.version:
            kept = self.version['grandfather']
            right = self.evaluator.evaluate(tree(kept['when']))
            if 'until' in kept:
                last = values.as_date(self.evaluator.evaluate(tree(kept['until'])))
                right = values.truth_and(right, values.compare('<=', self.evaluator.today, last))
            exempt.append(right)
        return values.truth_and(self.truth('applies'), *map(values.truth_not, exempt))

    def outcome(self):
        applies = self.applies()
        if applies == N:
            return 'not-applicable'
        if 'defines' in self.version:
            meant = values.truth_and(applies, self.truth('defines'))
            if meant in (Y, N):
                return 'compliant' if meant == Y else 'not-applicable'
            return 'pending' if 'L' in meant and 'Y' not in meant else 'insufficient'
        if 'grounds' in self.version:
            return self.grounds_outcome(values.truth_and(applies, self.truth('grounds')))
        if 'require' not in self.version:
            return 'not-applicable'
        return self.duty_outcome(applies, self.truth('require'))

    def grounds_outcome(self, truth):
        if truth == Y:
            return 'grounds'
        if truth == N:
            return 'no-grounds'
        return 'insufficient' if 'Y' in truth else 'pending'

    def duty_outcome(self, applies, met):
        if met == Y:
            return 'compliant'
        if applies == Y:
            if met == N:
                return 'pending' if self.may_be_cured() else 'violation'
            return 'pending' if met in (L, frozenset('LY')) else 'insufficient'
        if 'Y' not in applies:
            return 'pending'
        return 'insufficient' if 'N' in met else 'pending' if met <= frozenset('LY') else 'insufficient'

    def may_be_cured(self):
        """A notice is there, and the day until which it lets put things right has not passed."""
        if 'cure' not in self.version or 'notice' not in self.evaluator.facts.given or self.evaluator.facts.root('notice').absent:
            return False
        day = values.as_date(self.evaluator.evaluate(tree(self.version['cure'])))
        return day.low < NONE and self.evaluator.facts.today <= day.low
