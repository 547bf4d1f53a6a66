-- Whether an exported file, or the list in Partner Center, still has a person who was erased from its revision later.
ALTER TABLE export ADD COLUMN has_erased INTEGER NOT NULL DEFAULT 0 CHECK (has_erased IN (0, 1));

ALTER TABLE upload ADD COLUMN has_erased INTEGER NOT NULL DEFAULT 0 CHECK (has_erased IN (0, 1));
