// checks/code_twice
// One owner has one live rule of a code, however it is spelled: the dated versions are inside it.
MATCH (rule:Rule)
WITH rule.owner AS owner, toLower(trim(rule.code)) AS code, count(*) AS times, min(rule.code) AS spelled
WHERE times > 1
RETURN owner + '/' + spelled + ' is live in ' + times + ' versions' AS what
