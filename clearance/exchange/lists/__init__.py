"""Spreadsheets and drawings read as rows of households, graves, parcels, payments."""
