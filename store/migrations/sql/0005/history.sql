-- Ids that stand in the content of a version, as columns: what a trip was made of is found by an index. One on
-- content ->> 'trip_id' would not do: row security lets only leakproof functions look at rows before it, and ->> is none.
-- Each ALTER TABLE writes its table anew, and keeps everybody out meanwhile.

ALTER TABLE duty_versions
    ADD COLUMN trip_id UUID GENERATED ALWAYS AS ((content ->> 'trip_id')::uuid) STORED;
ALTER TABLE crew_assignment_versions
    ADD COLUMN trip_id UUID GENERATED ALWAYS AS ((content ->> 'trip_id')::uuid) STORED,
    ADD COLUMN flight_id UUID GENERATED ALWAYS AS ((content ->> 'flight_id')::uuid) STORED;
ALTER TABLE standby_versions
    ADD COLUMN trip_id UUID GENERATED ALWAYS AS ((content ->> 'trip_id')::uuid) STORED;
ALTER TABLE crew_rate_versions
    ADD COLUMN crew_member_id UUID GENERATED ALWAYS AS ((content ->> 'crew_member_id')::uuid) STORED;
ALTER TABLE crew_day_versions
    ADD COLUMN crew_member_id UUID GENERATED ALWAYS AS ((content ->> 'crew_member_id')::uuid) STORED;

CREATE INDEX ix_duty_versions_trip_id ON duty_versions (airline_id, trip_id);
CREATE INDEX ix_crew_assignment_versions_trip_id ON crew_assignment_versions (airline_id, trip_id);
CREATE INDEX ix_standby_versions_trip_id ON standby_versions (airline_id, trip_id);
CREATE INDEX ix_crew_rate_versions_crew_member_id ON crew_rate_versions (airline_id, crew_member_id);
CREATE INDEX ix_crew_day_versions_crew_member_id ON crew_day_versions (airline_id, crew_member_id);
