# SPDX-License-Identifier: GPL-3.0-or-later
"""One journey through the real window, as a screen reader goes it: open the sample city, search, open a business, read why a provision is not
met, go to another by name and read what would settle it, take a complaint, undo it. Usage: journey.py REEVE REEVECTL. Runs itself on a display and a session bus of its own. Exit 77: skipped."""

import os
import shutil
import subprocess
import sys
import tempfile
import time

TIMEOUT = 90


def again_in_session():
    """Runs this script again under xvfb-run and dbus-run-session."""
    for tool in ('xvfb-run', 'dbus-run-session'):
        if shutil.which(tool) is None:
            print(f'{tool} is not installed')
            return 77
    python = '/usr/bin/python3' if os.path.exists('/usr/bin/python3') else sys.executable
    if subprocess.run([python, '-c', 'import pyatspi'], capture_output=True).returncode != 0:
        print('pyatspi is not installed')
        return 77
    env = dict(os.environ, REEVE_JOURNEY='1', GSK_RENDERER='cairo', GDK_BACKEND='x11', GSETTINGS_BACKEND='memory')
    for name in ('GTK_A11Y', 'NO_AT_BRIDGE', 'G_DEBUG'):
        env.pop(name, None)
    return subprocess.run(['xvfb-run', '-a', '-n', '140', '-s', '-screen 0 1400x1000x24 -noreset', 'dbus-run-session', '--', python, __file__, *sys.argv[1:]], env=env).returncode


def wait_for(what, function, seconds=TIMEOUT):
    """The first true value of @function; fails saying @what when it does not come in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            value = function()
            if value:
                return value
        except Exception as error:  # rows vanish while they are walked
            if 'KeyboardInterrupt' in repr(error):
                raise
        time.sleep(0.1)
    print(f'not ok: {what}')
    raise SystemExit(1)


def main():
    import pyatspi

    reeve, reevectl = sys.argv[1:3]
    folder = tempfile.mkdtemp(prefix='reeve-journey-')
    path = os.path.join(folder, 'calder-bend.reeve')
    subprocess.run([reevectl, 'sample', path], check=True, stdout=subprocess.DEVNULL)
    env = dict(os.environ, XDG_DATA_HOME=os.path.join(folder, 'data'), XDG_CONFIG_HOME=os.path.join(folder, 'config'))
    program = subprocess.Popen([reeve, path], env=env)

    def application():
        return next((app for app in pyatspi.Registry.getDesktop(0) if app and app.get_process_id() == program.pid), None)

    def walk(node, depth=0):
        if node is None or depth > 40:
            return
        yield node
        # a table of hundreds of rows is looked into only so far
        for index in range(min(node.childCount, 4 if node.getRoleName() in ('table', 'tree table', 'list', 'list box') else 60)):
            yield from walk(node[index], depth + 1)

    def find(name, roles=None, root=None):
        for node in walk(root if root is not None else application()):
            if name in (node.name or '') and (roles is None or node.getRoleName() in roles):
                return node
        return None

    def press(node):
        action = node.queryAction()
        for index in range(action.nActions):
            if action.getName(index) in ('click', 'activate', 'press', 'toggle', ''):
                return action.doAction(index) or True
        return action.doAction(0) or True

    def type_into(node, text):
        for candidate in walk(node):
            try:
                candidate.queryEditableText().setTextContents(text)
                return True
            except NotImplementedError:
                continue
        return False

    def enter():
        """The key, as it is pressed."""
        pyatspi.Registry.generateKeyboardEvent(0xff0d, None, pyatspi.KEY_SYM)

    def done(what):
        print(f'ok: {what}', flush=True)

    try:
        wait_for('the program is on the bus', application)
        wait_for('the sample is open', lambda: find('600 businesses', ['label']))
        done('the sample is open')

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

        def act(name):
            action = application()[0].queryAction()
            return action.doAction([action.getName(index) for index in range(action.nActions)].index(name))

        act('win.go-to')
        go_to = wait_for('there is a field to go by', lambda: find('Find or go to', ['dialog']))
        wait_for('it takes text', lambda: type_into(go_to, 'fennimore'))
        wait_for('the business is found', lambda: find('Fennimore & Daughters, ', root=go_to))
        enter()
        wait_for('one is there', lambda: find('Fennimore & Daughters', root=detail))
        wait_for('what would settle it is said', lambda: find('Would settle it:', root=detail))
        wait_for('and the way there', lambda: find('Plan an inspection', ['push button'], detail) or find('Go to the field', ['push button'], detail))
        done('went to another by its name')

        act('win.go-to')
        wait_for('it takes text again', lambda: type_into(go_to, 'ostrander'))
        wait_for('the first is found again', lambda: find('Ostrander Relaxation, ', root=go_to))
        enter()
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
        return 0
    finally:
        program.terminate()
        try:
            program.wait(10)
        except subprocess.TimeoutExpired:
            program.kill()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == '__main__':
    sys.exit(main() if os.environ.get('REEVE_JOURNEY') == '1' else again_in_session())
