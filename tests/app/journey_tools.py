# SPDX-License-Identifier: GPL-3.0-or-later
"""What the journeys through the real window share: a display and a bus of their own, the program on a sample city, and finding, pressing and
typing as a screen reader does it. Exit 77 of a journey: skipped."""

import os
import shutil
import subprocess
import sys
import tempfile
import time

TIMEOUT = 90
RETURN, ESCAPE = 0xff0d, 0xff1b


def again_in_session(number):
    """Runs this script again under xvfb-run, with displays from @number on, and dbus-run-session."""
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
    return subprocess.run(['xvfb-run', '-a', '-n', number, '-s', '-screen 0 1400x1000x24 -noreset', 'dbus-run-session', '--', python, *sys.argv], env=env).returncode


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


def done(what):
    print(f'ok: {what}', flush=True)


class Window:
    """The program on a new sample city, until the end of its block."""

    def __init__(self, reeve, reevectl):
        import pyatspi

        self.pyatspi = pyatspi
        self.folder = tempfile.mkdtemp(prefix='reeve-journey-')
        self.path = os.path.join(self.folder, 'calder-bend.reeve')
        subprocess.run([reevectl, 'sample', self.path], check=True, stdout=subprocess.DEVNULL)
        env = dict(os.environ, XDG_DATA_HOME=os.path.join(self.folder, 'data'), XDG_CONFIG_HOME=os.path.join(self.folder, 'config'))
        self.program = subprocess.Popen([reeve, self.path], env=env)

    def __enter__(self):
        wait_for('the program is on the bus', self.application)
        wait_for('the sample is open', lambda: self.find('600 businesses', ['label']))
        done('the sample is open')
        return self

    def __exit__(self, *_):
        self.program.terminate()
        try:
            self.program.wait(10)
        except subprocess.TimeoutExpired:
            self.program.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    def application(self):
        return next((app for app in self.pyatspi.Registry.getDesktop(0) if app and app.get_process_id() == self.program.pid), None)

    def walk(self, node=None, depth=0):
        node = node if node is not None or depth else self.application()
        if node is None or depth > 40:
            return
        yield node
        # a table of hundreds of rows is looked into only so far
        for index in range(min(node.childCount, 4 if node.getRoleName() in ('table', 'tree table', 'list', 'list box') else 60)):
            yield from self.walk(node[index], depth + 1)

    def find(self, name, roles=None, root=None):
        for node in self.walk(root):
            if name in (node.name or '') and (roles is None or node.getRoleName() in roles):
                return node
        return None

    def press(self, node):
        action = node.queryAction()
        for index in range(action.nActions):
            if action.getName(index) in ('click', 'activate', 'press', 'toggle', ''):
                return action.doAction(index) or True
        return action.doAction(0) or True

    def type_into(self, node, text):
        for candidate in self.walk(node):
            try:
                candidate.queryEditableText().setTextContents(text)
                return True
            except NotImplementedError:
                continue
        return False

    def key(self, value):
        """A key symbol, as it is pressed."""
        self.pyatspi.Registry.generateKeyboardEvent(value, None, self.pyatspi.KEY_SYM)

    def act(self, name):
        """An action of the window by its name."""
        action = self.application()[0].queryAction()
        return action.doAction([action.getName(index) for index in range(action.nActions)].index(name))

    def go_to(self, text, then):
        """Enter on the first that Ctrl+K finds for @text, once @then is among it."""
        self.act('win.go-to')
        field = wait_for('there is a field to go by', lambda: self.find('Find or go to', ['dialog']))
        wait_for('it takes text', lambda: self.type_into(field, text))
        wait_for(f'{then} is found', lambda: self.find(then, root=field))
        self.key(RETURN)
