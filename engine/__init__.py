"""How to reason: from answers and a knowledge base to conclusions, proofs and a plan. Knows no domain."""
