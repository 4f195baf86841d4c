"""The world beyond the database: who gets codes, and sites that are asked. It decides nothing."""
