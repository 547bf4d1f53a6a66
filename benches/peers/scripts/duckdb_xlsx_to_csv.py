"""DuckDB 1.5 with its extension for workbooks: XLSX to CSV."""
import sys
from pathlib import Path

import duckdb

source, output = sys.argv[1:]
extension = next(Path(duckdb.__file__).parent.parent.glob("duckdb_extension_excel/extensions/*/excel.duckdb_extension"))
db = duckdb.connect()
db.execute(f"LOAD '{extension}'")
db.execute(f"COPY (SELECT * FROM read_xlsx('{source}', all_varchar = true, header = true)) TO '{output}' (FORMAT csv, HEADER true)")
