# SPDX-License-Identifier: GPL-3.0-or-later
"""What an example gives, read by the vocabulary (language.md 1.8, 3.4, 4): records, fields, members of collections. The vocabulary's tables
come from `reevectl ordinance fields --json`, so that a field is spelled in one place; what a field means is written here."""
import math

import expression
import values
from values import N, NONE, UNKNOWN, Y, Code, Range, Schedule, Set

ITEM_TYPES = {'yes-no': 'truth', 'number': 'number', 'length': 'length', 'money': 'money', 'date': 'date', 'area': 'area'}


class Vocabulary:
    def __init__(self, fields):
        self.records = {r['name']: r for r in fields['records']}
        self.fields = {r['name']: {f['name']: f for f in r['fields']} for r in fields['records']}
        self.roots = {s['about']: s['roots'] for s in fields['subjects']}


class Item:
    """A checklist item (1.5), seen as a field."""

    def __init__(self, given):
        answers = given.get('answers', 'yes-no')
        self.of = given.get('of', 'visit')
        self.when = given.get('when')
        self.name = given['id']
        self.type = ITEM_TYPES.get(answers) or ('code' if answers.startswith('one of') else 'set')
        self.codes = [] if '[' not in answers else [c.strip().strip('"') for c in answers[answers.index('[') + 1:answers.rindex(']')].split(',')]

    def field(self):
        return {'name': self.name, 'type': self.type, 'none': self.type == 'date'}


class Record:
    """One record of an example. absent: it is known that there is none. stand_in: nobody looked whether there are any like it."""

    def __init__(self, kind, given, absent=False, stand_in=False):
        self.kind, self.given, self.absent, self.stand_in = kind, given, absent, stand_in


def record(kind, raw):
    if raw is None:
        return Record(kind, {})
    return Record(kind, {}, absent=True) if raw == 'none' else Record(kind, raw)


def unknown(field):
    """Unknown: any value of its type; a date is any day or none."""
    kind = field['type']
    if kind == 'truth':
        return UNKNOWN
    if kind in ('code', 'person', 'text'):
        return Code(None)
    if kind == 'set':
        return Set(frozenset(), None)
    if kind == 'schedule':
        return Schedule(None)
    low = 0 if kind in ('length', 'area', 'money', 'duration') else -values.ANY
    high = NONE if field['none'] or kind == 'duration' else values.ANY      # what has no end lasts longer than any period
    return Range({'money': 'money:USD', 'duration': 'days'}.get(kind, kind), low, high)


def no_record(field):
    """The reading of a field of a record that does not exist (4.2)."""
    kind = field['type']
    if kind == 'truth':
        return N
    if kind == 'code':
        return Code('none')
    if kind in ('person', 'text'):
        return Code('none')
    if kind == 'set':
        return values.known_set(())
    if kind in ('date', 'instant'):
        return values.point(kind, values.LONG_PAST if field['name'] == 'expires' else NONE)
    if kind == 'money':
        return values.point('money:USD', 0)
    return unknown(field)


def one_value(kind, text):
    if text == 'none':
        return values.point(kind, NONE)
    if kind == 'date':
        return values.point(kind, values.day_number(text[:10]))
    if kind == 'instant':
        if len(text) == 10:
            day = values.day_number(text) * 1440
            return Range(kind, day, day + 1439)
        return values.point(kind, values.minute_number(text))
    return expression.parse_value(text)


def read_value(field, raw):
    kind = field['type']
    if raw == 'not-observed':
        return unknown(field)
    if kind == 'truth':
        return {'yes': Y, 'no': N}[raw]
    if kind in ('code', 'person', 'text'):
        if isinstance(raw, dict):
            return Code(None, frozenset(raw['not'] if isinstance(raw['not'], list) else [raw['not']]))
        return Code(raw)
    if kind == 'set':
        return values.known_set(() if raw == 'none' else raw)
    if kind == 'schedule':
        spans = raw if isinstance(raw, list) else [] if raw == 'none' else raw.split(',')
        return expression.list_value([expression.parse_value(span.strip()) for span in spans]) if spans else Schedule(frozenset(), ())
    low, dots, high = raw.partition('..')
    value = one_value(kind, low)
    return Range(value.kind, value.low, one_value(kind, high).high) if dots else value


def not_asked(item):
    """The reading of a question that hangs on another and was not asked."""
    if item.type == 'code':
        return Code('not-there')
    if item.type == 'date':
        return values.point('date', NONE)
    return {'truth': N, 'set': values.known_set(())}.get(item.type) or values.point(unknown(item.field()).kind, 0)


def either(a, b):
    """One of two values, it is not known which."""
    if isinstance(a, frozenset):
        return a | b
    if isinstance(a, Range):
        return Range(a.kind, min(a.low, b.low), max(a.high, b.high))
    if isinstance(a, Set):
        return Set(frozenset(), None)           # which of two sets: of neither anything is said
    return a if a == b else Code(None)


class Facts:
    def __init__(self, vocabulary, given, today, counting, evidence=None, text_since=-math.inf):
        self.vocabulary, self.given, self.today = vocabulary, given, today
        self.counting, self.evidence, self.text_since = counting, evidence, text_since

    def root(self, name):
        return record(name, self.given.get(name))

    def value(self, of, name):
        field = self.vocabulary.fields[of.kind][name]
        if field['type'] == 'record':
            # what a record that does not exist would lead to is not known
            return record(field['record'], of.given.get(name))
        if of.absent:
            return no_record(field)
        if name in of.given:
            return read_value(field, of.given[name])
        return self.computed(of, name, field)

    def computed(self, of, name, field):
        """Fields that others tell when they are not given straight."""
        if of.kind == 'licence' and name == 'valid':
            return values.truth_and(values.same_code(self.value(of, 'status'), Code('active')),
                                    values.compare('>=', self.value(of, 'expires'), values.point('date', self.today)))
        if name == 'date' and 'at' in self.vocabulary.fields[of.kind] and 'at' in of.given:
            return values.as_date(self.value(of, 'at'))
        if of.kind == 'sanction' and name == 'length':
            span = values.subtract(self.value(of, 'to'), self.value(of, 'from'), 'days')
            return values.at_least_nothing(values.add(span, values.point('days', 1)))
        return unknown(field)

    def answer(self, of, item):
        """A checklist answer given with a record, or with the subject (of: None)."""
        holder = self.given if of is None else of.given
        raw = (holder.get('observed') or {}).get(item.name)
        return unknown(item.field()) if raw is None else read_value(item.field(), raw)

    # Members

    def members(self, of, name):
        """[(record, truth of being a member)] of a collection, as of today (4.3)."""
        field = self.vocabulary.fields[of.kind][name]
        if of.absent:
            return []
        raw = of.given.get(name)
        found = []
        for entry in [{'maybe': {}}] if raw is None else [] if raw == 'none' else raw:
            stand_in = set(entry) == {'maybe'}
            member = Record(field['record'], entry['maybe'] if stand_in else entry, stand_in=stand_in)
            truth = self.belongs(member, field)
            if truth != N:
                found.append((member, truth))
        if not found and field['class'] == 'evidence':
            found.append((Record(field['record'], {}, stand_in=True), UNKNOWN))
        return found

    def belongs(self, member, field):
        """A record written into an example is a member unless the dates written say otherwise; a date left out puts nobody in doubt."""
        kind = self.vocabulary.records[field['record']]
        today = values.point('date', self.today)
        truth = UNKNOWN if member.stand_in else Y

        def test(name, how):
            written = name in member.given or (name == 'date' and 'at' in member.given)
            return how(values.as_date(self.value(member, name))) if written else Y

        if kind['from'] and field['as-of'] in ('that-day', 'up-to'):
            truth = values.truth_and(truth, test(kind['from'], lambda day: values.compare('<=', day, today)))
        if kind['to'] and field['as-of'] == 'that-day':
            truth = values.truth_and(truth, test(kind['to'], lambda day: values.compare('>=', day, today)))
        if field['class'] == 'evidence' and kind['from']:
            reach = values.point('date', self.text_since)
            truth = values.truth_and(truth, test(kind['from'], lambda day: values.compare('>=', day, reach)))
            if self.evidence is not None:
                oldest = self.counting.minus(today, self.evidence)
                truth = values.truth_and(truth, test(kind['from'], lambda day: values.compare('>=', day, oldest)))
        return truth
