"""Every command and option that a program's --help names stands in its manual page.

    manual_test.py PROGRAM MANUAL
"""
import pathlib
import re
import subprocess
import sys

# Arguments by position, which Boost.Program_options lists among the options.
POSITIONAL = {"--scenario", "--runs", "--world"}


def help_of(*command):
    return subprocess.run([*command, "--help"], check=True, capture_output=True, text=True, timeout=30).stdout


def main():
    program, page = sys.argv[1:]
    manual = pathlib.Path(page).read_text(encoding="utf-8").replace("\\-", "-")
    described = set(re.findall(r"--?[A-Za-z][-A-Za-z0-9]*", re.sub(r"\\f.", " ", manual)))

    text = help_of(program)
    listed = text.partition("Commands:\n")[2].partition("\n\n")[0]
    commands = re.findall(r"^  ([a-z]+) {2,}", listed, re.MULTILINE)
    missing = [command for command in commands if f"\n.B {command}\n" not in manual]
    text += "".join(help_of(program, command) for command in commands)

    options = set(re.findall(r"(?<![A-Za-z0-9-])--?[A-Za-z][-A-Za-z0-9]*", text)) - POSITIONAL
    if len(options) < 5:
        sys.exit(f"found only {options} in the help of {program}")
    missing += sorted(options - described)
    if missing:
        sys.exit(f"{page} does not describe: {', '.join(missing)}")


main()
