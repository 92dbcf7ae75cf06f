"""A page of HTML as a tagged PDF (PDF/UA-1): bookmarks, page numbers, nothing fetched from anywhere."""

from __future__ import annotations

import hashlib
from typing import Any, NoReturn

from ..cases.failures import Refused

SHEET = """
@page { size: A4; margin: 18mm 16mm 20mm;
        @bottom-center { content: counter(page) " / " counter(pages); font: 8pt "DejaVu Sans", sans-serif; color: #59646b; } }
html { font-size: 10pt !important; }
body { font-family: "DejaVu Sans", sans-serif !important; font-size: 10pt !important; line-height: 1.4 !important;
       max-width: none !important; margin: 0 !important; padding: 0 !important; color: #1d2428; background: none !important; }
h1, h2, h3, h4, caption, summary { break-after: avoid; }
h1 { bookmark-level: 1; } h2 { bookmark-level: 2; } h3 { bookmark-level: 3; } h4 { bookmark-level: 4; }
summary { list-style: none !important; font-weight: 600; }
p { orphans: 2; widows: 2; }
body, td, th { overflow-wrap: break-word !important; } td, th { hyphens: auto; hyphenate-limit-chars: 8 3 3; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: .15rem .4rem .15rem 0; text-align: left; vertical-align: top; border-top: .5pt solid #cfd6da; }
.sheet[hidden] { display: table !important; } thead { display: table-header-group; } tr { break-inside: avoid; }
svg { max-width: 100%; }
"""


def pdf(html: str) -> bytes:
    """The page as a PDF, the same bytes for the same page and the same fonts. Raises `Refused` where the extra is missing."""
    weasyprint = _weasyprint()
    page = weasyprint.HTML(string=html, url_fetcher=Refusing(), base_url=None)
    sheet = weasyprint.CSS(string=SHEET, url_fetcher=Refusing())
    identifier = hashlib.sha256(html.encode()).hexdigest()[:32].encode()
    written: bytes = page.write_pdf(stylesheets=[sheet], pdf_variant="pdf/ua-1", pdf_identifier=identifier)
    return written


class Refusing:
    """Fetches nothing: a report holds all it needs, and what a stranger wrote into it must reach no file and no network."""

    _fail_on_errors = False    # WeasyPrint reads this from 68 on: leave out what is refused, and go on

    def __call__(self, url: str, *_rest: Any, **_named: Any) -> NoReturn:
        """Refuses. Raises `ValueError`."""
        raise ValueError(f"nothing is fetched while a report is put on paper: {url[:80]}")


def _weasyprint() -> Any:
    try:
        import weasyprint
    except ImportError:
        raise Refused("A PDF needs WeasyPrint, which is not installed: pip install 'rapport-diagnosis[pdf]'.") from None
    except OSError as error:
        told = "A PDF needs the Pango library, which is not there (on Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0)"
        raise Refused(f"{told}: {error}".splitlines()[0]) from None
    return weasyprint
