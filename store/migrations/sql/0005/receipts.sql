-- Which version of each row a receipt was made of, by the row's id: a later one makes it stale. Null: nobody kept it.

ALTER TABLE trip_receipts ADD COLUMN seen JSONB;
