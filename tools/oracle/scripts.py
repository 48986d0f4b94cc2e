"""Records what real interpreters print: python3 scripts.py INTERPRETER... -- SCRIPT.py...

Writes SCRIPT.json beside each script: an object from version ("3.12") to standard output. Versions that
are there already stay, so that one interpreter after the other can be recorded. Hashes are seeded with 0
and the script is run from its own folder, by its file name, as the tests run it.
"""
import json
import os
import subprocess
import sys


def record(interpreter, script):
    folder, name = os.path.split(os.path.abspath(script))
    environment = dict(os.environ, PYTHONHASHSEED="0", PYTHONUNBUFFERED="1")
    done = subprocess.run(
        [interpreter, name], cwd=folder, env=environment, capture_output=True, timeout=300)
    if done.returncode:
        raise SystemExit("%s %s: %s" % (interpreter, script, done.stderr.decode()))
    # From 3.9 on the program knows itself by its whole path.
    return done.stdout.decode().replace(folder + os.sep, "")


def version(interpreter):
    code = "import sys; print('%d.%d' % sys.version_info[:2])"
    return subprocess.check_output([interpreter, "-c", code], text=True).strip()


def main():
    split = sys.argv.index("--")
    interpreters, scripts = sys.argv[1:split], sys.argv[split + 1:]
    for script in scripts:
        path = os.path.splitext(script)[0] + ".json"
        known = {}
        if os.path.exists(path):
            with open(path) as file:
                known = json.load(file)
        for interpreter in interpreters:
            known[version(interpreter)] = record(interpreter, script)
        ordered = dict(sorted(known.items(), key=lambda pair: int(pair[0].split(".")[1])))
        with open(path, "w") as file:
            json.dump(ordered, file, indent=1)
            file.write("\n")


main()
