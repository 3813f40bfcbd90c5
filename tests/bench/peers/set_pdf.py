"""Run by an interpreter that has WeasyPrint: for each file named on a line, its PDF and how long it took."""

import json
import sys
import time
from pathlib import Path

import weasyprint

for line in sys.stdin:
    page = Path(line.strip())
    started, busy = time.perf_counter_ns(), time.process_time_ns()
    pdf = weasyprint.HTML(filename=page).write_pdf()
    taken = {"taken": time.perf_counter_ns() - started, "computed": time.process_time_ns() - busy}
    page.with_suffix(".pdf").write_bytes(pdf)
    print(json.dumps(taken), flush=True)
