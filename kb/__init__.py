"""What is known, and who said it: YAML files, the model they are read into, and the checks they pass."""

from .loader import load, shipped
from .model import LANGUAGES, KnowledgeBase
from .problems import BrokenFile, Place, Problem, Problems

__all__ = ["LANGUAGES", "BrokenFile", "KnowledgeBase", "Place", "Problem", "Problems", "load", "shipped"]
