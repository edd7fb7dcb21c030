"""The notebook runs from its first cell to its last."""

from pathlib import Path

import nbformat
from nbclient import NotebookClient

NOTEBOOKS = Path(__file__).resolve().parents[1] / "notebooks"


def test_the_demo_notebook_runs():
    notebook = nbformat.read(NOTEBOOKS / "demo.ipynb", as_version=4)
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": NOTEBOOKS}}).execute()
    told = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    shown = [output["data"]["text/html"] for output in told if "text/html" in output.get("data", {})]
    assert any('title="officials familiar with the talks says"' in html for html in shown), "an article shows its claims"
    assert any("established" in output.get("text", "") for output in told), "and the ledger its origins"
