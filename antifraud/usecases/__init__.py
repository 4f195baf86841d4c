"""What the system can do, one file each. It knows no database, no page and no Flask."""
