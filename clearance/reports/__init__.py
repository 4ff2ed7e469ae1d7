"""Tables of figures made from recorded facts: what pages, CSV and XLSX show alike."""
