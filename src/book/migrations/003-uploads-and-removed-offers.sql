-- Which revisions were exported and uploaded, and which offers were removed.

-- A file that was written, with the number of the revision in it. Partner Center imports CSV files only. A list on
-- standard output has no digest.
CREATE TABLE export (
    id INTEGER PRIMARY KEY,
    offer INTEGER NOT NULL REFERENCES offer (id),
    number INTEGER NOT NULL CHECK (number >= 1),
    time TEXT NOT NULL,
    is_for_upload INTEGER NOT NULL CHECK (is_for_upload IN (0, 1)),
    sha256 BLOB CHECK (length(sha256) = 32)
) STRICT;

CREATE INDEX export_of_offer ON export (offer);

-- A revision that Partner Center has according to a person, or to a list that was exported there.
CREATE TABLE upload (
    id INTEGER PRIMARY KEY,
    offer INTEGER NOT NULL REFERENCES offer (id),
    number INTEGER NOT NULL CHECK (number >= 1),
    time TEXT NOT NULL
) STRICT;

CREATE INDEX upload_of_offer ON upload (offer);

-- An offer that is no longer kept. Its revisions stay, and a new one brings it back.
CREATE TABLE removed_offer (
    offer INTEGER PRIMARY KEY REFERENCES offer (id),
    time TEXT NOT NULL
) STRICT;

-- Has a row only inside the transaction that renames an offer.
CREATE TABLE renaming (is_on INTEGER PRIMARY KEY CHECK (is_on = 1)) STRICT;

DROP TRIGGER offer_keeps_its_name;

CREATE TRIGGER offer_keeps_its_name BEFORE UPDATE ON offer
WHEN NOT EXISTS (SELECT 1 FROM forgetting) AND NOT EXISTS (SELECT 1 FROM renaming)
BEGIN SELECT RAISE(ABORT, 'only cosell renames offers'); END;
