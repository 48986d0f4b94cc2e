"""Runs every lesson through Debian's nbclient and an installed Heaplab kernel: it must be valid, take
less than 20 seconds, and put out what `heaplab run` puts out.

    JUPYTER_PATH=... python3 test/conformance/run_notebooks.py [--ran FOLDER] notebooks/*.ipynb

FOLDER has the notebooks as they ran there (npm run outputs -- --ran FOLDER); without it they run here.
"""
import argparse
import os
import subprocess
import sys
import tempfile
import time

import nbformat
from nbclient import NotebookClient

HEAPLAB = os.path.join(os.path.dirname(__file__), "..", "..", "bin", "heaplab.js")
SECONDS = 20


def outputs(notebook):
    """What each code cell put out, its streams joined."""
    for cell in notebook.cells:
        own = []
        for output in cell.get("outputs", []):
            output = {key: value for key, value in output.items() if key != "execution_count"}
            if own and "text" in output and own[-1].get("name") == output["name"]:
                own[-1]["text"] += output["text"]
            else:
                own.append(output)
        yield cell.id, own


def by_heaplab(path, ran):
    if ran:
        return nbformat.read(os.path.join(ran, os.path.basename(path)), as_version=4)
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "out.ipynb")
        subprocess.run(["node", HEAPLAB, "run", path, "-o", out], check=True, capture_output=True)
        return nbformat.read(out, as_version=4)


parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
parser.add_argument("--ran", metavar="FOLDER")
parser.add_argument("notebooks", nargs="+")
arguments = parser.parse_args()
failed = 0
for path in arguments.notebooks:
    notebook = nbformat.read(path, as_version=4)
    started = time.monotonic()
    NotebookClient(notebook, kernel_name="heaplab", timeout=60).execute()
    seconds = time.monotonic() - started
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    problems = []
    charts = 0
    if seconds > SECONDS:
        problems.append("took more than %d s" % SECONDS)
    for (cell, here), (_, there) in zip(outputs(notebook), outputs(by_heaplab(path, arguments.ran))):
        if here != there:
            problems.append("cell %s: %r, but by heaplab run %r" % (cell, here, there))
    for cell in code:
        if cell.execution_count is None:
            problems.append("cell %s did not run" % cell.id)
        check = "raises-exception" in cell.metadata.get("tags", [])
        for output in cell.outputs:
            if output.output_type == "error" and not check:
                problems.append("cell %s: %s" % (cell.id, output.evalue))
            if "application/vnd.vegalite.v5+json" in output.get("data", {}):
                charts += 1
                if "image/svg+xml" not in output.data or "text/plain" not in output.data:
                    problems.append("cell %s: a chart without SVG or text" % cell.id)
        # An exercise that nobody has written yet must fail: silence would be full points in nbgrader.
        if check and not any(output.output_type == "error" for output in cell.outputs):
            problems.append("check cell %s passed without an answer" % cell.id)
    if charts < 3:
        problems.append("%d charts: a lesson shows at least three" % charts)
    for problem in problems:
        print("%s: %s" % (path, problem))
    failed += bool(problems)
    print("%s: %d cells, %d charts, %.1f s" % (path, len(code), charts, seconds))
sys.exit(1 if failed else 0)
