"""Text as several rooms need it: clean, with times and dates in the forms that readers know."""
