// edition/clear
// Takes every live node away, with its relationships.
MATCH (live:Rule|Scenario|PayComponent|Clause|Authority|Document|Interpretation|Case)
DETACH DELETE live
