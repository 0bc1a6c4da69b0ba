-- A duty whose every flight was cancelled was recorded as flown at its planned times. Nobody reported for it: its own
-- times are taken back, so that no day that never began is paid. What somebody recorded otherwise stays.

ALTER TABLE duties NO FORCE ROW LEVEL SECURITY;
ALTER TABLE crew_assignments NO FORCE ROW LEVEL SECURITY;
ALTER TABLE flights NO FORCE ROW LEVEL SECURITY;
UPDATE duties d SET actual_report = NULL, actual_release = NULL
WHERE d.actual_report = d.planned_report AND d.actual_release = d.planned_release
  AND EXISTS (SELECT FROM crew_assignments a WHERE a.airline_id = d.airline_id AND a.duty_id = d.id)
  AND NOT EXISTS (
    SELECT FROM crew_assignments a JOIN flights f ON f.airline_id = a.airline_id AND f.id = a.flight_id
    WHERE a.airline_id = d.airline_id AND a.duty_id = d.id AND f.status <> 'CANCELLED');
ALTER TABLE duties FORCE ROW LEVEL SECURITY;
ALTER TABLE crew_assignments FORCE ROW LEVEL SECURITY;
ALTER TABLE flights FORCE ROW LEVEL SECURITY;
