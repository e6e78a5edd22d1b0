# SPDX-License-Identifier: GPL-3.0-or-later
"""Evaluates a tree of `expression` over `facts` (language.md 2.4, 3.5, 5.3, 5.4)."""
import math
from fractions import Fraction

import values
from expression import parse
from facts import Record, either, not_asked
from values import N, NONE, Y, Code, Range, Schedule, Set

PERSONS = ('staff', 'employment')
VISITS = ('observation', 'inspection')


class Evaluator:
    """names: parameters and definitions; items: the checklist; in_force: the day the provision came into force."""

    def __init__(self, facts, parameters, definitions, items, in_force):
        self.facts, self.parameters, self.definitions, self.items, self.in_force = facts, parameters, definitions, items, in_force
        self.vocabulary = facts.vocabulary
        # a name that is a root is never a field of the record at hand
        self.roots = set().union(*self.vocabulary.roots.values())
        self.today = values.point('date', facts.today)

    def evaluate(self, node, scopes=()):
        """scopes: ((alias, record) ...), innermost last."""
        return getattr(self, 'do_' + {'+': 'plus', '-': 'minus', '*': 'times', 'and': 'all', 'or': 'one', 'not': 'inverse', 'in': 'membership',
                                      'no': 'none_of', 'max': 'largest', 'min': 'smallest', 'none': 'nothing'}.get(node[0], node[0]))(node, scopes)

    # Truth

    def do_all(self, node, scopes):
        return values.truth_and(*(self.evaluate(child, scopes) for child in node[1:]))

    def do_one(self, node, scopes):
        return values.truth_or(*(self.evaluate(child, scopes) for child in node[1:]))

    def do_inverse(self, node, scopes):
        return values.truth_not(self.evaluate(node[1], scopes))

    def do_compare(self, node, scopes):
        _, op, left, right = node
        a = self.evaluate(left, scopes)
        if right == ('none',):
            equal = self.is_none(a)
            return equal if op == '=' else values.truth_not(equal)
        if isinstance(a, Code):
            b = Code(right[1][0]) if right[0] == 'path' and len(right[1]) == 1 else self.evaluate(right, scopes)
            equal = values.same_code(a, b)
            return equal if op == '=' else values.truth_not(equal)
        return values.compare(op, a, self.evaluate(right, scopes))

    def is_none(self, value):
        if isinstance(value, Code):
            return values.same_code(value, Code('none'))
        return values.compare('=', value, values.point(value.kind, NONE))

    def do_membership(self, node, scopes):
        _, left, right = node
        value = self.evaluate(left, scopes)
        where = self.evaluate(right, scopes)
        if isinstance(where, Schedule):
            return values.in_schedule(value, where, self.facts.counting)
        if isinstance(where, Set):
            return values.is_member(value, where)
        if isinstance(where, tuple) and where[0] == 'span':
            return values.truth_and(values.compare('>=', value, where[1]), values.compare('<=', value, where[2]))
        return values.truth_or(*(values.compare('=', value, element) for element in where))

    def do_has(self, node, scopes):
        _, how, left, right = node
        a, b = self.evaluate(left, scopes), self.evaluate(right, scopes)
        return values.has_hours(how, a, b) if isinstance(a, Schedule) else values.has(how, a, b)

    def do_within(self, node, scopes):
        _, left, period, where, right = node
        day, length, other = (self.evaluate(n, scopes) for n in (left, period, right))
        other_end = self.moved(other, length, 1 if where == 'after' else -1)
        if length.kind != 'minutes':
            day, other = values.as_date(day), values.as_date(other)
        first, last = (other, other_end) if where == 'after' else (other_end, other)
        return values.truth_and(values.compare('<=', first, day), values.compare('<=', day, last))

    def do_by(self, node, scopes):
        """Happened on or before the deadline; if not happened and the deadline is still to come: not-yet."""
        day, deadline = (values.as_date(self.evaluate(n, scopes)) for n in node[1:])
        result = frozenset()
        if day.low <= -values.ANY and day.high >= values.ANY:
            day = Range('date', day.low, NONE)          # unknown: any day, or not happened
        if day.low < NONE:
            # what is not known to have happened, if it has, has happened by today
            high = day.high if day.high < NONE else max(day.low, self.facts.today)
            result |= values.compare('<=', Range('date', day.low, high), deadline)
        if day.high == NONE:
            open_still = values.compare('<=', self.today, deadline)
            result |= frozenset({'Y': 'L', 'N': 'N'}[t] for t in open_still)
        return result

    # Members

    def counted(self, coll, scopes):
        """Those that are, or may be, in: a condition that is at best not met yet counts nobody today."""
        return [m for m in self.members(coll, scopes) if 'Y' in m[1]]

    def members(self, coll, scopes):
        """[(scopes with the member, truth of being a member and meeting `where`, stand-in?)]"""
        path, alias, where = coll
        record = self.record_of(path[:-1], scopes)
        found = []
        for member, truth in self.facts.members(record, path[-1]):
            inner = scopes + ((alias, member),)
            if where is not None:
                truth = values.truth_and(truth, self.evaluate(where, inner))
            if truth != N:
                found.append((inner, truth, member.stand_in))
        return found

    def do_every(self, node, scopes):
        return values.truth_and(Y, *(values.truth_or(values.truth_not(truth), self.evaluate(node[2], inner))
                                     for inner, truth, _ in self.members(node[1], scopes)))

    def do_some(self, node, scopes):
        return values.truth_or(N, *(truth for _, truth, _ in self.members(node[1], scopes)))

    def do_none_of(self, node, scopes):
        return values.truth_not(self.do_some(node, scopes))

    def do_count(self, node, scopes):
        _, coll, options = node
        members = self.counted(coll, scopes)
        sure = [m for m in members if m[1] == Y]
        unlimited = any(stand_in for _, _, stand_in in members)
        count_low, count_high = self.how_many(options)
        if 'any' in options:
            low, high = self.in_any(members, sure, options, count_low, count_high, scopes)
        else:
            low, high = count_low(sure), count_high(members)
        return Range('number', low, NONE if unlimited else high)

    def how_many(self, options):
        """How to count some members at least and at most: each, or each different value of a field."""
        if 'distinct' not in options:
            return len, len

        def keys(members):
            found = [self.facts.value(inner[-1][1], options['distinct']) for inner, _, _ in members]
            return [v.value if isinstance(v, Code) else v.low if v.low == v.high else None for v in found]

        def low(members):
            found = keys(members)
            return len(set(found) - {None}) or min(1, len(found))

        def high(members):
            found = keys(members)
            return len(set(found) - {None}) + found.count(None)
        return low, high

    def in_any(self, members, sure, options, count_low, count_high, scopes):
        """The largest number in one span d .. d + N, both ends in it."""
        period = self.evaluate(options['any'], scopes)

        def dated(some):
            return [(m, values.as_date(self.member_date(m[0][-1][1]))) for m in some]

        def end(day):
            return self.span_end(day, period)

        low = high = 0
        for _, first in dated(sure):
            fits = [m for m, day in dated(sure) if first.low <= day.low and day.high <= end(first.low) and day.low < NONE]
            low = max(low, count_low(fits))
        for _, last in dated(members):
            touches = [m for m, day in dated(members) if day.low < NONE and day.high >= last.high and day.low <= end(last.high)]
            high = max(high, count_high(touches))
        return low, high

    def span_end(self, day, period):
        return self.facts.counting.moved(day, period.kind, period.low, 1)[1]

    def member_date(self, member):
        return self.facts.value(member, self.vocabulary.records[member.kind]['from'])

    def measured(self, node, scopes):
        """[(value, sure?, stand-in?)] of `E of C`."""
        return [(self.evaluate(node[1], inner), truth == Y, stand_in) for inner, truth, stand_in in self.counted(node[2], scopes)]

    def kind_of(self, node, scopes):
        """The kind of `E of C` even when there is nobody: asked of a record of which nothing is known."""
        path, alias, _ = node[2]
        record = self.record_of(path[:-1], scopes)
        target = self.vocabulary.fields[record.kind][path[-1]]['record']
        return self.evaluate(node[1], scopes + ((alias, Record(target, {})),)).kind

    def do_smallest(self, node, scopes):
        found = self.measured(node, scopes)
        kind = self.kind_of(node, scopes)
        return Range(kind, min((value.low for value, _, _ in found), default=NONE), min((value.high for value, sure, _ in found if sure), default=NONE))

    def do_largest(self, node, scopes):
        found = self.measured(node, scopes)
        return Range(self.kind_of(node, scopes), max((value.low for value, sure, _ in found if sure), default=-math.inf),
                     max((value.high for value, _, _ in found), default=-math.inf))

    def do_least(self, node, scopes):
        return self.ends(node, scopes, min)

    def do_greatest(self, node, scopes):
        return self.ends(node, scopes, max)

    def ends(self, node, scopes, choose):
        found = [self.evaluate(child, scopes) for child in node[1:]]
        if any(v.kind == 'date' for v in found):
            found = [values.as_date(v) for v in found]
        return Range(found[0].kind, choose(v.low for v in found), choose(v.high for v in found))

    def do_sum(self, node, scopes):
        total = values.point(self.kind_of(node, scopes), 0)
        for value, sure, stand_in in self.measured(node, scopes):
            if stand_in:
                value = Range(value.kind, -values.ANY if value.low < 0 else 0, values.ANY)
            elif not sure:
                value = Range(value.kind, min(0, value.low), max(0, value.high))
            total = values.add(total, value)
        return total

    # Values

    def do_literal(self, node, scopes):
        return node[1]

    def do_list(self, node, scopes):
        return node[1]

    def do_today(self, node, scopes):
        return self.today

    def do_span(self, node, scopes):
        return ('span', self.evaluate(node[1], scopes), self.evaluate(node[2], scopes))

    def do_plus(self, node, scopes):
        a, b = self.evaluate(node[1], scopes), self.evaluate(node[2], scopes)
        return self.moved(a, b, 1) if a.kind in ('date', 'instant') else values.add(a, b)

    def do_minus(self, node, scopes):
        a, b = self.evaluate(node[1], scopes), self.evaluate(node[2], scopes)
        if a.kind in ('date', 'instant') and b.kind in ('date', 'instant'):
            if a.kind == b.kind == 'instant':
                return values.subtract(a, b, 'minutes')
            return values.subtract(values.as_date(a), values.as_date(b), 'days')
        if a.kind in ('date', 'instant'):
            return self.moved(a, b, -1)
        return values.subtract(a, b, a.kind)

    def moved(self, day, period, step):
        """A date plus or minus a period; an instant moves by hours, else its date does."""
        if day.kind == 'instant' and period.kind == 'minutes':
            return values.add(day, period) if step > 0 else values.subtract(day, period, 'instant') if day.low < NONE else day
        day = values.as_date(day)
        return self.facts.counting.plus(day, period) if step > 0 else self.facts.counting.minus(day, period)

    def do_times(self, node, scopes):
        a, b = self.evaluate(node[1], scopes), self.evaluate(node[2], scopes)
        if a.kind == b.kind == 'length':
            return values.multiply(a, b, 'area')
        return values.multiply(a, b, b.kind if a.kind == 'number' else a.kind)

    def do_next(self, node, scopes):
        monthday = self.evaluate(node[1], scopes)
        date = values.as_date(self.evaluate(node[2], scopes))
        return Range('date', values.next_day(monthday, date.low), values.next_day(monthday, date.high))

    def do_days(self, node, scopes):
        first, last = (values.as_date(self.evaluate(n, scopes)) for n in node[1:])
        days = values.add(values.subtract(last, first, 'number'), values.point('number', 1))
        return values.at_least_nothing(days)        # a span that ends before it begins has no days

    def do_started(self, node, scopes):
        a, b = values.alike(self.evaluate(node[1], scopes), self.evaluate(node[2], scopes))
        units = Range('number', *(end if values.endless(end) else math.ceil(Fraction(end) / b.low) for end in (a.low, a.high)))
        return values.at_least_nothing(units)

    # Names

    def do_path(self, node, scopes):
        names = node[1]
        if names[0] == 'observed':
            return self.item(names[1], scopes)
        if len(names) == 1 and not self.is_field(names[0], scopes):
            return self.named(names[0], scopes)
        return self.facts.value(self.record_of(names[:-1], scopes), names[-1])

    def is_field(self, name, scopes):
        return bool(scopes) and name in self.vocabulary.fields[scopes[-1][1].kind] and name not in self.roots

    def record_of(self, names, scopes):
        """The record that a path leads to: from an alias, a field of the record at hand, or a root."""
        if not names:
            return scopes[-1][1]
        record = None
        for alias, member in scopes:
            if alias == names[0]:
                record = member
        if record is None and self.is_field(names[0], scopes):
            record = self.facts.value(scopes[-1][1], names[0])
        if record is None:
            record = self.facts.root(names[0])
        for name in names[1:]:
            record = self.facts.value(record, name)
        return record

    def named(self, name, scopes):
        if name == 'in-force':
            return values.point('date', self.in_force)
        if name in self.parameters:
            return self.parameters[name]
        definition = self.definitions[name]
        if definition.of is None:
            return self.evaluate(definition.expression)
        for alias, member in reversed(scopes):
            if member.kind == definition.of or (member.kind in PERSONS and definition.of in PERSONS):
                return self.evaluate(definition.expression, ((None, member),))
        raise KeyError(name)

    def item(self, name, scopes):
        """The answer of the nearest record at hand that the item is asked of, else that of the subject."""
        item = self.items[name]
        kinds = {'visit': VISITS, 'staff': PERSONS, 'employment': PERSONS}.get(item.of, (item.of,))
        at_hand = [member for _, member in scopes if member.kind in kinds]
        answer = self.facts.answer(at_hand[-1] if at_hand else None, item)
        if item.when is None:
            return answer
        asked = self.evaluate(parse(item.when), scopes)
        if asked == Y:
            return answer
        return not_asked(item) if asked == N else either(answer, not_asked(item))
