-- SPDX-License-Identifier: GPL-3.0-or-later
-- What a derived row was made of, so that a full check need not read all of it back to see that nothing changed. NULL: not known, write it.
ALTER TABLE derived_business ADD COLUMN row_hash INTEGER;    -- of the row
ALTER TABLE derived_business ADD COLUMN words_hash INTEGER;  -- of its words in derived_search
