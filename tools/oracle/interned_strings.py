"""Records the interned strings of a start-up heap: python3 interned_strings.py FILE.json INTERPRETER...

FILE.json is an object from version to {"immortal": "a b ...", "counts": {"2": "ab ...", ...}}: the strings of at
most six letters that are interned when a program starts, those that never die apart, the others by how many
references they have. Candidates are all words of the interpreter's library, and all of one and two letters.
"""
import glob
import itertools
import json
import os
import re
import string
import subprocess
import sys
import tempfile

LONGEST = 6

COUNT = """import sys
def zz_count(zz_texts):
    zz_found = []
    for zz_text in zz_texts:
        zz_text = sys.intern(zz_text)
        zz_found.append(sys.getrefcount(zz_text))
    return zz_found
zz_own = zz_count(['zz_%d' % 1])[0]
print([zz_n - zz_own for zz_n in zz_count(open(sys.argv[1]).read().split())])
"""


def candidates(interpreter):
    code = "import os; print(os.path.dirname(os.__file__))"
    library = subprocess.check_output([interpreter, "-c", code], text=True).strip()
    letters = string.ascii_letters + string.digits + "_"
    found = set(letters) | {a + b for a, b in itertools.product(letters, repeat=2)}
    for pattern in ("*.py", "collections/*.py", "importlib/*.py", "encodings/utf_8.py"):
        for path in glob.glob(os.path.join(library, pattern)):
            with open(path, encoding="utf-8", errors="replace") as file:
                found.update(re.findall(r"\w+", file.read(), re.ASCII))
    return sorted(text for text in found if len(text) <= LONGEST)


def record(interpreter):
    texts = candidates(interpreter)
    with tempfile.TemporaryDirectory() as folder:
        program, words = os.path.join(folder, "p.py"), os.path.join(folder, "words")
        with open(program, "w") as file:
            file.write(COUNT)
        with open(words, "w") as file:
            file.write("\n".join(texts))
        counts = json.loads(subprocess.check_output([interpreter, program, words], text=True))
    immortal = [text for text, count in zip(texts, counts) if count > 10**8]
    by_count = {}
    for text, count in zip(texts, counts):
        if 0 < count <= 10**8:
            by_count.setdefault(count, []).append(text)
    return {"immortal": " ".join(immortal), "counts": {n: " ".join(by_count[n]) for n in sorted(by_count)}}


def main():
    path, interpreters = sys.argv[1], sys.argv[2:]
    known = {}
    if os.path.exists(path):
        with open(path) as file:
            known = json.load(file)
    for interpreter in interpreters:
        code = "import sys; print('%d.%d' % sys.version_info[:2])"
        version = subprocess.check_output([interpreter, "-c", code], text=True).strip()
        known[version] = record(interpreter)
    with open(path, "w") as file:
        json.dump(dict(sorted(known.items(), key=lambda pair: int(pair[0].split(".")[1]))), file, indent=1)
        file.write("\n")


main()
