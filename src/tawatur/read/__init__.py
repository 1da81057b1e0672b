"""An article becomes a reading: units, times, figures, names, statements, events, commitments."""
