# SPDX-License-Identifier: GPL-3.0-or-later
"""One journey through the real window, as a screen reader goes it: open the sample city, search, open a business, read why a provision is not
met, go to another by name and read what would settle it, take a complaint, undo it, look
at a release. Usage: journey.py REEVE REEVECTL. Runs itself on a display and a session bus of its own. Exit 77: skipped."""

import os
import sys
import time

from journey_tools import Window, again_in_session, done, wait_for


def main():
    with Window(*sys.argv[1:3]) as window:
        travel(window)
    return 0


def travel(window):
    find, walk, press, type_into, act = window.find, window.walk, window.press, window.type_into, window.act

    search = wait_for('there is a search field', lambda: find('Find in the businesses', ['entry', 'text']))
    wait_for('the search field takes text', lambda: type_into(search, 'ostrander relax'))
    wait_for('one business is left', lambda: find('1 of 600 shown'))
    done('searched')

    wait_for('the row says all in its label', lambda: find('Ostrander Relaxation, ').name.count(',') >= 3)
    detail = wait_for('there is a detail', lambda: find('Selected business'))
    wait_for('the detail is that of the business', lambda: find('Ostrander Relaxation', root=detail))
    done('opened a business')

    wait_for('its first finding is explained', lambda: find('Facts used', root=detail) and find('How computed', root=detail))
    order = wait_for('what is in order is folded', lambda: find('In order', ['push button'], detail))
    press(order)
    finding = wait_for('a finding that is met can be opened', lambda: next(
        (node for node in walk(detail) if node.getRoleName() == 'push button' and (node.name or '').endswith(', Met')), None))
    before = sum(1 for node in walk(detail) if node.name == 'Facts used')
    press(finding)
    wait_for('it is explained too', lambda: sum(1 for node in walk(detail) if node.name == 'Facts used') > before)
    done('read why: ' + finding.name)

    wait_for('a fact says value and source', lambda: next((node for node in walk(detail) if node.getRoleName() == 'push button'
                                                            and 'licence register' in (node.name or '')), None))
    wait_for('the branch that decided is said', lambda: find('Decided by: ', root=detail))
    press(wait_for('it can be copied as text', lambda: find('Copy as text', ['push button'], detail)))
    wait_for('that is said', lambda: find('copied as text'))
    done('copied the explanation')

    window.go_to('fennimore', 'Fennimore & Daughters, ')
    wait_for('one is there', lambda: find('Fennimore & Daughters', root=detail))
    wait_for('what would settle it is said', lambda: find('Would settle it:', root=detail))
    wait_for('and the way there', lambda: find('Plan an inspection', ['push button'], detail) or find('Go to the field', ['push button'], detail))
    done('went to another by its name')

    window.go_to('ostrander', 'Ostrander Relaxation, ')
    wait_for('one is back', lambda: find('Ostrander Relaxation', root=detail))

    press(wait_for('complaints have a tab', lambda: find('Complaints', ['page tab'], detail)))
    press(wait_for('a complaint can be begun', lambda: find('New complaint', ['push button'], detail)))
    press(wait_for('a complaint may be anonymous', lambda: find('Anonymous', ['radio button'])))
    words = wait_for('there is a field for what was told', lambda: find('What was told', ['text']))
    wait_for('it takes words', lambda: type_into(words, 'Open past midnight on Friday.'))
    press(wait_for('it can be kept', lambda: find('Done', ['push button'])))
    wait_for('it is counted', lambda: find('116 shown', ['label']))
    done('took a complaint')

    def undo():
        return act('win.undo')

    # each field was kept by itself, so it may take more than one step; a toast says each, but is gone before a slow walk gets to it
    wait_for('undone, it is gone', lambda: find('115 shown', ['label']) or (undo() and time.sleep(1.5)))
    done('undid it')

    act('win.records-request')
    release = wait_for('there is a release dialog', lambda: next((node for node in window.application() if (node.name or '').startswith('Release')), None))
    wait_for('the button says what is missing', lambda: find('Say to whom it goes.', ['push button'], release))
    wait_for('to whom can be said', lambda: type_into(find('To', ['text', 'entry'], release), 'Daily Beacon'))
    wait_for('the button says what is still missing', lambda: find('Say why', ['push button'], release))
    wait_for('why can be said', lambda: type_into(find('Why, for the log', ['text', 'entry'], release), 'The register'))
    wait_for('the number of the request can be said', lambda: type_into(find('Number of the request', ['text', 'entry'], release), 'PIA-2026-041'))
    wait_for('it could be made', lambda: find('Make the release', ['push button'], release))
    wait_for('by when is told', lambda: find('552.', root=release))
    wait_for('what goes out is told as one thing', lambda: find(' Businesses. Number, ', root=release))
    wait_for('and a check by how it stands', lambda: find('Done: Nothing beyond what this audience may see.', root=release))
    press(wait_for('it can be looked at first', lambda: find('Look at it first', ['push button'], release)))
    wait_for('its rows are there', lambda: find('Businesses', ['table', 'tree table'], next(node for node in window.application() if node.name == 'Look at it first')))
    done('looked at a release before it is made')


if __name__ == '__main__':
    sys.exit(main() if os.environ.get('REEVE_JOURNEY') == '1' else again_in_session('140'))
