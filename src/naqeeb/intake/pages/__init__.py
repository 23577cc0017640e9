"""Pages, and HTML wherever it comes from, into the passages of an article."""
