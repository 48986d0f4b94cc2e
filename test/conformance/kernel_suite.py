"""The public conformance suite, with every feature filled in, against an installed Heaplab kernel.

Run with JUPYTER_PATH pointing at a folder that has the kernelspec: see
test/conformance/run-kernel-suite.sh. Debian: python3-jupyter-kernel-test.
"""
import unittest

import jupyter_kernel_test


class HeaplabKernelTests(jupyter_kernel_test.KernelTests):
    kernel_name = "heaplab"
    language_name = "typescript"
    file_extension = ".ts"
    code_hello_world = "console.log('hello, world')"
    code_stderr = "console.error('to stderr')"
    completion_samples = [
        {"text": "encodeURIC", "matches": {"encodeURIComponent"}},
        {"text": "[1].findLastI", "matches": {"findLastIndex"}},
    ]
    complete_code_samples = [
        "1 + 1",
        "const x: number = 2;",
        "function f() {\n  return 1;\n}",
        "// a comment",
        "`a ${1} b`",
    ]
    incomplete_code_samples = [
        "function f() {",
        "const o = {\n  a: 1,",
        "[1, 2,",
        "if (true) {\n  f(",
        "`not closed",
        "/* a comment",
        "const x =",
    ]
    invalid_code_samples = ["let = = 3", "const 1x = 2;", "}", "function ) {}"]
    code_page_something = "import { page } from 'heaplab'; page('a long text');"
    code_generate_error = "throw new Error('on purpose')"
    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": "[1, 2, 3].map((x) => x * x)", "result": "[ 1, 4, 9 ]"},
        {"code": "'a' + 'b'", "result": "'ab'"},
    ]
    code_display_data = [
        {
            "code": "import { display } from 'heaplab'; display({ 'image/svg+xml': '<svg/>', 'text/plain': 'x' })",
            "mime": "image/svg+xml",
        },
        {
            "code": "import { display } from 'heaplab'; display({ 'application/vnd.vegalite.v5+json': {} })",
            "mime": "application/vnd.vegalite.v5+json",
        },
    ]
    code_history_pattern = "6 * ?"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "console.log"
    code_clear_output = "import { clearOutput } from 'heaplab'; clearOutput()"


if __name__ == "__main__":
    unittest.main()
