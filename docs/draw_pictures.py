"""First pages of three reports as small PNG files in docs/pictures/: as a page in a browser, as PDF, as a Word document."""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from rapport import tasks, tasks_paper

ROOT = Path(__file__).parent.parent
CASES = (("organisation-2", "en"), ("invented-pump-maker", "en"), ("invented-agency", "ru"))
COLOURS, WIDTH, LARGEST = 16, 600, 60_000
CHROMIUM = ("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--hide-scrollbars", "--window-size=820,1160")


def first_page(page: bytes, layout: str, folder: Path) -> Path:
    """The first page of a file as PNG."""
    path, out = folder / f"page.{layout}", folder / "page.png"
    path.write_bytes(page)
    if layout == "html":
        subprocess.run([*CHROMIUM, f"--user-data-dir={folder / 'browser'}", f"--screenshot={out}", path.as_uri()],
                       check=True, capture_output=True, timeout=90)
        return out
    if layout == "docx":
        subprocess.run(["soffice", f"-env:UserInstallation={(folder / 'office').as_uri()}", "--headless", "--convert-to", "pdf", "--outdir",
                        str(folder), str(path)], check=True, capture_output=True, timeout=120)
    subprocess.run(["pdftoppm", "-r", "90", "-png", "-singlefile", str(folder / "page.pdf"), str(folder / "page")], check=True, timeout=60)
    return out


def small(path: Path) -> bytes:
    """A picture in few colours and of a width fit to read."""
    with Image.open(path) as found:
        reduced = found.convert("RGB").resize((WIDTH, found.height * WIDTH // found.width), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    reduced.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def main() -> int:
    """Draws all; gives 1 if one is too large."""
    large = 0
    for name, language in CASES:
        case = ROOT / "examples" / f"{name}.yaml"
        for layout in ("html", "pdf", "docx"):
            page = tasks_paper.on_paper(lambda of, at=case, told=language: tasks.diagnose(at, told, of), layout, language)
            with tempfile.TemporaryDirectory() as folder:
                drawn = small(first_page(page.encode() if isinstance(page, str) else page, layout, Path(folder)))
            (ROOT / "docs" / "pictures" / f"{name}-{language}-{layout}.png").write_bytes(drawn)
            print(f"{name} {language} {layout}: {len(drawn)} bytes")
            large += len(drawn) > LARGEST
    return 1 if large else 0


if __name__ == "__main__":
    sys.exit(main())
