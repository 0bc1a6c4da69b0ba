"""The user's six example queries, word for word: three for Neo4j, three for Postgres."""

SCENARIO_RULES = """
MATCH (s:Scenario {id: 'delayed_flight_controllable'})
MATCH (r)-[:APPLIES_TO]->(s)
RETURN r.code, r.title, r.priority
ORDER BY r.priority DESC;
"""
OVERTIME = """
MATCH (pc:PayComponent {type: 'overtime'})
MATCH path = (pc)-[:DEPENDS_ON*]->(dependency)
RETURN path;
"""
CONFLICTS = """
MATCH (r1:Rule)-[c:CONFLICTS_WITH]->(r2:Rule)
WHERE r1.appliesTo CONTAINS 'CAPTAIN'
RETURN r1.code, r2.code, c.resolutionMethod, c.notes;
"""
HISTORY = """
SELECT pp.start_date, pp.end_date, pc.flight_pay_hours, pc.total_gross_pay, pc.validated_at
FROM pay_calculations pc
JOIN pay_periods pp ON pc.pay_period_id = pp.id
WHERE pc.crew_member_id = $1
ORDER BY pp.start_date DESC
LIMIT 12;
"""
DISCREPANCIES = """
SELECT cm.employee_id, cm.first_name, cm.last_name, d.discrepancy_type, d.difference_amount, d.severity, d.detected_at
FROM discrepancies d
JOIN crew_members cm ON d.crew_member_id = cm.id
WHERE d.resolution_status IN ('OPEN', 'INVESTIGATING')
ORDER BY d.severity DESC, d.detected_at ASC;
"""
GUARANTEE = """
SELECT cm.employee_id, cm.position, SUM(pc.flight_pay_hours) AS total_hours, pc.guarantee_hours,
       CASE WHEN SUM(pc.flight_pay_hours) > pc.guarantee_hours THEN 'Over Guarantee' ELSE 'Under Guarantee' END AS status
FROM pay_calculations pc
JOIN crew_members cm ON pc.crew_member_id = cm.id
JOIN pay_periods pp ON pc.pay_period_id = pp.id
WHERE pp.start_date >= DATE_TRUNC('month', CURRENT_DATE)
GROUP BY cm.employee_id, cm.position, pc.guarantee_hours
ORDER BY total_hours DESC;
"""  # noqa: E501
