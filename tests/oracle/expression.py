# SPDX-License-Identifier: GPL-3.0-or-later
"""Expressions of the ordinance language: text to a tree of tuples, by the grammar of language.md 2.3.

A node is a tuple whose first element is its kind:
  ('and', a, b ...) ('or', a, b ...) ('not', a)
  ('compare', op, a, b) ('in', a, set) ('has', 'all' | 'any' | 'only', a, set)
  ('within', a, period, 'before' | 'after', b) ('by', a, b)
  ('every', coll, body) ('some', coll) ('no', coll)            coll = (path, alias or None, where or None)
  ('count', coll, {'distinct': name, 'any': node}) ('sum' | 'min' | 'max', node, coll)
  ('least' | 'greatest', a, b ...)
  ('next', month, day, node) ('days', a, b) ('started', a, b)
  ('+' | '-' | '*', a, b) ('span', a, b) ('path', names) ('list', elements)
  ('literal', value) ('schedule', minutes) ('today',) ('none',)
"""
import re
from fractions import Fraction

import values

TOKEN = re.compile(r'''\s*(?:
    (?P<string>"[^"]*")
  | (?P<instant>\d{4}-\d\d-\d\dT\d\d:\d\d)
  | (?P<date>\d{4}-\d\d-\d\d)
  | (?P<hours>\d\d:\d\d-\d\d:\d\d)
  | (?P<monthday>\d\d-(?:\d\d|end)(?![\d:]))
  | (?P<number>\d+(?:\.\d+)?)
  | (?P<name>[A-Za-z](?:-?[A-Za-z0-9])*)
  | (?P<op>\.\.|<=|>=|!=|[=<>+*()\[\],.%-])
)''', re.X)
WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
WEEKDAY_SPAN = re.compile(r'^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:-(Mon|Tue|Wed|Thu|Fri|Sat|Sun))?$')


class LanguageError(Exception):
    pass


def tokens(text):
    found, at = [], 0
    text = text.rstrip()
    while at < len(text):
        match = TOKEN.match(text, at)
        if match is None:
            raise LanguageError('unexpected: ' + text[at:at + 20])
        found.append((match.lastgroup, match.group(match.lastgroup)))
        at = match.end()
    return found + [('end', '')]


def schedule_span(days, hours):
    """Hours, half-open, of the days on which they start. days: a weekday or two, "holiday", "holiday-eve", a date, a day of the year, or
    None for every day."""
    start, end = [int(t[:2]) * 60 + int(t[3:]) for t in hours.split('-')]
    minutes = frozenset(range(start, end if end > start else end + 1440))
    week = WEEKDAY_SPAN.match(days) if days else None
    if days and not week:
        return values.Schedule(frozenset(), ((days, minutes),))
    first, last = (WEEKDAYS.index(week.group(1)), WEEKDAYS.index(week.group(2) or week.group(1))) if week else (0, 6)
    starts = [(first + n) % 7 for n in range((last - first) % 7 + 1)]
    return values.Schedule(frozenset((day * 1440 + m) % 10080 for day in starts for m in minutes), tuple((day, minutes) for day in starts))


class Parser:
    def __init__(self, text):
        self.tokens, self.at = tokens(text), 0

    def peek(self, ahead=0):
        return self.tokens[min(self.at + ahead, len(self.tokens) - 1)]

    def take(self):
        token = self.peek()
        self.at += 1
        return token

    def accept(self, *texts):
        """Takes the token if it is one of these words or signs (never a string)."""
        kind, text = self.peek()
        if kind in ('name', 'op') and text in texts:
            self.at += 1
            return text
        return None

    def expect(self, *texts):
        text = self.accept(*texts)
        if text is None:
            raise LanguageError('expected %s, found %s' % (texts, self.peek()[1]))
        return text

    def name(self):
        kind, text = self.take()
        if kind != 'name':
            raise LanguageError('expected a name, found ' + text)
        return text

    def whole(self):
        node = self.expr()
        if self.peek()[0] != 'end':
            raise LanguageError('left over: ' + self.peek()[1])
        return node

    def expr(self):
        if self.accept('every'):
            coll = self.coll()
            self.expect('satisfies')
            return ('every', coll, self.expr())
        word = self.accept('some', 'no')
        if word:
            return (word, self.coll())
        return self.junction()

    def coll(self):
        path = self.path()
        alias = self.name() if self.accept('as') else None
        where = self.junction() if self.accept('where') else None
        return (path, alias, where)

    def junction(self):
        first = self.neg()
        for word in ('and', 'or'):
            parts = [first]
            while self.accept(word):
                parts.append(self.neg())
            if len(parts) > 1:
                if self.peek()[1] in ('and', 'or') and self.peek()[0] == 'name':
                    raise LanguageError('and and or mixed')
                return (word, *parts)
        return first

    def neg(self):
        if self.accept('not'):
            return ('not', self.neg())
        return self.relation()

    def relation(self):
        left = self.sum()
        op = self.accept('=', '!=', '<', '<=', '>', '>=')
        if op:
            return ('compare', op, left, self.sum())
        if self.accept('in'):
            return ('in', left, self.set())
        if self.accept('has'):
            how = self.expect('all', 'any', 'only')
            if how != 'only':
                self.expect('of')
            return ('has', how, left, self.set())
        if self.accept('within'):
            period = self.sum()
            where = self.expect('before', 'after')
            return ('within', left, period, where, self.sum())
        if self.accept('by'):
            return ('by', left, self.sum())
        return left

    def set(self):
        low = self.sum()
        return ('span', low, self.sum()) if self.accept('..') else low

    def sum(self):
        node = self.product()
        while True:
            op = self.accept('+', '-')
            if not op:
                return node
            node = (op, node, self.product())

    def product(self):
        node = self.primary()
        while self.accept('*'):
            node = ('*', node, self.primary())
        return node

    def primary(self):
        kind, text = self.peek()
        if kind == 'op' and text == '(':
            self.take()
            node = self.expr()
            self.expect(')')
            return node
        if kind == 'op' and text == '[':
            return self.list()
        if kind in ('number', 'date', 'instant', 'hours', 'monthday', 'string') or self.is_weekday():
            return self.literal()
        if kind != 'name':
            raise LanguageError('unexpected ' + text)
        if text in ('today', 'none'):
            self.take()
            return (text,)
        if self.peek(1) == ('op', '(') and text in ('count', 'sum', 'min', 'max', 'next', 'days', 'started'):
            return self.call()
        return ('path', self.path())

    def is_weekday(self):
        """A day before its hours."""
        return self.peek(1)[0] == 'hours' and self.peek()[0] in ('name', 'date', 'monthday')

    def call(self):
        word = self.name()
        self.expect('(')
        if word == 'count':
            coll, options = self.coll(), {}
            while self.accept(','):
                if self.accept('distinct'):
                    options['distinct'] = self.name()
                else:
                    self.expect('in')
                    self.expect('any')
                    options['any'] = self.sum()
            node = ('count', coll, options)
        elif word in ('sum', 'min', 'max'):
            value = self.sum()
            if self.accept('of'):
                node = (word, value, self.coll())
            else:
                node = ('least' if word == 'min' else 'greatest', value)
                while self.accept(','):
                    node += (self.sum(),)
        elif word == 'next':
            day = self.literal_or_path()
            self.expect(',')
            node = ('next', day, self.sum())
        else:
            first = self.sum()
            self.expect('..' if word == 'days' else ',')
            node = (word, first, self.sum())
        self.expect(')')
        return node

    def literal_or_path(self):
        return self.literal() if self.peek()[0] == 'monthday' else ('path', self.path())

    def path(self):
        names = [self.name()]
        while self.accept('.'):
            names.append(self.name())
        return tuple(names)

    def list(self):
        self.expect('[')
        elements = []
        while True:
            if self.peek()[0] == 'name' and not self.is_weekday():
                elements.append(values.Code(self.take()[1]))
            else:
                elements.append(self.literal()[1])
            if not self.accept(','):
                break
        self.expect(']')
        return ('list', list_value(elements))

    def literal(self):
        dated = self.is_weekday()
        kind, text = self.take()
        if kind == 'string':
            return ('literal', values.Code(text[1:-1]))
        if kind == 'hours' or dated:
            return ('literal', schedule_span(text, self.take()[1]) if dated else schedule_span(None, text))
        if kind == 'date':
            return ('literal', values.point('date', values.day_number(text)))
        if kind == 'instant':
            return ('literal', values.point('instant', values.minute_number(text)))
        if kind == 'monthday':
            month, day = text.split('-')
            return ('literal', ('monthday', int(month), day if day == 'end' else int(day)))
        if kind != 'number':
            raise LanguageError('expected a literal, found ' + text)
        return ('literal', self.quantity(text))

    def quantity(self, text):
        value = self.unit(text)
        return values.point(value.kind, values.whole(value.low))

    def unit(self, text):
        number = values.exact(text)
        if self.accept('%'):
            return values.point('number', values.whole(Fraction(text) / 100))
        kind, word = self.peek()
        if kind != 'name':
            return values.point('number', number)
        if word == 'business' and self.peek(1)[1] in ('day', 'days'):
            self.at += 2
            return values.point('business', number)
        if word == 'sq':
            self.at += 1
            unit = self.name()
            return values.point('area', number * values.LENGTH_UNITS[unit] ** 2)
        if word in values.LENGTH_UNITS:
            self.at += 1
            return values.point('length', number * values.LENGTH_UNITS[word])
        if word in values.PERIOD_UNITS:
            self.at += 1
            unit, factor = values.PERIOD_UNITS[word]
            return values.point(unit, number * factor)
        if re.fullmatch('[A-Z]{3}', word):
            self.at += 1
            return values.point('money:' + word, number * 100)
        return values.point('number', number)


def list_value(elements):
    """A list of schedules is one schedule, a list of codes a set; a list of anything else stays one."""
    if all(isinstance(e, values.Schedule) for e in elements):
        return values.Schedule(frozenset().union(*(e.minutes for e in elements)), sum((e.starts for e in elements), ()))
    if all(isinstance(e, values.Code) for e in elements):
        return values.known_set(e.value for e in elements)
    return elements


def parse(text):
    return Parser(text).whole()


def parse_value(raw):
    """The value of a parameter: a literal, its quotes optional, or a list of them; a word is a code."""
    if isinstance(raw, list):
        return list_value([parse_value(e) for e in raw])
    try:
        parser = Parser(raw)
        if parser.peek() == ('op', '['):
            node = parser.list()
        elif parser.peek()[0] == 'name' and not parser.is_weekday():
            return values.Code(raw)
        else:
            node = parser.literal()
        if parser.accept('..'):
            return ('span', node[1], parser.literal()[1])
        if parser.peek()[0] != 'end':
            return values.Code(raw)
        return node[1]
    except LanguageError:
        return values.Code(raw)
