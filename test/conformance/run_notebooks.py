"""Runs every lesson through Debian's nbclient and an installed Heaplab kernel.

    JUPYTER_PATH=... python3 test/conformance/run_notebooks.py notebooks/*.ipynb
"""
import sys
import time

import nbformat
from nbclient import NotebookClient

failed = 0
for path in sys.argv[1:]:
    notebook = nbformat.read(path, as_version=4)
    started = time.monotonic()
    NotebookClient(notebook, kernel_name="heaplab", timeout=60).execute()
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    problems = []
    charts = 0
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
    print("%s: %d cells, %d charts, %.1f s" % (path, len(code), charts, time.monotonic() - started))
sys.exit(1 if failed else 0)
