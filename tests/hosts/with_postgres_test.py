"""The server of examples/hr-host/with_postgres.sh: there while its command runs, and gone afterwards, whatever happens.

In: nothing but the script. Knows nothing of hosts.
"""
import os
import re
import signal
import subprocess
import unittest
from pathlib import Path

from databases import EXAMPLE, PATIENCE, until

SCRIPT = EXAMPLE / "with_postgres.sh"
# Says where the server is and who it is, then waits to be told to go on.
TELLING = 'echo "$HR_DATABASE" && psql -X -A -t "$HR_DATABASE" -c "SHOW data_directory" -c "SHOW listen_addresses"'
WAITING = TELLING + " && read -r answer"


def folder_of(place):
    return Path(re.fullmatch(r"postgresql://hr@/hr\?host=(/.+)", place).group(1))


def server_of(folder):
    """Its process, as its own file says."""
    return int((folder / "data/postmaster.pid").read_text().splitlines()[0])


def is_running(process):
    try:
        os.kill(process, 0)
        return not Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False


class ServerOfItsOwn(unittest.TestCase):
    def test_is_there_for_the_command_and_gone_afterwards(self):
        done = subprocess.run([SCRIPT, "sh", "-c", TELLING], capture_output=True, text=True, timeout=PATIENCE)
        self.assertEqual(done.returncode, 0, done.stderr)
        place, data, addresses = done.stdout.split("\n")[:3]
        folder = folder_of(place)
        self.assertEqual(data, f"{folder}/data")
        self.assertEqual(addresses, "")  # the socket only
        self.assertFalse(folder.exists())

    def test_the_command_s_end_is_the_script_s(self):
        done = subprocess.run([SCRIPT, "sh", "-c", "exit 7"], capture_output=True, timeout=PATIENCE)
        self.assertEqual(done.returncode, 7)

    def start(self):
        script = subprocess.Popen([SCRIPT, "sh", "-c", WAITING], text=True, stdin=subprocess.PIPE,
                                  stdout=subprocess.PIPE)
        self.addCleanup(script.stdin.close)
        self.addCleanup(script.stdout.close)
        folder = folder_of(script.stdout.readline().strip())
        self.assertEqual(script.stdout.readline(), f"{folder}/data\n")
        self.assertEqual(script.stdout.readline(), "\n")
        server = server_of(folder)
        self.assertTrue(is_running(server))
        return script, folder, server

    def test_goes_with_a_script_that_is_told_to_end(self):
        script, folder, server = self.start()
        script.terminate()
        script.stdin.write("go on\n")
        script.stdin.flush()
        self.assertEqual(script.wait(timeout=PATIENCE), 143)
        self.assertFalse(is_running(server))
        self.assertFalse(folder.exists())

    def test_goes_with_a_script_that_is_killed(self):
        script, folder, server = self.start()
        script.send_signal(signal.SIGKILL)
        script.wait(timeout=PATIENCE)
        until(lambda: not is_running(server), "the server ends")
        subprocess.run(["rm", "-rf", folder], check=True)  # nobody else can


if __name__ == "__main__":
    unittest.main()
