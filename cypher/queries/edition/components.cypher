// edition/components
// Every live pay component.
MATCH (component:PayComponent)
RETURN properties(component) AS component
