# SPDX-License-Identifier: GPL-3.0-or-later
"""A council's question, asked as a screen reader goes through the window: begin a draft from the ordinance in force, change 1,000 feet from a
school to 1,500 in the form, see whom it would concern, read the two explanations of one business, write the annex, undo. Usage:
journey-draft.py REEVE REEVECTL. Runs itself on a display and a session bus of its own. Exit 77: skipped."""

import json
import os
import re
import subprocess
import sys
import time

from journey_tools import ESCAPE, Window, again_in_session, done, wait_for


def main():
    with Window(*sys.argv[1:3]) as window:
        travel(window, sys.argv[2])
    return 0


def counts_of(reevectl, window, draft):
    """What the command line says of the same question."""
    told = subprocess.run([reevectl, 'compare', window.path, draft, '--json', '--list'], capture_output=True, text=True)
    return json.loads(told.stdout)


def write_annex(window, path):
    """Through the button and the file dialog."""
    window.press(wait_for('there is a button for the annex', lambda: window.find('Impact annex', ['push button'])))
    question = wait_for('to whom and why is asked', lambda: window.find('Impact annex for the council', ['dialog', 'alert', 'frame']))
    for entry, words in (('To', 'City Council'), ('Why', 'Draft of chapter 18')):
        wait_for(f'there is a field {entry}', lambda: next((node for node in window.walk(question) if node.name == entry and node.getRoleName() in ('text', 'entry')
                                                            and window.type_into(node, words)), None))
    press = window.find('Release', ['push button'], question)
    wait_for('it can be released', lambda: press.getState().contains(window.pyatspi.STATE_SENSITIVE))
    window.press(press)
    dialog = wait_for('where to is asked', lambda: next((top for top in window.application() if top.name == 'Write the impact annex'), None))
    wait_for('the dialog takes a name', lambda: window.type_into(dialog, path))
    window.press(wait_for('it can be saved', lambda: window.find('Save', ['push button'], dialog)))
    wait_for('the file is there', lambda: os.path.exists(path) and os.path.getsize(path) > 0)


def travel(window, reevectl):
    find, walk, press, type_into, act = window.find, window.walk, window.press, window.type_into, window.act

    def value():
        """The number in the form under the name of the parameter."""
        for box in walk():
            if box.name == 'school distance' and box.getRoleName() == 'filler':
                return next(node for node in walk(box) if node.getRoleName() == 'text' and node.name == 'Value')
        return None

    def text_of(node):
        text = node.queryText()
        return text.getText(0, text.characterCount)

    window.go_to('ordinances', 'Go to the ordinances')
    wait_for('the version in force is shown', lambda: find('Adopted, in force from', ['label']))
    act('win.add')
    wait_for('a draft is begun from it', lambda: find('Draft 1 of ', ['label']))
    wait_for('its form has the distance', lambda: text_of(value()) in ('1000', '1,000'))
    done('began a draft')

    wait_for('the field takes a number', lambda: type_into(value(), '1500'))
    wait_for('the rule says it in words', lambda: find('1500 ft (school distance)') or find('1,500 ft (school distance)'))
    wait_for('what is in force stands beside it', lambda: find('in force: 1000 ft'))
    wait_for('an example at the old limit fails', lambda: find('Expect this', ['push button']))
    done('changed 1,000 to 1,500 feet in the form')

    draft = os.path.join(window.folder, 'draft.yaml')
    sources = os.path.join(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))), 'data', 'ordinances')
    with open(os.path.join(sources, 'calder-bend.ordinance.yaml'), encoding='utf-8') as file, open(draft, 'w', encoding='utf-8') as out:
        out.write(file.read().replace('school-distance: 1000 ft', 'school-distance: 1500 ft'))
    expected = counts_of(reevectl, window, draft)

    act('win.check')
    card = wait_for('it is tried on the records', lambda: next((node for node in walk() if node.getRoleName() in ('push button', 'toggle button')
                                                                 and re.match(r'Newly not met: [0-9]+\.', node.name or '')), None))
    assert int(re.search('[0-9]+', card.name).group()) == expected['newly'] > 0, (card.name, expected['newly'])
    unknown = find('Newly cannot be told: ', ['push button', 'toggle button'])
    assert int(re.search('[0-9]+', unknown.name).group()) == expected['unknown'], (unknown.name, expected['unknown'])
    bar = wait_for('the provision has a bar that says its numbers', lambda: find('1,000 feet from a school. ', ['list item']))
    assert f'Newly not met: {expected["newly"]}' in bar.name, bar.name
    done('saw the new count: ' + card.name)

    changed = sum(1 for record in expected['records'] if record['effect'] == 'newly')
    press(card)
    wait_for('the list has those', lambda: find(f'{changed} whose answer changes', ['label']))
    names = [record['name'] for record in expected['records'] if record['effect'] == 'newly']
    row = wait_for('its rows say who and why', lambda: next((node for node in walk(find('Businesses whose answer changes', ['list']))
                                                              if any((node.name or '').startswith(name + ', Newly') for name in names)), None))
    name = row.name.split(',')[0]
    done('narrowed the list to them, and read: ' + row.name)

    # found by its name it is the one selected, here as on every page
    window.go_to(name, name + ', ')
    wait_for('it is selected', lambda: find(name, root=find('Selected business')))
    act('win.back')
    wait_for('both explanations can be asked for', lambda: find('Both explanations', ['push button']).getState().contains(window.pyatspi.STATE_SENSITIVE))
    press(find('Both explanations', ['push button']))
    both = wait_for('both explanations are shown', lambda: next((top for top in window.application() if top.name == 'Both explanations'), None))
    wait_for('of that business', lambda: find(name, root=both))
    wait_for('each under the name of its text', lambda: find('In force', root=both) and find('Draft 1', root=both))
    wait_for('each with its facts', lambda: sum(1 for node in walk(both) if node.name == 'Facts used') >= 2)
    wait_for('and they differ', lambda: find('1,000 ft', ['label'], both) and find('1,500 ft', ['label'], both))
    done('read the two explanations of ' + name)
    window.key(ESCAPE)
    wait_for('they are put away', lambda: all(top.name != 'Both explanations' for top in window.application()))

    annex = os.path.join(window.folder, 'annex.pdf')
    write_annex(window, annex)
    with open(annex, 'rb') as file:
        assert file.read(5) == b'%PDF-'
    done('wrote the annex')

    window.go_to('ordinances', 'Go to the ordinances')
    # the draft begun and the value changed are two steps
    wait_for('undone, the draft says 1,000 again', lambda: text_of(value()) in ('1000', '1,000') or (act('win.undo') and time.sleep(1.5)))
    done('undid it')


if __name__ == '__main__':
    sys.exit(main() if os.environ.get('REEVE_JOURNEY') == '1' else again_in_session('210'))
