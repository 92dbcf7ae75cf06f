"""What is known, and who said it: YAML files, the model they are read into, and the checks they pass."""

from .loader import SHIPPED, load, shipped
from .model import KnowledgeBase
from .problems import BrokenFile, Place, Problem, Problems
from .text import LANGUAGES

__all__ = ["LANGUAGES", "SHIPPED", "BrokenFile", "KnowledgeBase", "Place", "Problem", "Problems", "load", "shipped"]
