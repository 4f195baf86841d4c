"""The only place that imports Jinja2: cities to pages. It knows no database and no Flask."""
