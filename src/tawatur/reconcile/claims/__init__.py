"""Claims: candidates, the features that compare them, the decision."""
