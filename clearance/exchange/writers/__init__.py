"""Files out: CSV, XLSX, DOCX, ICS, GeoPackage, Parquet."""
