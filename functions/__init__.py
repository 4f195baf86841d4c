"""What AWS calls: the only place that imports Flask. It decides nothing about clues or verdicts."""
