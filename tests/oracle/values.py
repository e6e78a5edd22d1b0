# SPDX-License-Identifier: GPL-3.0-or-later
"""Partly known values and the rules for them (language.md 3). Truth is a set of N < L < Y; what is ordered is a range low..high whose ends
are exact numbers, `none` lying after everything; a set has sure and possible elements; a code may be known, unknown, or known not to be
some. Everything is computed with whole numbers and fractions."""
import datetime
import math
from collections import namedtuple
from fractions import Fraction

# Truth

ORDER = 'NLY'
N, L, Y = frozenset('N'), frozenset('L'), frozenset('Y')
UNKNOWN = frozenset('NY')


def truth_and(*sets):
    result = Y
    for other in sets:
        result = frozenset(min(a, b, key=ORDER.index) for a in result for b in other)
    return result


def truth_or(*sets):
    return truth_not(truth_and(*map(truth_not, sets)))


def truth_not(value):
    return frozenset({'N': 'Y', 'L': 'L', 'Y': 'N'}[a] for a in value)


def whether(may_hold, may_fail):
    return frozenset(('Y' if may_hold else '') + ('N' if may_fail else ''))


def yes_no(answer):
    return Y if answer else N


# Ranges

NONE = math.inf          # after every day, beyond every distance
LONG_PAST = -math.inf
ANY = 10 ** 18           # farther than any value that is one: the ends of what is unknown but not none


def endless(value):
    return abs(value) > 10 ** 14


LENGTH_UNITS = {'ft': 30480, 'inch': 2540, 'in': 2540, 'm': 100000, 'mi': 160934400, 'km': 100000000, 'cm': 1000, 'mm': 100, 'yd': 91440}
PERIOD_UNITS = {'day': ('days', 1), 'days': ('days', 1), 'week': ('days', 7), 'weeks': ('days', 7), 'month': ('months', 1),
                'months': ('months', 1), 'year': ('months', 12), 'years': ('months', 12), 'hour': ('minutes', 60), 'hours': ('minutes', 60), 'minute': ('minutes', 1), 'minutes': ('minutes', 1)}
PERIODS = ('days', 'business', 'months', 'minutes')

Range = namedtuple('Range', 'kind low high')
# value: None = unknown; excluded: known not to be one of these
Code = namedtuple('Code', 'value excluded', defaults=(frozenset(),))
# possible: None = anything
Set = namedtuple('Set', 'sure possible')
# minutes: of the week, Monday 00:00 = 0; None = unknown. starts: (weekday, or another kind of day; the minutes from its 00:00 on)
Schedule = namedtuple('Schedule', 'minutes starts', defaults=((),))


def exact(text):
    return whole(Fraction(text))


def whole(value):
    return value if math.isinf(value) or value != int(value) else int(value)


def point(kind, value):
    return Range(kind, value, value)


def known_set(elements):
    elements = frozenset(elements)
    return Set(elements, elements)


def day_number(text):
    return datetime.date.fromisoformat(text).toordinal()


def minute_number(text):
    moment = datetime.datetime.fromisoformat(text)
    return moment.toordinal() * 1440 + moment.hour * 60 + moment.minute


def as_date(value):
    """The date of an instant."""
    if value.kind != 'instant':
        return value
    return Range('date', *(end if endless(end) else end // 1440 for end in (value.low, value.high)))


def alike(a, b):
    """Brings two ordered values to one kind: dates with instants, days with hours."""
    if a.kind == b.kind:
        return a, b
    if {a.kind, b.kind} == {'date', 'instant'}:
        return as_date(a), as_date(b)
    if {a.kind, b.kind} == {'days', 'minutes'}:
        return tuple(v if v.kind == 'minutes' else Range('minutes', v.low * 1440, v.high * 1440) for v in (a, b))
    raise TypeError('%s against %s' % (a.kind, b.kind))


def compare(op, a, b):
    """Y if it holds for every pair of low..high, N if for none, else NY (3.5)."""
    a, b = alike(a, b)
    if op == '<':
        return whether(a.low < b.high, a.high >= b.low)
    if op == '<=':
        return whether(a.low <= b.high, a.high > b.low)
    if op == '>':
        return compare('<', b, a)
    if op == '>=':
        return compare('<=', b, a)
    meet = a.low <= b.high and b.low <= a.high
    equal = whether(meet, not (a.low == a.high == b.low == b.high))
    return equal if op == '=' else truth_not(equal)


def same_code(a, b):
    if a.value is not None and b.value is not None:
        return yes_no(a.value == b.value)
    for known, other in ((a, b), (b, a)):
        if known.value is not None and known.value in other.excluded:
            return N
    return UNKNOWN


def is_member(code, elements):
    """A code in a set, which may itself be partly known."""
    if code.value is None:
        if elements.possible is not None and elements.possible <= code.excluded:
            return N
        return UNKNOWN
    if code.value in elements.sure:
        return Y
    return whether(elements.possible is None or code.value in elements.possible, True)


def within_set(a, b):
    """Whether every element of set a is in b."""
    may = b.possible is None or a.sure <= b.possible
    must = a.possible is not None and a.possible <= b.sure
    return whether(may, not must)


def has(how, subject, other):
    if how == 'all':
        return within_set(other, subject)
    if how == 'only':
        return within_set(subject, other)
    if subject.sure & other.sure:
        return Y
    if subject.possible is None or other.possible is None:
        empty = frozenset()
        return N if empty in (subject.possible, other.possible) else UNKNOWN
    return whether(bool(subject.possible & other.possible), True)


def has_hours(how, subject, other):
    if subject.minutes is None or other.minutes is None:
        return UNKNOWN
    if how == 'all':
        return yes_no(other.minutes <= subject.minutes)
    if how == 'only':
        return yes_no(subject.minutes <= other.minutes)
    return yes_no(bool(subject.minutes & other.minutes))


def in_schedule(instant, schedule, counting):
    if schedule.minutes is None or endless(instant.low) or endless(instant.high) or instant.high - instant.low > 10080:
        return UNKNOWN
    if any(not isinstance(day, int) for day, _ in schedule.starts):
        return frozenset().union(*(open_at(minute, schedule, counting) for minute in range(int(instant.low), int(instant.high) + 1)))
    # ordinal 1 (0001-01-01) was a Monday
    inside = {(minute - 1440) % 10080 in schedule.minutes for minute in range(int(instant.low), int(instant.high) + 1)}
    return whether(True in inside, False in inside)


def open_at(minute, schedule, counting):
    """Whether a minute lies in hours that began that day or the day before: several truths where it is not known if one is a holiday."""
    day, time = divmod(minute, 1440)
    return frozenset('Y' if time in today or time + 1440 in before else 'N' for today in hours_of(day, schedule, counting)
                     for before in hours_of(day - 1, schedule, counting))


def hours_of(day, schedule, counting):
    """The hours that may start on a day: those of the date stand in place of the day of the year's, these of the holiday's, of the eve's,
    of the weekday's."""
    date = datetime.date.fromordinal(day)
    possible = []
    for name, holds in ((date.isoformat(), True), (date.isoformat()[5:], True), ('holiday', counting.holiday(day)),
                        ('holiday-eve', counting.holiday(day + 1)), (date.weekday(), True)):
        hours = [minutes for start, minutes in schedule.starts if start == name]
        if isinstance(name, int) or (hours and holds is not False):
            possible.append(frozenset().union(*hours))
            if holds:
                break
    return possible


# Arithmetic

def add(a, b):
    """Both ends; none and anything gives none."""
    return Range(a.kind, *(NONE if NONE in (x, y) else x + y for x, y in ((a.low, b.low), (a.high, b.high))))


def subtract(a, b, kind):
    """a - b on ranges. What may be none gives what may be none; none - none is unknown."""
    if NONE in (a.low, b.low):
        both = a.high == b.high == NONE
        return Range(kind, -ANY, NONE) if both else point(kind, NONE)
    low = -ANY if b.high == NONE else a.low - b.high
    high = NONE if NONE in (a.high, b.high) else a.high - b.low
    return Range(kind, low, high)


def at_least_nothing(value):
    return Range(value.kind, max(0, value.low), max(0, value.high))


def multiply(a, b, kind, scale=1):
    if a.low == NONE or b.low == NONE:
        return point(kind, NONE)
    products = [0 if 0 in (x, y) else x * y for x in (a.low, a.high) for y in (b.low, b.high)]
    return Range(kind, min(products), max(products))


# Calendar

class Counting:
    """How days are counted (3.3)."""

    def __init__(self, given):
        self.included = given.get('first-day') == 'included'
        self.next_day = given.get('month-end') == 'next-day'
        self.roll = given.get('roll', 'none')
        self.holidays = {day_number(d) for d in given.get('holidays', [])}
        self.no_holidays = given.get('holidays') == []          # an empty list: none in any year
        self.years = {datetime.date.fromordinal(d).year for d in self.holidays}

    def working(self, day):
        """Whether it is a working day; None where no holiday table says."""
        date = datetime.date.fromordinal(day)
        if date.weekday() >= 5:
            return False
        return {True: False, False: True}.get(self.holiday(day))

    def holiday(self, day):
        known = self.no_holidays or datetime.date.fromordinal(day).year in self.years
        return day in self.holidays if known else None

    def months(self, day, months):
        date = datetime.date.fromordinal(day)
        year, month = divmod(date.year * 12 + date.month - 1 + months, 12)
        month += 1
        try:
            return datetime.date(year, month, date.day).toordinal()
        except ValueError:
            first_of_next = datetime.date(year + month // 12, month % 12 + 1, 1).toordinal()
            return first_of_next if self.next_day else first_of_next - 1

    def business(self, day, count, step):
        """(earliest, latest) day: a year without a table leaves it open."""
        left = count
        if count == 0:
            return day, day
        at = day
        if self.included:
            at -= step
        while left > 0:
            at += step
            working = self.working(at)
            if working is None:
                least = day + step * (count - 1 if self.included else count)
                return (least, ANY) if step > 0 else (-ANY, least)
            left -= 1 if working else 0
        return at, at

    def moved(self, day, period, count, step):
        """day plus (step 1) or minus (step -1) one known period, before rolling: (earliest, latest)."""
        if endless(day):
            return day, day
        if period == 'business':
            return self.business(day, count, step)
        moved = day + step * count if period == 'days' else self.months(day, step * count)
        if self.included and count > 0:
            moved -= step
        return moved, moved

    def rolled(self, day):
        if self.roll == 'none' or endless(day):
            return day
        step = 1 if self.roll == 'next' else -1
        while self.working(day) is False:
            day += step
        return day

    def plus(self, date, period):
        if date.low == NONE:
            return date
        low = self.moved(date.low, period.kind, period.low, 1)[0]
        high = self.moved(date.high, period.kind, period.high, 1)[1] if not endless(period.high) else max(ANY, date.high)
        if period.kind == 'business' and period.low > 0:
            return Range('date', low, high)         # a working day already
        return Range('date', self.rolled(low), self.rolled(high))

    def minus(self, date, period):
        if date.low == NONE:
            return date
        low = self.moved(date.low, period.kind, period.high, -1)[0] if not endless(period.high) else -ANY
        high = self.moved(date.high, period.kind, period.low, -1)[1]
        # a day that may be none may lie anywhere before it
        return Range('date', low, high)


def next_day(monthday, date):
    """The first such day of a year on or after a date."""
    if endless(date):
        return date
    for year in range(datetime.date.fromordinal(date).year, 10000):
        _, month, day = monthday
        try:
            if day == 'end':
                found = datetime.date(year + month // 12, month % 12 + 1, 1).toordinal() - 1
            else:
                found = datetime.date(year, month, day).toordinal()
        except ValueError:
            continue
        if found >= date:
            return found
    return NONE
