"""How it is told: jinja2 templates and phrases in each language over one view of a diagnosis."""
